import * as z from 'zod'

/** What locks say of each package beyond its version: what it needs, where it comes from, its hashes. */

export interface Entry {
  name: string
  /** Absent for what has none, such as a path. */
  version: string | null
  /** `sha256:…` of each of its files. */
  hashes: readonly string[]
  /** The index that it is taken from, where the lock says one. */
  index: string | null
  place: 'index' | 'url' | 'repository' | 'here'
  /** What it is taken from, as the lock writes it. */
  from: readonly From[]
  /** Names of other entries; null if the lock does not say. */
  needs: readonly string[] | null
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
      url => ({ word: `git+${url}${commit && `@${commit}`}`, role: 'package' }) as const,
    ),
    ...words(PLACE).map(word => ({ word, role: 'package', hashed }) as const),
  ]
}

export const isHashed = (value: unknown) =>
  /"(?:hash":"sha|sha256|sha512)/.test(JSON.stringify(value))

/** The files of a package, as Poetry and PDM list them. */
export const archives = z.array(z.object({ hash: z.string().optional() }))
export const hashesOf = (list: z.infer<typeof archives> | undefined) =>
  (list ?? []).flatMap(({ hash }) => hash || [])
