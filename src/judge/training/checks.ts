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
    sentence:
      'No two ranks read the same sample in an epoch, except for the padding that DDP adds.',
    reason: 'Ranks that read the same samples train as one, and nothing warns you.',
    cause:
      'No sampler splits the indices by rank, or an iterable dataset does not split by rank and worker.',
    seen: {
      what: 'A DDP training used a sampler that is not distributed, so each process read all of the data.',
      link: 'https://github.com/Parskatt/RoMa/issues/32',
    },
    look: samplesAreSplit,
  },
  {
    id: 'training-order-changes',
    sentence: 'A training that shuffles reads samples in a different order in every epoch.',
    reason: 'Every epoch forms the same batches, which biases training.',
    cause: 'Nothing tells the sampler which epoch it is, or its seed ignores the epoch.',
    seen: {
      what: 'Before Lightning 1.6.5, nothing called set_epoch() on batch samplers, so every epoch had the same order.',
      link: `${LIGHTNING}/13316`,
    },
    look: orderChanges,
  },
  {
    id: 'training-draws-differ',
    sentence:
      'Every worker draws different values from random, NumPy and torch, on every rank and in every epoch.',
    reason: 'Your samples get the same augmentation, so they are less varied than they look.',
    cause:
      'The worker seed leaves out the rank, the worker or the epoch, or a worker_init_fn sets a constant seed.',
    seen: {
      what: "Lightning 2.4.0 to 2.6.0 with workers=True: every worker's torch stream repeated each epoch.",
      link: `${LIGHTNING}/20412`,
    },
    look: globalDrawsDiffer,
  },
  {
    id: 'training-own-draws-differ',
    sentence:
      'A generator of your own draws different values in every worker, on every rank and in every epoch.',
    reason:
      'Your code makes this generator itself: seed_everything and workers=True do not reach it.',
    cause:
      'The generator has a constant seed, or exists before the workers start, so that each one copies it.',
    seen: {
      what: 'Transforms with their own RandomState drew the same values in every epoch.',
      link: 'https://github.com/Project-MONAI/MONAI/issues/1068',
    },
    look: ownDrawsDiffer,
  },
  {
    id: 'training-draws-are-known',
    sentence:
      'Samples vary only through generators that lddpr knows, or as they did in another run.',
    reason: 'No seed decides these samples, so you can neither repeat nor compare the run.',
    cause: 'A sample depends on time or entropy, or each item makes an unseeded generator.',
    remedy:
      'Draw from random, NumPy or torch, or seed the generator of an item from the seed, the epoch and the index.',
    seen: {
      what: 'An augmentation library switched to generators of its own. Seeding Python and NumPy no longer fixed anything.',
      link: 'https://github.com/albumentations-team/albumentations/issues/2332',
    },
    look: drawsAreKnown,
  },
  {
    id: 'training-samples-agree',
    sentence: 'A sample that two ranks read has the same content on both.',
    reason: 'Ranks number their samples differently, so they skip some and read others twice.',
    cause: 'The dataset takes its order from a directory, a set or a hash.',
    remedy: 'Sort what a directory, a set or a query returns.',
    seen: {
      what: 'A list of files was not sorted, so ranks on several machines could take different parts of different lists.',
      link: `${PYTORCH}/70103`,
    },
    look: samplesAgree,
  },
  {
    id: 'training-init-agrees',
    sentence:
      'All ranks of a seeded run initialise the same weights, before DDP broadcasts those of rank 0.',
    reason: 'The ranks do not share a seed, so their later random numbers differ, too.',
    cause: 'A rank adds its number to the seed, or draws before the model is built.',
    remedy:
      'Call seed_everything(seed, workers=True) on all ranks alike, before the model is built.',
    seen: {
      what: 'Users forget the seed under DDP, get different initial weights on every rank, and see no sign of it.',
      link: `${LIGHTNING}/12986`,
    },
    look: initAgrees,
  },
  {
    id: 'training-replicas-agree',
    sentence:
      'Weights are equal on all ranks at the start, after each recorded step and at the end.',
    reason: 'The ranks train different models; the checkpoint holds only that of rank 0.',
    cause:
      'Code changes weights outside the optimizer on one rank, or DDP leaves a gradient out of the exchange.',
    remedy: 'Change weights on all ranks alike, and let DDP see every parameter that you use.',
    seen: {
      what: 'DDP left a parameter out of the exchange if the last backward pass did not use it. Replicas diverged without an error.',
      link: `${PYTORCH}/69031`,
    },
    look: replicasAgree,
  },
  {
    id: 'training-copies-agree',
    sentence: 'A copy of the model that a callback keeps is equal on all ranks.',
    reason: 'The averages differ between ranks, so validation and checkpoints depend on the rank.',
    cause:
      'The callback copies the weights before DDP broadcasts them, or updates its copy on one rank only.',
    remedy: 'Make the copy after training starts, and update it on every rank.',
    seen: {
      what: 'Users who average on rank 0 alone found that the other ranks do not know what is copied back.',
      link: 'https://github.com/lucidrains/ema-pytorch/issues/9',
    },
    look: copiesAgree,
  },
  {
    id: 'training-main-streams-agree',
    sentence:
      'The main processes of all ranks of a seeded run draw in the same steps, in each library.',
    reason:
      'Code that decides by a random number can decide differently on each rank. DDP then hangs.',
    cause: 'Something draws on one rank only: a logger, a callback, code below `if rank == 0`.',
    remedy: 'Draw on every rank, or from a separate generator.',
    seen: {
      what: "A logger drew the id of a run from Python's generator, which took a value from the training.",
      link: 'https://github.com/wandb/wandb/pull/11039',
    },
    look: mainStreamsAgree,
  },
  {
    id: 'training-loss-is-finite',
    sentence: 'No loss is NaN or infinite.',
    reason: 'Every value computed from this loss is NaN, too, and equals nothing.',
    cause:
      'The code divides by zero, takes the logarithm of zero or overflows, or the data contains NaN.',
    remedy: 'Train once with detect_anomaly=True: it names the operation.',
    seen: {
      what: 'A DDP training hung after the loss became invalid on one rank.',
      link: 'https://github.com/pytorch/audio/issues/3749',
    },
    look: lossIsFinite,
  },
  {
    id: 'training-resumes',
    sentence: 'A resumed training continues like an uninterrupted one.',
    reason: 'Each resumed run repeats the first sample order, or loses a part of its state.',
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
    sentence: 'Two runs of the same code and packages compute the same.',
    reason: 'Your training does not repeat itself, so nothing can be compared with it.',
    cause:
      'Your training depends on time, entropy, the order of a set, threads, or an unseeded generator.',
    remedy:
      'Look at the first place where the two runs differ, and seed the generator that it uses.',
    seen: {
      what: 'The iteration order of a set differed between processes, and so did the values that ranks computed from it.',
      link: 'https://github.com/huggingface/transformers/pull/48162',
    },
    look: repeatsAgree,
  },
  ...TRAINING_HAZARDS,
]
