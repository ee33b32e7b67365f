import type { CheckResult } from '../../src/model/report.ts'
import type { TrainingReport } from '../../src/model/training-report.ts'

/** Reports on a training, one for each thing that can become of it. */

const STEPS = 6
const MOMENTS = ['0.0', '0.1', '0.2', '1.0', '1.1', '1.2']
const LOSSES = [2.3, 2.1, 1.8, 1.4, 1.1, 0.9]
const COORDINATE = 'finetune/rank1/worker0/own:dataset.rng · epoch 1 · step 0'

const SAME = 'every epoch has the order of epoch 0'

export const check = (id: string, status: CheckResult['status'], detail = SAME): CheckResult => ({
  ...{ id: `training-${id}`, status, scenario: 'finetune', detail, subjects: ['rank0/order'] },
  explanation: '',
  fix: status === 'fail' ? 'Call set_epoch() of the sampler in each epoch.' : '',
  ...{ link: null, issues: [], unexplained: ['rank0/order'] },
})

const rows = (cells: string): TrainingReport['streams'] => [
  { stream: 'order', ranks: '0-1', cells: '======' },
  { stream: 'worker0/own:dataset.rng', ranks: '1', cells },
  { stream: 'loss', ranks: '0-1', cells },
]

const sound: TrainingReport = {
  name: 'finetune',
  command: ['python', 'train.py', '--name', 'a b'],
  verdict: 'match',
  headline: `Your training computes the same for ${STEPS} steps.`,
  sentences: ['All 32 streams are equal.'],
  error: null,
  checks: [check('order-changes', 'pass', '')],
  first: null,
  closeness: 'equal',
  difference: null,
  noise: null,
  comparedWith: 'base',
  losses: { now: LOSSES, before: LOSSES, repeat: [] },
  streams: rows('======'),
  moments: MOMENTS,
  sources: [],
  packages: [{ name: 'lightning', from: '2.6.0', to: '2.6.1', imported: true, link: null }],
  environment: { torch: '2.13.0', strategy: 'ddp' },
  notices: [],
  ranks: 2,
  steps: STEPS,
  seconds: { observe: 12.5 },
}

const first: TrainingReport['first'] = {
  coordinate: COORDINATE,
  what: 'the samples of worker 0',
  expected: '5f2c91aa',
  actual: '09d1e73b',
  parts: ['sample 3', 'sample 7'],
  matchingBefore: 12,
  compared: 32,
}
const away = (by: number) => LOSSES.map((loss, step) => (step < 3 ? loss : loss + by))

export const TRAININGS = {
  match: sound,
  drift: {
    ...sound,
    verdict: 'drift',
    headline:
      'Your training differs from step 3 on: the samples of worker 0; everything before is equal.',
    sentences: ['Samples differ though what draws for them is equal.'],
    ...{ first, closeness: 'different', difference: 0.02 },
    losses: { now: away(0.4), before: LOSSES, repeat: away(0.4) },
    streams: rows('===xxx'),
  },
  close: {
    ...sound,
    headline: `Your training computes the same for ${STEPS} steps, within rounding.`,
    sentences: ['The gradients differ by 1e-7 of their size from step 3 on.'],
    ...{ first: { ...first, what: 'the gradients' }, closeness: 'close' },
    ...{ difference: 1e-7, noise: 3e-7 },
    losses: { now: away(1e-6), before: LOSSES, repeat: away(2e-6) },
    streams: rows('===~~~'),
  },
  violation: {
    ...sound,
    verdict: 'violation',
    headline: `Your training breaks training-order-changes: ${SAME}.`,
    checks: [check('order-changes', 'fail'), check('is-seeded', 'hazard', 'no seed was set')],
  },
  unstable: {
    ...sound,
    verdict: 'unstable',
    headline: 'Your training does not repeat from step 3 on: the samples of worker 0.',
    sentences: [],
    ...{ first, closeness: 'different', comparedWith: 'repeat' },
    losses: { now: LOSSES, before: [], repeat: away(0.3) },
    streams: rows('===xxx'),
    sources: [
      {
        ...{ what: 'clock (time.time_ns)', where: 'train.py:25 in __getitem__' },
        ...{ rank: 1, worker: 0, times: 8 },
      },
      {
        ...{ what: 'entropy (os.urandom)', where: 'train.py:40 in training_step' },
        ...{ rank: 0, worker: null, times: 1 },
      },
    ],
  },
  error: {
    ...sound,
    verdict: 'error',
    headline: 'rank 0 was not reached: python -I ignores PYTHONPATH; leave -I out.',
    sentences: [],
    error: {
      message: 'rank 0 was not reached: python -I ignores PYTHONPATH; leave -I out',
      detail: 'Traceback\n  last line',
    },
    ...{ ranks: 0, steps: 0, packages: [], environment: {}, seconds: {} },
    ...{ checks: [], closeness: null, comparedWith: null, streams: [], moments: [] },
    losses: { now: [], before: [], repeat: [] },
  },
  new: {
    ...sound,
    verdict: 'new',
    headline: `Your training repeats itself for ${STEPS} steps; it is not compared with the base: the base commit is not known.`,
    sentences: [],
    ...{ closeness: 'equal', comparedWith: 'repeat', packages: [] },
    losses: { now: LOSSES, before: [], repeat: LOSSES },
  },
  known: {
    ...sound,
    checks: [check('order-changes', 'known', `${SAME} (what it is compared with has it, too)`)],
  },
  accepted: {
    ...sound,
    checks: [check('order-changes', 'accepted', `${SAME} (accepted: a curriculum)`)],
  },
} as const satisfies Record<string, TrainingReport>

export type Kind = keyof typeof TRAININGS
