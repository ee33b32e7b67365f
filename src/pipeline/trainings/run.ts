import type { Committed } from '../../baseline/committed.ts'
import { ExpectedError } from '../../lib/errors.ts'
import { interruption } from '../../lib/interrupt.ts'
import { classOfTraining } from '../../model/machine-type.ts'
import type { Training, TrainingPlan } from '../../model/training.ts'
import type { TrainingBaseline } from '../../model/training-baseline.ts'
import type { TrainingReport } from '../../model/training-report.ts'
import type { Interpreter, World } from '../../model/world.ts'
import type { RunInputs } from '../inputs.ts'
import type { Timed } from '../measure.ts'
import { type Asked, type Found, observeOne } from './one.ts'
import { changesBetween, stageOf } from './stages.ts'
import { filesBelow, writtenInWords } from './written.ts'

/** The trainings of a run, one after the other: what is wrong with one of them is no obstacle for the next. */

export interface Watched {
  plan: TrainingPlan
  /** Null where it could not be observed: `failed` says why. */
  seen: {
    training: Training
    /** `same`: the base installs the same packages, so its own repeats are all that it is compared with. */
    before: Training | 'same' | null
    wanted: string
    report: TrainingReport
    /** The committed baseline that it was compared with. */
    known: TrainingBaseline | null
  } | null
  failed: ExpectedError | null
  notices: readonly string[]
}

interface Programme {
  plans: readonly TrainingPlan[]
  cwd: string
  head: { interpreter: Interpreter }
  /** `same`: it installs what the change installs. An error says why there is none; null: nobody knows. */
  base: { interpreter: Interpreter } | 'same' | ExpectedError | null
  committed: Pick<Committed, 'training'>
  /** Directories that this program itself writes to. */
  ours: readonly string[]
  inputs: Pick<RunInputs, 'accelerator'>
  world: World
  timed: Timed
}

export async function runTrainings(programme: Programme, observe = observeOne): Promise<Watched[]> {
  const { plans, world, timed, cwd, ours } = programme
  const watched: Watched[] = []
  for (const plan of plans) {
    const before = filesBelow(cwd, ours)
    const notices: string[] = []
    const outcome = await orError(
      timed(`training ${plan.name}`, () => watch(plan, programme, notices, observe)),
    )
    notices.push(...writtenInWords(plan.name, before, filesBelow(cwd, ours)))
    const isError = outcome instanceof ExpectedError
    const said = isError ? outcome.spelled(world.spell) : outcome.report.verdict
    world.progress(`training ${plan.name}: ${said}`)
    watched.push({
      ...{ plan, notices },
      ...(isError ? { seen: null, failed: outcome } : { seen: outcome, failed: null }),
    })
  }
  return watched
}

/** A signal is not a verdict, and a bug of ours is no fault of the training. */
async function orError<T>(work: Promise<T>): Promise<T | ExpectedError> {
  try {
    return await work
  } catch (error) {
    interruption.throwIfAborted()
    if (error instanceof ExpectedError) return error
    throw error
  }
}

async function watch(
  plan: TrainingPlan,
  { cwd, head, base, committed, inputs, world }: Programme,
  notices: string[],
  observe: typeof observeOne,
): Promise<NonNullable<Watched['seen']>> {
  await using used = new AsyncDisposableStack()
  const theatre = { cwd, inputs, world, notices }
  const stage = await stageOf(plan, head.interpreter, theatre, used)
  const look = (more: Partial<Asked> = {}) =>
    observe({ plan, stage, reference: null, wanted: '', ...more })
  if (plan.compare === 'baseline') {
    const find = (training: Training) => findCommitted(plan, committed, training)
    const seen = await look({ reference: { kind: 'baseline', find } })
    return { ...seen, known: committed.training(plan.name, classOfTraining(seen.training)) }
  }
  if (plan.compare === 'none') return { ...(await look()), known: null }
  if (base === 'same') return { ...(await look()), before: 'same', known: null }
  const unknown = base ?? new ExpectedError('the base commit is not known')
  const other =
    unknown instanceof ExpectedError
      ? unknown
      : await orError(stageOf(plan, unknown.interpreter, theatre, used))
  if (other instanceof ExpectedError)
    return { ...(await look({ wanted: other.spelled(world.spell) })), known: null }
  const changes = changesBetween(other.packages, stage.packages)
  return { ...(await look({ reference: { kind: 'base', stage: other, changes } })), known: null }
}

/** The committed baseline of the machine type that a training has run on. */
export function findCommitted(
  { name }: Pick<TrainingPlan, 'name'>,
  committed: Pick<Committed, 'training'>,
  training: Training,
): Found | { wanted: string } {
  const className = classOfTraining(training)
  const known = committed.training(name, className)
  if (!known) return { wanted: `no baseline of the training ${name} is committed for ${className}` }
  return {
    training: known.training,
    changes: changesBetween(known.training.packages, training.packages),
    accepted: Object.fromEntries(known.accepted.map(({ check, reason }) => [check, reason])),
  }
}
