import { relative } from 'node:path'
import { proposeTraining } from '../../baseline/training.ts'
import { asValue } from '../../lib/errors.ts'
import type { TrainingPlan } from '../../model/training.ts'
import type { TrainingPending } from '../../model/training-baseline.ts'
import type { TrainingReport } from '../../model/training-report.ts'
import type { World } from '../../model/world.ts'
import { withTrainings } from '../../report/trainings.ts'
import { keepLogs } from '../logs.ts'
import type { Outcome } from '../report.ts'
import { pendingTraining } from '../report-directory.ts'
import type { Watched } from './run.ts'

/** The reports on trainings, and what somebody may accept. */

interface Place {
  cwd: string
  /** That of the reports. */
  directory: string
}

/** A report with its trainings, and with what these propose. */
export function withWatched(
  outcome: Outcome,
  watched: readonly Watched[],
  { cwd, directory }: Place,
  { spell }: Pick<World, 'spell'>,
): Outcome {
  const proposals = watched.flatMap(each => proposalOf(each) ?? [])
  const trainings = watched.map(({ plan, seen, failed, notices }): TrainingReport => {
    const found = seen?.report ?? notObserved(plan, failed?.spelled(spell) ?? '', failed?.detail)
    const pending = proposals.find(({ training }) => training.name === plan.name)
    return {
      ...found,
      sentences: [...found.sentences, ...(seen?.before === 'same' ? [SAME] : [])],
      notices: [...found.notices, ...notices],
      pending: pending
        ? {
            file: relative(cwd, pendingTraining(directory, pending)),
            digest: pending.digest,
            violations: pending.violations.map(({ check }) => check),
          }
        : null,
    }
  })
  return { ...outcome, report: withTrainings(outcome.report, trainings), trainings: proposals }
}

function proposalOf({ plan, seen }: Watched): TrainingPending | null {
  if (plan.compare !== 'baseline' || !seen) return null
  const { training, report, known } = seen
  return proposeTraining(training, report.verdict, report.checks, known)
}

/** Keeps what the first of them has written that could not be observed. */
export async function keepLogsOf(
  watched: readonly Watched[],
  { cwd, directory }: Place,
): Promise<{ watched: readonly Watched[]; keptLogs: boolean }> {
  const first = watched.find(({ failed }) => failed)
  if (!first) return { watched, keptLogs: false }
  const kept = await keepLogs(first.failed, directory, cwd)
  if (kept === first.failed) return { watched, keptLogs: false }
  const failed = asValue(kept)
  return {
    watched: watched.map(each => (each === first ? { ...each, failed } : each)),
    keptLogs: true,
  }
}

const SAME = 'The base commit installs the same packages, so it is compared with its own repeat.'

/** The report on a training that nobody could observe. */
export const notObserved = (plan: TrainingPlan, message: string, detail = ''): TrainingReport => ({
  name: plan.name,
  command: plan.run,
  verdict: 'error',
  headline: `The training could not be observed: ${message}.`,
  sentences: [],
  error: { message, detail },
  checks: [],
  first: null,
  closeness: null,
  difference: null,
  noise: null,
  comparedWith: null,
  losses: { now: [], before: [], repeat: [] },
  streams: [],
  moments: [],
  sources: [],
  packages: [],
  environment: {},
  notices: [],
  ranks: 0,
  steps: 0,
  seconds: {},
})
