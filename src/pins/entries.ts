import { posix } from 'node:path'
import * as z from 'zod'
import { unescapeUrl } from './pep/requirement.ts'
import { maybeText } from './source.ts'

/** What locks say of each package beyond its version: what it needs, where it comes from, its hashes. */

export interface Entry {
  name: string
  /** Absent for what has none, such as a path. */
  version: string | null
  /** `sha256:…` of each of its files. */
  hashes: readonly string[]
  /** The files that the lock names, of which an installer takes one. */
  files: readonly Archive[]
  /** The entry counts where one of these holds; none: everywhere. It tells two of a version apart. */
  markers: readonly string[]
  /** The index that it is taken from, where the lock says one. */
  index: string | null
  /** `file`: an archive that lies here; `here`: a project of the repository, which is not built. */
  place: 'index' | 'url' | 'repository' | 'file' | 'here'
  /** What it is taken from, as the lock writes it. */
  from: readonly From[]
  /** Names of other entries; null if the lock does not say. */
  needs: readonly string[] | null
}

/** One file of a package. */
export interface Archive {
  name: string
  url: string | null
  hash: string | null
  size: number | null
}

export interface From {
  word: string
  role: 'package' | 'index'
  /** The lock has the hash of it. */
  hashed?: boolean
}

/** What the roots need, and what that needs, without extras; null if the lock does not say. */
export function closure(roots: readonly string[], entries: readonly Entry[]): Set<string> | null {
  const byName = Map.groupBy(entries, ({ name }) => name)
  const found = new Set(roots.filter(name => byName.has(name)))
  for (const name of found) // It grows while it is walked.
    for (const { needs } of byName.get(name) ?? []) {
      if (needs === null) return null
      for (const other of needs) if (byName.has(other)) found.add(other)
    }
  return found
}

/** Keys of the tables that say where a package comes from. */
const INDEX = ['registry', 'index']
const REPOSITORY = ['git', 'vcs']
const PLACE = ['url', 'path', 'file', 'directory', 'editable', 'virtual']
const COMMIT = ['resolved_reference', 'revision', 'commit-id', 'ref']

/** Where a package comes from, as a table of some lock says it. */
export function fromOf(table: Readonly<Record<string, unknown>>, hashed: boolean): From[] {
  const words = (keys: readonly string[]) =>
    keys.map(key => table[key]).filter(each => typeof each === 'string' && each !== '') as string[]
  const [commit = ''] = words(COMMIT)
  return [
    ...words(INDEX).map(word => ({ word, role: 'index' }) as const),
    ...words(REPOSITORY).map(
      url =>
        ({ word: repositoryAt(url, commit, words(['subdirectory'])), role: 'package' }) as const,
    ),
    ...words(PLACE).map(word => ({ word, role: 'package', hashed }) as const),
  ]
}

/** As pip writes it. uv has the commit after `#`, and before it what was asked for. */
function repositoryAt(address: string, commit: string, subdirectory: readonly string[]): string {
  const [, url = address, query = '', own = ''] =
    /^([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(address) ?? []
  const part = subdirectory[0] ?? new URLSearchParams(query).get('subdirectory')
  const at = commit || own
  return `git+${url}${at && `@${at}`}${part ? `#subdirectory=${part}` : ''}`
}

export const isHashed = (value: unknown) =>
  /"(?:hash":"sha|sha256|sha512)/.test(JSON.stringify(value))

/** The files of a package, as uv, Poetry and PDM list them. */
export const archive = z.object({
  file: maybeText,
  filename: maybeText,
  path: maybeText,
  url: maybeText,
  hash: maybeText,
  size: z.number().int().nonnegative().optional().catch(undefined),
})
export const archives = z.array(archive)

export const filesOf = (list: readonly z.infer<typeof archive>[] = []): Archive[] =>
  list.map(({ file, filename, path, url, hash, size }) => ({
    name: file ?? filename ?? baseOf(path ?? url ?? ''),
    url: url ?? null,
    hash: hash || null,
    size: size ?? null,
  }))

export const isArchive = (place: string) => /\.(?:whl|zip|tgz|tar\.\w+)$/.test(baseOf(place))

/** The last part of a path or a URL. */
export const baseOf = (place: string) =>
  unescapeUrl(posix.basename(place.replace(/[?#].*/, '').replaceAll('\\', '/')))

export const hashesOf = (files: readonly Archive[]) => files.flatMap(({ hash }) => hash ?? [])
