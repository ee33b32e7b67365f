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
    sentence: 'Workers take turns: batch n of an epoch comes from worker n, counted round.',
    reason:
      'Which worker loads a sample decides what is drawn for it. Where the fastest worker gets the next batch, no run repeats.',
    cause:
      'The DataLoader hands out batches in another order, or takes them from whichever worker is ready (in_order=False).',
    seen: {
      what: 'Since PyTorch 2.6, a DataLoader with in_order=False gives out batches in the order in which workers have them.',
      link: 'https://github.com/pytorch/pytorch/pull/141833',
    },
    look: inEachRun(all(workers, inOrder), batchesGoRound),
  },
  {
    id: 'main-streams-differ-across-epochs',
    sentence: 'No main process draws in one epoch what it drew in another, in any library.',
    reason:
      'Noise, dropout and augmentation without workers would be the same in every epoch: training stops varying.',
    cause: 'Something seeds between epochs, in a validation for one.',
    seen: {
      what: 'A trainer seeded its validation to make it repeatable, and trained on from that seed after each of them.',
      link: 'https://github.com/Nerogar/OneTrainer/pull/660',
    },
    look: inEachRun(
      severalEpochs,
      each(differentAcrossEpochsOfARank('main'), differentAcrossEpochsOfARank('dataset')),
    ),
  },
  {
    id: 'main-streams-do-not-repeat',
    sentence: 'Within an epoch no stream of a main process starts over.',
    reason: 'Steps of one epoch would draw the same noise and drop the same units.',
    cause: 'Something seeds between steps, such as a callback or a logger.',
    seen: {
      what: 'A 3D segmentation library seeded its transforms for each batch, and every batch was rotated by the same angles.',
      link: 'https://github.com/wolny/pytorch-3dunet/issues/32',
    },
    look: inEachRun(() => true, each(neverStartsOver('main'), neverStartsOver('dataset'))),
  },
  {
    id: 'validation-leaves-training-alone',
    sentence: 'Training draws the same values with a validation that draws nothing and without.',
    reason:
      'Otherwise how often a training is validated decides what it draws, and so what it learns.',
    cause: 'Lightning draws or seeds while it validates.',
    seen: {
      what: 'Users under DDP found that the frequency of validation changed the training, with nothing random in it.',
      link: `${LIGHTNING}/16827`,
    },
    look: between(
      quietlyValidated,
      ofTheLater(inCommon(agree(other => `differs from ${other.id}`))),
    ),
  },
  {
    id: 'modes-survive-validation',
    sentence: 'After a validation every module is in the mode that it had before, train or eval.',
    reason:
      'A model that goes on in eval mode trains without dropout; a frozen part that comes back in train mode changes its statistics.',
    cause: 'A validation does not put back the training mode of each module.',
    seen: {
      what: 'Before Lightning 2.2.0 validation put every module in train mode, those that users had frozen too.',
      link: `${LIGHTNING}/18951`,
    },
    look: inEachRun(all(validating, severalEpochs), equalInAllEpochs('modes')),
  },
  {
    id: 'defaults-change-nothing',
    sentence:
      'Training draws the same values with the logger, progress bar, summary and checkpoints that the Trainer has by default, and without.',
    reason: 'Otherwise what is only shown or saved decides what the training draws.',
    cause: 'The logger, the progress bar, the model summary or the checkpoints draw or seed.',
    seen: {
      what: 'A logger made its names by random.choices from the global generator, so that logging changed the training.',
      link: 'https://github.com/wandb/wandb/pull/11039',
    },
    look: between(differingIn('trainer'), ofTheLater(agree(other => `differs from ${other.id}`))),
  },
  {
    id: 'resume-restores-state',
    sentence:
      'A resumed training starts with the weights and the state of optimizers, schedulers, callbacks and module that the cut one ended with.',
    reason:
      'What is lost starts from nothing: momentum, the learning rate, the patience of EarlyStopping.',
    cause: 'A checkpoint holds less than the state of the training, or loading it restores less.',
    seen: {
      what: 'Lightning 2.5.5 had a fault in loading checkpoints, which the tests of a project that bumped to it did not see.',
      link: 'https://github.com/torchgeo/torchgeo/pull/2996',
    },
    look: between(resumedAndCut, restoreEverything),
  },
]
