import { createHash, randomBytes } from 'node:crypto'
import { access, mkdir, readdir, rm, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as z from 'zod'
import { InputError } from '../errors.ts'
import { readJson, reason, writeAtomically } from '../json.ts'

/** A folder that was begun and not finished in this time is nobody's any more. */
const ABANDONED_HOURS = 24

const pointerSchema = z.strictObject({ directory: z.string().min(1) })

export function cacheDirectory(env: NodeJS.ProcessEnv): string {
  return env.LDDPR_CACHE || join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lddpr')
}

/** A short name for everything that the content of an environment depends on. */
export const cacheKey = (parts: readonly string[]) =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16)

/**
 * The directory that `build` once filled for this key. A build gets a fresh directory of its own,
 * and only when it has succeeded does `KEY.json` point there: half a build is never used, and two at
 * once do not meet.
 */
export async function cached(
  cache: string,
  key: string,
  build: (directory: string) => Promise<void>,
): Promise<string> {
  const pointer = join(cache, `${key}.json`)
  const known = await readJson(pointerSchema, pointer).catch(() => null)
  if (known && (await exists(join(cache, known.directory)))) return join(cache, known.directory)
  const name = `${key}-${randomBytes(4).toString('hex')}`
  const directory = join(cache, name)
  try {
    await mkdir(directory, { recursive: true })
  } catch (error) {
    throw new InputError(`cannot create ${directory}: ${reason(error)}`)
  }
  await prune(cache)
  try {
    await build(directory)
  } catch (error) {
    await rm(directory, { recursive: true, force: true })
    throw error
  }
  await writeAtomically(pointer, JSON.stringify({ directory: name }))
  return directory
}

/** Removes builds that were begun and never finished, and those that another has superseded. */
async function prune(cache: string): Promise<void> {
  const names = await readdir(cache)
  const pointers = names.filter(name => name.endsWith('.json'))
  const used = new Set<string>()
  for (const name of pointers) {
    const pointer = await readJson(pointerSchema, join(cache, name)).catch(() => null)
    if (pointer) used.add(pointer.directory)
  }
  for (const name of names.filter(each => /^[0-9a-f]{16}-/.test(each) && !used.has(each))) {
    const age =
      Date.now() -
      (await stat(join(cache, name))
        .then(s => s.mtimeMs)
        .catch(Date.now))
    if (age > ABANDONED_HOURS * 3_600_000)
      await rm(join(cache, name), { recursive: true, force: true })
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
