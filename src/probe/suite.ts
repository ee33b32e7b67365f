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
  launcher: 'warm' | 'lightning'
  parameters: Parameters
  /** Batches that are validated before training, and never after it. */
  num_sanity_val_steps: number
  /** The scenario whose checkpoint is continued; null if it begins at the beginning. */
  resumes: string | null
  /** How often it is run, each time in fresh processes. Two or more show whether it repeats. */
  runs: number
}

export interface Suite {
  name: string
  scenarios: Scenario[]
}

type Row = Partial<Pick<Scenario, 'launcher' | 'num_sanity_val_steps' | 'resumes'>> & {
  differs?: Partial<Parameters>
  runs: number
}

/** What each scenario is there to show. The checks find the scenarios that they can be told by. */
const STANDARD = {
  seeded: { runs: 2 },
  // Workers that live on must go on with their streams, not begin them again.
  'seeded-persistent': { differs: { persistent_workers: true }, runs: 2 },
  // Without workers the dataset draws from the main process's streams.
  'seeded-no-workers': { differs: { num_workers: 0 }, runs: 2 },
  // What users get who forget workers=True: a hazard, not a fault.
  'seeded-rank-blind': { differs: { seed_workers: false }, runs: 2 },
  // The ranks do not divide the dataset, so the sampler must pad.
  'seeded-uneven': { differs: { dataset_size: 13, batch_size: 3 }, runs: 2 },
  // A stream that another seed does not change was never seeded.
  'seeded-other': { differs: { seed: 43 }, runs: 2 },
  // The sanity check draws, and must give back what it drew.
  'seeded-sanity': { num_sanity_val_steps: 2, runs: 2 },
  // A training that is cut at the end of an epoch and continued, beside one that is not.
  uncut: { runs: 2 },
  cut: { differs: { max_epochs: 2 }, runs: 2 },
  resumed: { resumes: 'cut', runs: 2 },
  // Only here can it be seen that DDP makes replicas agree that started apart.
  unseeded: { differs: { seed_everything: false }, runs: 2 },
  'unseeded-no-workers': { differs: { seed_everything: false, num_workers: 0 }, runs: 1 },
  // Keeps the fast way of starting ranks honest.
  launcher: { launcher: 'lightning', runs: 1 },
} satisfies Record<string, Row>

const SUITES: Record<'quick' | 'standard', Record<string, Row>> = {
  quick: {
    seeded: STANDARD.seeded,
    'seeded-other': { ...STANDARD['seeded-other'], runs: 1 },
    unseeded: { ...STANDARD.unseeded, runs: 1 },
    launcher: STANDARD.launcher,
  },
  standard: STANDARD,
}

export const SUITE_NAMES = ['quick', 'standard'] as const

/** A suite by name, for so many ranks. */
export function suite(name: (typeof SUITE_NAMES)[number], devices: number): Suite {
  const scenarios = Object.entries(SUITES[name]).map(([id, row]) => ({
    id,
    launcher: row.launcher ?? ('warm' as const),
    parameters: { ...DEFAULT_PARAMETERS, ...row.differs, num_devices: devices },
    num_sanity_val_steps: row.num_sanity_val_steps ?? 0,
    resumes: row.resumes ?? null,
    runs: row.runs,
  }))
  return { name, scenarios }
}
