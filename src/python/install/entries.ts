import { posix } from 'node:path'
import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import { parseRequirement } from '../../pins/pep/requirement.ts'
import type { SourceFile } from '../../pins/source.ts'
import { table } from '../../pins/tables.ts'

/** What locks say of each package beyond its version: what it needs, where it comes from, its hashes. */

export interface Entry {
  name: string
  /** Absent for what has none, such as a path. */
  version: string | null
  /** `sha256:…` of each of its files. */
  hashes: readonly string[]
  /** The index that it is taken from, where the lock says one. */
  index: string | null
  /** Where it lies, if it comes from no index. */
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

type ReadEntries = (file: SourceFile) => Entry[]

const text = z.string()
const entriesOf: Record<string, ReadEntries> = {
  'uv.lock': readUv,
  'poetry.lock': readPoetry,
  'pdm.lock': readPdm,
  'Pipfile.lock': readPipfile,
  'pylock.toml': readPylock,
}

/** The entries of a lock, whatever they are for; null for a file that is no such lock. */
export function readEntries(file: SourceFile): Entry[] | null {
  const base = posix.basename(file.path).replace(/^(pylock|pdm)\..*(toml|lock)$/, '$1.$2')
  return entriesOf[base]?.(file) ?? null
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

const uvEdge = z.object({ name: text, extra: z.array(text).optional() })
const uvLock = z.object({
  package: z
    .array(
      z.object({
        name: text,
        version: text.optional(),
        source: table(z.unknown()).optional(),
        sdist: z.unknown().optional(),
        wheels: z.unknown().optional(),
        dependencies: z.array(uvEdge).optional(),
        'optional-dependencies': table(z.array(uvEdge)).optional(),
      }),
    )
    .default([]),
})

/** Where an edge asks for extras, what they need counts for every user of the package: no harm in more. */
function readUv(file: SourceFile): Entry[] {
  const { package: packages } = file.parse('TOML', uvLock)
  const edges = packages.flatMap(each => [
    ...(each.dependencies ?? []),
    ...Object.values(each['optional-dependencies'] ?? {}).flat(),
  ])
  const extras = new Map<string, Set<string>>()
  for (const { name, extra = [] } of edges)
    for (const each of extra) extras.set(name, (extras.get(name) ?? new Set()).add(each))
  return packages.map(each => ({
    name: normalise(each.name),
    version: each.version ?? null,
    hashes: [],
    index: null,
    place: placeOfUv(each.source ?? {}),
    from: fromOf(each.source ?? {}, isHashed([each.sdist, each.wheels])),
    needs: [
      ...(each.dependencies ?? []),
      ...Object.entries(each['optional-dependencies'] ?? {}).flatMap(([extra, list]) =>
        extras.get(each.name)?.has(extra) ? list : [],
      ),
    ].map(({ name }) => normalise(name)),
  }))
}

function placeOfUv(source: Record<string, unknown>): Entry['place'] {
  if ('registry' in source) return 'index'
  if ('url' in source) return 'url'
  return 'git' in source ? 'repository' : 'here'
}

/** Keys of the tables that say where a package comes from. */
const INDEX = ['registry', 'index']
const REPOSITORY = ['git', 'vcs']
const PLACE = ['url', 'path', 'file', 'directory', 'editable', 'virtual']
const COMMIT = ['resolved_reference', 'revision', 'commit-id', 'ref']

function fromOf(table: Readonly<Record<string, unknown>>, hashed: boolean): From[] {
  const words = (keys: readonly string[]) =>
    keys.map(key => table[key]).filter(each => typeof each === 'string' && each !== '') as string[]
  const [commit = ''] = words(COMMIT)
  return [
    ...words(INDEX).map(word => ({ word, role: 'index' }) as const),
    ...words(REPOSITORY).map(word => repository(word, commit)),
    ...words(PLACE).map(word => ({ word, role: 'package', hashed }) as const),
  ]
}

const repository = (url: string, commit: string): From => ({
  word: `git+${url}${commit && `@${commit}`}`,
  role: 'package',
})

const isHashed = (value: unknown) => /"(?:hash":"sha|sha256|sha512)/.test(JSON.stringify(value))

const files = z.array(z.object({ hash: text.optional() }))
const hashesOf = (list: z.infer<typeof files> | undefined) =>
  (list ?? []).flatMap(({ hash }) => hash || [])

const poetryLock = z.object({
  package: z
    .array(
      z.object({
        name: text,
        version: text,
        files: files.optional(),
        dependencies: table(z.unknown()).optional(),
        source: z
          .object({
            type: text.optional(),
            url: text.optional(),
            resolved_reference: text.optional(),
          })
          .optional(),
      }),
    )
    .default([]),
  metadata: z.object({ files: table(files).optional() }).optional(),
})

function readPoetry(file: SourceFile): Entry[] {
  const { package: packages, metadata } = file.parse('TOML', poetryLock)
  // Formats before 2.0 keep the files of all packages in one table.
  const old = new Map(
    Object.entries(metadata?.files ?? {}).map(([name, list]) => [normalise(name), list]),
  )
  return packages.map(({ name, version, files, dependencies = {}, source }) => {
    const indexed = source?.type === undefined || source.type === 'legacy'
    const hashes = hashesOf(files ?? old.get(normalise(name)))
    return {
      name: normalise(name),
      version,
      hashes,
      index: indexed ? (source?.url ?? null) : null,
      place: indexed ? 'index' : (POETRY_PLACES[source?.type ?? ''] ?? 'here'),
      from: source ? fromPoetry(source, hashes.length > 0) : [],
      needs: Object.keys(dependencies).map(normalise),
    }
  })
}
/** Poetry is told to leave out directories. */
function fromPoetry(source: Readonly<Record<string, string | undefined>>, hashed: boolean): From[] {
  const { type, url = '', ...rest } = source
  if (type === 'directory') return []
  const key = type === 'git' ? 'git' : type === 'legacy' ? 'index' : 'url'
  return fromOf({ ...rest, [key]: url }, hashed)
}
const POETRY_PLACES: Record<string, Entry['place']> = { url: 'url', git: 'repository' }

const pdmLock = z.object({
  package: z
    .array(
      z.object({
        name: text,
        version: text,
        files: files.optional(),
        dependencies: z.array(text).optional(),
        path: text.optional(),
        url: text.optional(),
        git: text.optional(),
        revision: text.optional(),
      }),
    )
    .default([]),
})

function readPdm(file: SourceFile): Entry[] {
  return file.parse('TOML', pdmLock).package.map(each => ({
    name: normalise(each.name),
    version: each.version,
    hashes: hashesOf(each.files),
    index: null,
    place: each.path ? 'here' : each.git ? 'repository' : each.url ? 'url' : 'index',
    from: fromOf(each, hashesOf(each.files).length > 0),
    needs: (each.dependencies ?? []).flatMap(row => parseRequirement(row)?.name ?? []),
  }))
}

const pipfileLock = z.object({
  _meta: z.object({ sources: z.array(z.object({ name: text, url: text })).optional() }).optional(),
  default: table(
    z.object({
      version: text.optional(),
      hashes: z.array(text).optional(),
      index: text.optional(),
      path: text.optional(),
      file: text.optional(),
      git: text.optional(),
      ref: text.optional(),
    }),
  ).default({}),
})

function readPipfile(file: SourceFile): Entry[] {
  const lock = file.parse('JSON', pipfileLock)
  return Object.entries(lock.default).map(([name, each]) => ({
    name: normalise(name),
    version: each.version?.replace(/^==/, '') ?? null,
    hashes: each.hashes ?? [],
    index: lock._meta?.sources?.find(source => source.name === each.index)?.url ?? null,
    place: each.path ? 'here' : each.git ? 'repository' : each.file ? 'url' : 'index',
    from: fromOf({ ...each, index: undefined }, (each.hashes ?? []).length > 0),
    needs: null,
  }))
}

const archive = z.object({
  hashes: table(text).optional(),
  url: text.optional(),
  path: text.optional(),
})
const pylock = z.object({
  packages: z
    .array(
      z.object({
        name: text,
        version: text.optional(),
        index: text.optional(),
        dependencies: z.array(z.object({ name: text })).optional(),
        wheels: z.array(archive).optional(),
        sdist: archive.optional(),
        archive: archive.optional(),
        vcs: table(z.unknown()).optional(),
        directory: table(z.unknown()).optional(),
      }),
    )
    .default([]),
})

/** Few tools write the edges; where torch has none, an absent list says nothing. */
function readPylock(file: SourceFile): Entry[] {
  const { packages } = file.parse('TOML', pylock)
  const known = packages.some(({ name, dependencies }) => name === 'torch' && dependencies)
  return packages.map(each => ({
    name: normalise(each.name),
    version: each.version ?? null,
    hashes: [...(each.wheels ?? []), ...(each.sdist ? [each.sdist] : [])].flatMap(({ hashes }) =>
      hashes?.sha256 ? `sha256:${hashes.sha256}` : [],
    ),
    index: each.index ?? null,
    place: each.directory ? 'here' : each.vcs ? 'repository' : each.archive ? 'url' : 'index',
    from: [...(each.wheels ?? []), each.sdist, each.archive, each.vcs, each.directory].flatMap(
      table => (table ? fromPylock(table) : []),
    ),
    needs: known ? (each.dependencies ?? []).map(({ name }) => normalise(name)) : null,
  }))
}

function fromPylock({ type, url, ...rest }: Readonly<Record<string, unknown>>): From[] {
  return fromOf(type === undefined ? { ...rest, url } : { ...rest, git: url }, isHashed(rest))
}
