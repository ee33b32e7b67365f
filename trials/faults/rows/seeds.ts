import { drift, type Fault, unstable, violation } from '../fault.ts'

/** Who is seeded, and with what. */
export const SEEDS: readonly Fault[] = [
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
  violation('unseeded-by-rank', 'implicit seed', 'unseeded-runs-differ'),
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
]
