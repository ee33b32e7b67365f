import { equivalent, type Fault } from '../fault.ts'

/** What cannot be seen, and why. */
export const EQUIVALENT: readonly Fault[] = [
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
  equivalent('cuda-not-seeded', 'unseeded device', 'on the CPU nothing draws from it'),
]
