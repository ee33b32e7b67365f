import { compare, valid } from '@renovatebot/pep440'
import { meets } from '../model/packages.ts'
import type { Choice } from '../model/pins.ts'
import type { Declarations, Finding, Findings, Requirement } from './declaration.ts'
import { holds } from './pep/markers.ts'
import { allowsPython, type Target } from './target.ts'

export interface Lock {
  python: Declarations['python']
  /** What is in it at all, installed by default or not. */
  holds: ReadonlySet<string>
  /** The versions that are installed for a target, without what is not. */
  versions: (target: Target) => Findings
  /** The same without what groups for development alone ask for, where the lock tells. */
  withoutGroups?: (target: Target) => Findings
  /** The extras and groups that it has packages for. Default: it can have none. */
  choice?: Choice
  /** Why what is chosen cannot be installed together; null if it can. */
  conflict?: (target: Target) => string | null
  /** Groups of the default that are left out, for what is chosen excludes them. */
  without?: (target: Target) => readonly string[]
  /** The ranges that it was made from, where it keeps them. */
  madeFrom?: ReadonlyMap<string, string>
  notes: readonly string[]
}

export interface Release {
  name: string
  version: string
}

/** One version of each package, or null where several entries are left or it depends on something unknown. */
export function settle(
  releases: readonly Release[],
  uncertain: ReadonlySet<string> = new Set(),
): Findings {
  const findings: Findings = new Map()
  for (const name of uncertain)
    findings.set(name, {
      version: null,
      reason: 'its marker depends on something that is not known here',
    })
  for (const [name, found] of Map.groupBy(releases, each => each.name))
    findings.set(name, one([...new Set(found.map(({ version }) => version))]))
  return findings
}

/** Packages that say by markers when they are installed: there is nothing to follow. */
export function settleByMarkers(
  packages: readonly (Release & { marker?: string | undefined })[],
  target: Target,
): Findings {
  const around = { target, extras: target.extras, groups: target.groups }
  const which = (truth: boolean | null) =>
    packages.filter(({ marker }) => holds(marker, around) === truth)
  return settle(which(true), new Set(which(null).map(({ name }) => name)))
}

const one = ([version, ...others]: string[]): Finding =>
  others.length || !version
    ? {
        version: null,
        reason: `the lock has several that apply: ${[version, ...others].join(', ')}`,
      }
    : { version }

/**
 * Locks that keep ranges between their entries instead of edges: an entry is installed if it is asked
 * for, and where a package has several, the one that is in every range that asks.
 */

export interface Node extends Release {
  python: string
  /** It is there if one of these holds; none: always. */
  markers: readonly string[]
  requirements: readonly Requirement[]
}

interface Asked {
  ranges: Set<string>
  extras: Set<string>
}

export function resolve(
  roots: readonly Requirement[],
  nodes: readonly Node[],
  target: Target,
  /** Whether the tool solves again within its lock, and so prefers the newest of what is left. */
  takesNewest: boolean,
): { releases: Release[]; uncertain: Set<string> } {
  const suitable = Map.groupBy(
    nodes.filter(node => suits(node, target)),
    ({ name }) => name,
  )
  const asked = new Map<string, Asked>()
  const uncertain = new Set<string>()
  const queue: string[] = []
  const ask = (row: Requirement, extras: ReadonlySet<string>) => {
    if (row.under?.kind === 'extra' && !row.under.names.some(name => extras.has(name))) return
    const truth = holds(row.marker, { target, extras })
    if (truth === null) uncertain.add(row.name)
    if (truth !== true) return
    const known = asked.get(row.name) ?? { ranges: new Set(), extras: new Set() }
    const before = known.ranges.size + known.extras.size
    if (row.range !== null) known.ranges.add(row.range)
    for (const extra of row.extras) known.extras.add(extra)
    if (asked.has(row.name) && before === known.ranges.size + known.extras.size) return
    asked.set(row.name, known)
    queue.push(row.name)
  }
  const left = (name: string) => candidates(name, asked, suitable)
  const newest = new Map<string, Node>()
  const unsettled = asked.keys() // It goes on through what is asked for meanwhile.
  for (const root of roots) ask(root, target.extras)
  for (;;) {
    const name = queue.shift()
    if (name === undefined) {
      // Only now, with every range known that others ask for, is a package settled by its newest.
      const next = takesNewest ? unsettled.next() : { done: true as const }
      if (next.done) break
      const [first, other] = left(next.value).toSorted(newestFirst)
      if (first && other) {
        newest.set(next.value, first)
        queue.push(next.value)
      }
      continue
    }
    const [node, ...others] = left(name)
    const settled = others.length ? newest.get(name) : node
    for (const row of settled?.requirements ?? []) ask(row, asked.get(name)?.extras ?? new Set())
  }
  const releases = [...asked.keys()].flatMap(name => newest.get(name) ?? left(name))
  return { releases, uncertain }
}

const newestFirst = (a: Node, b: Node) =>
  valid(a.version) && valid(b.version) ? compare(b.version, a.version) : 0

/** The entries that are left; all that suit, if none is in every range: the lock has the last word. */
function candidates(
  name: string,
  asked: ReadonlyMap<string, Asked>,
  suitable: ReadonlyMap<string, Node[]>,
): Node[] {
  const all = suitable.get(name) ?? []
  const ranges = [...(asked.get(name)?.ranges ?? [])]
  const left = all.filter(({ version }) => ranges.every(range => meets(version, range) !== false))
  return left.length ? left : all
}

function suits({ python, markers }: Node, target: Target): boolean {
  const fits = python === '' || allowsPython(python, target.python)
  const { extras, groups } = target
  const open = markers.map(marker => holds(marker, { target, extras, groups }))
  return fits && (open.length === 0 || open.some(truth => truth !== false))
}
