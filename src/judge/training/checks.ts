import { LIGHTNING, PYTORCH } from '../check.ts'
import { globalDrawsDiffer, ownDrawsDiffer } from './draws.ts'
import { TRAINING_HAZARDS } from './hazards.ts'
import { mainStreamsAgree } from './main.ts'
import type { Relation } from './material.ts'
import { repeatsAgree } from './repeats.ts'
import { copiesAgree, initAgrees, lossIsFinite, replicasAgree } from './replicas.ts'
import { resumes } from './resumes.ts'
import { drawsAreKnown, orderChanges, samplesAgree } from './samples.ts'
import { samplesAreSplit } from './split.ts'

export interface TrainingCheck {
  id: string
  sentence: string
  reason: string
  /** What can bring a failure about, in general. */
  cause: string
  /** What to do about it, where that does not depend on what was found. */
  remedy?: string
  seen: { what: string; link: string }
  look: Relation
  /** Where a failure may be meant, or is documented: reported, never failing. */
  hazard?: true
}

/** Its failure makes the verdict `unstable`. */
export const REPEATS = 'training-repeats'

export const TRAINING_CHECKS: readonly TrainingCheck[] = [
  {
    id: 'training-samples-are-split',
    sentence: 'No sample comes to two ranks in one epoch, but for the padding that DDP adds.',
    reason: 'Ranks that read the same samples train as one, and nothing warns.',
    cause:
      'No sampler splits the indices by rank, or an iterable dataset does not split by rank and worker.',
    seen: {
      what: 'A training under DDP drew from a sampler that is not distributed: each process went through all of the data.',
      link: 'https://github.com/Parskatt/RoMa/issues/32',
    },
    look: samplesAreSplit,
  },
  {
    id: 'training-order-changes',
    sentence: 'A training that shuffles reads its samples in another order in each epoch.',
    reason: 'The same batches in every epoch bias the training.',
    cause: 'Nothing tells the sampler which epoch it is, or its seed ignores the epoch.',
    seen: {
      what: 'Before Lightning 1.6.5, set_epoch() was not called on batch samplers: every epoch had one order.',
      link: `${LIGHTNING}/13316`,
    },
    look: orderChanges,
  },
  {
    id: 'training-draws-differ',
    sentence:
      'No worker draws from random, NumPy or torch what another worker, rank or epoch draws.',
    reason: 'Samples that are augmented alike are less varied than they seem.',
    cause:
      'A seed of workers leaves out the rank, the worker or the epoch, or a worker_init_fn seeds a constant.',
    seen: {
      what: 'Lightning 2.4.0 to 2.6.0 with workers=True: the torch stream of every worker repeated each epoch.',
      link: `${LIGHTNING}/20412`,
    },
    look: globalDrawsDiffer,
  },
  {
    id: 'training-own-draws-differ',
    sentence: 'No own generator draws in a worker what it draws in another worker, rank or epoch.',
    reason: 'seed_everything and workers=True do not reach a generator that the code makes itself.',
    cause:
      'The generator is made with a constant seed, or before the workers start, so that each one copies it.',
    seen: {
      what: 'Transforms with a RandomState of their own drew the same values in every epoch.',
      link: 'https://github.com/Project-MONAI/MONAI/issues/1068',
    },
    look: ownDrawsDiffer,
  },
  {
    id: 'training-draws-are-known',
    sentence: 'Samples vary only by generators that are known, or as they did in another run.',
    reason: 'What no seed decides cannot be repeated, nor compared.',
    cause:
      'A sample depends on time or entropy, or a generator without a seed is made for each item.',
    remedy:
      'Draw from random, NumPy or torch, or seed the generator of an item from the seed, the epoch and the index.',
    seen: {
      what: 'A release of a library of augmentations drew from generators of its own: seeding Python and NumPy fixed nothing any more.',
      link: 'https://github.com/albumentations-team/albumentations/issues/2332',
    },
    look: drawsAreKnown,
  },
  {
    id: 'training-samples-agree',
    sentence: 'A sample that two ranks read has the same content on both.',
    reason: 'Ranks that number their samples otherwise skip some, and read others twice.',
    cause: 'The dataset takes its order from a directory, a set or a hash.',
    remedy: 'Sort what a directory, a set or a query returns.',
    seen: {
      what: 'A list of files was not sorted, so that ranks on several machines could take different parts of different lists.',
      link: `${PYTORCH}/70103`,
    },
    look: samplesAgree,
  },
  {
    id: 'training-init-agrees',
    sentence: 'Seeded, all ranks initialise the same weights before DDP hands on those of rank 0.',
    reason:
      'Ranks that initialise differently were not seeded alike; what they draw later differs, too.',
    cause: 'A rank adds its number to the seed, or draws before the model is built.',
    remedy:
      'Call seed_everything(seed, workers=True) before the model is built, alike on all ranks.',
    seen: {
      what: 'Users forget the seed under DDP, get other initial weights on every rank, and see nothing of it.',
      link: `${LIGHTNING}/12986`,
    },
    look: initAgrees,
  },
  {
    id: 'training-replicas-agree',
    sentence:
      'Weights are equal on all ranks at the start, after each recorded step and at the end.',
    reason: 'Replicas that part train different models; the checkpoint has that of rank 0.',
    cause:
      'Weights change outside of the optimizer on one rank, or a gradient is left out of the exchange.',
    remedy: 'Change weights on all ranks alike, and let DDP see each parameter that is used.',
    seen: {
      what: 'A parameter that the last backward pass did not use was left out of the exchange; replicas went apart without an error.',
      link: `${PYTORCH}/69031`,
    },
    look: replicasAgree,
  },
  {
    id: 'training-copies-agree',
    sentence: 'A copy of the model that a callback keeps is equal on all ranks.',
    reason: 'Averages that part make validation and checkpoints depend on the rank.',
    cause: 'The callback copies before the weights are handed on, or updates on one rank only.',
    remedy: 'Make the copy after the training starts, and update it on every rank.',
    seen: {
      what: 'Users who average on rank 0 alone found that the other ranks do not know what is copied back.',
      link: 'https://github.com/lucidrains/ema-pytorch/issues/9',
    },
    look: copiesAgree,
  },
  {
    id: 'training-main-streams-agree',
    sentence: 'Seeded, the main processes of all ranks draw in the same steps, in each library.',
    reason: 'Code that decides by a random draw must decide alike on every rank, or DDP hangs.',
    cause: 'Something draws on one rank only: a logger, a callback, code below `if rank == 0`.',
    remedy: 'Draw on every rank, or from a generator of its own.',
    seen: {
      what: 'A logger drew the id of a run from the generator of Python, which took a value from the training.',
      link: 'https://github.com/wandb/wandb/pull/11039',
    },
    look: mainStreamsAgree,
  },
  {
    id: 'training-loss-is-finite',
    sentence: 'No loss is NaN or infinite.',
    reason: 'Everything that is computed from it is NaN, too, and equal to nothing.',
    cause: 'A division by zero, a logarithm of zero, an overflow, or data with NaN.',
    remedy: 'Train once with detect_anomaly=True: it names the operation.',
    seen: {
      what: 'A training under DDP hung once a loss was not valid on one rank.',
      link: 'https://github.com/pytorch/audio/issues/3749',
    },
    look: lossIsFinite,
  },
  {
    id: 'training-resumes',
    sentence: 'A training that is cut and resumed goes on as one that is not.',
    reason:
      'A job that is cut every day trains on the first order every day, or forgets its state.',
    cause:
      'Nothing tells the sampler which epoch it is, or the checkpoint lacks a part of the state.',
    remedy: 'Save with trainer.save_checkpoint, and resume with fit(ckpt_path=…).',
    seen: {
      what: 'Since Lightning 2.5.3 the first epoch after a resume from the end of an epoch has the order of epoch 0.',
      link: `${LIGHTNING}/21938`,
    },
    look: resumes,
  },
  {
    id: REPEATS,
    sentence: 'Another run of the same code and packages computes the same.',
    reason: 'What does not repeat cannot be compared with anything.',
    cause: 'Time, entropy, the order of a set, threads, or a generator that nothing seeds.',
    remedy: 'Look at the place where two runs first differ, and seed what it draws from.',
    seen: {
      what: 'The iteration order of a set differed from process to process, and so did what ranks computed from it.',
      link: 'https://github.com/huggingface/transformers/pull/48162',
    },
    look: repeatsAgree,
  },
  ...TRAINING_HAZARDS,
]
