import { judgeTraining, type TrainingEvidence } from '../../src/judge/training/judge.ts'
import type { TrainingPlan } from '../../src/model/training.ts'
import { apart, moved, startingLike } from '../training/broken.ts'
import { soundTraining } from '../training/record.ts'

/** Reports on trainings as the judge writes them, a few of each verdict. */

const good = soundTraining()
const plan: TrainingPlan = {
  ...{ name: good.name, run: ['python', 'train.py'], workingDirectory: '.', env: {} },
  ...{ steps: 20, repeats: 2, trainer: {}, compare: 'packages', tolerance: 'close' },
  ...{ identity: 'auto', resume: false, stop: 'after-fit', project: [], accept: {} },
  timeout: 600,
}
const repeats = startingLike(good, /worker0\/torch/, name => name)
const judged = (evidence: Partial<TrainingEvidence>) =>
  judgeTraining({
    ...{ plan, training: good, before: good, reference: 'base', changes: [], wanted: '' },
    ...evidence,
  })

export const JUDGED = [
  judged({}),
  judged({ training: moved(good, /^samples/, { from: '0.3' }) }),
  judged({ training: moved(good, /^samples/, { from: '0.3', runs: [1] }), before: null }),
  judged({ training: apart(good, each => (each.part === 'gradients.0' ? 1e-7 : null)) }),
  judged({ training: repeats }),
  judged({ training: repeats, before: repeats }),
  judged({
    training: repeats,
    plan: { ...plan, accept: { 'training-draws-differ': 'it is meant' } },
  }),
  judged({ before: null, reference: null, wanted: 'the base commit is not known' }),
  judged({ training: soundTraining({ runs: 1 }), before: null, reference: null }),
]
