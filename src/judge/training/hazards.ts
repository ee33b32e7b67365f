import { LIGHTNING, PYTORCH } from '../check.ts'
import type { TrainingCheck } from './checks.ts'
import { isSeeded, mainDrawsDiffer } from './draws.ts'
import { noiseDiffers } from './main.ts'
import { buffersAgree } from './replicas.ts'
import { augmentationVaries } from './samples.ts'

/** Documented behaviour of a training that hurts all the same: always reported, never failing. */
const ROWS: readonly TrainingCheck[] = [
  {
    id: 'training-augmentation-varies',
    sentence: 'A sample that is read again is augmented otherwise, where something is drawn.',
    reason: 'Augmentation that draws and changes nothing is lost, or works on something else.',
    cause: 'The augmented sample is cached, or what is drawn goes into something else.',
    remedy: 'Cache what is read, and augment after that.',
    seen: {
      what: 'A transform that was seeded when it was applied made the same transform every time.',
      link: 'https://github.com/TorchIO-project/torchio/issues/191',
    },
    look: augmentationVaries,
  },
  {
    id: 'training-noise-differs',
    sentence: 'Dropout and noise that a step draws differ on ranks.',
    reason: 'Seeded, all ranks draw the same noise in the same step: it does not average out.',
    cause: 'The main processes of all ranks are seeded alike.',
    remedy:
      'Seed each rank differently in the setup() of the module, if the noise is meant to differ.',
    seen: {
      what: 'The GAN example under DDP drew one latent vector on all ranks: several GPUs, and the variety of one.',
      link: `${LIGHTNING}/16166`,
    },
    look: noiseDiffers,
  },
  {
    id: 'training-buffers-agree',
    sentence: 'Buffers are equal on all ranks.',
    reason: 'The checkpoint has the statistics of rank 0, which saw a part of the samples.',
    cause: 'Each rank goes on counting after DDP has handed on the buffers.',
    remedy:
      'Use SyncBatchNorm (sync_batchnorm=True) where the statistics must be those of all ranks.',
    seen: {
      what: 'Validation after training gave other results on every GPU, until a checkpoint was loaded.',
      link: `${PYTORCH}/13711`,
    },
    look: buffersAgree,
  },
  {
    id: 'training-is-seeded',
    sentence: 'The training calls seed_everything.',
    reason: 'Without a seed no run repeats another, and no two can be compared.',
    cause: 'The code does not seed, or seeds one library itself.',
    remedy: 'Call seed_everything(seed, workers=True) before anything is built.',
    seen: {
      what: 'Users forget the seed under DDP, and the handing on of weights hides it.',
      link: `${LIGHTNING}/12986`,
    },
    look: isSeeded,
  },
  {
    id: 'training-main-draws',
    sentence: 'Without workers, the dataset draws different values on every rank.',
    reason: 'Seeded with num_workers=0, all ranks augment their samples alike.',
    cause:
      'The main processes of all ranks are seeded alike, and without workers the dataset draws from them.',
    remedy: 'Use num_workers of 1 or more with seed_everything(seed, workers=True).',
    seen: {
      what: 'With num_workers=0 the dataset draws from the main process, which is seeded alike on all ranks, workers=True or not.',
      link: 'https://github.com/transferable-samplers/transferable-samplers/pull/38',
    },
    look: mainDrawsDiffer,
  },
]

export const TRAINING_HAZARDS: readonly TrainingCheck[] = ROWS.map(row => ({
  ...row,
  hazard: true,
}))
