import { createHash } from 'node:crypto'
import { type BigIntStats, readdirSync, readFileSync, statSync } from 'node:fs'
import { devNull } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { reason } from '../lib/json.ts'
import { unescapeUrl } from '../pins/index.ts'
import type { Read } from './reads.ts'

/** What an environment is built from, in few words: the same words, the same bytes. */

export interface Fingerprint {
  parts: readonly string[]
  /** Why nobody can tell from what; null if we can. */
  unknown: string | null
}

/** So much is read each time. Of more the file system must answer for the content: a change moves `ctime`. */
const READ_BYTES = 64 * 1024 * 1024
const MAX_PACKAGES = 100_000
const PACKAGE = /\.(?:whl|zip|egg|conda|tar|tgz|tbz2?|txz|tar\.(?:gz|bz2|xz|zst))$/i

export function fingerprint(reads: readonly Read[], cwd: string): Fingerprint {
  try {
    return collect(reads, cwd)
  } catch (error) {
    return { parts: [], unknown: `what cannot be read (${reason(error)})` }
  }
}

function collect(reads: readonly Read[], cwd: string): Fingerprint {
  const parts = new Set<string>()
  const distinct = new Map(reads.map(read => [JSON.stringify(read), read]))
  for (const read of distinct.values()) {
    if (read.kind === 'unknown') return { parts: [], unknown: read.why }
    if (read.kind === 'text') {
      parts.add(`text ${plain(read.text, cwd)}`)
      continue
    }
    const found = read.kind === 'file' ? filesAt(read.path) : packagesAt(read.path)
    if (typeof found === 'string') return { parts: [], unknown: found }
    parts.add(`${read.kind} ${plain(read.path, cwd)} ${contentOf(found)}`)
  }
  return { parts: [...parts].sort(), unknown: null }
}

/** Neither a password nor the place of the repository changes what is installed. */
const plain = (text: string, cwd: string) =>
  text.replace(/\/\/[^/@\s]+@/g, '//').replaceAll(cwd, '.')

/** A file, as it is named within its place. */
interface Named {
  name: string
  path: string
  stat: BigIntStats
}

function filesAt(path: string): Named[] | string {
  const stat = statAt(path)
  if (!stat || path === devNull) return []
  if (stat.isFile()) return [{ name: basename(path), path, stat }]
  return stat.isDirectory()
    ? 'a directory that is built, and a build may read anything'
    : 'what is neither a file nor a directory'
}

/**
 * What can be had from a directory: its packages, those that its pages link to, and those of an index, a
 * directory with a page for each package.
 */
function packagesAt(place: string): Named[] | string {
  const found = new Map<string, Named>()
  const add = (path: string) => {
    const stat = found.has(path) ? undefined : statAt(path)
    if (!stat?.isFile()) return
    found.set(path, { name: relative(place, path), path, stat })
    if (/\.html?$/i.test(path)) for (const link of linksOf(path)) add(link)
  }
  if (!statAt(place)?.isDirectory()) add(place)
  else
    for (const entry of readdirSync(place, { withFileTypes: true })) {
      const path = join(place, entry.name)
      if (PACKAGE.test(entry.name) || /\.html?$/i.test(entry.name)) add(path)
      else if (!entry.isFile()) add(join(path, 'index.html'))
      if (found.size > MAX_PACKAGES) return `a directory of more than ${MAX_PACKAGES} packages`
    }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Files of this machine that a page links to. */
function linksOf(page: string): string[] {
  const text = readFileSync(page, 'utf8')
  return [...text.matchAll(/\bhref\s*=\s*["']?([^"'\s>#?]+)/gi)].flatMap(([, href = '']) => {
    const local = /^file:(?:\/\/[^/]*)?(.*)$/i.exec(href)?.[1] ?? href
    return /^[a-z][a-z0-9+.-]+:|^\/\//i.test(local)
      ? []
      : resolve(dirname(page), unescapeUrl(local))
  })
}

const statAt = (path: string) => {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

/** The bytes; of very much who they are and when they last changed, by the file system. */
function contentOf(files: readonly Named[]): string {
  const total = files.reduce((sum, { stat }) => sum + Number(stat.size), 0)
  const digest = createHash('sha256')
  for (const { name, path, stat } of files) {
    const { ino, size, mtimeNs, ctimeNs } = stat
    digest.update(`\0${name}\0${size}\0`)
    digest.update(total > READ_BYTES ? [ino, mtimeNs, ctimeNs].join() : readFileSync(path))
  }
  return digest.digest('hex')
}
