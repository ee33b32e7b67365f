import { posix } from 'node:path'
import { choose } from './choose.ts'
import {
  constraintOf,
  type Declarations,
  type Findings,
  type Manager,
  PROBED,
  type Probed,
} from './declaration.ts'
import { projectReader } from './formats.ts'
import { manifestFormat, type Reading } from './reading.ts'
import { warningsOf } from './releases.ts'
import type { Repository } from './repository.ts'
import { SourceFile } from './source.ts'
import { DEFAULT_PLATFORM, type PlatformName, type Wanted } from './target.ts'
import { meets } from './versions.ts'

/** What the repository's files fix, and the file that an installer takes it from. */
export interface Pins {
  manager: Manager | null
  /** The file's path in the repository; null if it cannot be told which it is. */
  source: string | null
  /** The directory of the project, where a workspace has several for one lock. */
  project?: string
  /** The content of the file and of those it includes: it keys the cached environment. */
  text: string
  /** Null where nothing fixes the version; `reasons` says why. */
  pins: Record<Probed, string | null>
}

export interface Answer extends Pins {
  /** False if the file neither asks for Lightning nor fixes any version that matters. */
  relevant: boolean
  reasons: Partial<Record<Probed, string>>
  /** The ranges from which versions are chosen, of packages that some file asks for. */
  constraints: Partial<Record<Probed, string>>
  /** Which Pythons the repository allows, in its own words. */
  python: string | null
  /** What the versions are for. */
  target: { python: string; platform: PlatformName; extras: readonly string[] }
  /** Other Pythons for which other versions are fixed. */
  pinsByEnv: readonly { python: string; pins: Pins['pins'] }[]
  notes: readonly string[]
  warnings: readonly string[]
}

/** The answer for a repository, or null if it has no file that is understood. */
export function answer(
  repository: Repository,
  wanted: Wanted,
  manifest: string | null,
): Answer | null {
  const { chosen, others, notes } = choose(repository, wanted, manifest)
  if (!chosen && others.length === 0) return null
  if (!chosen) return nothing(others, [...notes])
  const found = chosen.versions(chosen.target)
  const context = contextOf(repository, chosen)
  const all = [chosen.declarations, ...context.map(({ declarations }) => declarations)]
  const pins = pinsOf(found)
  const relevant = PROBED.some(name => pins[name]) || mentionsLightning(chosen)
  return {
    manager: chosen.manager,
    source: chosen.candidate.path,
    ...(chosen.project ? { project: chosen.project } : {}),
    relevant,
    text: [...chosen.trail.values()].join('\n'),
    pins,
    reasons: reasonsOf(chosen, found),
    constraints: constraintsOf(chosen, context),
    python: pythonOf(chosen, context),
    target: { ...chosen.target, extras: [...chosen.target.extras] },
    pinsByEnv: pinsByEnv(chosen, pins),
    notes: [
      ...notes,
      ...(relevant ? [] : ['no file asks for Lightning, and none fixes a version']),
      ...(chosen.lock?.notes ?? []),
      ...new Set(all.flatMap(each => each?.notes ?? [])),
      ...doubts(chosen, pins),
      ...disagreements(chosen, pins, others),
    ],
    warnings: warningsOf(pins),
  }
}

function nothing(others: readonly Reading[], notes: string[]): Answer {
  const [first] = others
  const pins = pinsOf(new Map())
  const reason = 'no file is the one to take it from'
  return {
    manager: first?.manager ?? null,
    source: null,
    relevant: false,
    text: '',
    pins,
    reasons: Object.fromEntries(PROBED.map(name => [name, reason])),
    constraints: {},
    python: null,
    target: { python: first?.target.python ?? '3.12', platform: DEFAULT_PLATFORM, extras: [] },
    pinsByEnv: [],
    notes,
    warnings: [],
  }
}

const pinsOf = (found: Findings) =>
  Object.fromEntries(PROBED.map(name => [name, found.get(name)?.version ?? null])) as Pins['pins']

const mentionsLightning = (each: Reading) =>
  each.mentions('lightning') || each.mentions('pytorch-lightning')

function reasonsOf(chosen: Reading, found: Findings): Answer['reasons'] {
  const { lock, candidate, declarations } = chosen
  const path = candidate.path
  return Object.fromEntries(
    PROBED.flatMap(name => {
      const finding = found.get(name)
      if (finding?.version) return []
      const extras = declarations?.requirements
        .filter(each => each.name === name && each.under?.kind === 'extra')
        .flatMap(({ under }) => under?.names ?? [])
      const only = extras?.length ? `, only extras do: ${[...new Set(extras)].join(', ')}` : ''
      const reason =
        finding?.reason ??
        (lock?.holds.has(name)
          ? `${path} has it, but a default install on ${chosen.target.platform} does not ask for it${only}`
          : `${path} does not have it`)
      return [[name, reason]]
    }),
  )
}

interface Context {
  declarations: Declarations
  path: string
}

/** Files that say ranges where the chosen one is silent: the nearest first. */
const BESIDE = [
  'requirements.txt',
  'pyproject.toml',
  'setup.cfg',
  'environment.yml',
  'environment.yaml',
]

function contextOf(repository: Repository, reading: Reading): Context[] {
  const { candidate, trail, lock, declarations } = reading
  if (lock && declarations) return [] // It is known what the lock was made from.
  const found: Context[] = []
  for (let directory = posix.dirname(candidate.path); ; directory = posix.dirname(directory)) {
    for (const name of BESIDE) {
      const path = posix.join(directory, name)
      if (trail.has(path)) continue
      const declarations = quietly(repository, path)
      if (declarations) found.push({ declarations, path })
    }
    if (directory === '.') return found
  }
}

/** What is read besides must not fail what is read for the answer. */
function quietly(repository: Repository, path: string): Declarations | null {
  try {
    const file = SourceFile.open(repository, path)
    const format = file && manifestFormat(file.base)
    if (!file || !format) return null
    return format.declare(file, {
      platform: DEFAULT_PLATFORM,
      readProject: projectReader(),
      manifest: null,
      pyproject: null,
      member: '.',
    })
  } catch (error) {
    if (error instanceof Error && error.name === 'InputError') return null
    throw error
  }
}

function constraintsOf(chosen: Reading, context: readonly Context[]): Answer['constraints'] {
  return Object.fromEntries(
    PROBED.flatMap(name => {
      const own = chosen.declarations ? constraintOf(name, chosen.declarations) : undefined
      if (own) return [[name, own]]
      for (const { declarations, path } of context) {
        const other = constraintOf(name, declarations)
        if (other) return [[name, `${other} (${path})`]]
        if (other === '' && own === undefined) return [[name, '']]
      }
      return own === undefined ? [] : [[name, own]]
    }),
  )
}

function pythonOf({ python }: Reading, context: readonly Context[]): string | null {
  if (python) return python.text
  const other = context.find(({ declarations }) => declarations.python)
  return other ? `${other.declarations.python?.text} (${other.path})` : null
}

function pinsByEnv(chosen: Reading, pins: Pins['pins']): Answer['pinsByEnv'] {
  return chosen.otherPythons.flatMap(python => {
    const other = pinsOf(chosen.versions({ ...chosen.target, python }))
    return PROBED.some(name => other[name] !== pins[name]) ? [{ python, pins: other }] : []
  })
}

/** Where what is fixed does not go with what it was made from. */
function doubts({ lock, declarations, candidate }: Reading, pins: Pins['pins']): string[] {
  const notes: string[] = []
  const { lightning, 'pytorch-lightning': older } = pins
  if (lightning && older && lightning !== older)
    notes.push(
      `lightning ${lightning} and pytorch-lightning ${older} differ: which one trains is decided by the import`,
    )
  if (!lock) return notes
  for (const name of PROBED) {
    const rows = (declarations?.requirements ?? []).filter(
      each => each.name === name && !each.under,
    )
    const version = pins[name]
    const [row] = rows
    if (!row || rows.length > 1 || row.marker) continue
    const before = lock.madeFrom?.get(name)
    if (before !== undefined && row.range !== null && !sameRange(before, row.range))
      notes.push(
        `${candidate.path} was made for ${name}${before}, and now ${name}${row.text} is asked for: the lock is stale`,
      )
    else if (version && row.range && meets(version, row.range) === false)
      notes.push(
        `${candidate.path} has ${name} ${version}, which is not in ${row.text}: the lock is stale`,
      )
  }
  return notes
}

const sameRange = (a: string, b: string) =>
  a.replace(/\s/g, '').split(',').sort().join() === b.split(',').sort().join()

const MAX_DISAGREEMENTS = 5

/** Other files that fix something else. */
function disagreements(chosen: Reading, pins: Pins['pins'], others: readonly Reading[]): string[] {
  const notes = others
    .filter(({ candidate }) => !candidate.aside)
    .flatMap(other => {
      const found = pinsOf(other.versions(other.target))
      const different = PROBED.filter(
        name => found[name] && pins[name] && found[name] !== pins[name],
      )
      const list = different.map(name => `${name} ${found[name]}`).join(', ')
      return different.length
        ? [`${other.candidate.path} says ${list}, and is not used: ${why(chosen, other)}`]
        : []
    })
  const more = notes.length - MAX_DISAGREEMENTS
  return more > 0 ? [...notes.slice(0, MAX_DISAGREEMENTS), `${more} more files differ`] : notes
}

function why(chosen: Reading, other: Reading): string {
  if (!other.belongs) return 'pyproject.toml is not written for its tool'
  if (chosen.lock && !other.lock) return `${chosen.candidate.path} is a lock`
  return `${chosen.candidate.path} comes first`
}
