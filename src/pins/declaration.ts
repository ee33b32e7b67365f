import { meets, normalise } from '../model/packages.ts'
import { type Choice, type Manager, PROBED, type Versions } from '../model/pins.ts'
import { holds } from './pep/markers.ts'
import { exactly } from './pep/versions.ts'
import type { Target } from './target.ts'

/** What a file asks for, whatever its format: the ranges before anybody has chosen versions. */

export interface Requirement {
  name: string
  extras: readonly string[]
  /** PEP 440, `||` between alternatives; null for a URL, a path, or what is not understood. */
  range: string | null
  text: string
  marker: string | null
  /** Where it is taken from, if it says that. */
  url?: string
  /** `sha256:…` of the files that it may be. */
  hashes?: readonly string[]
  /** Absent: it is always installed. A constraint counts once something else installs the package. */
  under?: { kind: 'extra' | 'group' | 'constraint'; names: readonly string[] }
  /** The only Python that its wheel is for: `3.10`. */
  python?: string
  /** conda installs before pip, which replaces what does not suit it. */
  conda?: true
}

export const anyOf = (name: string): Requirement => ({
  name: normalise(name),
  extras: [],
  range: '',
  text: '',
  marker: null,
})

export interface Declarations {
  manager: Manager
  /** The name of the project itself, normalised. */
  project: string | null
  python: { text: string; range: string | null } | null
  requirements: readonly Requirement[]
  /** The extras and groups that it has. Default: it can have none. */
  choice?: Choice
  /** Groups that are left out unless they are named, where the others are installed. */
  optionalGroups?: readonly string[]
  notes: readonly string[]
}

/** A version that something fixes, or null and why none is. */
export interface Finding {
  version: string | null
  reason?: string
}

export type Findings = Map<string, Finding>

export const pinsOf = (found: Findings): Versions =>
  Object.fromEntries(PROBED.map(name => [name, found.get(name)?.version ?? null])) as Versions

/** Whether a requirement is among those that are installed; null if it is not known. */
export function applies({ marker, under }: Requirement, target: Target): boolean | null {
  const wanted = under?.kind === 'extra' ? target.extras : target.groups
  if (under && under.kind !== 'constraint' && !under.names.some(name => wanted.has(name)))
    return false
  return holds(marker, { target, extras: target.extras })
}

/** The versions that declarations fix by themselves, without a lock. */
export function findingsOf({ requirements }: Declarations, target: Target): Findings {
  const findings: Findings = new Map()
  for (const [name, rows] of Map.groupBy(requirements, each => each.name))
    findings.set(name, decide(rows, target))
  return findings
}

function decide(rows: readonly Requirement[], target: Target): Finding {
  const active = rows.filter(row => applies(row, target) === true)
  const open = rows.filter(row => applies(row, target) === null)
  if (open[0]) return none(`it depends on '${open[0].marker}', which is not known here`)
  if (active.length === 0) return none(whyInactive(rows))
  // Where pip has the last word, its exact version replaces conda's.
  const last = active.filter(row => !row.conda && exactly(row.range ?? ''))
  const exact = (last.length ? last : active).flatMap(row => exactly(row.range ?? '') ?? [])
  const versions = [...new Set(exact)]
  const [version, other] = versions
  if (other) return none(`several versions apply: ${versions.join(', ')}`)
  if (version) {
    const against = active.find(row => row.range && meets(version, row.range) === false)
    if (!against || against.conda) return { version }
    return none(`==${version} and ${against.text} exclude each other`)
  }
  const ranged = active.find(row => row.text)
  return none(
    active.some(row => row.range === null)
      ? `it is taken from ${ranged?.text || 'a place'}, which says no version`
      : ranged
        ? `${ranged.text} is a range`
        : 'no version is named',
  )
}

function whyInactive(rows: readonly Requirement[]): string {
  const kinds = (kind: 'extra' | 'group') =>
    rows.flatMap(({ under }) => (under?.kind === kind ? under.names : []))
  const extras = [...new Set(kinds('extra'))]
  if (extras.length) return `only extras ask for it: ${extras.join(', ')}`
  const groups = [...new Set(kinds('group'))]
  if (groups.length) return `only groups ask for it: ${groups.join(', ')}`
  return 'its markers exclude this Python and platform'
}

const none = (reason: string): Finding => ({ version: null, reason })

/** The constraints on a package in one line: alternatives with their markers, or what extras ask for. */
export function constraintOf(name: string, declarations: Declarations): string | undefined {
  const rows = declarations.requirements.filter(each => each.name === name)
  const main = rows.filter(({ under }) => !under)
  const limits = rows.filter(({ under }) => under?.kind === 'constraint')
  const others = rows.filter(({ under }) => under && under.kind !== 'constraint')
  const spoken = [...main, ...limits].filter(({ text }) => text)
  if (spoken.length) return [...new Set(spoken.map(inOneLine))].join(' / ')
  if (main.length || limits.length) return ''
  if (others.length === 0) return undefined
  const groups = Map.groupBy(others, ({ under: _, ...row }) => inOneLine(row))
  return [...groups]
    .map(([text, group]) => {
      const kind = group[0]?.under?.kind
      const names = [...new Set(group.flatMap(({ under }) => under?.names ?? []))]
      return `${text} (${[kind, ...(names.length ? [names.join(', ')] : [])].join(' ')})`.trim()
    })
    .join(' / ')
}

function inOneLine({ text, marker, under }: Requirement): string {
  const label = under?.kind === 'constraint' ? ` (${under.names[0] ?? 'constraint'})` : ''
  return `${text}${marker ? `; ${marker}` : ''}${label}`
}
