import * as z from 'zod'
import { normalise } from '../../model/packages.ts'
import { type Lock, settle } from '../lock.ts'
import { holds, type Surroundings } from '../pep/markers.ts'
import type { SourceFile } from '../source.ts'
import { table } from '../tables.ts'
import type { Target } from '../target.ts'

/**
 * uv.lock: a graph. Which of several entries of a package is installed follows from walking it from the
 * project along the edges whose markers hold; names alone say nothing.
 */

const sourceSchema = table(z.unknown())
const edgeSchema = z.object({
  name: z.string(),
  version: z.string().optional(),
  source: sourceSchema.optional(),
  marker: z.string().optional(),
  extra: z.array(z.string()).optional(),
})
const edges = z.array(edgeSchema).optional()
const packageSchema = z.object({
  name: z.string(),
  version: z.string().optional(),
  source: sourceSchema.optional(),
  'resolution-markers': z.array(z.string()).optional(),
  dependencies: edges,
  'optional-dependencies': table(z.array(edgeSchema)).optional(),
  'dev-dependencies': table(z.array(edgeSchema)).optional(),
  metadata: z
    .object({
      'requires-dist': z
        .array(
          z.object({
            name: z.string(),
            specifier: z.string().optional(),
            marker: z.string().optional(),
          }),
        )
        .optional(),
    })
    .optional(),
})
const lockSchema = z.object({
  'requires-python': z.string().optional(),
  manifest: z.object({ members: z.array(z.string()).optional() }).optional(),
  package: z.array(packageSchema).default([]),
})

type Package = z.infer<typeof packageSchema>
type Edge = z.infer<typeof edgeSchema>

interface Options {
  /** The directory of the project within the workspace, seen from the lock. */
  member?: string
  /** Groups that `uv sync` installs unless told otherwise. */
  groups?: readonly string[]
}

export function readUvLock(file: SourceFile, { member = '.', groups = ['dev'] }: Options): Lock {
  const lock = file.parse('TOML', lockSchema)
  const packages = lock.package.map(each => ({ ...each, name: normalise(each.name) }))
  const byName = Map.groupBy(packages, ({ name }) => name)
  const members = (lock.manifest?.members ?? []).map(normalise)
  const project = packages.filter(({ source }) => localPath(source) === member)
  // A workspace whose root is no project installs all of its members.
  const roots = project.length ? project : packages.filter(({ name }) => members.includes(name))
  const python = lock['requires-python']
  return {
    python: python ? { text: python, range: python.replace(/\s/g, '') } : null,
    holds: new Set(byName.keys()),
    versions: target => versions(target, roots, byName, groups),
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
  const around: Surroundings = { target, extras: new Set(extras) }
  if (roots.length === 0) return settle(entriesOf([...byName.values()].flat(), around))
  const reached = reach(roots, byName, groups, target, around)
  return settle(entriesOf([...reached.packages], null), reached.uncertain)
}

/** Entries with versions that come from elsewhere; `around` leaves out those of other forks. */
const entriesOf = (packages: readonly Package[], around: Surroundings | null) =>
  packages
    .filter(each => localPath(each.source) === null && (!around || inFork(each, around)))
    .flatMap(({ name, version }) => (version ? [{ name, version }] : []))

const inFork = (each: Package, around: Surroundings) =>
  each['resolution-markers']?.some(marker => holds(marker, around) !== false) ?? true

function reach(
  roots: readonly Package[],
  byName: ReadonlyMap<string, Package[]>,
  groups: readonly string[],
  target: Target,
  around: Surroundings,
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
  around: Surroundings,
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
