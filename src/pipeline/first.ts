import { resolve } from 'node:path'
import { Committed } from '../baseline/committed.ts'
import { workingTree } from '../change/place.ts'
import { withoutSecrets } from '../lib/variables.ts'
import type { Suite } from '../model/suite.ts'
import type { TrainingPlan } from '../model/training.ts'
import type { World } from '../model/world.ts'
import { readChosen, readFramework, readSuite } from '../probe/config.ts'
import { mustHaveDriver } from '../probe/drivers.ts'
import { mustBeThere } from '../python/named.ts'
import type { RunInputs } from './inputs.ts'
import { acceleratorFor, checkClass } from './machine-type.ts'
import { aboutSystem, thisMachine } from './systems.ts'
import { choosePlans, mustHavePlaces } from './trainings/plans.ts'

export interface Looked {
  committed: Committed
  suite: Suite
  /** With what the configuration adds. */
  inputs: RunInputs
  /** The trainings that are chosen. */
  plans: readonly TrainingPlan[]
}

/**
 * What we can find out without a Python and without a network: baselines, configuration, system, device, the programs
 * that are named. An error here costs nobody an installation.
 */
export async function lookFirst(given: RunInputs, world: World): Promise<Looked> {
  const committed = await readCommitted(given, world)
  const suite = chooseSuite(given, committed)
  const plans = choosePlans(given, committed)
  const inputs = withRoom(chooseWanted(given, committed), plans)
  committed.mustBeReadable()
  aboutSystem(thisMachine())
  await mustHavePlaces(plans, resolve(inputs.cwd))
  if (inputs.accelerator === 'gpu') mustHaveDriver()
  else if (acceleratorFor(inputs) === 'gpu')
    mustHaveDriver({
      input: 'class',
      expected: inputs.class,
      remedy: 'check the labels of the runner',
    })
  const { python, basePython } = inputs
  const place = { cwd: resolve(inputs.cwd), env: withoutSecrets(world.env) }
  if (python) await mustBeThere(python, 'python', place)
  // One that is given by a relative path is relative to the files of the base.
  if (basePython && !/^[^/]+\//.test(basePython)) await mustBeThere(basePython, 'basePython', place)
  return { committed, suite, inputs, plans }
}

export const readCommitted = async (
  { cwd, baseline }: Pick<RunInputs, 'cwd' | 'baseline'>,
  { git }: Pick<World, 'git'>,
): Promise<Committed> =>
  Committed.read(resolve(cwd, baseline), await workingTree(resolve(cwd), git))

export function chooseSuite(inputs: RunInputs, { config }: Pick<Committed, 'config'>): Suite {
  const suite = readSuite(inputs.suite, config, inputs.devices)
  checkClass(inputs, suite)
  return suite
}

/** The inputs with what somebody has named, in them or in the configuration: a Lightning, extras, groups. */
export const chooseWanted = (
  inputs: RunInputs,
  { config }: Pick<Committed, 'config'>,
): RunInputs => ({
  ...inputs,
  framework: readFramework(inputs.framework, config),
  ...readChosen(inputs, config),
})

/** A training imports what the probe does not, so all of a lock is installed for it: once, and for both. */
const withRoom = (inputs: RunInputs, plans: readonly TrainingPlan[]): RunInputs =>
  plans.length ? { ...inputs, install: 'whole' } : inputs
