import { join, posix } from 'node:path'
import { type Build, buildOf } from '../pins/index.ts'
import { type Fingerprint, fingerprint } from './fingerprint.ts'
import { condaRecipe, pixiRecipe } from './install/conda.ts'
import { dependenciesRecipe, requirementsRecipe } from './install/declared.ts'
import { lockRecipe, uvRecipe } from './install/locked.ts'
import type { Read } from './reads.ts'
import { type Job, placeOf, type Recipe } from './recipe.ts'
import { cannotBuild } from './run.ts'
import { readsOfSettings } from './settings.ts'
import { onlyPinned, partsOfTorch } from './torch-build.ts'

/** How environments are built, by what the row of a format names. */
const RECIPES: {
  [Kind in Build['kind']]: (job: Job, build: Extract<Build, { kind: Kind }>) => Promise<Recipe>
} = {
  uv: uvRecipe,
  lock: lockRecipe,
  conda: condaRecipe,
  pixi: pixiRecipe,
  requirements: requirementsRecipe,
  dependencies: dependenciesRecipe,
}

export async function recipeFor(job: Job): Promise<Recipe> {
  const { source, manager } = job.pins
  const build = buildOf(source, manager)
  if (build) {
    const make = RECIPES[build.kind] as (job: Job, build: Build) => Promise<Recipe>
    const recipe = await make(job, build)
    return { ...recipe, torch: recipe.torch ?? onlyPinned(job) }
  }
  throw cannotBuild(`${posix.basename(source)}: no environment can be built from it`)
}

/** All that decides what an environment is built from is built into, besides the text of its source. */
export function originOf(job: Job, { parts, tools, reads, torch }: Recipe): Fingerprint {
  const { cwd } = job.surroundings
  const source: Read = { kind: 'file', path: join(cwd, job.pins.source) }
  const found = fingerprint([source, ...reads, ...readsOfSettings(tools, placeOf(job))], cwd)
  return { ...found, parts: [...parts, ...(torch ? partsOfTorch(torch) : []), ...found.parts] }
}
