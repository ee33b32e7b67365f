import type * as z from 'zod'
import type {
  parametersSchema,
  rowSchema,
  scenarioSchema,
  suiteSchema,
  togglesSchema,
} from './record.ts'

export type Parameters = z.infer<typeof parametersSchema>
type Toggles = z.infer<typeof togglesSchema>
export type Scenario = z.infer<typeof scenarioSchema>
export type Suite = z.infer<typeof suiteSchema>
export type Row = z.infer<typeof rowSchema>

/** The nine parameters of the probe, with the defaults that are its contract. */
export const DEFAULT_PARAMETERS: Parameters = {
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

/** Two epochs show whether epochs differ; each one more starts all workers of a scenario again. */
const SCENARIO_PARAMETERS: Parameters = { ...DEFAULT_PARAMETERS, max_epochs: 2 }

/** What a scenario has besides, unless it says otherwise. */
const DEFAULT_TOGGLES: Toggles = {
  num_sanity_val_steps: 0,
  validate: false,
  max_steps: null,
  model: 'linear',
  precision: '32-true',
  trainer: 'bare',
  in_order: true,
  draws: false,
}

export const SUITE_NAMES = ['quick', 'standard', 'full'] as const

/** Of an object with more, what another of its kind has, in that order. */
function pick<T extends object>(given: NoInfer<T>, like: T): T {
  const entries = Object.keys(like).map(name => [name, given[name as keyof T]])
  return Object.fromEntries(entries) as T
}

/** The suite that some rows describe, for so many ranks. */
export function buildSuite(name: string, rows: Record<string, Row>, devices: number): Suite {
  const scenarios = Object.entries(rows).map(([id, row]) => {
    const { launcher = 'warm', resumes = null, ranks = 1, runs = 1, ...rest } = row
    const given = {
      ...SCENARIO_PARAMETERS,
      ...DEFAULT_TOGGLES,
      ...rest,
      num_devices: devices * ranks,
    } as Parameters & Toggles
    const parameters = pick(given, DEFAULT_PARAMETERS)
    return { id, launcher, parameters, ...pick(given, DEFAULT_TOGGLES), resumes, runs }
  })
  return { name, scenarios }
}

/** Without a seed a second run is no repeat: it has to differ. */
export const isRepeated = ({ runs, parameters }: Scenario): boolean =>
  runs > 1 && parameters.seed_everything

/** The suite as it ran where these scenarios equalled what they are compared with. */
export const ranOnce = (suite: Suite, equal: readonly string[]): Suite => ({
  ...suite,
  scenarios: suite.scenarios.map(each =>
    equal.includes(each.id) && isRepeated(each) ? { ...each, runs: 1 } : each,
  ),
})

/** What differs from the default in a scenario of a suite for so many ranks, except for its runs. */
export function rowOf(scenario: Scenario, devices: number): Omit<Row, 'runs'> {
  const { id: _, runs: __, launcher, parameters, resumes, ...toggles } = scenario
  const { num_devices, ...rest } = parameters
  const standard: Record<string, unknown> = {
    ...SCENARIO_PARAMETERS,
    ...DEFAULT_TOGGLES,
    ...{ launcher: 'warm', resumes: null, ranks: 1 },
  }
  const all = { ...rest, ...toggles, launcher, resumes, ranks: num_devices / devices }
  return Object.fromEntries(Object.entries(all).filter(([name, value]) => value !== standard[name]))
}
