import type { Parameters } from '../probe/suite.ts'
import {
  differentAcrossEpochs,
  differentAcrossRanks,
  differentAcrossWorkers,
  equalOnAllRanks,
  neverStartsOver,
  orderChanges,
  partitionsDataset,
  type Relation,
} from './relations.ts'

/** What every check has to say for itself, wherever it is evaluated. */
export interface CheckText {
  id: string
  /** What holds when it passes. */
  sentence: string
  /** Why somebody who trains should care. */
  reason: string
  fix: string
}

/** A relation that must hold in every run of the scenarios to which it applies. */
export interface RunCheck extends CheckText {
  applies: (parameters: Parameters) => boolean
  relation: Relation
}

const seeded = (p: Parameters) => p.seed_everything
const severalRanks = (p: Parameters) => p.num_devices > 1
const workers = (p: Parameters) => p.num_workers > 0
const ranksSeedWorkers = (p: Parameters) => p.seed_workers || !p.seed_everything

const all =
  (...conditions: ((p: Parameters) => boolean)[]) =>
  (p: Parameters) =>
    conditions.every(condition => condition(p))

export const RUN_CHECKS: readonly RunCheck[] = [
  {
    id: 'init-weights-agree',
    sentence:
      'Seeded, all ranks initialise the same weights before DDP broadcasts those of rank 0.',
    reason:
      'Ranks that initialise differently were not seeded alike; every later draw differs too.',
    fix: 'Call seed_everything() before the model is built, with the same seed on all ranks.',
    applies: all(seeded, severalRanks),
    relation: equalOnAllRanks('weights.init'),
  },
  {
    id: 'replicas-agree-at-start',
    sentence: 'Parameters and buffers are equal on all ranks after DDP has broadcast them.',
    reason: 'Replicas that start apart train different models and average their gradients.',
    fix: 'Let DDP broadcast: leave init_sync and broadcast_buffers at their defaults.',
    applies: severalRanks,
    relation: equalOnAllRanks('weights.start'),
  },
  {
    id: 'replicas-agree-at-end',
    sentence: 'Parameters and buffers are equal on all ranks after training.',
    reason:
      'Replicas that part during training missed a gradient exchange; rank 0 is not the model.',
    fix: 'Look for parameters that DDP ignores, and for in-place changes outside the optimizer.',
    applies: severalRanks,
    relation: equalOnAllRanks('weights.end'),
  },
  {
    id: 'main-streams-agree',
    sentence:
      'Seeded, the main processes of all ranks draw the same python, numpy and torch values.',
    reason: 'Code that decides by a random draw must decide alike on every rank, or DDP hangs.',
    fix: 'Look for a rank that is not seeded, or whose seed has the rank added to it.',
    applies: all(seeded, severalRanks),
    relation: equalOnAllRanks('main'),
  },
  {
    id: 'main-streams-differ-unseeded',
    sentence: 'Not seeded, the main processes of no two ranks draw the same values.',
    reason:
      'Ranks that agree without a seed take it from somewhere: runs are less random than asked.',
    fix: 'Look for a seed in the environment, such as PL_GLOBAL_SEED, or set on import.',
    applies: all(p => !seeded(p), severalRanks),
    relation: differentAcrossRanks('main'),
  },
  {
    id: 'worker-streams-differ-across-ranks',
    sentence: 'No worker draws the values of a worker on another rank, in any library.',
    reason: 'Every rank would augment its samples alike: the batch is less varied than it seems.',
    fix: 'Use seed_everything(seed, workers=True), and no worker_init_fn that ignores the rank.',
    applies: all(workers, severalRanks, ranksSeedWorkers),
    relation: differentAcrossRanks('worker'),
  },
  {
    id: 'worker-streams-differ-across-workers',
    sentence: 'No two workers of a rank draw the same values, in any library.',
    reason: 'Every worker would augment its samples alike.',
    fix: 'Derive the seed of a worker from its id: leave worker_init_fn to Lightning.',
    applies: p => p.num_workers > 1,
    relation: differentAcrossWorkers,
  },
  {
    id: 'worker-streams-differ-across-epochs',
    sentence: 'No worker draws in one epoch what it drew in another, in any library.',
    reason:
      'Every epoch would augment its samples alike, whatever the seed: augmentation that stops working.',
    fix: 'Leave Lightning 2.4.0 to 2.6.0, whose worker seeds ignore the epoch, for 2.6.1 or later.',
    applies: all(workers, p => p.max_epochs > 1),
    relation: differentAcrossEpochs('worker'),
  },
  {
    id: 'worker-streams-do-not-repeat',
    sentence: 'Within an epoch no worker stream starts over.',
    reason: 'Samples of one epoch would be augmented alike.',
    fix: 'Seed in worker_init_fn, never in __getitem__.',
    applies: workers,
    relation: neverStartsOver('worker'),
  },
  {
    id: 'sampler-partitions-dataset',
    sentence: 'Every index is drawn in every epoch, on one rank only but for the padding DDP adds.',
    reason: 'Samples that are left out or seen twice change what an epoch is.',
    fix: 'Let Lightning replace the sampler (use_distributed_sampler=True).',
    applies: () => true,
    relation: partitionsDataset,
  },
  {
    id: 'shuffle-changes-every-epoch',
    sentence: 'No epoch has the order of another.',
    reason: 'Batches of the same samples in every epoch bias training.',
    fix: "Call the sampler's set_epoch(), which Lightning does for samplers that have it.",
    applies: p => p.max_epochs > 1,
    relation: orderChanges,
  },
]

/** Relations between runs, evaluated in their own place but listed, explained and linked alike. */
export const RECORD_CHECKS = {
  seedChanges: {
    id: 'seed-changes-streams',
    sentence: 'Another seed changes every stream and the order.',
    reason: 'What no seed changes was never seeded.',
    fix: 'Look for a seed that is fixed on the way, or for a generator that seeds itself.',
  },
  sanity: {
    id: 'sanity-check-is-isolated',
    sentence: 'Training draws the same values with a sanity check before it and without.',
    reason:
      'Otherwise a change of num_sanity_val_steps changes every random value of the training.',
    fix: 'Use a release of Lightning that gives back the state after the check (1.3.0 or later).',
  },
  launcher: {
    id: 'launcher-agrees',
    sentence: "The fast way of starting ranks and Lightning's own launcher give equal digests.",
    reason:
      'Everything else was measured the fast way; it counts only if it is what training does.',
    fix: 'Report it: this is a fault of this program or a change in how Lightning starts ranks.',
  },
  repeat: {
    id: 'repeat-is-identical',
    sentence: 'The same scenario in fresh processes gives the same digests in every channel.',
    reason: 'What does not repeat cannot be compared with anything.',
    fix: 'Look for hash order, time, threads or a generator that is not seeded.',
  },
  pins: {
    id: 'pins-are-installed',
    sentence: 'The interpreter has the versions that the repository pins.',
    reason: 'Otherwise something else was measured than what the pull request proposes.',
    fix: 'Install from the lock or requirements file, or point --python at the right interpreter.',
  },
} as const satisfies Record<string, CheckText>

/** Documented behaviour that hurts all the same. Reported, never failing. */
export const HAZARDS: readonly RunCheck[] = [
  {
    id: 'dataset-streams-agree-across-ranks',
    sentence: 'Without workers, the dataset draws different values on every rank.',
    reason: 'Seeded with num_workers=0, all ranks augment their samples alike.',
    fix: 'Use num_workers of 1 or more with seed_everything(seed, workers=True).',
    applies: all(seeded, severalRanks, p => p.num_workers === 0),
    relation: differentAcrossRanks('dataset'),
  },
  {
    id: 'worker-streams-agree-across-ranks',
    sentence: 'Without seed_workers, workers draw different values on every rank.',
    reason: 'Seeded with workers=False, all ranks augment their samples alike.',
    fix: 'Use seed_everything(seed, workers=True).',
    applies: all(seeded, severalRanks, workers, p => !p.seed_workers),
    relation: differentAcrossRanks('worker'),
  },
]

export const ALL_CHECKS: readonly CheckText[] = [
  ...RUN_CHECKS,
  ...Object.values(RECORD_CHECKS),
  ...HAZARDS,
]

/** The page of a check, relative to the root of this project. */
export const checkPage = (id: string) => `docs/checks.md#${id}`
