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

export interface Scenario {
  id: string
  parameters: Parameters
  /** How often it is run, each time in fresh processes. Two or more show whether it repeats. */
  runs: number
}

export interface Suite {
  name: string
  scenarios: Scenario[]
}

type Row = { id: string; differs: Partial<Parameters>; runs: number }

/** What each scenario is there to show stands beside it; the checks name the scenarios they need. */
const SCENARIOS = {
  seeded: { differs: {}, runs: 2 },
  // Without workers the dataset draws from the main process's streams.
  'seeded-no-workers': { differs: { num_workers: 0 }, runs: 2 },
  // A stream that another seed does not change was never seeded.
  'seeded-other': { differs: { seed: 43 }, runs: 1 },
  // Only here can it be seen that DDP makes replicas agree that started apart.
  unseeded: { differs: { seed_everything: false }, runs: 2 },
} satisfies Record<string, Omit<Row, 'id'>>

type Id = keyof typeof SCENARIOS

const SUITES: Record<string, Partial<Record<Id, { runs: number }>>> = {
  quick: { seeded: { runs: 2 }, 'seeded-other': { runs: 1 }, unseeded: { runs: 1 } },
  standard: SCENARIOS,
}

export const SUITE_NAMES = ['quick', 'standard'] as const

/** A suite by name, for so many ranks. */
export function suite(name: (typeof SUITE_NAMES)[number], devices: number): Suite {
  return {
    name,
    scenarios: Object.entries(SUITES[name] ?? {}).map(([id, { runs }]) => ({
      id,
      runs,
      parameters: {
        ...DEFAULT_PARAMETERS,
        ...SCENARIOS[id as Id].differs,
        num_devices: devices,
      },
    })),
  }
}
