import { createHash } from 'node:crypto'
import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Committed } from '../../baseline/committed.ts'
import { reasonProblem } from '../../baseline/reason.ts'
import { TRAINING_CHECKS } from '../../judge/training/checks.ts'
import { asValue, ExpectedError } from '../../lib/errors.ts'
import { didYouMean } from '../../lib/near.ts'
import type { TrainingPlan } from '../../model/training.ts'
import { readTrainings } from '../../probe/config.ts'
import { mustBeProject } from '../../python/layer.ts'
import type { RunInputs } from '../inputs.ts'

/** The trainings that a run is asked for, by its inputs and by the configuration. */
export function choosePlans(
  { trainings }: Pick<RunInputs, 'trainings'>,
  { config }: Pick<Committed, 'config'>,
): TrainingPlan[] {
  const plans = readTrainings(trainings, config)
  const known = TRAINING_CHECKS.map(({ id }) => id)
  for (const { name, accept } of plans)
    for (const [check, reason] of Object.entries(accept)) {
      const at = `${config.file}: trainings.${name}.accept`
      if (!known.includes(check))
        throw new ExpectedError(
          `${at}: expected the name of a check of trainings, found '${check}'${didYouMean(check, known)}`,
        )
      const problem = reasonProblem(reason)
      if (problem)
        throw new ExpectedError(
          `${at}.${check}: expected why it may fail, in your own words, ${problem}`,
        )
    }
  return plans
}

/** Throws where a plan names a directory that cannot be what it is named for. */
export async function mustHavePlaces(plans: readonly TrainingPlan[], cwd: string): Promise<void> {
  for (const { name, workingDirectory, project } of plans) {
    const found = await stat(resolve(cwd, workingDirectory)).catch(() => null)
    if (!found?.isDirectory())
      throw new ExpectedError(
        `trainings.${name}.working-directory: expected a directory, found ${workingDirectory}, which is ${found ? 'a file' : 'not there'}`,
      )
    for (const each of project)
      await mustBeProject(cwd, each).catch(error => {
        throw new ExpectedError(`trainings.${name}.${asValue(error).message}`)
      })
  }
}

/** Tells the plan of one job from that of another. */
export function digestOfPlan(plan: TrainingPlan): string {
  const sorted = (value: unknown): unknown =>
    Array.isArray(value) || typeof value !== 'object' || value === null
      ? value
      : Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, each]) => [key, sorted(each)]),
        )
  return createHash('sha256')
    .update(JSON.stringify(sorted(plan)))
    .digest('hex')
}
