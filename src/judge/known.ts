import { gte, lt, valid } from '@renovatebot/pep440'
import { LIGHTNING, PYTORCH } from './check.ts'

/** A fault that releases of a package are known to have. Only what is sure: each has its source. */
export interface KnownFault {
  checks: readonly string[]
  /** What fails: `worker/torch`; none, whatever does. */
  parts: readonly string[]
  packages: readonly string[]
  /** The first release that has it; null if those before it are not known to be free of it. */
  introduced: string | null
  /** The last one; null if no release is free of it since. */
  last: string | null
  fixedIn: string | null
  /** The probe does not do what brings it out: it is a cause only where the change crosses it. */
  crossed?: true
  /** Which trainings it concerns. */
  affects: string
  /** What these releases do. */
  what: string
  link: string
}

const LIGHTNINGS = ['lightning', 'pytorch-lightning']
const WORKER_SEEDS = 'trainings with seed_everything(…, workers=True) and num_workers of 1 or more'

export const KNOWN: readonly KnownFault[] = [
  {
    checks: ['worker-streams-differ-across-epochs', 'seed-changes-streams'],
    parts: ['worker/torch', 'val.worker/torch'],
    packages: LIGHTNINGS,
    introduced: '2.4.0',
    last: '2.6.0',
    fixedIn: '2.6.1',
    affects: WORKER_SEEDS,
    what: 'give a worker the same torch values in every epoch, whatever the seed',
    link: `${LIGHTNING}/20412`,
  },
  {
    checks: ['worker-streams-differ-across-epochs', 'seed-changes-streams'],
    parts: ['worker/numpy', 'val.worker/numpy'],
    packages: LIGHTNINGS,
    introduced: '2.4.0',
    last: '2.4.x',
    fixedIn: '2.5.0',
    affects: WORKER_SEEDS,
    what: 'give a worker the same numpy values in every epoch, whatever the seed',
    link: 'https://github.com/Lightning-AI/pytorch-lightning/pull/20369',
  },
  {
    checks: ['resume-continues-order'],
    parts: ['order'],
    packages: LIGHTNINGS,
    introduced: '2.5.3',
    last: null,
    fixedIn: null,
    affects: 'trainings that are resumed from a checkpoint, with num_workers of 1 or more',
    what: 'train the first epoch after a resume in the order of epoch 0',
    link: `${LIGHTNING}/21938`,
  },
  {
    checks: ['main-streams-differ-unseeded'],
    parts: [],
    packages: LIGHTNINGS,
    introduced: '2.2.0',
    last: null,
    fixedIn: null,
    crossed: true,
    affects: 'trainings that call seed_everything() without a seed',
    what: 'take 0 for a seed that is not given, instead of a random one',
    link: 'https://github.com/Lightning-AI/pytorch-lightning/pull/18846',
  },
  {
    checks: ['sampler-partitions-dataset'],
    parts: ['order'],
    packages: LIGHTNINGS,
    introduced: null,
    last: '2.0.2',
    fixedIn: '2.0.3',
    affects: 'trainings without a global seed',
    what: 'shuffle on each rank by its own generator, so that ranks share samples and miss others',
    link: `${LIGHTNING}/17713`,
  },
  {
    checks: ['worker-streams-differ-across-ranks'],
    parts: [],
    packages: LIGHTNINGS,
    introduced: '1.3.0',
    last: '1.3.5',
    fixedIn: '1.3.6',
    affects: WORKER_SEEDS,
    what: 'lose their worker_init_fn under DDP, so that workers=True does nothing',
    link: `${LIGHTNING}/7937`,
  },
  {
    checks: ['seed-changes-streams'],
    parts: ['order'],
    packages: LIGHTNINGS,
    introduced: null,
    last: '1.2.x',
    fixedIn: '1.3.0',
    affects: 'all trainings under DDP that shuffle',
    what: 'shuffle by seed 0, whatever the global seed',
    link: `${LIGHTNING}/7016`,
  },
  {
    checks: ['sanity-check-is-isolated'],
    parts: [],
    packages: LIGHTNINGS,
    introduced: null,
    last: '1.2.x',
    fixedIn: '1.3.0',
    affects: 'trainings that shuffle after a sanity check',
    what: 'let the sanity check change the order in which training shuffles',
    link: `${LIGHTNING}/6988`,
  },
  {
    checks: ['worker-streams-differ-across-workers'],
    parts: ['worker/numpy', 'val.worker/numpy'],
    packages: ['torch'],
    introduced: null,
    last: '1.8.x',
    fixedIn: '1.9.0',
    affects: 'trainings whose workers draw from NumPy',
    what: 'give all workers the same numpy values, for a fork copies the state',
    link: `${PYTORCH}/5059`,
  },
]

/** Whether a release has the fault; a version that is none has no known faults. */
export const hasFault = ({ introduced, fixedIn }: KnownFault, version: string): boolean =>
  valid(version) !== null &&
  (introduced === null || gte(version, introduced)) &&
  (fixedIn === null || lt(version, fixedIn))

/** `2.4.0 to 2.6.0`, `2.5.3 and later`, `releases before 2.0.3`. */
export const releasesWith = ({ introduced, last, fixedIn }: KnownFault): string => {
  if (introduced === null) return `releases before ${fixedIn}`
  return last === null ? `${introduced} and later` : `${introduced} to ${last}`
}
