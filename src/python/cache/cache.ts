import { createHash, randomBytes } from 'node:crypto'
import { access, mkdir, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { ExpectedError } from '../../lib/errors.ts'
import { reason } from '../../lib/json.ts'
import { Lease, type Patience } from './lease.ts'
import { type Manifest, recordFiles, verify, withCompiled } from './manifest.ts'
import { readManifest, readPointer, touch, writePointer } from './pointer.ts'
import { bytesOf, limitsOf, prune } from './prune.ts'

export interface CacheOptions {
  /** Says what is waited for, and what is built again. */
  progress?: (message: string) => void
  /** Whether what is there can still be used; by default it need only exist. */
  usable?: (directory: string) => Promise<boolean>
  /** Where the limits of the cache are set. */
  env?: NodeJS.ProcessEnv
  patience?: Patience
  /** How often an entry that is used says so, in milliseconds. */
  beat?: number
}

/** A directory that counts as used until this is disposed of, or the program ends. */
export interface CacheEntry extends AsyncDisposable {
  directory: string
}

/** Far below the hours after which an entry may be removed, so that a clock that is set does no harm. */
const BEAT_MS = 30_000

export function cacheDirectory(env: NodeJS.ProcessEnv): string {
  const usual = join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'lddpr')
  return resolve(env.LDDPR_CACHE || usual)
}

export const cacheKey = (parts: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)

/**
 * The directory that `build` once filled for this key, with every file as it was then. A build gets a fresh
 * directory of its own, and only when it has succeeded does `KEY.json` point there: half a build is never
 * used, and two at once never meet. A second job waits for the first to save its time; nothing
 * depends on it.
 */
export async function getOrBuild(
  cache: string,
  key: string,
  build: (directory: string) => Promise<void>,
  { progress = () => {}, usable = exists, env = {}, patience, beat }: CacheOptions = {},
): Promise<CacheEntry> {
  const pointer = join(cache, `${key}.json`)
  const use = (found: Found) => new Use(cache, pointer, found, beat)
  const known = () => lookUp(cache, pointer, usable)
  const found = await known()
  if (isWhole(found)) return use(found)
  try {
    await mkdir(cache, { recursive: true })
  } catch (error) {
    throw new ExpectedError(`cannot create ${cache}: ${reason(error)}`, { kind: 'environment' })
  }
  await using lease = await Lease.take(join(cache, `${key}.lock`), {
    ...(patience ? { patience } : {}),
    enough: async () => isWhole(await known()),
    waiting: owner => progress(`waiting for another job that builds this environment (${owner})`),
    broken: why => progress(`${why}; building it here`),
    // What was begun by a job that is gone is nobody's.
    abandoned: name => rm(join(cache, name), { recursive: true, force: true }),
  })
  const meanwhile = await known()
  if (isWhole(meanwhile)) return use(meanwhile)
  if (meanwhile) progress(meanwhile.problem)
  const name = `${key}-${randomBytes(4).toString('hex')}`
  const directory = join(cache, name)
  await lease.builds(name)
  await prune(cache, limitsOf(env))
  let manifest: Manifest
  try {
    await mkdir(directory)
    await build(directory)
    manifest = await recordFiles(directory)
  } catch (error) {
    await rm(directory, { recursive: true, force: true })
    throw error
  }
  await writePointer(pointer, cache, { directory: name, bytes: await bytesOf(directory) }, manifest)
  return use({ directory, manifest, compiles: true })
}

interface Found {
  directory: string
  manifest: Manifest
  /** Python will compile what it imports. */
  compiles: boolean
}

const isWhole = (found: Awaited<ReturnType<typeof lookUp>>): found is Found =>
  found !== null && 'directory' in found

/** What a pointer leads to, if it can be used; else why not, or null where nothing is. */
async function lookUp(
  cache: string,
  file: string,
  usable: (directory: string) => Promise<boolean>,
): Promise<Found | { problem: string } | null> {
  const pointer = await readPointer(file)
  if (!pointer) return null
  const directory = join(cache, pointer.directory)
  const manifest = await readManifest(cache, pointer)
  const found = manifest && (await verify(directory, manifest).catch(() => null))
  if (found?.changed)
    return {
      problem: `the cached environment is not as it was installed: ${found.changed}; building it again`,
    }
  if (!found || !(await usable(directory)))
    return { problem: 'the cached environment cannot be used any more' }
  const now = found.now ?? manifest
  if (found.now) await writePointer(file, cache, pointer, now).catch(() => {})
  await touch(file)
  return { directory, manifest: now, compiles: found.removed }
}

class Use implements CacheEntry {
  readonly directory: string
  private readonly cache: string
  private readonly pointer: string
  private readonly found: Found
  private readonly heart: NodeJS.Timeout

  constructor(cache: string, pointer: string, found: Found, beat = BEAT_MS) {
    this.cache = cache
    this.pointer = pointer
    this.found = found
    this.directory = found.directory
    this.heart = setInterval(() => this.beat(), beat)
    this.heart.unref()
  }

  /** The directory, too: another may take its place while it is used. */
  private async beat(): Promise<void> {
    await touch(this.pointer)
    await touch(this.directory)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.heart)
    await this.beat()
    if (this.found.compiles) await this.note().catch(() => {})
  }

  /** What was compiled while it was used is compiled the next time, too. */
  private async note(): Promise<void> {
    const pointer = await readPointer(this.pointer)
    const manifest = await withCompiled(this.directory, this.found.manifest)
    if (manifest && pointer && join(this.cache, pointer.directory) === this.directory)
      await writePointer(this.pointer, this.cache, pointer, manifest)
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
