import { posix } from 'node:path'
import { ExpectedError, type Spell } from '../lib/errors.ts'
import { PROBED, versionOf } from '../model/pins.ts'
import {
  applies,
  archiveFor,
  buildOf,
  closure,
  declarationsOf,
  type Entry,
  entriesOf,
  holds,
  lackingOf,
  pinsFor,
  type Target,
  targetFor,
} from '../pins/index.ts'
import type { BasePython } from './find-python.ts'
import type { Job, Scope, Source } from './recipe.ts'

/** One package that is to be installed, as the files say it before anything is. */
export interface Wanted {
  name: string
  version: string
  /** Of the file that suits this Python and platform, a repository with its commit, or a path; null: an index knows. */
  url: string | null
  /** `sha256:…` of every file that it may be; none: the files have none. */
  hashes: readonly string[]
  /** Bytes of that file. */
  size: number | null
  /** The index that it is taken from; null: the usual one. */
  index: string | null
  place: Exclude<Entry['place'], 'here'>
}

type Asking = Pick<Job, 'files' | 'pins' | 'scope'>
type For = Pick<BasePython, 'version' | 'platform'>

/** What is to be installed, in the order of names; null where only an installer can tell. */
export const wantedOf = async (job: Job): Promise<Wanted[] | null> =>
  wantedFor(job, await job.base())

/** The same for a Python that is known. */
export async function wantedFor(asking: Asking, base: For): Promise<Wanted[] | null> {
  const { pins } = asking
  const target = targetFor(base.version, base.platform, pins.target)
  const kind = buildOf(pins.source, pins.manager)?.kind
  const found =
    kind === 'uv' || kind === 'lock'
      ? await fromLock(asking, base, target)
      : kind === 'requirements'
        ? fromLines(asking, target)
        : null
  return found?.toSorted((a, b) => (a.name < b.name ? -1 : 1)) ?? null
}

async function fromLock(asking: Asking, base: For, target: Target): Promise<Wanted[] | null> {
  const entries = entriesIn(asking)
  const installs = await installsFor(asking, base)
  const needed = neededOf(asking.scope, entries, Object.keys(installs))
  const found: Wanted[] = []
  for (const [name, asked] of Object.entries(installs)) {
    if (needed && !needed.has(name)) continue
    const entry = entryOf(entries, name, versionOf(asked), target)
    if (!entry) return null
    const wanted = entry.place === 'here' ? [] : fromEntry(entry, target)
    if (!wanted) return null
    found.push(...wanted)
  }
  const isMissed = ({ name, version, place }: Entry) =>
    version === null && place !== 'here' && (needed?.has(name) ?? true)
  return entries.some(isMissed) ? null : found
}

export const entriesIn = ({ files, pins }: Pick<Asking, 'files' | 'pins'>) =>
  entriesOf(files, pins.source) ?? []

/** Markers may ask for the very release of a Python. */
export const installsFor = async (
  asking: Pick<Asking, 'files' | 'pins'>,
  base: For,
): Promise<Source['installs']> => (await answerFor(asking, base))?.installs ?? {}

function answerFor({ files, pins }: Pick<Asking, 'files' | 'pins'>, base: For) {
  const manifest = pins.project ? posix.join(pins.project, 'pyproject.toml') : pins.source
  const { version: python, platform } = base
  return pinsFor(files, { ...pins.target, manifest }, { python, platform })
}

/** What a lock has for other Pythons alone is not installed: throws ExpectedError before anything is. */
export async function mustHoldFor(job: Job): Promise<void> {
  const kind = buildOf(job.pins.source, job.pins.manager)?.kind
  if (kind !== 'uv' && kind !== 'lock') return
  const base = await job.base()
  const answer = await answerFor(job, base)
  const lacking = answer && lackingOf(answer, 'auto')
  if (!lacking) return
  const words = (spell: Spell) =>
    `with Python ${base.version} on ${base.platform}: ${lacking(spell)}`
  throw new ExpectedError(words, { kind: 'environment' })
}

/** What the probe needs of what is installed; null if that is not known, or not all that is wanted. */
export function neededOf(
  scope: Scope,
  entries: readonly Entry[],
  installs: readonly string[],
): Set<string> | null {
  const roots = PROBED.filter(name => installs.includes(name))
  const enough = roots.includes('torch') && roots.some(name => name.includes('lightning'))
  return scope === 'needed' && enough ? closure(roots, entries) : null
}

/** The entry of a version; of several, the one whose markers hold. */
function entryOf(
  entries: readonly Entry[],
  name: string,
  version: string | null,
  target: Target,
): Entry | null {
  const all = entries.filter(
    each => each.name === name && version !== null && each.version === version,
  )
  const around = { target, extras: new Set([...target.extras, ...conflictsOf(entries, target)]) }
  const holding = all.filter(
    ({ markers }) =>
      markers.length === 0 || markers.some(marker => holds(marker, around) !== false),
  )
  const left = all.length > 1 ? holding : all
  // PDM has an entry more for each set of extras.
  const origins = new Set(
    left.map(({ place, index, hashes, from }) => JSON.stringify([place, index, hashes, from])),
  )
  return origins.size === 1 ? (left[0] ?? null) : null
}

/** How a lock with conflicting extras calls them in its markers: `extra-3-foo-bar`. */
const conflictsOf = (entries: readonly Entry[], { extras, groups }: Target) =>
  entries
    .filter(({ place }) => place === 'here')
    .flatMap(({ name }) => [
      ...[...extras].map(extra => `extra-${name.length}-${name}-${extra}`),
      ...[...groups].map(group => `group-${name.length}-${name}-${group}`),
    ])

function fromEntry(entry: Entry, target: Target): Wanted[] | null {
  const { name, version, hashes, files, place, from } = entry
  if (version === null || place === 'here') return null
  const archive = archiveFor(files, target)
  const word = from.find(({ role }) => role === 'package')?.word ?? null
  const url = place === 'index' ? (archive?.url ?? null) : word
  const size = archive?.size ?? null
  return [{ name, version, url, hashes, size, index: indexOf(entry), place }]
}

const USUAL = new Set(['https://pypi.org/simple', 'https://pypi.python.org/simple'])

/** PyPI is the usual index: who has set a mirror of it means that one. */
const indexOf = ({ index }: Entry) =>
  index === null || USUAL.has(index.replace(/\/$/, '')) ? null : index

/** What torch has needed in each 2.x: a list without them leaves the rest to the installer. */
const OF_TORCH = ['filelock', 'fsspec', 'jinja2', 'networkx', 'sympy', 'typing-extensions']
/** These lines list all that is installed. */
const COMPILED = /^# +(?:This file (?:was|is) autogenerated by|.*\buv (?:pip compile|export)\b)/m
/** A project of this repository has needs of its own. */
const LOCAL_LINE = /^\s*(?:-e|--editable|\.{1,2}(?:[/[\s;#]|$))/m
const INDEX_LINE = /^\s*(?:-i|--index-url)[\s=]+(\S+)/m

/** Requirements of which each is a version, and nothing but them is installed. */
function fromLines({ files, pins }: Asking, target: Target): Wanted[] | null {
  const declarations = declarationsOf(files, pins.source)
  if (!declarations || LOCAL_LINE.test(pins.text)) return null
  const rows = declarations.requirements.filter(row => row.under?.kind !== 'constraint')
  const index = INDEX_LINE.exec(pins.text)?.[1] ?? null
  const found = new Map<string, Wanted>()
  for (const row of rows) {
    const truth = applies(row, target)
    if (truth === false) continue
    const version = /^===?([^*,|]+)$/.exec(row.range ?? '')?.[1]
    if (truth === null || !version) return null
    const { name, url = null, hashes = [] } = row
    const place = url === null ? 'index' : /^git\+/.test(url) ? 'repository' : 'url'
    found.set(name, { name, version, url, hashes, size: null, index, place })
  }
  const all = [...found.values()]
  const hashed = all.length > 0 && all.every(({ hashes }) => hashes.length > 0)
  const complete = COMPILED.test(pins.text) || OF_TORCH.every(name => found.has(name))
  return hashed || complete ? all : null
}
