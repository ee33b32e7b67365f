import type * as z from 'zod'
import type { rowSchema, togglesSchema } from './record.ts'

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

export const SUITE_NAMES = ['quick', 'standard', 'full'] as const

/** The suite that some rows describe, for so many ranks. */
export function buildSuite(name: string, rows: Record<string, Row>, devices: number): Suite {
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
export function rowOf(scenario: Scenario, devices: number): Omit<Row, 'runs'> {
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
