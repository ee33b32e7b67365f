import { posix } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { meets, normalise } from '../model/packages.ts'
import type { Manager, Probed } from '../model/pins.ts'
import { type Declarations, type Findings, fixed } from './declaration.ts'
import type { Candidate } from './find.ts'
import { type Pyproject, parsePyproject, readPyproject } from './formats/pyproject.ts'
import { FORMATS, type LockFormat, type ManifestFormat, projectReader } from './formats.ts'
import type { Lock } from './lock.ts'
import { exactly } from './pep/versions.ts'
import type { Repository } from './repository.ts'
import { SourceFile } from './source.ts'
import {
  allows,
  choosePython,
  DEFAULT_PLATFORM,
  MINORS,
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
  /** Other Pythons that the repository allows. */
  otherPythons: readonly string[]
  /** The versions for a target. */
  versions: (target: Target) => Findings
  /** Whether it says anything of a package. */
  mentions: (name: Probed) => boolean
  /** False for a lock of a tool for which the project is not written. */
  belongs: boolean
  /** The directory of the project, where a workspace has several for one lock. */
  project?: string
  /** The files that were read, by path. */
  trail: ReadonlyMap<string, string>
}

export function read(
  repository: Repository,
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
  const readProject = projectReader()
  const pyproject = nearest(file, 'pyproject.toml')
  const value = pyproject && parsePyproject(pyproject)
  const source = manifestOf(file, format, value, member)
  const declared =
    source &&
    manifestFormat(source.base)?.declare(source, {
      platform,
      readProject,
      manifest: null,
      pyproject: null,
      member,
    })
  const help = { platform, readProject, manifest: declared ?? null, pyproject: value, member }
  const lock = format.lock(file, help)
  const declarations = declared ?? null
  const python = lock.python ?? declarations?.python ?? null
  return {
    candidate,
    manager: format.manager,
    lock,
    declarations,
    python,
    ...targets(file, python?.range ?? null, wanted),
    versions: once(lock.versions),
    mentions: name =>
      lock.holds.has(name) ||
      Boolean(declarations?.requirements.some(each => each.name === name && !each.under)),
    belongs: (value && format.belongs?.(value, file)) ?? true,
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
    manifest: null,
    pyproject: null,
    member: '.',
  })
  const { python } = declarations
  return {
    candidate,
    manager: declarations.manager,
    lock: null,
    declarations,
    python,
    ...targets(file, python?.range ?? projectPython(file), wanted),
    versions: once(target => fixed(declarations, target)),
    mentions: name => declarations.requirements.some(each => each.name === name),
    belongs: true,
    trail: file.trail,
  }
}

/** The answers for a target, worked out once: files are compared by them again and again. */
function once(versions: Reading['versions']): Reading['versions'] {
  const known = new Map<string, Findings>()
  return target => {
    const key = [target.python, target.platform, ...target.extras].join()
    const found = known.get(key) ?? versions(target)
    known.set(key, found)
    return found
  }
}

export const manifestFormat = (base: string): ManifestFormat | null => {
  const found = FORMATS.find(({ pattern }) => pattern.test(base))
  return found && 'declare' in found ? found : null
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
    const found = name === 'pyproject.toml' && pyproject ? nearest(file, name) : file.beside(name)
    if (found) return found
  }
  return null
}

/** The file of a name in the directory of another, or in the nearest above it. */
export function nearest(file: SourceFile, name: string): SourceFile | null {
  const steps = file.directory === '.' ? 0 : file.directory.split('/').length
  for (let up = 0; up <= steps; up++) {
    const found = file.beside(`${'../'.repeat(up)}${name}`)
    if (found) return found
  }
  return null
}

/** The Pythons of the project that a file belongs to, which may be broken without harm to the file. */
function projectPython(file: SourceFile): string | null {
  try {
    const pyproject = nearest(file.alone(), 'pyproject.toml')
    return pyproject && (readPyproject(pyproject, projectReader()).python?.range ?? null)
  } catch (error) {
    if (error instanceof ExpectedError) return null
    throw error
  }
}

function targets(file: SourceFile, range: string | null, wanted: Wanted) {
  const platform = wanted.platform ?? DEFAULT_PLATFORM
  const extras = new Set((wanted.extras ?? []).map(normalise))
  const named = wanted.python ?? exactly(range ?? '') ?? namedPython(file, range)
  const python = choosePython(named, range)
  const own = python.split('.').slice(0, 2).join('.')
  const others = MINORS.filter(minor => range !== null && allows(range, minor))
    .map(minor => `3.${minor}`)
    .filter(each => each !== own)
  return { target: { python, platform, extras }, otherPythons: named ? [] : others }
}

/** `.python-version`, which pyenv and uv read, unless the project does not allow what it names. */
function namedPython(file: SourceFile, range: string | null): string | null {
  const steps = file.directory === '.' ? 0 : file.directory.split('/').length
  for (let up = 0; up <= steps; up++) {
    const text = file.peek(`${'../'.repeat(up)}.python-version`)
    if (text === null) continue
    const python = /^\s*(?:cpython[@-])?(3\.\d{1,2}(?:\.\d{1,3})?)\s*$/m.exec(
      text.slice(0, 1000),
    )?.[1]
    if (!python) return null
    const [, minor = '', micro] = python.split('.')
    const fits =
      range === null || (micro ? meets(python, range) !== false : allows(range, Number(minor)))
    return fits ? python : null
  }
  return null
}
