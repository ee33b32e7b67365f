import * as z from 'zod'
import type { Environment, ProbeRecord } from './record.ts'

/** A machine type: it names a file, so it has nothing that could lead elsewhere. */
export const classSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a class such as cpu-x2')
  .max(120, 'expected a class of at most 120 characters')

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

/** The ranks of a record. A suite gives the ranks of other scenarios as multiples of its first. */
export const ranksOf = ({ suite }: Pick<ProbeRecord, 'suite'>): number =>
  suite.scenarios[0]?.parameters.num_devices ?? 1

export const classOfRecord = (record: ProbeRecord): string =>
  classOf(record.environment, ranksOf(record))

const MOST_NAMED = 5

/** What a run leaves unsaid: machine types that have a baseline and that it did not judge. Other files are none. */
export function otherBaselineNotices(known: readonly string[], judged: string): string[] {
  const isOther = (name: string) => name !== judged && classSchema.safeParse(name).success
  const others = known.filter(isOther).sort()
  if (others.length === 0) return []
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : ''
  return [
    `This run judges ${judged} alone. Baselines of other machine types exist: ${others.slice(0, MOST_NAMED).join(', ')}${more}.`,
  ]
}
