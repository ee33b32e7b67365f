import { posix } from 'node:path'
import * as z from 'zod'
import { parseRequirement } from '../pins/requirement.ts'
import type { SourceFile } from '../pins/source.ts'
import { table } from '../pins/tables.ts'
import { normalise } from '../pins/versions.ts'

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
  /** Names of other entries; null if the lock does not say. */
  needs: readonly string[] | null
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
        source: z.object({ type: text.optional(), url: text.optional() }).optional(),
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
    return {
      name: normalise(name),
      version,
      hashes: hashesOf(files ?? old.get(normalise(name))),
      index: indexed ? (source?.url ?? null) : null,
      place: indexed ? 'index' : (POETRY_PLACES[source?.type ?? ''] ?? 'here'),
      needs: Object.keys(dependencies).map(normalise),
    }
  })
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
    needs: null,
  }))
}

const archive = z.object({ hashes: table(text).optional() })
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
        archive: z.unknown().optional(),
        vcs: z.unknown().optional(),
        directory: z.unknown().optional(),
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
    needs: known ? (each.dependencies ?? []).map(({ name }) => normalise(name)) : null,
  }))
}
