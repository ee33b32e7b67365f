import { posix } from 'node:path'
import type { Manager, PlatformName } from '../model/pins.ts'
import type { Declarations } from './declaration.ts'
import { type Build, type Format, LIMITS, type LockFormat, type ReadProject } from './format.ts'
import { CONDA_LOCK } from './formats/conda-lock.ts'
import { ENVIRONMENT_YML } from './formats/environment-yml.ts'
import { PDM_LOCK } from './formats/pdm-lock.ts'
import { PIPFILE, PIPFILE_LOCK } from './formats/pipfile.ts'
import { PIXI_LOCK, PIXI_TOML } from './formats/pixi.ts'
import { POETRY_LOCK } from './formats/poetry-lock.ts'
import { PYLOCK } from './formats/pylock.ts'
import { PYPROJECT, readPyproject } from './formats/pyproject.ts'
import { REQUIREMENTS } from './formats/requirements.ts'
import { readSetupCfg, SETUP_CFG } from './formats/setup-cfg.ts'
import { UV_LOCK } from './formats/uv-lock.ts'
import type { SourceFile } from './source.ts'

/** The files that are read, the one that wins first. A lock says more than what it was made from. */
export const FORMATS: readonly Format[] = [
  UV_LOCK,
  POETRY_LOCK,
  PDM_LOCK,
  PIPFILE_LOCK,
  PYLOCK,
  CONDA_LOCK,
  PIXI_LOCK,
  REQUIREMENTS,
  PYPROJECT,
  PIPFILE,
  ENVIRONMENT_YML,
  PIXI_TOML,
  SETUP_CFG,
]

/** Directories whose files are of one format, whatever they are called. */
const DIRECTORIES = [
  { name: /^(requirements?|reqs)$/i, ending: /\.(txt|in)$/, format: REQUIREMENTS },
  { name: /^(envs?|environments?|conda)$/i, ending: /\.ya?ml$/, format: ENVIRONMENT_YML },
]

const ENDINGS = [
  { ending: /\.(txt|in|pip|old|lst)$/, format: REQUIREMENTS },
  { ending: /\.ya?ml$/, format: ENVIRONMENT_YML },
]

/** The format of a file by its name and the names of the directories that it is in. */
export function formatOf(path: string): Format | null {
  const base = posix.basename(path)
  const above = posix.dirname(path).split('/')
  return (
    FORMATS.find(({ pattern }) => pattern.test(base)) ??
    DIRECTORIES.find(({ name, ending }) => ending.test(base) && above.some(each => name.test(each)))
      ?.format ??
    null
  )
}

/** The format of a file that the user points at: where the name says nothing, its ending does. */
export const formatOfNamed = (path: string): Format | null =>
  formatOf(path) ?? ENDINGS.find(({ ending }) => ending.test(path))?.format ?? null

/** What a manifest declares, as far as its name says that it is one. */
export function declarationsIn(file: SourceFile, platform: PlatformName): Declarations | null {
  const found = FORMATS.find(({ pattern }) => pattern.test(file.base))
  return found && 'declare' in found
    ? found.declare(file, { platform, readProject: projectReader() })
    : null
}

export const fixesVersions = (path: string) => formatOf(path) !== null

export function isLock(path: string): boolean {
  const format = formatOf(path)
  return format !== null && 'lock' in format
}

/** Files that fix versions, with whatever such a file may include, and what is read beside it. */
export const isReadForPins = (path: string) =>
  fixesVersions(path) ||
  /\.(toml|lock|txt|in|cfg|ya?ml|pip|lst|old)$|(^|\/)\.(python-version|gitignore)$/i.test(path)

/** Bytes that a file may have to be read. What other tools call a lock may be as long as one. */
export function limitOf(path: string): number {
  const kind = isLock(path) || path.endsWith('.lock') ? 'lock' : 'manifest'
  return formatOf(path)?.limit ?? LIMITS[kind]
}

/** How an environment is built from a file; null: none is. */
export function buildOf(path: string, manager: Manager | null): Build | null {
  const build = formatOfNamed(path)?.build ?? null
  return (build?.kind === 'dependencies' && manager && build.instead?.[manager]) || build
}

/** How a lock is made again and from which files, if it has the name that its tool gives it. */
export function lockOf(path: string): (Pick<LockFormat, 'madeFrom'> & { relock: string }) | null {
  const format = formatOf(path)
  const isUsual = format?.file === posix.basename(path)
  if (!isUsual || !('lock' in format) || format.relock === null) return null
  return { madeFrom: format.madeFrom, relock: format.relock }
}

/** The project in a directory, for files that install it as `.`; each is asked for once. */
export function projectReader(): ReadProject {
  const seen = new Set<string>()
  const read: ReadProject = (directory, from) => {
    for (const [{ file: name }, declare] of [
      [PYPROJECT, readPyproject],
      [SETUP_CFG, readSetupCfg],
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
