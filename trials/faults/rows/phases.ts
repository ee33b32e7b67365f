import { drift, error, type Fault, violation } from '../fault.ts'

/** What a training of most users does besides: it logs, validates, and resumes. */

const DEFAULTS = 'defaults-change-nothing'
const VALIDATION = 'validation-leaves-training-alone'
const RESUME = 'resume-restores-state'

export const PHASES: readonly Fault[] = [
  // Loggers and callbacks that a Trainer has by default
  violation('logger-draws', 'logger draws', DEFAULTS),
  violation('logger-draws-on-rank-0', 'logger draws', 'main-streams-agree'),
  violation('summary-draws', 'summary draws', DEFAULTS),
  violation('progress-bar-draws', 'progress bar draws', DEFAULTS),
  violation('checkpoint-callback-draws', 'checkpoint callback draws', DEFAULTS),
  violation(
    'checkpoint-callback-draws-on-rank-0',
    'checkpoint callback draws',
    'main-streams-agree',
  ),

  // Steps
  violation('seeded-each-step', 'intra-epoch repetition', 'main-streams-do-not-repeat'),

  // Validation
  violation(
    'validation-seeds',
    'validation reseeds training',
    'main-streams-differ-across-epochs',
    VALIDATION,
  ),
  violation('validation-leaves-eval-mode', 'mode not restored', 'modes-survive-validation'),
  violation('validation-thaws', 'mode not restored', 'modes-survive-validation'),
  violation('validation-draws', 'validation RNG leak', VALIDATION),
  violation('validation-draws-numpy', 'validation RNG leak', VALIDATION),
  violation('validation-takes-the-generator-away', 'generator dropped', VALIDATION),
  violation('validation-counts-as-epoch', 'wrong epoch', VALIDATION),
  drift('validation-shuffles', 'validation order changed', 'val.order'),
  drift('validation-isolated', 'validation policy changed', 'main/torch'),

  // Resuming
  error('checkpoint-untrusted', 'checkpoint unreadable', /cannot continue from epoch=0.*\.ckpt: /),
  violation('checkpoint-weights-lost', 'resume divergence', RESUME),
  violation('optimizer-state-lost', 'resume divergence', RESUME),
  violation('momentum-reset-on-load', 'resume divergence', RESUME),
  violation('second-optimizer-lost', 'resume divergence', RESUME),
  violation('scheduler-state-lost', 'resume divergence', RESUME),
  violation('callback-state-lost', 'resume divergence', RESUME),
  violation('module-content-lost', 'resume divergence', RESUME),
  violation('checkpoint-an-epoch-old', 'stale checkpoint', RESUME),
  violation('optimizer-restored-on-rank-0', 'rank-asymmetric resume', RESUME),
  violation('callback-state-of-rank-1-lost', 'rank-asymmetric resume', RESUME),
]
