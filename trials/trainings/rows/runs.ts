import { error, type Fault, started, unstable, violation } from '../fault.ts'

const CARRIED = 'state of an earlier run'
const STEP = 'step decided by no seed'
const resumed = (id: string, name: string) =>
  started({ flags: ['--resume'] }, violation(id, name, 'training-resumes'))

/** What another run does otherwise. */
export const RUNS: readonly Fault[] = [
  unstable('unseeded', 'no seed', /states\.setup|weights\.init|order/, 'training-is-seeded'),
  unstable('seeded-after-model', 'no seed', /weights\.init/, 'training-init-agrees'),
  unstable('step-depends-on-time', STEP, /loss/),
  unstable('step-draws-entropy', STEP, /loss/),
  unstable('statistics-on-disk', CARRIED, /samples/),
  unstable('warm-start', CARRIED, /weights/),

  resumed('resume-order', 'order not resumed'),
  resumed('resume-dropout', 'streams not in the checkpoint'),
  resumed('resume-average-lost', 'callback without state'),
  resumed('resume-sampler-lost', 'sampler not resumed'),
  resumed('resume-generator-lost', 'generator not in the checkpoint'),
  resumed('resume-schedule-lost', 'counter not in the checkpoint'),
  resumed('resume-optimizer-lost', 'optimizer not in the checkpoint'),
]

const UNSEEN = 'nothing to watch'
const BROKEN = 'training ends early'
const UNEQUAL = 'ranks of unequal length'

/** What cannot be judged, and must never be silent. */
export const ERRORS: readonly Fault[] = [
  error('no-trainer', UNSEEN, /Trainer/),
  error('fabric', UNSEEN, /Trainer/),
  started({ words: ['-I', 'train.py'] }, error('isolated', UNSEEN, /rank 0/)),
  error('cleared-environment', UNSEEN, /Trainer|environment/),
  error('no-step', UNSEEN, /batch/),
  error('fewer-steps', BROKEN, /3/),
  error('fails-before-fit', BROKEN, /status 1|the data is not where/),
  error('exception-on-rank-1', BROKEN, /the third batch of rank 1 is broken/),
  error('exception-in-worker', BROKEN, /sample 7 is truncated/),
  error('worker-killed', BROKEN, /worker|killed/i),
  error('rank-1-leaves', BROKEN, /rank 1 ended/),
  started({ flags: ['--timeout', '30'] }, error('hangs', BROKEN, /30/)),
  error('unused-parameter-on-rank-1', BROKEN, /unused|reduction|parameter/i),
  error('rank-1-skips-steps', UNEQUAL, /optimizer steps/),
  started(
    { flags: ['--timeout', '40'] },
    error('unequal-batches', UNEQUAL, /equally many batches/),
  ),
  started(
    { flags: ['--timeout', '40'] },
    error('worker-dependent-length', UNEQUAL, /equally many batches/),
  ),
]
