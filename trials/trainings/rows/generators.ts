import { equivalent, type Fault, hazard, started, unstable, violation } from '../fault.ts'

const OWN = 'own generator copied'
const UNKNOWN = 'draws from no known generator'
const FROZEN = 'frozen augmentation'

/** Generators that the data draws from. */
export const GENERATORS: readonly Fault[] = [
  violation('module-rng', OWN, 'training-own-draws-differ'),
  unstable('module-rng-unseeded', OWN, /own:.*rng/, 'training-own-draws-differ'),
  violation('transform-random-state', OWN, 'training-own-draws-differ'),
  violation('dataset-torch-generator', OWN, 'training-own-draws-differ'),
  violation('collate-random', OWN, 'training-own-draws-differ'),
  violation('collate-object-rng', OWN, 'training-own-draws-differ'),
  unstable('module-rng-forked', OWN, /own:.*random/, 'training-own-draws-differ'),
  violation('module-rng-persistent', OWN, 'training-own-draws-differ'),
  violation('rng-by-rank-only', OWN, 'training-own-draws-differ'),
  violation('rng-in-main-loader', OWN, 'training-own-draws-differ'),
  violation('generator-by-default', OWN, 'training-own-draws-differ'),

  unstable('item-entropy', UNKNOWN, /worker\d+\/samples|samples/, 'training-draws-are-known'),
  unstable('item-time', UNKNOWN, /samples/, 'training-draws-are-known'),
  unstable('item-system-random', UNKNOWN, /samples/, 'training-draws-are-known'),
  unstable('item-uuid', UNKNOWN, /samples/, 'training-draws-are-known'),
  unstable('clock', UNKNOWN, /samples/, 'training-draws-are-known'),
  unstable('threads-race', 'race between threads', /samples/, 'training-draws-are-known'),
  unstable('address', UNKNOWN, /samples/, 'training-samples-agree'),
  unstable('collate-by-time', UNKNOWN, /batch|samples/),
  unstable('process-name', 'data by process id', /samples/),

  hazard('item-reseeds-torch', FROZEN, 'training-augmentation-varies'),
  hazard('cached-augmentation', FROZEN, 'training-augmentation-varies'),
  equivalent(
    'item-fixed',
    FROZEN,
    'a noise that is the same for all samples and epochs is a constant, as any preprocessing is',
  ),
]

const INIT = 'worker_init_fn'

/** Who seeds the workers. */
export const WORKERS: readonly Fault[] = [
  violation('init-fn-same-seed', INIT, 'training-draws-differ'),
  violation('init-fn-worker-only', INIT, 'training-draws-differ'),
  violation('init-fn-rank-only', INIT, 'training-draws-differ'),
  violation('init-fn-without-epoch', INIT, 'training-draws-differ'),
  violation('init-fn-high-bits', INIT, 'training-draws-differ'),
  unstable('init-fn-pid', INIT, /worker\d+\/numpy/),
  unstable('init-fn-time', INIT, /worker\d+\/numpy/),
  unstable('init-fn-by-entropy', INIT, /worker\d+\/torch/),
  unstable('item-reseeds-by-entropy', 'seeded by entropy', /worker\d+\/python/),
  violation('seed-workers-off', 'workers not seeded by rank', 'training-draws-differ'),
  violation('pass-reseeds', 'each pass seeded alike', 'training-draws-differ'),
  started(
    // The first epoch begins before the callback does.
    { flags: ['--steps', '12'] },
    violation('epoch-reseeds-main', 'each epoch seeded alike', 'training-draws-differ'),
  ),
  started(
    { flags: ['--steps', '12'] },
    violation('epoch-reseeds-dropout', 'each epoch seeded alike', 'training-draws-differ'),
  ),
  hazard('main-augmentation', 'augmentation of the main stream', 'training-main-draws'),
  started(
    { flags: ['--steps', '12'] },
    violation('validation-reseeds', 'validation reseeds', 'training-draws-differ'),
  ),
  violation('validation-reseeds-torch', 'validation reseeds', 'training-draws-differ'),
]
