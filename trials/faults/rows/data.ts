import { drift, error, type Fault, unstable, violation } from '../fault.ts'

const WORKERS = ['worker/python', 'worker/numpy', 'worker/torch']

/** Which samples a rank is given, by which worker, and in which order. */
export const DATA: readonly Fault[] = [
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
  error('fewer-workers', 'option ignored', /rank 0 loads with num_workers=1, expected 2/),
  violation('workers-in-reverse', 'worker assignment changed', 'batches-go-round'),
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
]
