import { posix } from 'node:path'
import {
  type Answer,
  type Asked,
  FRAMEWORKS,
  type Pins,
  PROBED,
  type Probed,
  type Rival,
} from '../model/pins.ts'
import { choose } from './choose.ts'
import { chosenIn, missingIn, mustHaveChosen } from './chosen.ts'
import { applies, constraintOf, type Declarations, type Findings, pinsOf } from './declaration.ts'
import type { Directory } from './directory.ts'
import { declarationsIn } from './formats.ts'
import { disagreements, doubts, warningsOf } from './notes.ts'
import type { Reading } from './reading.ts'
import { orNull, SourceFile } from './source.ts'
import { DEFAULT_PLATFORM, type Wanted } from './target.ts'

export function answer(
  repository: Directory,
  wanted: Wanted,
  manifest: string | null,
): Answer | null {
  const { chosen, others, notes, rivals } = choose(repository, wanted, manifest)
  if (!chosen && others.length === 0) return null
  if (!chosen) return nothing(others, rivals, [...notes])
  mustHaveChosen(chosen, wanted)
  const found = chosen.versions(chosen.target)
  const context = contextOf(repository, chosen)
  const all = [chosen.declarations, ...context.map(({ declarations }) => declarations)]
  const pins = pinsOf(found)
  const installs = installsOf(chosen, found)
  const relevant = PROBED.some(name => pins[name]) || mentionsLightning(chosen)
  return {
    manager: chosen.manager,
    source: chosen.candidate.path,
    ...(chosen.project ? { project: chosen.project } : {}),
    relevant,
    text: [...chosen.trail.values()].join('\n'),
    files: [...chosen.trail.keys()],
    pins,
    ranges: rangesOf(chosen, pins),
    install: installWith(chosen),
    installs,
    development: developmentOf(chosen, found),
    reasons: reasonsOf(chosen, found),
    constraints: constraintsOf(chosen, context),
    python: pythonOf(chosen, context),
    namedPython: chosen.namedPython,
    namedBy: chosen.namedBy,
    target: { ...chosen.target, ...chosenIn(chosen) },
    rivals: others.filter(each => FRAMEWORKS.some(name => pinned(each, name))).map(asRival),
    missing: missingIn(chosen, found, installs),
    pinsByEnv: pinsByEnv(chosen, pins),
    notes: [
      ...notes,
      ...(relevant ? [] : ['no file asks for Lightning, and none fixes a version']),
      ...chosen.unread.map(
        problem =>
          `only ${chosen.candidate.path} counts, without what it was made from: ${problem}`,
      ),
      ...(chosen.lock?.notes ?? []),
      ...new Set(all.flatMap(each => each?.notes ?? [])),
      ...doubts(chosen, pins),
      ...disagreements(chosen, pins, others),
    ],
    warnings: warningsOf(pins),
  }
}

const pinned = (each: Reading, name: Probed) => each.versions(each.target).get(name)?.version

const asRival = (each: Reading): Rival => ({
  file: each.candidate.path,
  versions: pinsOf(each.versions(each.target)),
})

function nothing(others: readonly Reading[], found: readonly Reading[], notes: string[]): Answer {
  const rivals = found.map(asRival)
  const [first] = others
  const pins = pinsOf(new Map())
  const reason = 'no file is the one to take it from'
  return {
    manager: first?.manager ?? null,
    source: null,
    relevant: false,
    text: '',
    files: [],
    pins,
    installs: {},
    development: [],
    reasons: Object.fromEntries(PROBED.map(name => [name, reason])),
    constraints: {},
    python: null,
    namedPython: null,
    namedBy: '',
    target: {
      python: first?.target.python ?? '3.12',
      platform: DEFAULT_PLATFORM,
      extras: [],
      groups: [],
    },
    rivals,
    missing: [],
    pinsByEnv: [],
    notes,
    warnings: [],
  }
}

const mentionsLightning = (each: Reading) =>
  each.mentions('lightning') || each.mentions('pytorch-lightning')

function reasonsOf(chosen: Reading, found: Findings): Answer['reasons'] {
  const { lock, candidate, declarations } = chosen
  const path = candidate.path
  return Object.fromEntries(
    PROBED.flatMap(name => {
      const finding = found.get(name)
      if (finding?.version) return []
      const under = (kind: 'extra' | 'group') => {
        const rows = declarations?.requirements.filter(
          each => each.name === name && each.under?.kind === kind,
        )
        const names = [...new Set(rows?.flatMap(({ under }) => under?.names ?? []))]
        return names.length > 0 ? `, only ${kind}s do: ${names.join(', ')}` : ''
      }
      const only = under('extra') || under('group')
      const reason =
        finding?.reason ??
        (lock?.holds.has(name)
          ? `${path} has it, but a default install on ${chosen.target.platform} does not ask for it${only}`
          : `${path} does not have it`)
      return [[name, reason]]
    }),
  )
}

function installsOf({ declarations, lock, target }: Reading, found: Findings): Answer['installs'] {
  const askedFor = (name: string, reason = ''): Asked | null => {
    if (lock || !declarations) return reason ? { unknown: reason } : null
    const rows = declarations.requirements.filter(
      each => each.name === name && applies(each, target) !== false,
    )
    if (rows.every(({ under }) => under?.kind === 'constraint')) return null
    return { range: [...new Set(rows.flatMap(({ text }) => text || []))].join(', ') }
  }
  return Object.fromEntries(
    [...found].flatMap(([name, { version, reason }]) => {
      const asked = version ? { version } : askedFor(name, reason)
      return asked ? [[name, asked]] : []
    }),
  )
}

/** What a manifest asks for where it fixes no version. conda has ranges of its own kind. */
function rangesOf({ declarations, lock, target }: Reading, pins: Pins['pins']) {
  const rows = lock ? [] : (declarations?.requirements ?? [])
  const asked = rows.filter(each => each.under?.kind !== 'constraint' && applies(each, target))
  return Object.fromEntries(
    PROBED.flatMap(name => {
      const own = pins[name] ? [] : asked.filter(each => each.name === name)
      const ranges = own.map(({ range, conda }) => (conda ? '' : (range ?? '')))
      return ranges.length ? [[name, ranges]] : []
    }),
  )
}

/** Names that a shell would take for more than a name are not put into a command. */
function installWith({ candidate: { path, format }, manager }: Reading): string {
  return format.install(/^[\w./-]+$/.test(path) ? path : 'FILE', manager)
}

function developmentOf({ lock, target }: Reading, found: Findings): string[] {
  const others = lock?.withoutGroups?.(target)
  return others ? [...found.keys()].filter(name => !others.has(name)) : []
}

function pinsByEnv(chosen: Reading, pins: Pins['pins']): Answer['pinsByEnv'] {
  return chosen.otherPythons.flatMap(python => {
    const other = pinsOf(chosen.versions({ ...chosen.target, python }))
    return PROBED.some(name => other[name] !== pins[name]) ? [{ python, pins: other }] : []
  })
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

function contextOf(repository: Directory, reading: Reading): Context[] {
  const { candidate, trail, lock, declarations } = reading
  if (lock && declarations) return [] // It is known what the lock was made from.
  const found: Context[] = []
  for (let directory = posix.dirname(candidate.path); ; directory = posix.dirname(directory)) {
    for (const name of BESIDE) {
      const path = posix.join(directory, name)
      if (trail.has(path)) continue
      // What is read besides must not fail what is read for the answer.
      const declarations = orNull(() => {
        const file = SourceFile.open(repository, path)
        return file && declarationsIn(file, DEFAULT_PLATFORM)
      })
      if (declarations) found.push({ declarations, path })
    }
    if (directory === '.') return found
  }
}

function constraintsOf(
  chosen: Reading,
  context: readonly Context[],
): Partial<Record<Probed, string>> {
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

function pythonOf({ python }: Reading, context: readonly Context[]): Answer['python'] {
  if (python) return { ...python, file: null }
  const other = context.find(({ declarations }) => declarations.python)
  return other?.declarations.python ? { ...other.declarations.python, file: other.path } : null
}
