import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { wrongInput } from './errors.ts'
import { reason } from './json.ts'

/** Paths that inputs name, and that a change can have turned into links. */

export async function followLinks(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const parent = dirname(path)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error
    return join(await followLinks(parent), path.slice(parent.length))
  }
}

export function isBelow(root: string, path: string): boolean {
  const from = relative(root, path)
  return !isAbsolute(from) && from !== '..' && !from.startsWith(`..${sep}`)
}

/** Git's own directory, which no input has any business in. */
export const isInGit = (path: string) =>
  path.split(/[/\\]/).some(part => part.toLowerCase() === '.git')

/**
 * Where a path leads when links are followed, if that is in one of the roots. Throws ExpectedError otherwise,
 * and for what is git's own.
 */
export async function within(
  path: string,
  input: string,
  roots: readonly string[],
  where: string,
): Promise<string> {
  const found = await followLinks(resolve(path)).catch(error => {
    throw wrongInput(input, `cannot follow ${JSON.stringify(path)}: ${reason(error)}`)
  })
  for (const root of roots) {
    const top = await followLinks(resolve(root))
    if (isBelow(top, found) && !isInGit(relative(top, found))) return found
  }
  throw wrongInput(
    input,
    `expected a path in ${where}, found ${JSON.stringify(path)}, which leads to ${found}`,
  )
}
