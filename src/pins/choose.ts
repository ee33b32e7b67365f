import { posix } from 'node:path'
import { ExpectedError, wrongInput } from '../lib/errors.ts'
import { normalise } from '../model/packages.ts'
import { PROBED, type Probed } from '../model/pins.ts'
import type { Directory } from './directory.ts'
import { type Candidate, findCandidates, orderOf, platformWords } from './find.ts'
import { FORMATS, formatOfNamed } from './formats.ts'
import { type Reading, read } from './reading.ts'
import { DEFAULT_PLATFORM, type Wanted } from './target.ts'

/** Which of all files with versions an installer takes them from. */

export interface Choice {
  /** Null if no file says anything that is of use. */
  chosen: Reading | null
  /** The others that were read, and do not stand aside. */
  others: readonly Reading[]
  notes: readonly string[]
  /** Those that fix different versions, so that none is chosen: the best of each directory. */
  rivals: readonly Reading[]
}

const LIGHTNING: readonly Probed[] = ['lightning', 'pytorch-lightning']

export function choose(repository: Directory, wanted: Wanted, manifest: string | null): Choice {
  if (manifest !== null) return chooseNamed(repository, wanted, manifest)
  const readings: Reading[] = []
  const failures: Failure[] = []
  const choice = (
    chosen: Reading | null,
    others: readonly Reading[],
    rivals: readonly Reading[] = [],
  ) => ({
    chosen,
    others,
    rivals,
    notes: failures.flatMap(each => notCounted(each, chosen)),
  })
  for (const place of [0, 1, 2] as const) {
    const batch = readAll(repository, '.', place, wanted)
    readings.push(...batch.readings)
    const best = rank(readings, wanted)[0]
    for (const failure of batch.failures) {
      const { candidate, error } = failure
      const needed =
        place === 0 &&
        !candidate.aside &&
        !(best && saysLightning(best) && orderOf(best.candidate.format) < orderOf(candidate.format))
      if (needed) throw error
      failures.push(failure)
    }
    const last = place === 2
    if (place === 2) {
      const rivals = rivalsOf(rank(readings, wanted))
      if (rivals.length > 0) return choice(null, rank(readings, wanted), rivals)
    }
    const done = place === 0 ? fixesLightning : place === 1 ? saysLightning : null
    if (best && !best.candidate.aside && (last || done?.(best)))
      return choice(best, rank(readings, wanted).slice(1))
  }
  const [chosen = null, ...others] = rank(readings, wanted)
  return choice(chosen, others)
}

interface Failure {
  candidate: Candidate
  error: ExpectedError
}

/** Unless the lock that was made from it has noted it. */
const notCounted = ({ candidate, error }: Failure, chosen: Reading | null) =>
  chosen?.unread.includes(error.message)
    ? []
    : [`${candidate.path} is not counted: ${error.message}`]

function chooseNamed(repository: Directory, wanted: Wanted, manifest: string): Choice {
  let path: string
  try {
    path = repository.resolve('.', manifest)
  } catch {
    throw wrongInput(
      'manifest',
      `expected a file in ${repository.root}, found ${JSON.stringify(manifest)}, which is outside`,
    )
  }
  if (repository.read(path) === null)
    throw wrongInput('manifest', `cannot read ${repository.name(path)}: it does not exist`)
  const format = formatOfNamed(path)
  if (!format)
    throw wrongInput(
      'manifest',
      `expected a lock or a manifest, found ${JSON.stringify(manifest)}, whose name says neither`,
    )
  const named: Candidate = { path, format, place: 0, aside: false }
  if (posix.basename(path) === 'pyproject.toml') {
    const batch = readAll(repository, posix.dirname(path), 0, wanted)
    const locks = rank(
      batch.readings.filter(each => each.lock && each.belongs),
      wanted,
    )
    if (locks[0]) return only(locks[0], locks.slice(1))
    const workspace = workspaceLock(repository, path, wanted)
    if (workspace) return only(workspace)
  }
  return only(read(repository, named, wanted))
}

const only = (chosen: Reading, others: readonly Reading[] = []): Choice => ({
  chosen,
  others,
  notes: [],
  rivals: [],
})

function workspaceLock(repository: Directory, path: string, wanted: Wanted): Reading | null {
  const member = posix.dirname(path)
  for (let above = member; above !== '.'; ) {
    above = posix.dirname(above)
    for (const format of WORKSPACE_LOCKS) {
      const path = posix.join(above, format.file)
      if (repository.read(path) === null) continue
      const candidate: Candidate = { path, format, place: 0, aside: false }
      const found = read(repository, candidate, wanted, posix.relative(above, member))
      return found.lock?.notes.length ? null : found
    }
  }
  return null
}

const WORKSPACE_LOCKS = FORMATS.filter(format => 'workspaces' in format && format.workspaces)

function readAll(
  repository: Directory,
  start: string,
  place: Candidate['place'],
  wanted: Wanted,
): { readings: Reading[]; failures: Failure[] } {
  const readings: Reading[] = []
  const failures: Failure[] = []
  const platform = wanted.platform ?? DEFAULT_PLATFORM
  for (const candidate of findCandidates(repository, start, place, platform)) {
    try {
      readings.push(read(repository, candidate, wanted))
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error
      failures.push({ candidate, error })
    }
  }
  return { readings, failures }
}

/** The one to take first. Each line is decided before the next is looked at. */
function rank(readings: readonly Reading[], wanted: Wanted): Reading[] {
  const platform = wanted.platform ?? DEFAULT_PLATFORM
  const included = new Set(
    readings
      .filter(({ manager, lock }) => manager === 'conda' && !lock)
      .flatMap(({ candidate, trail }) => [...trail.keys()].filter(path => path !== candidate.path)),
  )
  const projects = new Set(readings.flatMap(({ declarations }) => declarations?.project ?? []))
  const key = (each: Reading): (number | string)[] => [
    Number(each.candidate.aside || isFreeze(each, projects)),
    Number(!each.belongs),
    Number(lacksChoice(each, wanted)),
    Number(!fixesLightning(each)),
    Number(!saysLightning(each)),
    Number(!PROBED.some(name => each.versions(each.target).get(name)?.version)),
    // An environment that includes a requirements file installs it, and Python besides.
    Number(included.has(each.candidate.path)),
    each.candidate.place,
    orderOf(each.candidate.format),
    -platformWords(each.candidate.path, platform),
    each.candidate.path.split('/').length,
    each.candidate.path,
  ]
  return readings
    .map(each => ({ each, key: key(each) }))
    .sort((a, b) => compareKeys(a.key, b.key))
    .map(({ each }) => each)
}

function compareKeys(a: (number | string)[], b: (number | string)[]): number {
  const index = a.findIndex((part, at) => part !== b[at])
  const [x = 0, y = 0] = [a[index], b[index]]
  return index === -1 ? 0 : x < y ? -1 : 1
}

/** A list that pins the project itself was written down after an installation; none installs from it. */
const isFreeze = ({ declarations, lock }: Reading, projects: ReadonlySet<string>) =>
  !lock &&
  declarations?.manager === 'pip' &&
  declarations.requirements.some(each => projects.has(each.name) && each.range?.startsWith('=='))

/** An extra stands for the file that has it, or the lock of that file. */
function lacksChoice({ choice, declarations }: Reading, { extras = [], groups = [] }: Wanted) {
  const all = [choice, declarations?.choice ?? choice]
  return (
    !hasAll(
      all.flatMap(each => each.extras),
      extras,
    ) ||
    !hasAll(
      all.flatMap(each => each.groups),
      groups,
    )
  )
}

function hasAll(all: readonly string[], names: readonly string[]): boolean {
  const known = new Set(all.map(normalise))
  return names.every(name => known.has(normalise(name)))
}

const saysLightning = (each: Reading) => LIGHTNING.some(each.mentions)

/** A lock that has Lightning settles it, if only for an extra. */
const fixesLightning = (each: Reading) =>
  each.lock
    ? LIGHTNING.some(name => each.lock?.holds.has(name))
    : LIGHTNING.some(name => each.versions(each.target).get(name)?.version)

/**
 * Parts of a monorepo that fix different versions: which of them is meant is not in the files. Of each directory the
 * file that comes first; none if they agree.
 */
function rivalsOf(ranked: readonly Reading[]): Reading[] {
  const [best] = ranked
  if (best?.candidate.place !== 2 || !fixesLightning(best)) return []
  const versions = (each: Reading) =>
    LIGHTNING.map(name => each.versions(each.target).get(name)?.version ?? null).join()
  const parts = ranked.filter(
    ({ candidate, belongs }) => candidate.place === 2 && !candidate.aside && belongs,
  )
  const byDirectory = Map.groupBy(parts.filter(fixesLightning), ({ candidate }) =>
    posix.dirname(candidate.path),
  )
  const rivals = [...byDirectory.values()].flatMap(([first]) => first ?? [])
  return rivals.some(each => versions(each) !== versions(best)) ? rivals : []
}
