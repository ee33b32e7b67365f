import { type Fault, hazard, started, unstable, violation } from '../fault.ts'

const DRAW = 'rank-dependent draw'
const INIT = 'weights of each rank'
const SYNC = 'gradients not exchanged'
const STATE = 'step of each rank'
const COPY = 'copies of callbacks'
const NOISE = 'equal noise on ranks'

/** What ranks do that others do not, or all alike. */
export const RANKS: readonly Fault[] = [
  violation('rank-0-logs-a-sample', DRAW, 'training-main-streams-agree'),
  violation('rank-0-draws-in-step', DRAW, 'training-main-streams-agree'),
  violation('rank-0-draws-after-validation', DRAW, 'training-main-streams-agree'),
  violation('rank-1-skips-a-draw', DRAW, 'training-main-streams-agree'),
  violation('evaluating-rank', DRAW, 'training-main-streams-agree'),
  violation(
    'seed-of-rank',
    'seed of each rank',
    'training-init-agrees',
    'training-samples-are-split',
  ),

  violation('init-per-rank', INIT, 'training-init-agrees'),
  violation('late-layer-per-rank', INIT, 'training-init-agrees'),
  started(
    { flags: ['--stop', 'command'] },
    violation('second-fit-per-rank', INIT, 'training-init-agrees'),
  ),

  violation('late-layer-after-ddp', SYNC, 'training-replicas-agree'),
  violation('layers-in-a-list', SYNC, 'training-replicas-agree'),
  violation('gradients-not-synchronised', SYNC, 'training-replicas-agree'),
  violation('never-synchronised', SYNC, 'training-replicas-agree'),
  violation('gradients-by-autograd', SYNC, 'training-replicas-agree'),
  violation('gradient-noise-per-rank', STATE, 'training-replicas-agree'),
  violation('weights-touched-on-rank-0', STATE, 'training-replicas-agree'),
  violation('learning-rate-of-rank', STATE, 'training-replicas-agree'),
  violation('schedule-by-local-loss', STATE, 'training-replicas-agree'),

  violation('ema-on-rank-0', COPY, 'training-copies-agree'),
  violation('ema-before-broadcast', COPY, 'training-copies-agree'),
  hazard('statistics-of-rank', COPY, 'training-copies-agree'),
  hazard('buffer-of-rank', 'buffers of each rank', 'training-buffers-agree'),

  hazard('noise-equal-on-ranks', NOISE, 'training-noise-differs'),
  hazard('own-noise-equal-on-ranks', NOISE, 'training-noise-differs'),

  violation('nan-loss', 'loss not finite', 'training-loss-is-finite'),
  violation('infinite-loss-on-rank-1', 'loss not finite', 'training-loss-is-finite'),

  unstable('module-rng-in-step', 'unseeded generator', /own:.*rng/),
  unstable('mixup-unseeded', 'unseeded generator', /own:.*random/),
  unstable('callback-rng', 'unseeded generator', /own:.*random/),
]
