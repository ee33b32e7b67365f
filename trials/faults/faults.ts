import type { Verdict } from '../../src/model/verdict.ts'

/**
 * Faults that are injected into a real environment, and what must be said of each. What a fault does
 * is the docstring of `patches/ID.py`. The verdict is the gravest that applies, so a fault that makes
 * one rank differ by chance is `unstable` first, whatever else it violates.
 */
export interface Fault {
  /** The name of its patch. */
  id: string
  /** What the field calls it. */
  name: string
  verdict: Verdict
  /** Checks that must fail. More may. */
  checks?: readonly string[]
  /** Groups of channels that must be among those that differ from the baseline. More may. */
  moved?: readonly string[]
  /** What the message of an `error` must say. */
  says?: RegExp
  /** Why it cannot be seen: then it is run, must not be, and is not counted. */
  equivalent?: string
}

const violation = (id: string, name: string, ...checks: string[]): Fault => ({
  id,
  name,
  verdict: 'violation',
  checks,
})

const unstable = (id: string, name: string, ...checks: string[]): Fault => ({
  id,
  name,
  verdict: 'unstable',
  checks: ['repeat-is-identical', ...checks],
})

const drift = (id: string, name: string, ...moved: string[]): Fault => ({
  id,
  name,
  verdict: 'drift',
  moved,
})

const error = (id: string, name: string, says: RegExp): Fault => ({
  id,
  name,
  verdict: 'error',
  says,
})

const equivalent = (id: string, name: string, argument: string): Fault => ({
  id,
  name,
  verdict: 'match',
  equivalent: argument,
})

const WORKERS = ['worker/python', 'worker/numpy', 'worker/torch']

export const FAULTS: readonly Fault[] = [
  // Seeding the main processes
  violation('seed-ignored', 'seed-insensitive training', 'seed-changes-streams'),
  violation('seed-plus-rank', 'per-rank seed offset', 'main-streams-agree'),
  violation(
    'seed-plus-rank-from-the-start',
    'per-rank seed offset',
    'init-weights-agree',
    'main-streams-agree',
    'sampler-partitions-dataset',
  ),
  unstable('rank-1-unseeded', 'unseeded rank', 'init-weights-agree', 'main-streams-agree'),
  unstable('numpy-seed-without-effect', 'unseeded RNG library', 'main-streams-agree'),
  unstable('numpy-seed-from-entropy', 'unseeded RNG library', 'main-streams-agree'),
  unstable('python-seed-without-effect', 'unseeded RNG library', 'main-streams-agree'),
  unstable('torch-left-out', 'unseeded RNG library', 'init-weights-agree', 'main-streams-agree'),
  violation(
    'torch-seed-constant',
    'seed collapse',
    'seed-changes-streams',
    'worker-streams-differ-across-ranks',
    'worker-streams-differ-across-workers',
    'worker-streams-differ-across-epochs',
  ),
  drift('no-reseed-at-setup', 'no reseed at setup', 'main/torch', 'worker/torch'),
  violation('no-reseed-on-rank-0', 'rank-asymmetric reseed', 'main-streams-agree'),
  violation('seeded-unasked', 'implicit seed', 'main-streams-differ-unseeded'),
  violation('seed-in-the-environment', 'leaked seed', 'main-streams-differ-unseeded'),
  violation('seeded-on-import', 'import-time seeding', 'main-streams-differ-unseeded'),

  // Seeding the workers
  violation(
    'worker-flag-lost',
    'seed flag lost in subprocess',
    'worker-streams-differ-across-ranks',
  ),
  violation('worker-rank-blind', 'rank-blind worker seeding', 'worker-streams-differ-across-ranks'),
  violation(
    'worker-init-dropped',
    'rank-blind worker seeding',
    'worker-streams-differ-across-ranks',
  ),
  violation('worker-id-blind', 'worker seed collision', 'worker-streams-differ-across-workers'),
  violation(
    'worker-seeds-of-2-4-0',
    'low-entropy seeding',
    'worker-streams-differ-across-epochs',
    'seed-changes-streams',
  ),
  violation(
    'worker-numpy-of-2-4-0',
    'epoch-repeating augmentation',
    'worker-streams-differ-across-epochs',
    'seed-changes-streams',
  ),
  violation('worker-numpy-forked', 'fork-copied RNG', 'worker-streams-differ-across-workers'),
  violation('worker-reseeds-each-item', 'intra-epoch repetition', 'worker-streams-do-not-repeat'),
  violation(
    'worker-reseeds-each-batch',
    'persistent worker reseeded',
    'worker-streams-differ-across-epochs',
  ),
  unstable('worker-numpy-by-time', 'time-seeded worker'),
  unstable('worker-python-by-pid', 'pid-seeded worker'),
  drift('worker-torch-of-16-bits', 'seed truncation', 'worker/torch'),

  // The DataLoader
  drift('base-seed-drawn-twice', 'base-seed drift', 'main/torch', ...WORKERS),
  drift('base-seed-redrawn', 'base-seed drift', 'main/torch'),
  violation('base-seed-kept', 'base seed not per epoch', 'worker-streams-differ-across-epochs'),
  violation(
    'base-seed-constant',
    'seed-insensitive workers',
    'worker-streams-differ-across-epochs',
    'seed-changes-streams',
  ),
  drift('persistent-workers-ignored', 'option ignored', 'main/torch', ...WORKERS),
  error('fewer-workers', 'option ignored', /channel rank0\/worker1\/\w+ is absent/),
  drift('workers-in-reverse', 'worker assignment changed', ...WORKERS),
  drift('batch-reversed', 'collation order', 'order', ...WORKERS),
  violation('batch-sampler-drop-last', 'tail dropped', 'sampler-partitions-dataset'),

  // The sampler
  violation('static-shuffle', 'static shuffle', 'shuffle-changes-every-epoch'),
  violation('epoch-halved', 'wrong epoch', 'shuffle-changes-every-epoch'),
  drift('epoch-shifted', 'wrong epoch', 'order'),
  violation('sampler-seed-zero', 'seed-insensitive shuffle', 'seed-changes-streams'),
  violation('sampler-seed-rank', 'rank-divergent permutation', 'sampler-partitions-dataset'),
  violation('sampler-rank-ignored', 'same shard on every rank', 'sampler-partitions-dataset'),
  violation('sampler-drop-last', 'tail drop instead of pad', 'sampler-partitions-dataset'),
  violation('sampler-shuffle-lost', 'static shuffle', 'shuffle-changes-every-epoch'),
  unstable('sampler-not-injected', 'missing distributed sampler', 'sampler-partitions-dataset'),
  unstable('sampler-hash-order', 'hash-order nondeterminism', 'sampler-partitions-dataset'),
  unstable('sampler-seed-by-address', 'address-dependent seed', 'sampler-partitions-dataset'),
  drift('sampler-contiguous', 'sharding changed', 'order'),
  error('sampler-unpadded', 'uneven ranks', /^seeded-uneven, run \d: /),

  // Algorithms that a release changes
  drift('randperm-changed', 'generator algorithm changed', 'order'),
  drift('torch-rand-changed', 'generator algorithm changed', 'main/torch', 'worker/torch'),
  // What the dataset draws reaches the training as float32, which this leaves as it is.
  drift('numpy-random-changed', 'generator algorithm changed', 'main/numpy'),
  drift('python-random-changed', 'generator algorithm changed', 'main/python', 'worker/python'),
  drift('linear-init-changed', 'initialisation changed', 'weights.init'),
  drift('sgd-momentum', 'optimizer default changed', 'weights.end'),

  // DDP
  violation('init-broadcast-skipped', 'replica divergence at init', 'replicas-agree-at-start'),
  error('init-broadcast-skipped-on-rank-1', 'rank-asymmetric collective', /, run \d: /),
  violation('parameter-ignored', 'silent replica drift', 'replicas-agree-at-end'),
  violation('gradients-not-reduced', 'silent replica drift', 'replicas-agree-at-end'),
  violation('sgd-differs-on-rank-1', 'rank-asymmetric optimizer', 'replicas-agree-at-end'),
  drift('gradients-summed', 'sum instead of mean', 'weights.end'),
  unstable('linear-init-by-time', 'run-to-run nondeterminism', 'init-weights-agree'),
  unstable('loss-noise', 'run-to-run nondeterminism'),

  // Loops and checkpoints
  violation('sanity-check-leaks', 'sanity check RNG leak', 'sanity-check-is-isolated'),
  violation('sanity-check-leaks-numpy', 'sanity check RNG leak', 'sanity-check-is-isolated'),
  drift('draw-in-setup-data', 'RNG stream shift', 'main/torch', ...WORKERS),
  violation('draw-on-rank-1', 'rank-asymmetric draw', 'main-streams-agree'),
  violation('draw-on-rank-0', 'rank-asymmetric draw', 'main-streams-agree'),
  violation('checkpoint-draws', 'rank-asymmetric draw', 'main-streams-agree'),
  drift('checkpoint-weights-lost', 'resume divergence', 'weights.start'),
  drift('checkpoint-holds-states', 'resume policy changed', 'main/torch', 'main/numpy'),
  drift('resume-order-corrected', 'resume order corrected', 'order'),
  error('checkpoint-ignored', 'resume from scratch', /^the record is incomplete: resumed, run 1: /),
  error('epoch-missing', 'epoch off by one', /^the record is incomplete: .* expected 0, 1, 2/),

  // Lightning's launcher alone
  violation('launcher-draws', 'launcher-dependent streams', 'launcher-agrees'),
  violation('launched-rank-draws', 'launcher-dependent streams', 'launcher-agrees'),

  // Processes and packages
  error('rank-1-raises', 'rank fails', /training failed on rank 1: RuntimeError: the second epoch/),
  error('rank-1-waits', 'rank hangs', /stalled twice/),
  error('worker-killed', 'worker killed', /rank 1: RuntimeError: DataLoader worker .* is killed/),
  error('version-untrue', 'metadata mismatch', /by its metadata, but .* is 2\.4\.0/),
  error('thread-on-import', 'thread before fork', /2 threads after the imports/),
  error(
    'import-fails',
    'incompatible packages',
    /is installed but cannot be imported: ImportError/,
  ),

  // Cannot be seen
  equivalent(
    'draw-in-trainer-init',
    'RNG stream shift',
    'seeded, reset_seed() at setup forgets it; unseeded, a stream from entropy has no place to be shifted from',
  ),
  equivalent(
    'draw-on-import',
    'RNG stream shift',
    'seeded, seed_everything() forgets it; unseeded as above',
  ),
  equivalent(
    'worker-rank-blind-on-rank-0',
    'rank-asymmetric worker seeding',
    'the rank that rank 0 does not add is 0',
  ),
  equivalent(
    'worker-local-rank',
    'local instead of global rank',
    'on one machine they are the same number; [several machines](multi-node.md) are not part of a suite',
  ),
  equivalent(
    'init-broadcast-skipped-if-seeded',
    'replica divergence at init',
    'ranks that are seeded alike compute the weights that they would be sent',
  ),
  equivalent(
    'broadcast-from-the-last-rank',
    'broadcast source changed',
    'seeded, all ranks have the same weights to send; unseeded, those of one rank are as random as those of another',
  ),
  equivalent(
    'optimizer-state-lost',
    'resume divergence',
    'plain SGD, with which the probe trains, remembers nothing',
  ),
  equivalent('cuda-not-seeded', 'unseeded device', 'on the CPU nothing draws from it'),
]

/** What counts. */
export const REAL = FAULTS.filter(({ equivalent }) => equivalent === undefined)
