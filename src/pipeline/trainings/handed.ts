import type { Committed } from '../../baseline/committed.ts'
import { judgeTraining } from '../../judge/training/judge.ts'
import { ExpectedError } from '../../lib/errors.ts'
import type { Handed } from '../../model/handed.ts'
import { classOfTraining } from '../../model/machine-type.ts'
import type { Training, TrainingPlan } from '../../model/training.ts'
import { digestOfPlan } from './plans.ts'
import { findCommitted, type Watched } from './run.ts'
import { changesBetween } from './stages.ts'

/** Trainings between the job that observes them and the one that judges. */

type HandedTrainings = NonNullable<Handed['trainings']>
type HandedTraining = HandedTrainings['runs'][number]

export const handOver = (
  watched: readonly Watched[],
  base: string | null,
): Pick<Handed, 'trainings'> =>
  watched.length === 0
    ? {}
    : {
        trainings: {
          base,
          runs: watched.map(({ plan, seen, failed, notices }) => ({
            plan: digestOfPlan(plan),
            now: seen?.training ?? null,
            before: (plan.compare === 'packages' && seen?.before) || null,
            wanted: seen?.wanted ?? '',
            failed: failed && { message: failed.message, detail: failed.detail },
            notices: [...notices],
          })),
        },
      }

/**
 * Judges what another job has observed. Throws where that is not what this one asks for: fewer trainings, or other
 * ones, would match too easily.
 */
export function judgeHanded(
  handed: HandedTrainings | undefined,
  plans: readonly TrainingPlan[],
  committed: Pick<Committed, 'training'>,
  commit: string | null,
): Watched[] {
  const runs = handed?.runs ?? []
  const digests = plans.map(digestOfPlan)
  const isAsked = runs.length === plans.length && runs.every((run, at) => run.plan === digests[at])
  if (!isAsked)
    throw new ExpectedError(
      `the record has ${inWords(runs.map(({ now }) => now?.name ?? '?'))}, and this job asks for ${inWords(plans.map(({ name }) => name))}, ` +
        'or its config.yml describes them otherwise: give both jobs the same trainings and config.yml',
    )
  const isCompared = runs.some(({ before }) => before !== null)
  if (isCompared && handed?.base && commit && handed.base !== commit)
    throw new ExpectedError(
      `the trainings are compared with the commit ${handed.base.slice(0, 9)}, and this change starts from ${commit.slice(0, 9)}: record again`,
    )
  return plans.map((plan, at) => judgeOne(plan, runs[at] as HandedTraining, committed))
}

function judgeOne(
  plan: TrainingPlan,
  { now, before, wanted, failed, notices }: HandedTraining,
  committed: Pick<Committed, 'training'>,
): Watched {
  if (!now) {
    const { message, detail } = failed ?? { message: 'the record has no run of it', detail: '' }
    const error = new ExpectedError(message, { kind: 'probe', detail })
    return { plan, seen: null, failed: error, notices }
  }
  for (const each of [now, before]) if (each && each !== 'same') mustBeOf(plan, each)
  const base = before === 'same' ? null : before
  const found = plan.compare === 'baseline' ? findCommitted(plan, committed, now) : null
  const known = found && 'training' in found ? found : null
  const report = judgeTraining({
    plan: known ? { ...plan, accept: { ...known.accepted, ...plan.accept } } : plan,
    training: now,
    before: known?.training ?? base,
    reference: known ? 'baseline' : base && 'base',
    changes: [...(known?.changes ?? (base ? changesBetween(base.packages, now.packages) : []))],
    wanted: found && 'wanted' in found ? found.wanted : wanted,
  })
  const file = known && committed.training(plan.name, classOfTraining(now))
  const seen = { training: now, before, wanted, report, known: file }
  return { plan, seen, failed: null, notices }
}

function mustBeOf({ name, steps }: TrainingPlan, training: Training): void {
  if (training.name === name && training.steps === steps) return
  throw new ExpectedError(
    `the record of the training ${name} is of another one: ${training.name}, ${training.steps} steps; record again`,
  )
}

const inWords = (names: readonly string[]) =>
  names.length ? `the trainings ${names.join(', ')}` : 'no trainings'
