import { type Check, LIGHTNING } from './check.ts'
import { all, inOrder, severalEpochs, validating, workers } from './conditions.ts'
import {
  agree,
  differingIn,
  inCommon,
  ofTheLater,
  quietlyValidated,
  restoreEverything,
  resumedAndCut,
} from './couples.ts'
import { between, inEachRun } from './look.ts'
import {
  batchesGoRound,
  differentAcrossEpochsOfARank,
  each,
  equalInAllEpochs,
  neverStartsOver,
} from './relations.ts'

/** What must hold of all that a training does beside its steps: it loads, validates, logs, resumes. */
export const PHASES: readonly Check[] = [
  {
    id: 'batches-go-round',
    sentence: 'Workers take turns: batch i of an epoch comes from worker i modulo their number.',
    reason:
      'The fastest worker loads the next batch. The worker decides what a sample draws, so no run repeats.',
    cause:
      'The DataLoader hands out batches in another order, or takes them from the first worker that is ready (in_order=False).',
    seen: {
      what: 'Since PyTorch 2.6, a DataLoader with in_order=False returns batches in the order in which workers finish them.',
      link: 'https://github.com/pytorch/pytorch/pull/141833',
    },
    look: inEachRun(all(workers, inOrder), batchesGoRound),
  },
  {
    id: 'main-streams-differ-across-epochs',
    sentence: 'Every main process draws different values in every epoch, in every library.',
    reason:
      'Noise, dropout and augmentation without workers are the same in every epoch, so training stops varying.',
    cause: 'Something seeds between epochs, for example a validation.',
    seen: {
      what: 'A trainer seeded its validation to make it repeatable, and training went on from that seed each time.',
      link: 'https://github.com/Nerogar/OneTrainer/pull/660',
    },
    look: inEachRun(
      severalEpochs,
      each(differentAcrossEpochsOfARank('main'), differentAcrossEpochsOfARank('dataset')),
    ),
  },
  {
    id: 'main-streams-do-not-repeat',
    sentence: 'No stream of a main process starts over within an epoch.',
    reason: 'Steps of one epoch draw the same noise and drop the same units.',
    cause: 'Something seeds between steps, such as a callback or a logger.',
    seen: {
      what: 'A 3D segmentation library seeded its transforms for each batch, and rotated every batch by the same angles.',
      link: 'https://github.com/wolny/pytorch-3dunet/issues/32',
    },
    look: inEachRun(() => true, each(neverStartsOver('main'), neverStartsOver('dataset'))),
  },
  {
    id: 'validation-leaves-training-alone',
    sentence: 'Training draws the same values with and without a validation that draws nothing.',
    reason: 'The frequency of validation decides what training draws, and so what it learns.',
    cause: 'Lightning draws or seeds while it validates.',
    seen: {
      what: 'DDP users found that the frequency of validation changed their training, although nothing in it was random.',
      link: `${LIGHTNING}/16827`,
    },
    look: between(
      quietlyValidated,
      ofTheLater(inCommon(agree(other => `differs from ${other.id}`))),
    ),
  },
  {
    id: 'modes-survive-validation',
    sentence: 'After a validation every module is in the mode it had before: train or eval.',
    reason:
      'A model left in eval mode trains without dropout. A frozen part in train mode changes its statistics.',
    cause: 'Validation does not restore the mode of each module.',
    seen: {
      what: 'Before Lightning 2.2.0, validation put every module into train mode, even those that users had frozen.',
      link: `${LIGHTNING}/18951`,
    },
    look: inEachRun(all(validating, severalEpochs), equalInAllEpochs('modes')),
  },
  {
    id: 'defaults-change-nothing',
    sentence:
      'Training draws the same values with and without the default logger, progress bar, summary and checkpoints of the Trainer.',
    reason: 'Logging or saving changes what your training draws.',
    cause: 'The logger, the progress bar, the model summary or the checkpoints draw or seed.',
    seen: {
      what: 'A logger drew its run names with random.choices from the global generator, so logging changed the training.',
      link: 'https://github.com/wandb/wandb/pull/11039',
    },
    look: between(differingIn('trainer'), ofTheLater(agree(other => `differs from ${other.id}`))),
  },
  {
    id: 'resume-restores-state',
    sentence:
      'A resumed run starts with the state that the cut run ended with: weights, optimizers, schedulers, callbacks and module.',
    reason:
      'Lost state starts from scratch: for example momentum, the learning rate or the patience of EarlyStopping.',
    cause: 'The checkpoint holds less than the state of the training, or loading it restores less.',
    seen: {
      what: 'Lightning 2.5.5 had a bug in loading checkpoints. The tests of a project that upgraded to it did not find it.',
      link: 'https://github.com/torchgeo/torchgeo/pull/2996',
    },
    look: between(resumedAndCut, restoreEverything),
  },
]
