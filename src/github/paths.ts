import { realpath } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { InputError } from '../errors.ts'

/**
 * Where a path leads when links are followed, if that is in the workspace or among the runner's
 * temporary files: a step has no business elsewhere, and what it reads may come from another job.
 */
export async function within(path: string, input: string, env: NodeJS.ProcessEnv): Promise<string> {
  const found = await followed(resolve(path))
  const roots = [env.GITHUB_WORKSPACE || process.cwd(), env.RUNNER_TEMP].filter(each => !!each)
  for (const root of roots)
    if (isBelow(await followed(resolve(root as string)), found)) return found
  throw new InputError(
    `${input}: expected a path in the workspace or in RUNNER_TEMP, found ${JSON.stringify(path)}, which leads to ${found}`,
  )
}

/** The real path, as far as it exists. */
async function followed(path: string): Promise<string> {
  try {
    return await realpath(path)
  } catch (error) {
    const parent = dirname(path)
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === path) throw error
    return join(await followed(parent), path.slice(parent.length))
  }
}

/** The path of a file as the repository knows it: from its root, with slashes. */
export function inRepository(path: string, env: NodeJS.ProcessEnv): string {
  const from = relative(resolve(env.GITHUB_WORKSPACE || process.cwd()), path)
  if (from.startsWith('..') || isAbsolute(from))
    throw new InputError(`baseline: expected a directory in the workspace, found ${path}`)
  return from.split(sep).join('/')
}

function isBelow(root: string, path: string): boolean {
  const from = relative(root, path)
  return !isAbsolute(from) && from !== '..' && !from.startsWith(`..${sep}`)
}
