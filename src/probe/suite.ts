import type * as z from 'zod'
import type { rowSchema, togglesSchema } from './schema.ts'

/** The nine parameters of the probe, with the defaults that are its contract. */
export const DEFAULT_PARAMETERS = {
  seed_everything: true,
  seed: 42,
  seed_workers: true,
  num_workers: 2,
  persistent_workers: false,
  num_devices: 2,
  batch_size: 4,
  max_epochs: 3,
  dataset_size: 16,
}

export type Parameters = typeof DEFAULT_PARAMETERS

/** What a scenario has besides, unless it says otherwise. */
const DEFAULT_TOGGLES = {
  num_sanity_val_steps: 0,
  validate: false,
  max_steps: null,
  model: 'linear',
  precision: '32-true',
} satisfies Toggles

export type Toggles = z.infer<typeof togglesSchema>

export interface Scenario extends Toggles {
  id: string
  launcher: 'warm' | 'lightning'
  parameters: Parameters
  /** The scenario whose checkpoint is continued; null if it begins at the beginning. */
  resumes: string | null
  /** How often it is run, each time in fresh processes. Two or more show whether it repeats. */
  runs: number
}

export interface Suite {
  name: string
  scenarios: Scenario[]
}

export type Row = z.infer<typeof rowSchema>

/** What each scenario is there to show. The checks find the scenarios that they can be told by. */
const STANDARD = {
  seeded: { runs: 2 },
  // Workers that live on must go on with their streams, not begin them again.
  'seeded-persistent': { persistent_workers: true, runs: 2 },
  // Without workers the dataset draws from the main process's streams.
  'seeded-no-workers': { num_workers: 0, runs: 2 },
  // What users get who forget workers=True: a hazard, not a fault.
  'seeded-rank-blind': { seed_workers: false, runs: 2 },
  // The ranks do not divide the dataset, so the sampler must pad.
  'seeded-uneven': { dataset_size: 13, batch_size: 3, runs: 2 },
  // A stream that another seed does not change was never seeded.
  'seeded-other': { seed: 43, runs: 2 },
  // The sanity check draws, and must give back what it drew.
  'seeded-sanity': { num_sanity_val_steps: 2, runs: 2 },
  // A training that is cut at the end of an epoch and continued, beside one that is not.
  uncut: { runs: 2 },
  cut: { max_epochs: 2, runs: 2 },
  resumed: { resumes: 'cut', runs: 2 },
  // Only here can it be seen that DDP makes replicas agree that started apart.
  unseeded: { seed_everything: false, runs: 2 },
  'unseeded-no-workers': { seed_everything: false, num_workers: 0 },
  // Keeps the fast way of starting ranks honest.
  launcher: { launcher: 'lightning' },
} satisfies Record<string, Row>

/** What costs more, or is not what everybody trains with. */
const FULL = {
  ...STANDARD,
  // Cut after one of the two steps of epoch 1: is the other one trained, and which samples is it?
  'cut-within': { max_steps: 3, runs: 2 },
  'resumed-within': { resumes: 'cut-within', runs: 2 },
  // A seed that holds for two ranks may collide for four.
  'more-ranks': { ranks: 2, runs: 2 },
  // Validation draws, and unlike the sanity check it does not give back what it drew.
  validating: { validate: true, runs: 2 },
  // Dropout masks, and buffers that each rank counts for itself.
  regularized: { model: 'regularized', runs: 2 },
  'regularized-unseeded': { model: 'regularized', seed_everything: false },
  'bf16-mixed': { model: 'regularized', precision: 'bf16-mixed', runs: 2 },
} satisfies Record<string, Row>

export const SUITES: Record<'quick' | 'standard' | 'full', Record<string, Row>> = {
  quick: {
    seeded: STANDARD.seeded,
    'seeded-other': { ...STANDARD['seeded-other'], runs: 1 },
    unseeded: { ...STANDARD.unseeded, runs: 1 },
    launcher: STANDARD.launcher,
  },
  standard: STANDARD,
  full: FULL,
}

export const SUITE_NAMES = ['quick', 'standard', 'full'] as const

/** The suite that some rows describe, for so many ranks. */
export function suiteOf(name: string, rows: Record<string, Row>, devices: number): Suite {
  const scenarios = Object.entries(rows).map(([id, row]) => {
    const { launcher = 'warm', resumes = null, ranks = 1, runs = 1, ...rest } = row
    const given = {
      ...DEFAULT_PARAMETERS,
      num_devices: devices * ranks,
      ...DEFAULT_TOGGLES,
      ...rest,
    }
    const { num_sanity_val_steps, validate, max_steps, model, precision, ...parameters } =
      given as Parameters & Toggles
    const toggles = { num_sanity_val_steps, validate, max_steps, model, precision }
    return { id, launcher, parameters, ...toggles, resumes, runs }
  })
  return { name, scenarios }
}

/** What differs from the default in a scenario of a suite for so many ranks, but for its runs. */
export function describedBy(scenario: Scenario, devices: number): Omit<Row, 'runs'> {
  const { id: _, runs: __, launcher, parameters, resumes, ...toggles } = scenario
  const { num_devices, ...rest } = parameters
  const standard: Record<string, unknown> = {
    ...DEFAULT_PARAMETERS,
    ...DEFAULT_TOGGLES,
    ...{ launcher: 'warm', resumes: null, ranks: 1 },
  }
  const all = { ...rest, ...toggles, launcher, resumes, ranks: num_devices / devices }
  return Object.fromEntries(Object.entries(all).filter(([name, value]) => value !== standard[name]))
}

/** A suite by its name, as it comes with this program. */
export const suite = (name: keyof typeof SUITES, devices: number): Suite =>
  suiteOf(name, SUITES[name], devices)
