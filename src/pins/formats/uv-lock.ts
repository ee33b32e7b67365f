import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import { archive, type Entry, filesOf, fromOf, hashesOf } from '../entries.ts'
import { type LockFormat, PART } from '../format.ts'
import { type Lock, settle } from '../lock.ts'
import { holds, type MarkerEnvironment } from '../pep/markers.ts'
import { maybeText, maybeTexts, type SourceFile, table } from '../source.ts'
import type { Target } from '../target.ts'
import type { Pyproject } from './pyproject-schema.ts'
import { choiceOf, conflictOf, conflictsSchema, excludedBy } from './uv-choice.ts'

/**
 * uv.lock: a graph. Which of several entries of a package is installed follows from walking it from the
 * project along the edges whose markers hold; names alone say nothing.
 */

const sourceSchema = table(z.unknown())
const edgeSchema = z.object({
  name: z.string(),
  version: maybeText,
  source: sourceSchema.optional(),
  marker: maybeText,
  extra: maybeTexts,
})
const edges = z.array(edgeSchema).optional()
const packageSchema = z.object({
  name: z.string(),
  version: maybeText,
  source: sourceSchema.optional(),
  sdist: archive.optional().catch(undefined),
  wheels: z.array(archive).optional().catch(undefined),
  'resolution-markers': maybeTexts,
  dependencies: edges,
  'optional-dependencies': table(z.array(edgeSchema)).optional(),
  'dev-dependencies': table(z.array(edgeSchema)).optional(),
  metadata: z
    .object({
      'provides-extras': maybeTexts,
      'requires-dev': table(z.unknown()).optional(),
      'requires-dist': z
        .array(z.object({ name: z.string(), specifier: maybeText, marker: maybeText }))
        .optional(),
    })
    .optional(),
})
const schema = z.object({
  'requires-python': maybeText,
  manifest: z.object({ members: maybeTexts }).optional(),
  conflicts: conflictsSchema.optional(),
  package: z.array(packageSchema).default([]),
})

type Package = z.infer<typeof packageSchema>
type Edge = z.infer<typeof edgeSchema>

export const UV_LOCK: LockFormat = {
  file: 'uv.lock',
  pattern: /^uv\.lock$/,
  reason: 'projects move to uv, so a lock beside it is usually left over',
  manager: 'uv',
  lock: (file, { member, pyproject }) => read(file, member, groupsOf(pyproject)),
  entries,
  madeFrom: ['pyproject.toml'],
  belongs: pyproject => Boolean(pyproject.project || pyproject.tool?.uv),
  workspaces: true,
  relock: 'uv lock',
  install: () => 'uv sync --locked',
  build: {
    kind: 'uv',
    by: '`uv sync --frozen`; without uv, pip by version and hash',
    what: PART,
  },
}

/** Groups that `uv sync` installs unless told otherwise. */
function groupsOf(pyproject: Pyproject | null): readonly string[] {
  const groups = pyproject?.tool?.uv?.['default-groups']
  if (groups === 'all') return Object.keys(pyproject?.['dependency-groups'] ?? {}).map(normalise)
  return Array.isArray(groups) ? groups.map(normalise) : ['dev']
}

function read(file: SourceFile, member: string, defaults: readonly string[]): Lock {
  const lock = file.parse('TOML', schema)
  const packages = lock.package.map(each => ({ ...each, name: normalise(each.name) }))
  const byName = Map.groupBy(packages, ({ name }) => name)
  const members = (lock.manifest?.members ?? []).map(normalise)
  const project = packages.filter(({ source }) => localPath(source) === member)
  // A workspace whose root is no project installs all of its members.
  const roots = project.length ? project : packages.filter(({ name }) => members.includes(name))
  const python = lock['requires-python']
  const { conflicts = [] } = lock
  const around = (target: Target) => excludedBy(target, conflicts, defaults)
  const groupsOf = (target: Target) => [
    ...defaults.filter(name => !around(target).includes(name)),
    ...target.groups,
  ]
  return {
    python: python ? { text: python, range: python.replace(/\s/g, '') } : null,
    holds: new Set(byName.keys()),
    versions: target => versions(target, roots, byName, groupsOf(target)),
    withoutGroups: target => versions(target, roots, byName, [...target.groups]),
    choice: choiceOf(roots, conflicts),
    conflict: target => conflictOf(target, conflicts),
    without: around,
    madeFrom: new Map(
      roots.flatMap(({ metadata }) =>
        (metadata?.['requires-dist'] ?? [])
          .filter(({ marker }) => !marker)
          .map(({ name, specifier }) => [normalise(name), specifier ?? ''] as const),
      ),
    ),
    notes: roots.length
      ? []
      : [`${file.path} names no project of its own: every entry that its markers allow counts`],
  }
}

function localPath(source: Package['source']): string | null {
  const path = source?.editable ?? source?.virtual ?? source?.directory
  return typeof path === 'string' ? path : null
}

function versions(
  target: Target,
  roots: readonly Package[],
  byName: ReadonlyMap<string, Package[]>,
  groups: readonly string[],
) {
  const extras = roots.flatMap(({ name }) => [
    ...[...target.extras].map(extra => inConflicts(name, extra)),
    ...groups.map(group => `group-${name.length}-${name}-${group}`),
  ])
  const around: MarkerEnvironment = { target, extras: new Set(extras) }
  if (roots.length === 0) return settle(releasesOf([...byName.values()].flat(), around))
  const reached = reach(roots, byName, groups, target, around)
  return settle(releasesOf([...reached.packages], null), reached.uncertain)
}

/** Entries with versions that come from elsewhere; `around` leaves out those of other forks. */
const releasesOf = (packages: readonly Package[], around: MarkerEnvironment | null) =>
  packages
    .filter(each => localPath(each.source) === null && (!around || inFork(each, around)))
    .flatMap(({ name, version }) => (version ? [{ name, version }] : []))

const inFork = (each: Package, around: MarkerEnvironment) =>
  each['resolution-markers']?.some(marker => holds(marker, around) !== false) ?? true

function reach(
  roots: readonly Package[],
  byName: ReadonlyMap<string, Package[]>,
  groups: readonly string[],
  target: Target,
  around: MarkerEnvironment,
): { packages: Set<Package>; uncertain: Set<string> } {
  const packages = new Set<Package>()
  const uncertain = new Set<string>()
  const seen = new Set<readonly Edge[] | undefined>()
  const extras = new Set(around.extras)
  const queue: { from: Package; list: readonly Edge[] | undefined }[] = []
  const visit = (each: Package, wanted: Iterable<string>) => {
    packages.add(each)
    queue.push({ from: each, list: each.dependencies })
    for (const extra of wanted) {
      extras.add(inConflicts(each.name, extra))
      queue.push({ from: each, list: pick(each['optional-dependencies'], extra) })
    }
  }
  for (const root of roots) {
    visit(root, target.extras)
    for (const group of groups)
      queue.push({ from: root, list: pick(root['dev-dependencies'], group) })
  }
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (!next.list || seen.has(next.list)) continue
    seen.add(next.list)
    for (const edge of next.list) {
      // The marker of an edge may name the extras that the edge itself asks for.
      const own = (edge.extra ?? []).map(extra => inConflicts(normalise(edge.name), extra))
      const truth = holds(edge.marker, { ...around, extras: new Set([...extras, ...own]) })
      if (truth === null) uncertain.add(normalise(edge.name))
      if (truth !== true) continue
      for (const each of choose(edge, byName, around)) visit(each, edge.extra ?? [])
    }
  }
  return { packages, uncertain }
}

/** How a lock with conflicting extras calls one in its markers: `extra-3-foo-bar`. */
const inConflicts = (name: string, extra: string) =>
  `extra-${name.length}-${name}-${normalise(extra)}`

const pick = (table: Record<string, Edge[]> | undefined, name: string) =>
  Object.entries(table ?? {}).find(([key]) => normalise(key) === normalise(name))?.[1]

/** The entries that an edge may mean: by version and source where it says them, else those of this fork. */
function choose(
  edge: Edge,
  byName: ReadonlyMap<string, Package[]>,
  around: MarkerEnvironment,
): Package[] {
  const named = byName.get(normalise(edge.name)) ?? []
  const matching = named.filter(
    each =>
      (edge.version === undefined || each.version === edge.version) &&
      (edge.source === undefined || JSON.stringify(each.source) === JSON.stringify(edge.source)),
  )
  if (matching.length < 2) return matching
  return matching.filter(each => inFork(each, around))
}

/** Where an edge asks for extras, what they need counts for every user of the package: no harm in more. */
function entries(file: SourceFile): Entry[] {
  const { package: packages } = file.parse('TOML', schema)
  const edges = packages.flatMap(each => [
    ...(each.dependencies ?? []),
    ...Object.values(each['optional-dependencies'] ?? {}).flat(),
  ])
  const extras = new Map<string, Set<string>>()
  for (const { name, extra = [] } of edges)
    for (const each of extra) extras.set(name, (extras.get(name) ?? new Set()).add(each))
  return packages.map(each => {
    const files = filesOf([...(each.sdist ? [each.sdist] : []), ...(each.wheels ?? [])])
    const { registry } = each.source ?? {}
    return {
      name: normalise(each.name),
      version: each.version ?? null,
      hashes: hashesOf(files),
      files,
      markers: each['resolution-markers'] ?? [],
      index: typeof registry === 'string' ? registry : null,
      place: placeOf(each.source ?? {}),
      from: fromOf(each.source ?? {}, hashesOf(files).length > 0),
      needs: [
        ...(each.dependencies ?? []),
        ...Object.entries(each['optional-dependencies'] ?? {}).flatMap(([extra, list]) =>
          extras.get(each.name)?.has(extra) ? list : [],
        ),
      ].map(({ name }) => normalise(name)),
    }
  })
}

function placeOf(source: Record<string, unknown>): Entry['place'] {
  if ('registry' in source) return 'index'
  if ('url' in source) return 'url'
  if ('path' in source) return 'file'
  return 'git' in source ? 'repository' : 'here'
}
