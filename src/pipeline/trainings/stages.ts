import { join } from 'node:path'
import { packageChanges } from '../../judge/packages.ts'
import { temporaryDirectory, temporaryPlace } from '../../lib/temporary.ts'
import type { PackageChange } from '../../model/report.ts'
import type { TrainingPlan } from '../../model/training.ts'
import type { Interpreter, World } from '../../model/world.ts'
import { askPackages } from '../../python/installed.ts'
import { layerOver } from '../../python/layer.ts'
import type { RunInputs } from '../inputs.ts'
import { surroundings } from '../measure.ts'
import type { Stage } from './one.ts'

/** Where trainings run: in the environment of the suite, or in one that lies over it and has the project. */

export interface Theatre {
  /** The repository with the change's code. */
  cwd: string
  inputs: Pick<RunInputs, 'accelerator'>
  world: World
  notices: string[]
}

/** The stage of a training, whose environment is gone when `used` is disposed of. */
export async function stageOf(
  { project }: Pick<TrainingPlan, 'project'>,
  below: Interpreter,
  { cwd, inputs, world, notices }: Theatre,
  used: AsyncDisposableStack,
): Promise<Stage> {
  const around = surroundings(cwd, world, notices)
  const temporary = temporaryPlace(world.env)
  let interpreter = below
  if (project.length > 0) {
    const { path } = used.use(await temporaryDirectory(temporary))
    interpreter = await layerOver(below, project, join(path, 'env'), around)
  }
  return {
    interpreter,
    packages: await askPackages(interpreter, around),
    surroundings: around,
    devices: null,
    accelerator: inputs.accelerator,
    temporary,
  }
}

/** What differs between two environments of which everything is known. */
export const changesBetween = (
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): PackageChange[] =>
  packageChanges({ versions: before, isWhole: true }, { versions: now, isWhole: true })
