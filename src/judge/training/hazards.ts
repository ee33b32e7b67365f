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
    sentence:
      'A sample that is read again gets another augmentation, if something is drawn for it.',
    reason: 'The augmentation draws and changes nothing: it is lost, or works on something else.',
    cause: 'The code caches the augmented sample, or applies the draws to something else.',
    remedy: 'Cache the sample before you augment it.',
    seen: {
      what: 'A transform that was seeded when it was applied gave the same result every time.',
      link: 'https://github.com/TorchIO-project/torchio/issues/191',
    },
    look: augmentationVaries,
  },
  {
    id: 'training-noise-differs',
    sentence: 'Every rank draws its own dropout and noise in a step.',
    reason:
      'With a seed, all ranks draw the same noise in the same step, so it does not average out.',
    cause: 'All ranks seed their main process alike.',
    remedy:
      'Seed each rank differently in the setup() of the module, if you want the noise to differ.',
    seen: {
      what: 'The GAN example drew one latent vector on all ranks under DDP: several GPUs gave the variety of one.',
      link: `${LIGHTNING}/16166`,
    },
    look: noiseDiffers,
  },
  {
    id: 'training-buffers-agree',
    sentence: 'Buffers are equal on all ranks.',
    reason: 'The checkpoint holds the statistics of rank 0, which saw only a part of the samples.',
    cause: 'Each rank updates its statistics after DDP has broadcast the buffers.',
    remedy: 'Use SyncBatchNorm (sync_batchnorm=True) if the statistics must cover all ranks.',
    seen: {
      what: 'Validation after training gave different results on every GPU until a checkpoint was loaded.',
      link: `${PYTORCH}/13711`,
    },
    look: buffersAgree,
  },
  {
    id: 'training-is-seeded',
    sentence: 'The training calls seed_everything.',
    reason: 'Without a seed every run differs, so no two can be compared.',
    cause: 'The code does not seed, or seeds only one library.',
    remedy: 'Call seed_everything(seed, workers=True) before anything is built.',
    seen: {
      what: 'Users forget the seed under DDP, and the broadcast of weights hides it.',
      link: `${LIGHTNING}/12986`,
    },
    look: isSeeded,
  },
  {
    id: 'training-main-draws',
    sentence: 'Without workers, the dataset draws different values on every rank.',
    reason: 'With a seed and num_workers=0, all ranks augment their samples alike.',
    cause: 'All ranks seed their main process alike, and without workers the dataset draws there.',
    remedy: 'Use num_workers of 1 or more with seed_everything(seed, workers=True).',
    seen: {
      what: 'With num_workers=0 the dataset draws from the main process. All ranks seed it alike, with or without workers=True.',
      link: 'https://github.com/transferable-samplers/transferable-samplers/pull/38',
    },
    look: mainDrawsDiffer,
  },
]

export const TRAINING_HAZARDS: readonly TrainingCheck[] = ROWS.map(row => ({
  ...row,
  hazard: true,
}))
