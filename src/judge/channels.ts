import type { Epoch, ProbeRecord, Run } from '../probe/schema.ts'
import type { Parameters, Scenario } from '../probe/suite.ts'

/** Channels in the order of cause and effect: what comes first can have moved what comes later. */
export const KINDS = [
  'weights.init',
  'order',
  'worker',
  'dataset',
  'main',
  'weights.start',
  'weights.end',
] as const
export type Kind = (typeof KINDS)[number]

const LIBRARIES = ['python', 'numpy', 'torch'] as const

/** A channel's name taken apart: `seeded/rank1/worker0/torch`. */
export interface Channel {
  name: string
  scenario: string
  rank: number
  kind: Kind
  worker: number | null
  library: string | null
}

const NAME =
  /^(?<scenario>[a-z0-9-]+)\/rank(?<rank>\d+)\/(?<kind>weights\.init|weights\.start|weights\.end|order|worker|dataset|main)(?<worker>\d*)(\/(?<library>[a-z]+))?$/

/** Null if the text is not the name of a channel. */
export function parseChannel(name: string): Channel | null {
  const groups = NAME.exec(name)?.groups
  if (!groups) return null
  const { scenario = '', rank, kind, worker, library } = groups
  return {
    name,
    scenario,
    rank: Number(rank),
    kind: kind as Kind,
    worker: worker ? Number(worker) : null,
    library: library ?? null,
  }
}

/** `worker/torch`: the channels of all ranks and workers that have the same part in the training. */
export function group(channel: Channel): string {
  return channel.library ? `${channel.kind}/${channel.library}` : channel.kind
}

/** Weights and losses depend on the instructions of the CPU and on threads; draws do not. */
export function isPortable(channel: Channel): boolean {
  return !channel.kind.startsWith('weights')
}

/** Whether two runs of a scenario must agree in this channel. Unseeded, only the sampler's order does. */
export function isReproducible(channel: Channel, parameters: Parameters): boolean {
  return parameters.seed_everything || channel.kind === 'order'
}

export function byCause(a: Channel, b: Channel): number {
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind)
}

function causalOrder(a: Channel, b: Channel): number {
  return (
    byCause(a, b) ||
    a.rank - b.rank ||
    (a.worker ?? 0) - (b.worker ?? 0) ||
    a.name.localeCompare(b.name, 'en')
  )
}

/** Training steps of each rank in an epoch. DDP pads, so that all ranks have equally many. */
export function stepsPerEpoch(parameters: Parameters): number {
  const samples = Math.ceil(parameters.dataset_size / parameters.num_devices)
  return Math.ceil(samples / parameters.batch_size)
}

/** The epochs that a scenario trains: one that resumes another goes on where that has stopped. */
export function epochsOf({ parameters, resumes }: Scenario, suite: ProbeRecord['suite']): number[] {
  const cut = suite.scenarios.find(({ id }) => id === resumes)
  const first = cut?.parameters.max_epochs ?? 0
  return [...Array(parameters.max_epochs).keys()].slice(first)
}

/** Every channel that a run must have, with the epochs that it must have it in. */
export function expectedChannels(
  parameters: Parameters,
  epochs: number[],
  accelerator: 'cpu' | 'cuda',
): Map<string, number[]> {
  const { num_devices, num_workers } = parameters
  const busy = Math.min(num_workers, stepsPerEpoch(parameters))
  const loaders = num_workers === 0 ? ['dataset'] : [...Array(busy).keys()].map(w => `worker${w}`)
  const main = accelerator === 'cuda' ? [...LIBRARIES, 'cuda'] : LIBRARIES
  const streams = [
    'order',
    ...loaders.flatMap(loader => LIBRARIES.map(library => `${loader}/${library}`)),
    ...main.map(library => `main/${library}`),
  ]
  const expected = new Map<string, number[]>()
  for (let rank = 0; rank < num_devices; rank++) {
    for (const stream of streams) expected.set(`rank${rank}/${stream}`, epochs)
    for (const moment of ['init', 'start', 'end'])
      expected.set(`rank${rank}/weights.${moment}`, [0])
  }
  return expected
}

/** What can differ between two scenarios besides the parameters. */
type Toggle = 'launcher' | 'num_sanity_val_steps' | 'resumes'

/** A run, with its channels taken apart. */
export interface RunView extends Pick<Scenario, 'parameters' | Toggle> {
  scenario: string
  partition: Run['partition']
  channels: { channel: Channel; epochs: Epoch[] }[]
}

export function viewRun(record: ProbeRecord, run: Run): RunView {
  const scenario = record.suite.scenarios.find(({ id }) => id === run.scenario)
  if (!scenario) throw new TypeError(`run of ${run.scenario}, which is not in the suite`)
  const channels = Object.entries(run.channels).flatMap(([name, epochs]) => {
    const channel = parseChannel(`${run.scenario}/${name}`)
    return channel ? [{ channel, epochs }] : []
  })
  channels.sort((a, b) => causalOrder(a.channel, b.channel))
  const { id: _, runs: __, ...rest } = scenario
  return { scenario: run.scenario, ...rest, partition: run.partition, channels }
}

/**
 * What the suite calls for and the record lacks, one sentence each. A check that measured nothing
 * must not pass, so this comes before anything is compared.
 */
export function missing(record: ProbeRecord): string[] {
  const problems: string[] = []
  for (const scenario of record.suite.scenarios) {
    const { id, parameters, runs } = scenario
    const epochs = epochsOf(scenario, record.suite)
    const expected = expectedChannels(parameters, epochs, record.environment.accelerator)
    for (let number = 0; number < runs; number++) {
      const run = record.runs.find(each => each.scenario === id && each.run === number)
      if (!run) {
        problems.push(`${id}: run ${number + 1} of ${runs} is absent`)
        continue
      }
      const at = `${id}, run ${number + 1}`
      for (const [name, epochs] of expected) {
        const wanted = epochs.join(', ')
        const found = run.channels[name]?.map(({ epoch }) => epoch).join(', ')
        if (found === undefined) problems.push(`${at}: channel ${name} is absent`)
        else if (found !== wanted)
          problems.push(`${at}: channel ${name} has epochs ${found}, expected ${wanted}`)
      }
      if (run.partition.length !== epochs.length)
        problems.push(`${at}: the sampler's facts cover ${run.partition.length} epochs`)
    }
  }
  for (const run of record.runs)
    if (!record.suite.scenarios.some(({ id, runs }) => id === run.scenario && run.run < runs))
      problems.push(`${run.scenario}, run ${run.run + 1} is not in the suite`)
  return problems
}
