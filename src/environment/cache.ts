import { createHash, randomBytes } from 'node:crypto'
import { access, mkdir, rm, utimes } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { InputError } from '../errors.ts'
import { readJson, reason, writeAtomically } from '../json.ts'
import { Lease, type Patience } from './cache/lease.ts'
import { bytesOf, limitsOf, pointerSchema, prune } from './cache/prune.ts'

export interface CacheOptions {
  /** Says what is waited for, and what is built again. */
  progress?: (message: string) => void
  /** Whether what is there can still be used; by default it need only exist. */
  usable?: (directory: string) => Promise<boolean>
  /** Where the limits of the cache are set. */
  env?: NodeJS.ProcessEnv
  patience?: Patience
}

export function cacheDirectory(env: NodeJS.ProcessEnv): string {
  const usual = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lddpr')
  return resolve(env.LDDPR_CACHE || usual)
}

/** A short name for everything that the content of an environment depends on. */
export const cacheKey = (parts: readonly string[]) =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 16)

/**
 * The directory that `build` once filled for this key. A build gets a fresh directory of its own, and
 * only when it has succeeded does `KEY.json` point there: half a build is never used, and two at once
 * never meet. That of two jobs the second waits for the first saves its time; nothing hangs on it.
 */
export async function cached(
  cache: string,
  key: string,
  build: (directory: string) => Promise<void>,
  { progress = () => {}, usable = exists, env = process.env, patience }: CacheOptions = {},
): Promise<string> {
  const pointer = join(cache, `${key}.json`)
  const known = () => lookUp(cache, pointer, usable)
  const found = await known()
  if (found) return found
  try {
    await mkdir(cache, { recursive: true })
  } catch (error) {
    throw new InputError(`cannot create ${cache}: ${reason(error)}`)
  }
  await using lease = await Lease.take(join(cache, `${key}.lock`), {
    ...(patience ? { patience } : {}),
    enough: async () => (await known()) !== null,
    waiting: owner => progress(`waiting for another job that builds this environment (${owner})`),
    broken: why => progress(`${why}; building it here`),
    // What was begun by a job that is gone is nobody's.
    abandoned: name => rm(join(cache, name), { recursive: true, force: true }),
  })
  const meanwhile = await known()
  if (meanwhile) return meanwhile
  const superseded = await readJson(pointerSchema, pointer).catch(() => null)
  if (superseded) progress('the cached environment cannot be used any more')
  const name = `${key}-${randomBytes(4).toString('hex')}`
  const directory = join(cache, name)
  await lease.builds(name)
  await prune(cache, limitsOf(env))
  try {
    await mkdir(directory)
    await build(directory)
  } catch (error) {
    await rm(directory, { recursive: true, force: true })
    throw error
  }
  await writeAtomically(
    pointer,
    JSON.stringify({ directory: name, bytes: await bytesOf(directory) }),
  )
  return directory
}

/** What a pointer leads to, if it can be used. The time of the pointer says when that last happened. */
async function lookUp(
  cache: string,
  pointer: string,
  usable: (directory: string) => Promise<boolean>,
): Promise<string | null> {
  const known = await readJson(pointerSchema, pointer).catch(() => null)
  if (!known || !(await usable(join(cache, known.directory)))) return null
  const now = new Date()
  await utimes(pointer, now, now).catch(() => {}) // a cache that can only be read is good enough
  return join(cache, known.directory)
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
