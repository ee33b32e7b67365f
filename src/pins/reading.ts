import { posix } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { normalise } from '../model/packages.ts'
import type { Choice, Manager, Probed } from '../model/pins.ts'
import { type Declarations, type Findings, findingsOf, type Requirement } from './declaration.ts'
import type { Directory } from './directory.ts'
import type { Candidate } from './find.ts'
import type { LockFormat, ManifestFormat } from './format.ts'
import { type Pyproject, parsePyproject } from './formats/pyproject-schema.ts'
import { declarationsIn, projectReader } from './formats.ts'
import type { Lock } from './lock.ts'
import { pythonOf } from './pep/requirement.ts'
import { exactly } from './pep/versions.ts'
import { orNull, SourceFile } from './source.ts'
import {
  allows,
  allowsPython,
  choosePython,
  DEFAULT_PLATFORM,
  MINORS,
  minorOf,
  type Target,
  type Wanted,
} from './target.ts'

/** What one file says, with those that it includes and, for a lock, those that it was made from. */
export interface Reading {
  candidate: Candidate
  manager: Manager
  lock: Lock | null
  /** The ranges: the file's own, or of what the lock was made from. */
  declarations: Declarations | null
  python: Declarations['python']
  target: Target
  namedPython: string | null
  namedBy: string
  otherPythons: readonly string[]
  choice: Choice
  versions: (target: Target) => Findings
  mentions: (name: Probed) => boolean
  /** False for a lock of a tool for which the project is not written. */
  belongs: boolean
  /** The directory of the project, where a workspace has several for one lock. */
  project?: string
  /** Why what a lock was made from does not count. */
  unread: readonly string[]
  trail: ReadonlyMap<string, string>
}

export function read(
  repository: Directory,
  candidate: Candidate,
  wanted: Wanted,
  member = '.',
): Reading {
  const file = SourceFile.open(repository, candidate.path)
  if (!file)
    throw new ExpectedError(`cannot read ${repository.name(candidate.path)}: it does not exist`)
  return 'lock' in candidate.format
    ? readLock(file, candidate, candidate.format, wanted, member)
    : readManifest(file, candidate, candidate.format, wanted)
}

function readLock(
  file: SourceFile,
  candidate: Candidate,
  format: LockFormat,
  wanted: Wanted,
  member: string,
): Reading {
  const platform = wanted.platform ?? DEFAULT_PLATFORM
  const unread: string[] = []
  const tolerant = <T>(work: () => T): T | null => orNull(work, error => unread.push(error.message))
  const pyproject = tolerant(() => {
    const found = file.nearest('pyproject.toml')
    return found && parsePyproject(found)
  })
  const declarations = tolerant(() => {
    const source = manifestOf(file, format, pyproject, member)
    return source && declarationsIn(source, platform)
  })
  const belongs = tolerant(() => pyproject && format.belongs?.(pyproject, file))
  const lock = format.lock(file, { platform, manifest: declarations, pyproject, member })
  const python = lock.python ?? declarations?.python ?? null
  return {
    candidate,
    manager: format.manager,
    lock,
    declarations,
    python,
    ...targets(file, python?.range ?? null, declarations, lock.choice, wanted),
    versions: once(lock.versions),
    mentions: name =>
      lock.holds.has(name) ||
      Boolean(declarations?.requirements.some(each => each.name === name && !each.under)),
    belongs: belongs ?? true,
    unread: [...new Set(unread)],
    ...(member === '.' ? {} : { project: posix.join(file.directory, member) }),
    trail: file.trail,
  }
}

function readManifest(
  file: SourceFile,
  candidate: Candidate,
  format: ManifestFormat,
  wanted: Wanted,
): Reading {
  const declarations = format.declare(file, {
    platform: wanted.platform ?? DEFAULT_PLATFORM,
    readProject: projectReader(),
  })
  const { python } = declarations
  return {
    candidate,
    manager: declarations.manager,
    lock: null,
    declarations,
    python,
    ...targets(
      file,
      python?.range ?? projectPython(file),
      declarations,
      declarations.choice,
      wanted,
    ),
    versions: once(target => findingsOf(declarations, target)),
    mentions: name => declarations.requirements.some(each => each.name === name),
    belongs: true,
    unread: [],
    trail: file.trail,
  }
}

/** The answers for a target, worked out once: files are compared by them again and again. */
function once(versions: Reading['versions']): Reading['versions'] {
  const known = new Map<string, Findings>()
  return target => {
    const { python, platform, extras, groups } = target
    const key = [python, platform, [...extras].join('+'), [...groups].join('+')].join()
    const found = known.get(key) ?? versions(target)
    known.set(key, found)
    return found
  }
}

/** What a lock was made from: beside it, or in a directory above, where the lock is kept apart. */
function manifestOf(
  file: SourceFile,
  { madeFrom }: LockFormat,
  pyproject: Pyproject | null,
  member: string,
): SourceFile | null {
  if (member !== '.') return file.beside(posix.join(member, 'pyproject.toml'))
  for (const name of madeFrom) {
    const found = name === 'pyproject.toml' && pyproject ? file.nearest(name) : file.beside(name)
    if (found) return found
  }
  return null
}

/** The Pythons of the project that a file belongs to, which may be broken without harm to the file. */
const projectPython = (file: SourceFile): string | null =>
  orNull(() => {
    const pyproject = file.alone().nearest('pyproject.toml')
    return pyproject && (declarationsIn(pyproject, DEFAULT_PLATFORM)?.python?.range ?? null)
  })

function targets(
  file: SourceFile,
  range: string | null,
  declarations: Declarations | null,
  choice: Choice = NOTHING,
  wanted: Wanted,
) {
  const platform = wanted.platform ?? DEFAULT_PLATFORM
  const { extras, groups } = chosenOf(wanted, choice)
  const byFile = orNull(() => readNamedPython(file))
  const byWheels = byFile ? null : pythonOfWheels(declarations, { extras, groups })
  const namedPython = byFile ?? byWheels
  const namedBy = byWheels ? 'the one that its wheels are for' : '.python-version'
  const fits = namedPython && (range === null || allowsPython(range, namedPython))
  const named = wanted.python ?? exactly(range ?? '') ?? (fits ? namedPython : null)
  const python = choosePython(named, range)
  const own = minorOf(python)
  const others = MINORS.filter(minor => range !== null && allows(range, minor))
    .map(minor => `3.${minor}`)
    .filter(each => each !== own)
  return {
    target: { python, platform, extras, groups },
    namedPython,
    namedBy,
    otherPythons: named ? [] : others,
    choice,
  }
}

const NOTHING: Choice = { extras: [], groups: [] }

/** What a file that may lack some of it has of what is asked for, normalised. */
function chosenOf({ extras = [], groups = [], mayLack = false }: Wanted, choice: Choice) {
  const pick = (names: readonly string[], all: readonly string[]) => {
    const known = new Set(all.map(normalise))
    return new Set(names.map(normalise).filter(name => !mayLack || known.has(name)))
  }
  return { extras: pick(extras, choice.extras), groups: pick(groups, choice.groups) }
}

/** The one Python that the wheels are for which a file names by their place. */
function pythonOfWheels(
  declarations: Declarations | null,
  { extras, groups }: Pick<Target, 'extras' | 'groups'>,
): string | null {
  const isTaken = ({ under, marker }: Requirement) =>
    !/python/.test(marker ?? '') &&
    (!under || under.names.some(name => (under.kind === 'extra' ? extras : groups).has(name)))
  const all = (declarations?.requirements ?? [])
    .filter(isTaken)
    .flatMap(row => row.python ?? pythonOf(row.url ?? '') ?? [])
  const [python, ...others] = new Set(all)
  return python && others.length === 0 ? python : null
}

/** What `.python-version` says, which pyenv and uv read: that of the nearest directory. */
function readNamedPython(file: SourceFile): string | null {
  const line = /^\s*(?:cpython[@-])?(3\.\d{1,2}(?:\.\d{1,3})?)\s*$/m
  const text = file.upwards('.python-version', target => file.peek(target))
  return line.exec(text?.slice(0, 1000) ?? '')?.[1] ?? null
}
