import { posix } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { formatOfNamed } from '../pins/formats.ts'
import { condaLock, condaManifest, pixi } from './install/conda.ts'
import { dependencies, requirements } from './install/declared.ts'
import { locked, pylock, uvSync } from './install/locked.ts'
import type { Job, Plan } from './recipe.ts'

/** How an environment is built from each kind of file. */
export interface Recipe {
  /** As in the table of formats. */
  file: string
  plan: (job: Job) => Promise<Plan>
  /** What installs it, for the documentation. */
  by: string
  /** What is installed, for the documentation. */
  what: string
}

const PART = 'what the probe needs'
const ALL = 'all of it'
const THEIRS = 'uv or pip, by version and hash as the lock has them'

// biome-ignore format: a table
export const RECIPES: readonly Recipe[] = [
  { file: 'uv.lock', plan: uvSync, by: '`uv sync --frozen`', what: PART },
  { file: 'poetry.lock', plan: locked, by: `${THEIRS}; for a package from no index, and for the whole, \`poetry install\``, what: PART },
  { file: 'pdm.lock', plan: locked, by: `${THEIRS}; as above, \`pdm sync\``, what: PART },
  { file: 'Pipfile.lock', plan: locked, by: '`pipenv sync`; without pipenv uv or pip, by version and hash', what: ALL },
  { file: 'pylock.toml', plan: pylock, by: '`uv pip install`; without uv pip, by version and hash', what: `${PART}, where the lock says what needs what` },
  { file: 'conda-lock.yml', plan: condaLock, by: '`conda-lock install`, `micromamba create`', what: ALL },
  { file: 'pixi.lock', plan: pixi, by: '`pixi install --frozen`, on a copy', what: ALL },
  { file: 'requirements*.txt', plan: requirements, by: '`uv pip install` or `pip install`', what: ALL },
  { file: 'pyproject.toml', plan: dependencies, by: 'the same, of the dependencies', what: ALL },
  { file: 'Pipfile', plan: dependencies, by: 'the same', what: ALL },
  { file: 'environment.yml', plan: condaManifest, by: '`micromamba create`, `mamba env create`, `conda env create`', what: ALL },
  { file: 'pixi.toml', plan: pixi, by: '`pixi install`, on a copy', what: ALL },
  { file: 'setup.cfg', plan: dependencies, by: 'as pyproject.toml', what: ALL },
]

export async function planFor(job: Job): Promise<Plan> {
  const { source, manager } = job.pins
  const file = formatOfNamed(source)?.file
  // A pyproject.toml may hold the tables of pixi, whose packages pip does not have.
  const like = file === 'pyproject.toml' && manager === 'pixi' ? 'pixi.toml' : file
  const recipe = RECIPES.find(each => each.file === like)
  if (recipe) return recipe.plan(job)
  throw new ExpectedError(
    spell =>
      `${posix.basename(source)}: no environment can be built from it; name an interpreter with ${spell('python')}`,
  )
}
