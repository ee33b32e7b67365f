import { createHash, hash } from 'node:crypto'
import { createReadStream, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { setImmediate } from 'node:timers/promises'

/**
 * Every file of an environment as it was installed: what the file system says of it, and a digest. While
 * the first is as it was nothing is read, for `ctime` cannot be set; where it differs, the digest decides.
 */
export type Manifest = Readonly<Record<string, readonly [state: string, digest: string | null]>>

/** Of what no list has a digest, so much is read for one. */
const DIGESTED_BYTES = 4 * 1024 * 1024

export async function recordFiles(directory: string): Promise<Manifest> {
  const states = statesOf(directory)
  const listed = new Map(
    [...states.keys()].filter(isRecord).flatMap(path => rowsOf(directory, path)),
  )
  const manifest: Record<string, [string, string | null]> = {}
  for (const [path, state] of states) {
    await turn()
    const small = sizeOf(state) <= DIGESTED_BYTES
    const digest = listed.get(path) ?? (small ? await digestOf(join(directory, path)) : null)
    manifest[path] = [state, digest]
  }
  return manifest
}

export interface Verified {
  /** The first file that is not as it was installed, in words; null if all are. */
  changed: string | null
  /** What to keep from now on, if it is not what was given. */
  now: Manifest | null
  /** Whether compiled files were removed that nobody has noted. */
  removed: boolean
}

/** Holds the files of a directory to what was noted of them. */
export async function verify(directory: string, manifest: Manifest): Promise<Verified> {
  const states = statesOf(directory)
  const touched: [string, string][] = []
  const strange: string[] = []
  for (const [path, state] of states) {
    const known = manifest[path]
    if (!known) strange.push(path)
    else if (known[0] !== state) touched.push([path, state])
  }
  const added = strange.find(path => !isCompiled(path))
  if (added !== undefined) return failed(`${added} was added`)
  const gone = Object.keys(manifest).find(path => !states.has(path) && !isCompiled(path))
  if (gone !== undefined) return failed(`${gone} is gone`)
  const now: Record<string, Manifest[string]> = {}
  for (const [path, state] of touched) {
    await turn()
    const digest = manifest[path]?.[1] ?? null
    if (digest === null || (await digestOf(join(directory, path))) !== digest)
      return failed(`${path} was changed`)
    now[path] = [state, digest]
  }
  // What Python has compiled since then nobody vouches for; it compiles it again.
  for (const path of strange)
    if (!(await removes(join(directory, path)))) return failed(`${path} was added`)
  return {
    changed: null,
    now: touched.length ? { ...manifest, ...now } : null,
    removed: strange.length > 0,
  }
}

/** The same with what Python has compiled while the environment was used; null if that is nothing. */
export async function withCompiled(
  directory: string,
  manifest: Manifest,
): Promise<Manifest | null> {
  const found: Record<string, Manifest[string]> = {}
  for (const [path, state] of statesOf(directory))
    if (!manifest[path] && /\.pyc$/.test(path) && isCompiled(path))
      found[path] = [state, await digestOf(join(directory, path))]
  return Object.keys(found).length ? { ...manifest, ...found } : null
}

const failed = (changed: string): Verified => ({ changed, now: null, removed: false })

const isCompiled = (path: string) => /(?:^|\/)__pycache__\/[^/]*$/.test(path)
const isRecord = (path: string) => path.endsWith('.dist-info/RECORD')
const sizeOf = (state: string) => Number(state.split(' ')[0])

/** What the file system says of each file and link. Whatever changes in one, its `ctime` does. */
function statesOf(directory: string): Map<string, string> {
  const found = new Map<string, string>()
  const visit = (within: string) => {
    for (const entry of readdirSync(`${directory}/${within}`, { withFileTypes: true })) {
      const path = `${within}${entry.name}`
      if (entry.isDirectory()) visit(`${path}/`)
      else {
        const stat = lstatSync(`${directory}/${path}`, { bigint: true, throwIfNoEntry: false })
        if (!stat) continue // a file that Python was just about to write
        found.set(path, `${stat.size} ${stat.ctimeNs} ${stat.ino}`)
      }
    }
  }
  visit('')
  return found
}

/** The digests that an installer has written down, by path. */
function rowsOf(directory: string, record: string): [string, string][] {
  const site = posix.dirname(dirname(record))
  const text = readFileSync(join(directory, record), 'utf8')
  return [...text.matchAll(/^("(?:[^"]|"")*"|[^",\n]*),sha256=([\w-]+)=*,/gm)].map(
    ([, path = '', digest = '']) => {
      const name = path.startsWith('"') ? path.slice(1, -1).replaceAll('""', '"') : path
      return [posix.normalize(posix.join(site, name)), digest]
    },
  )
}

async function digestOf(path: string): Promise<string | null> {
  try {
    const stat = lstatSync(path)
    if (stat.isSymbolicLink()) return `-> ${readlinkSync(path)}`
    if (!stat.isFile()) return null
    // Of thousands of small files a stream for each would take most of the time.
    if (stat.size <= DIGESTED_BYTES) return hash('sha256', readFileSync(path), 'base64url')
    const digest = createHash('sha256')
    for await (const chunk of createReadStream(path, { highWaterMark: DIGESTED_BYTES }))
      digest.update(chunk)
    return digest.digest('base64url')
  } catch {
    return null
  }
}

/** Thousands of files take seconds: signals and timers have their turn in between. */
let turns = 0
const turn = () => (++turns % 500 === 0 ? setImmediate() : null)

const removes = (path: string) =>
  rm(path, { force: true, recursive: true }).then(
    () => true,
    () => false,
  )
