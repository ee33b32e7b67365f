import { posix } from 'node:path'
import type { Manager, PlatformName } from '../model/pins.ts'
import type { Declarations } from './declaration.ts'
import { readCondaEnv } from './formats/conda-env.ts'
import { readCondaLock } from './formats/conda-lock.ts'
import { readPdmLock } from './formats/pdm-lock.ts'
import { readPipfile } from './formats/pipfile.ts'
import { readPipfileLock } from './formats/pipfile-lock.ts'
import { readPixiLock } from './formats/pixi-lock.ts'
import { readPixiToml } from './formats/pixi-manifest.ts'
import { readPoetryLock } from './formats/poetry-lock.ts'
import { readPylock } from './formats/pylock.ts'
import { type Pyproject, readPyproject } from './formats/pyproject.ts'
import { type ReadProject, readRequirements } from './formats/requirements.ts'
import { readSetupCfg } from './formats/setup-cfg.ts'
import { readUvLock } from './formats/uv-lock.ts'
import type { Lock } from './lock.ts'
import type { SourceFile } from './source.ts'

/** What a reader may use beside its file. */
export interface Help {
  platform: PlatformName
  readProject: ReadProject
  /** What a lock was made from, as far as it was found. */
  manifest: Declarations | null
  pyproject: Pyproject | null
  /** The directory of the project in a workspace, seen from the lock. */
  member: string
}

interface Common {
  /** How the file is called, in words and as a pattern. */
  file: string
  pattern: RegExp
  /** Why it stands where it does in the order of precedence. */
  reason: string
}
export interface LockFormat extends Common {
  manager: Manager
  lock: (file: SourceFile, help: Help) => Lock
  /** The files that it is made from, the first that exists counts. */
  madeFrom: readonly string[]
  /** Whether the pyproject.toml beside it is one that its tool locks; absent: any is. */
  belongs?: (pyproject: Pyproject, file: SourceFile) => boolean
}
export interface ManifestFormat extends Common {
  declare: (file: SourceFile, help: Help) => Declarations
}
export type Format = LockFormat | ManifestFormat

/** A file that is read, the one that wins first. A lock says more than what it was made from. */
export const FORMATS: readonly Format[] = [
  {
    file: 'uv.lock',
    pattern: /^uv\.lock$/,
    reason: 'the lock that projects move to: beside another, the other is what was left behind',
    manager: 'uv',
    lock: (file, { member, pyproject }) =>
      readUvLock(file, { member, groups: uvGroups(pyproject) }),
    madeFrom: ['pyproject.toml'],
    belongs: pyproject => Boolean(pyproject.project || pyproject.tool?.uv),
  },
  {
    file: 'poetry.lock',
    pattern: /^poetry\.lock$/,
    reason: 'a lock, of a tool that has its own table in pyproject.toml',
    manager: 'poetry',
    lock: (file, { manifest }) => readPoetryLock(file, manifest),
    madeFrom: ['pyproject.toml'],
    belongs: pyproject =>
      Boolean(pyproject.tool?.poetry) ||
      Boolean(pyproject['build-system']?.['build-backend']?.startsWith('poetry')),
  },
  {
    file: 'pdm.lock',
    pattern: /^pdm(\.[\w-]+)?\.lock$/,
    reason: 'a lock, of a tool that takes any pyproject.toml',
    manager: 'pdm',
    lock: (file, { manifest }) => readPdmLock(file, manifest),
    madeFrom: ['pyproject.toml'],
    belongs: pyproject => Boolean(pyproject.project),
  },
  {
    file: 'Pipfile.lock',
    pattern: /^Pipfile\.lock$/,
    reason: 'a lock, with a manifest of its own',
    manager: 'pipenv',
    lock: file => readPipfileLock(file),
    madeFrom: ['Pipfile'],
    belongs: (_, file) => file.peek('Pipfile') !== null,
  },
  {
    file: 'pylock.toml',
    pattern: /^pylock(\.[^.]+)?\.toml$/,
    reason: 'a lock, and often exported from one of those above',
    manager: 'pip',
    lock: file => readPylock(file),
    madeFrom: ['pyproject.toml'],
  },
  {
    file: 'conda-lock.yml',
    pattern: /^([\w.-]+[.-])?conda-lock\.ya?ml$/,
    reason: 'a lock; those before it are closer to what the project itself asks for',
    manager: 'conda',
    lock: (file, { platform }) => readCondaLock(file, platform),
    madeFrom: ['environment.yml', 'environment.yaml'],
  },
  {
    file: 'pixi.lock',
    pattern: /^pixi\.lock$/,
    reason: 'a lock, of conda packages as well',
    manager: 'pixi',
    lock: (file, { platform, manifest }) => readPixiLock(file, platform, manifest),
    madeFrom: ['pixi.toml', 'pyproject.toml'],
    belongs: (pyproject, file) => Boolean(pyproject.tool?.pixi) || file.peek('pixi.toml') !== null,
  },
  {
    file: 'requirements*.txt',
    pattern: /^(.*[._-])?(requirements?|reqs)([._-].*)?\.(txt|in)$/i,
    reason: 'pip installs from it as it stands, and where it repeats pyproject.toml it is narrower',
    declare: (file, { readProject }) => readRequirements(file, readProject),
  },
  {
    file: 'pyproject.toml',
    pattern: /^pyproject\.toml$/,
    reason: 'what `pip install .` takes',
    declare: (file, { readProject }) => readPyproject(file, readProject),
  },
  {
    file: 'Pipfile',
    pattern: /^Pipfile$/,
    reason: 'without its lock it gives ranges',
    declare: file => readPipfile(file),
  },
  {
    file: 'environment.yml',
    pattern: /^([\w.-]*[._-])?(environment|env|conda)([._-][\w.-]*)?\.ya?ml$/,
    reason: 'the surroundings in which a project is installed: after what the project says itself',
    declare: (file, { readProject, platform }) => readCondaEnv(file, readProject, platform),
  },
  {
    file: 'pixi.toml',
    pattern: /^pixi\.toml$/,
    reason: 'as above',
    declare: file => readPixiToml(file),
  },
  {
    file: 'setup.cfg',
    pattern: /^setup\.cfg$/,
    reason: 'the oldest way that can be read; setup.py is a program and is not run',
    declare: (file, { readProject }) => readSetupCfg(file, readProject),
  },
]

/** Directories whose files are of one format, whatever they are called. */
const DIRECTORIES = [
  { name: /^(requirements?|reqs)$/i, ending: /\.(txt|in)$/, like: 'requirements.txt' },
  { name: /^(envs?|environments?|conda)$/i, ending: /\.ya?ml$/, like: 'environment.yml' },
]

/** The format of a file by its name and the names of the directories that it is in. */
export function formatOf(path: string): Format | null {
  const base = posix.basename(path)
  const found = FORMATS.find(({ pattern }) => pattern.test(base))
  if (found) return found
  const above = posix.dirname(path).split('/')
  const kept = DIRECTORIES.find(
    ({ name, ending }) => ending.test(base) && above.some(each => name.test(each)),
  )
  return kept ? formatOf(kept.like) : null
}

/** The format of a file that the user points at: where the name says nothing, its ending does. */
export function formatOfNamed(path: string): Format | null {
  const ending = [
    [/\.(txt|in|pip|old|lst)$/, 'requirements.txt'],
    [/\.ya?ml$/, 'environment.yml'],
  ] as const
  const [, like] = ending.find(([pattern]) => pattern.test(path)) ?? []
  return formatOf(path) ?? (like ? formatOf(like) : null)
}

function uvGroups(pyproject: Pyproject | null): readonly string[] {
  const groups = pyproject?.tool?.uv?.['default-groups']
  if (groups === 'all') return Object.keys(pyproject?.['dependency-groups'] ?? {})
  return Array.isArray(groups) ? groups : ['dev']
}

/** The project in a directory, for files that install it as `.`; each is asked for once. */
export function projectReader(): ReadProject {
  const seen = new Set<string>()
  const read: ReadProject = (directory, from) => {
    for (const [name, declare] of [
      ['pyproject.toml', readPyproject],
      ['setup.cfg', readSetupCfg],
    ] as const) {
      const target = `${directory}/${name}`
      const path = from.resolve(target)
      if (seen.has(path)) continue
      const file = from.beside(target)
      if (!file) continue
      seen.add(path)
      return declare(file, read)
    }
    return null
  }
  return read
}
