import { drift, error, type Fault, unstable, violation } from '../fault.ts'

const WORKERS = ['worker/python', 'worker/numpy', 'worker/torch']

/** What is computed, and what loops, checkpoints and the launcher do. */
export const TRAINING: readonly Fault[] = [
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
  drift('checkpoint-holds-states', 'resume policy changed', 'main/torch', 'main/numpy'),
  drift('resume-order-corrected', 'resume order corrected', 'order'),
  error('checkpoint-ignored', 'resume from scratch', /^the record is incomplete: resumed, run 1: /),
  error('epoch-missing', 'epoch off by one', /^draws, run 1: rank 0 left no record/),

  // Lightning's launcher alone
  violation('launcher-draws', 'launcher-dependent streams', 'launcher-agrees'),
  violation('launched-rank-draws', 'launcher-dependent streams', 'launcher-agrees'),
]
