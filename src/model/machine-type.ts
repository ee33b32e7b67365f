import * as z from 'zod'
import type { Environment, ProbeRecord } from './record.ts'
import type { Training } from './training.ts'

/** A machine type: it names a file, so it has nothing that could lead elsewhere. */
export const classSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'expected a class such as cpu-x2')
  .max(120, 'expected a class of at most 120 characters')

/** Words in a device's name that say nothing about what it computes. */
const NOISE = /^(nvidia|amd|geforce|tesla|quadro|instinct|sxm\d*|pcie|nvl|hbm\d*e?|\d+gb)$/

/** What must match for values to be comparable: `cpu-x2`, `cuda-h100-x4`. */
export function classOf(
  environment: Pick<Environment, 'deviceModel'> & { accelerator: string },
  ranks: number,
): string {
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

export const classOfTraining = ({ settings }: Pick<Training, 'settings'>): string =>
  classOf({ accelerator: settings.accelerator, deviceModel: settings.device }, settings.ranks)

/** `CPU, 2 ranks`; `CUDA H100, 4 ranks`. A name that is no class stays as it is. */
export function machineTypeInWords(className: string): string {
  const [, device, ranks] = /^([a-z0-9-]+)-x(\d+)$/.exec(className) ?? []
  if (!device) return className
  return `${device.replaceAll('-', ' ').toUpperCase()}, ${ranks} ${ranks === '1' ? 'rank' : 'ranks'}`
}

const MOST_NAMED = 5

/** Machine types other than this one that have a baseline, for a sentence; empty if there is none. */
export function otherBaselinesInWords(known: readonly string[], judged: string): string {
  const others = othersOf(known, judged)
  const named = others.slice(0, MOST_NAMED).map(machineTypeInWords)
  if (others.length > MOST_NAMED) named.push(`${others.length - MOST_NAMED} more`)
  return named.join('; ')
}

const othersOf = (known: readonly string[], judged: string) =>
  known.filter(name => name !== judged && isMachineType(name)).sort()

/** Whether a name could be that of a record: what else lies beside the baselines is none of them. */
export const isMachineType = (name: string) =>
  /-x\d+$/.test(name) && classSchema.safeParse(name).success

/** What a run leaves unsaid: machine types that have a baseline and that it did not judge. Other files are none. */
export function otherBaselineNotices(known: readonly string[], judged: string): string[] {
  const others = othersOf(known, judged)
  if (others.length === 0) return []
  const more = others.length > MOST_NAMED ? ` and ${others.length - MOST_NAMED} more` : ''
  return [
    `This run judges ${judged} alone. Baselines of other machine types exist: ${others.slice(0, MOST_NAMED).join(', ')}${more}.`,
  ]
}
