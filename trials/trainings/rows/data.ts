import { type Fault, hazard, started, unstable, violation } from '../fault.ts'

const ORDER = 'static shuffle'
const SPLIT = 'samples shared by ranks'
const FILES = 'order of files'
const STREAM = 'iterable dataset not split'

/** Which samples come to whom, and in which order. */
export const DATA: readonly Fault[] = [
  violation('sampler-without-epoch', ORDER, 'training-order-changes'),
  violation('batch-sampler-hides-epoch', ORDER, 'training-order-changes'),
  violation('set-epoch-constant', ORDER, 'training-order-changes'),
  started(
    // The first epoch draws once more.
    { flags: ['--steps', '24'] },
    violation('loader-again-each-epoch', ORDER, 'training-order-changes'),
  ),
  hazard('iterable-shuffle-fixed', ORDER, 'training-order-changes'),
  hazard('persistent-epoch-lost', ORDER, 'training-order-changes'),

  violation('weighted-sampler', SPLIT, 'training-samples-are-split'),
  violation('no-distributed-sampler', SPLIT, 'training-samples-are-split'),
  violation('batch-sampler-without-rank', SPLIT, 'training-samples-are-split'),
  violation('sampler-rank-variable', SPLIT, 'training-samples-are-split'),
  violation('sampler-parts-overlap', SPLIT, 'training-samples-are-split'),
  violation('sampler-seed-of-rank', SPLIT, 'training-samples-are-split'),
  violation('set-epoch-on-rank-0', SPLIT, 'training-samples-are-split'),
  violation('subset-of-rank-overlaps', SPLIT, 'training-samples-are-split'),
  violation('subset-of-rank-split-again', 'data split twice', 'training-samples-agree'),
  unstable('sampler-entropy', 'unseeded sampler', /order/, 'training-samples-are-split'),
  unstable('sampler-hash-seed', 'seed by hash', /order|own:/, 'training-samples-are-split'),

  unstable('split-by-entropy', 'split by each rank', /samples/, 'training-samples-agree'),
  violation('dataset-permuted-by-rank', 'split by each rank', 'training-samples-agree'),
  unstable('random-split-unseeded', 'split by each rank', /samples/, 'training-samples-agree'),
  unstable('set-order', FILES, /samples/, 'training-samples-agree'),
  unstable('directory-order', FILES, /samples/, 'training-samples-agree'),
  violation('environment-of-rank', 'variable of one rank', 'training-samples-agree'),

  violation('iterable-unsplit', STREAM, 'training-samples-are-split'),
  violation('iterable-unsplit-augmented', STREAM, 'training-samples-are-split'),
  violation('iterable-by-rank-only', STREAM, 'training-samples-are-split'),
  violation('iterable-by-worker-only', STREAM, 'training-samples-are-split'),
  started(
    // An epoch has six batches, and what is shared comes last.
    { flags: ['--steps', '12'] },
    violation('iterable-overlapping', STREAM, 'training-samples-are-split'),
  ),
  violation('iterable-shuffles-before-split', STREAM, 'training-samples-are-split'),
  violation('iterable-shuffle-buffer', 'own generator copied', 'training-own-draws-differ'),
]
