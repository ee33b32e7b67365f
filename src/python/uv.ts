import { delimiter, join } from 'node:path'
import { reason } from '../lib/json.ts'
import type { Surroundings } from '../model/world.ts'
import { cacheDirectory, cacheKey, getOrBuild } from './cache/cache.ts'
import { namespaceOf } from './cache/trust.ts'
import type { BasePython } from './find-python.ts'
import { fingerprint } from './fingerprint.ts'
import { venvPython, venvWithPip } from './recipe.ts'
import { ask, runStep } from './run.ts'
import { readsOfSettings } from './settings.ts'

/** uv where there is none: a package of PyPI like any other, kept in the cache as an environment is. */

/** Older ones do not read every lock that is about. */
const REQUEST = 'uv>=0.9,<1'

interface Asking {
  python: BasePython
  /** What it is needed for. */
  why: string
  /** Whether it may be fetched; else one that is kept counts. */
  install: boolean
  surroundings: Surroundings
  used: AsyncDisposableStack
}

/** The variables with which uv is found; null where there is none. */
export async function uvFromPyPI(asking: Asking): Promise<NodeJS.ProcessEnv | null> {
  const { python, why, install, surroundings, used } = asking
  const { cwd, env, progress } = surroundings
  const { parts, unknown } = fingerprint(
    readsOfSettings(['pip'], { cwd, env, from: cwd, builds: false }),
    cwd,
  )
  const build = async (directory: string) => {
    if (!install) throw new Error('nothing may be fetched')
    progress(`uv is not on the path, and ${why}: fetching ${REQUEST} from PyPI (once)`)
    const options = [
      '--disable-pip-version-check',
      '--no-input',
      '--no-deps',
      '--no-cache-dir',
      '--only-binary',
      ':all:',
    ]
    const around = { ...surroundings, env: { ...env, PYTHONPATH: undefined } }
    const place = join(directory, 'venv')
    const own = [...options, '--target', join(directory, 'packages')]
    await runStep(venvWithPip(python.path, place), around)
    await runStep([venvPython(place), '-m', 'pip', 'install', ...own, REQUEST], around)
  }
  const usable = async (directory: string) =>
    (await ask([join(programs(directory), 'uv'), '--version'], surroundings)) !== null
  const key = cacheKey(['uv', REQUEST, namespaceOf(env), python.identity, ...parts])
  if (unknown !== null) return null
  try {
    const entry = await getOrBuild(cacheDirectory(env), key, build, { progress, env, usable })
    const path = [programs(used.use(entry).directory), env.PATH].filter(Boolean).join(delimiter)
    return { ...env, PATH: path }
  } catch (error) {
    if (install) progress(`uv cannot be fetched: ${reason(error)}`)
    return null
  }
}

/** Nothing but uv: a Python beside it would be found first. */
const programs = (directory: string) => join(directory, 'packages', 'bin')
