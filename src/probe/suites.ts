import { buildSuite, type Row, type Suite } from '../model/suite.ts'

/** Where a third epoch starts no worker it costs next to nothing. */
const LONGER = { max_epochs: 3 }
const ALONE = { ...LONGER, num_workers: 0 }

/** What each scenario is there to show. The checks find the scenarios that they can be told by. */
const STANDARD = {
  seeded: { runs: 2 },
  // What functions make of the bits: this names a function that shuffles or initialises otherwise.
  draws: { num_workers: 0, max_epochs: 1, draws: true },
  // Workers that live on must go on with their streams, not begin them again.
  'seeded-persistent': { ...LONGER, persistent_workers: true, runs: 2 },
  // Without workers the dataset draws from the main process's streams.
  'seeded-no-workers': { ...ALONE, runs: 2 },
  // What users get who forget workers=True: a hazard, not a fault.
  'seeded-rank-blind': { seed_workers: false, runs: 2 },
  // The ranks do not divide the dataset, so the sampler must pad.
  'seeded-uneven': { dataset_size: 13, batch_size: 3, runs: 2 },
  // A stream that another seed does not change was never seeded.
  'seeded-other': { seed: 43 },
  // The sanity check draws, and must give back what it drew.
  'seeded-sanity': { num_sanity_val_steps: 2 },
  // With the logger, bar, summary and checkpoints that users have who ask for none.
  defaults: { ...ALONE, trainer: 'default' },
  // Validation draws, and unlike the sanity check it does not give back what it drew.
  validating: { ...ALONE, validate: true },
  // A validation that draws nothing must leave what training draws as it is.
  'validating-quietly': { ...ALONE, validate: 'quiet' },
  // A training that is cut at the end of an epoch and continued, beside one that is not.
  // With all that users keep in a checkpoint; what is drawn is what `seeded` draws.
  uncut: { model: 'stateful' },
  cut: { model: 'stateful', max_epochs: 1, runs: 2 },
  resumed: { model: 'stateful', resumes: 'cut', runs: 2 },
  // Only here can it be seen that DDP makes replicas agree that started apart.
  unseeded: { seed_everything: false, runs: 2 },
  'unseeded-no-workers': { seed_everything: false, num_workers: 0 },
  // Keeps the fast way of starting ranks honest: each of these is a new process.
  launcher: { launcher: 'lightning' },
} satisfies Record<string, Row>

/** What costs more, or is not what everybody trains with. */
const FULL = {
  ...STANDARD,
  // With workers that start in a third epoch.
  'seeded-longer': { ...LONGER, runs: 2 },
  // Cut after one of the two steps of epoch 1: is the other one trained, and which samples is it?
  'cut-within': { ...LONGER, max_steps: 3, runs: 2 },
  'resumed-within': { ...LONGER, resumes: 'cut-within', runs: 2 },
  // A seed that holds for two ranks may collide for four.
  'more-ranks': { ranks: 2, runs: 2 },
  // Validation with workers of its own.
  'validating-with-workers': { validate: true, runs: 2 },
  // Dropout masks, and buffers that each rank counts for itself.
  regularized: { model: 'regularized', runs: 2 },
  'regularized-unseeded': { model: 'regularized', seed_everything: false },
  // A fork inherits the states of generators: without a seed it must draw what no other process draws.
  'launcher-unseeded': { launcher: 'lightning', seed_everything: false, runs: 2 },
  'bf16-mixed': { model: 'regularized', precision: 'bf16-mixed', runs: 2 },
} satisfies Record<string, Row>

export const SUITES: Record<'quick' | 'standard' | 'full', Record<string, Row>> = {
  quick: {
    seeded: STANDARD.seeded,
    draws: STANDARD.draws,
    'seeded-other': STANDARD['seeded-other'],
    unseeded: { ...STANDARD.unseeded, runs: 1 },
    launcher: STANDARD.launcher,
  },
  standard: STANDARD,
  full: FULL,
}

export const suite = (name: keyof typeof SUITES, devices: number): Suite =>
  buildSuite(name, SUITES[name], devices)
