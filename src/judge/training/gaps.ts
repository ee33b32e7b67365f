import type { Fit, Training, TrainingPlan } from '../../model/training.ts'
import { plainRuns } from './streams.ts'

/** What a record lacks, so that nothing can be judged, in one sentence with the next step; null where all is there. */
export function gapOf(training: Training, { steps }: Pick<TrainingPlan, 'steps'>): string | null {
  const { name, settings } = training
  const [run] = plainRuns(training)
  if (!run) return `training ${name} has no plain run in its record: record it again`
  const gap = plainRuns(training)
    .flatMap(({ fits }) => fits)
    .map(fit => gapOfFit(name, fit))
    .find(each => each !== null)
  if (gap) return gap
  const seen = run.fits[0]?.ranks.length ?? 0
  if (seen !== settings.ranks)
    return `training ${name} has ${settings.ranks} ranks, and ${seen} of them were observed: look at the output of the others`
  const most = Math.max(...run.fits.map(({ ranks }) => ranks[0]?.steps ?? 0))
  if (most < steps)
    return `training ${name} made ${most} of ${steps} optimizer steps: ask for \`steps: ${most}\`, or let it train longer`
  return null
}

function gapOfFit(name: string, { ranks }: Fit): string | null {
  const [zero] = ranks
  const missing = ranks.findIndex(({ rank }, at) => rank !== at)
  if (!zero || missing !== -1)
    return `rank ${Math.max(0, missing)} of training ${name} was not observed: look at its output`
  const idle = ranks.find(({ steps }) => steps === 0)
  if (idle)
    return `rank ${idle.rank} of training ${name} made no optimizer step: look at its output, and at its data`
  const other = ranks.find(({ steps }) => steps !== zero.steps)
  if (other)
    return `rank ${other.rank} of training ${name} made ${other.steps} optimizer steps, and rank 0 ${zero.steps}: give all ranks equally many batches`
  return null
}

/** Why two records cannot be compared, in a sentence without an end; null where they can. */
export function whyIncomparable(now: Training, before: Training): string | null {
  const [mine, theirs] = [now.settings, before.settings]
  if (now.observer !== before.observer)
    return `it was recorded by version ${before.observer} of the observer, and this is version ${now.observer}`
  if (mine.accelerator !== theirs.accelerator)
    return `it trained on ${theirs.accelerator}, and this on ${mine.accelerator}`
  if (mine.device !== theirs.device)
    return `it trained on ${theirs.device}, and this on ${mine.device}`
  if (mine.ranks !== theirs.ranks) return `it had ${theirs.ranks} ranks, and this has ${mine.ranks}`
  if (now.steps !== before.steps)
    return `it was asked for ${before.steps} steps, and this for ${now.steps}`
  return gapOf(before, { steps: 1 })
}
