import type { Environment, ProbeRecord } from '../probe/schema.ts'

/** Words in a device's name that say nothing about what it computes. */
const NOISE = /^(nvidia|amd|geforce|tesla|quadro|instinct|sxm\d*|pcie|nvl|hbm\d*e?|\d+gb)$/

/** What must match for values to be comparable: `cpu-x2`, `cuda-h100-x4`. */
export function classOf(environment: Environment, ranks: number): string {
  const model = (environment.deviceModel ?? '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word && !NOISE.test(word))
  return [environment.accelerator, ...model, `x${ranks}`].join('-')
}

/** The ranks of a record. Scenarios that have more are held against the first, as in its suite. */
export const ranksOf = (record: ProbeRecord): number =>
  record.suite.scenarios[0]?.parameters.num_devices ?? 1
