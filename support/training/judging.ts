import { judgeTraining, type TrainingEvidence } from '../../src/judge/training/judge.ts'
import type { CheckResult } from '../../src/model/report.ts'
import type { Training, TrainingPlan } from '../../src/model/training.ts'
import type { TrainingReport } from '../../src/model/training-report.ts'

/** What the judge says of records of trainings. */

export const trainingPlan = (given: Partial<TrainingPlan> = {}): TrainingPlan => ({
  name: 'finetune',
  run: ['python', 'train.py'],
  workingDirectory: '.',
  env: {},
  steps: 20,
  repeats: 2,
  trainer: {},
  compare: 'packages',
  tolerance: 'close',
  identity: 'auto',
  resume: false,
  stop: 'after-fit',
  project: [],
  accept: {},
  timeout: 600,
  ...given,
})

type Given = Partial<Omit<TrainingEvidence, 'plan'>> & { plan?: Partial<TrainingPlan> }

/** A training beside its own repeats, or beside what it was with the packages of the base. */
export const judged = (
  training: Training,
  { plan, before = null, ...given }: Given = {},
): TrainingReport =>
  judgeTraining({
    plan: trainingPlan({ steps: training.steps, ...plan }),
    training,
    before,
    reference: before ? 'base' : null,
    changes: [],
    wanted: '',
    ...given,
  })

export function checkOf({ checks }: Pick<TrainingReport, 'checks'>, id: string): CheckResult {
  const found = checks.find(each => each.id === id)
  if (!found) throw new Error(`there is no check ${id}`)
  return found
}

const withStatus = ({ checks }: TrainingReport, status: CheckResult['status']) =>
  checks.filter(each => each.status === status).map(({ id }) => id)

export const failingOf = (report: TrainingReport) => withStatus(report, 'fail')
export const hazardsOf = (report: TrainingReport) => withStatus(report, 'hazard')
