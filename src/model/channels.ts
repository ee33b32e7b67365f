import { expectedDraws, placeOf } from './draws.ts'
import type { Epoch, Loading, ProbeRecord, Run } from './record.ts'
import type { Parameters, Scenario, Suite } from './suite.ts'

/**
 * What a channel can be, in the order of cause and effect: what comes first can have moved what
 * comes later. `once`: measured once in a training, not in every epoch. `computed`: a result of
 * arithmetic, which depends on the instructions of the CPU and on threads; draws do not.
 */
const KINDS = {
  seeds: { once: true },
  draw: { once: true },
  'draw.computed': { once: true, computed: true },
  'weights.init': { once: true, computed: true },
  order: {},
  worker: {},
  dataset: {},
  'val.order': {},
  'val.worker': {},
  'val.dataset': {},
  main: {},
  modes: {},
  dropout: {},
  'weights.start': { once: true, computed: true },
  'buffers.start': { once: true, computed: true },
  'state.start': { once: true, computed: true },
  'weights.end': { once: true, computed: true },
  'buffers.end': { once: true, computed: true },
  'state.end': { once: true, computed: true },
} satisfies Record<string, { once?: true; computed?: true }>
export type Kind = keyof typeof KINDS

const ORDER = Object.keys(KINDS) as Kind[]
const PLACE_OF_KIND = new Map(ORDER.map((kind, place) => [kind, place]))
const has = (kind: Kind, property: 'once' | 'computed') => property in KINDS[kind]

export const happensOnce = (kind: Kind) => has(kind, 'once')

const LIBRARIES = ['python', 'numpy', 'torch'] as const
const STATES = ['optimizers', 'schedulers', 'callbacks', 'module'] as const

export interface Channel {
  readonly name: string
  readonly scenario: string
  readonly rank: number
  readonly kind: Kind
  readonly worker: number | null
  readonly library: string | null
  /** The row of a table of draws: `nn.init.normal_`, `randperm-large`. */
  readonly draw: string | null
}

const NAME = new RegExp(
  `^(?<scenario>[a-z0-9-]+)/rank(?<rank>\\d+)(-\\d+)?/(?<kind>${ORDER.join('|').replaceAll('.', '\\.')})(?<worker>\\d*)(/(?<library>[a-z]+)(/(?<draw>[\\w.]+(-\\w+)?))?)?$`,
)

/** Of names that were parsed: the judge and the reports come by each of them some ten times. */
const PARSED = new Map<string, Channel | null>()

export function parseChannel(name: string): Channel | null {
  const known = PARSED.get(name)
  if (known !== undefined) return known
  const channel = parse(name)
  PARSED.set(name, channel)
  return channel
}

function parse(name: string): Channel | null {
  const groups = NAME.exec(name)?.groups
  if (!groups) return null
  const { scenario = '', rank, kind, worker, library, draw } = groups
  if (isDraw({ kind: kind as Kind }) !== (draw !== undefined)) return null
  return {
    name,
    scenario,
    rank: Number(rank),
    kind: kind as Kind,
    worker: worker ? Number(worker) : null,
    library: library ?? null,
    draw: draw ?? null,
  }
}

/** `worker/torch`: the channels of all ranks and workers that have the same part in the training. */
export function group(channel: Channel): string {
  return [channel.kind, channel.library, channel.draw].filter(Boolean).join('/')
}

/** Whether it is what one function draws after seeding: the same on all ranks, whatever the training. */
export const isDraw = ({ kind }: Pick<Channel, 'kind'>) => kind.startsWith('draw')

/** Whether the channel's values are the same on every machine of a class. */
export const isPortable = ({ kind }: Channel) => !has(kind, 'computed')

/**
 * Whether two runs of a scenario must agree in this channel. Unseeded, only orders do: the sampler of
 * DDP has a seed of its own. One rank has no such sampler and shuffles by what its main process draws.
 */
export function isReproducible({ kind }: Channel, parameters: Parameters): boolean {
  const { seed_everything, num_devices } = parameters
  return seed_everything || kind === 'val.order' || (kind === 'order' && num_devices > 1)
}

export function byCause(a: Channel, b: Channel): number {
  return (PLACE_OF_KIND.get(a.kind) ?? 0) - (PLACE_OF_KIND.get(b.kind) ?? 0)
}

/** Of those and where each stands in the table of draws. */
function causalOrder<T extends { channel: Channel; place: number }>(one: T, other: T): number {
  const [a, b] = [one.channel, other.channel]
  return (
    byCause(a, b) ||
    one.place - other.place ||
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

export interface Span {
  /** Epochs that must have been trained. */
  epochs: number[]
  /**
   * The epoch that the run it resumes was cut in, and the steps of it that were trained then. The
   * rest is trained now or left out, as Lightning has it.
   */
  torn: { epoch: number; steps: number } | null
  /** Training steps in the last epoch, if the run is cut there. */
  lastSteps: number | null
}

const range = (from: number, to: number) =>
  [...Array(Math.max(0, to - from)).keys()].map(index => from + index)

/** The epochs of a scenario: one that resumes another goes on where that has stopped. */
export function spanOf({ parameters, resumes, max_steps }: Scenario, suite: Suite): Span {
  const steps = stepsPerEpoch(parameters)
  const cut = suite.scenarios.find(({ id }) => id === resumes)
  const done = cut ? (cut.max_steps ?? cut.parameters.max_epochs * steps) : 0
  const within = done % steps
  const torn = within ? { epoch: (done - within) / steps, steps: within } : null
  const end = max_steps === null ? parameters.max_epochs : Math.ceil(max_steps / steps)
  const rest = max_steps === null ? 0 : max_steps % steps
  return { epochs: range(Math.ceil(done / steps), end), torn, lastSteps: rest || null }
}

/** Every channel that a run must have, with the epochs that it must have it in. */
export function expectedChannels(
  scenario: Scenario,
  { epochs, lastSteps }: Span,
  accelerator: 'cpu' | 'cuda',
): Map<string, number[]> {
  const { parameters, model, validate, draws } = scenario
  const { num_devices, num_workers } = parameters
  const steps = stepsPerEpoch(parameters)
  const loading = (busy: number) =>
    num_workers === 0 ? ['dataset'] : range(0, Math.min(num_workers, busy)).map(w => `worker${w}`)
  const drawn = (loader: string) => LIBRARIES.map(library => `${loader}/${library}`)
  const main = accelerator === 'cuda' ? [...LIBRARIES, 'cuda'] : LIBRARIES
  const whole = lastSteps === null ? epochs : epochs.slice(0, -1)
  const inEpoch = [
    'order',
    ...main.map(library => `main/${library}`),
    ...(validate ? ['modes'] : []),
    ...(model === 'regularized' ? ['dropout'] : []),
  ]
  const once = [
    'seeds',
    ...(draws ? expectedDraws(accelerator) : []),
    ...['init', 'start', 'end'].map(moment => `weights.${moment}`),
    ...(model === 'regularized' ? ['buffers.start', 'buffers.end'] : []),
    ...(model === 'stateful'
      ? STATES.flatMap(part => [`state.start/${part}`, `state.end/${part}`])
      : []),
  ]
  const rows: [string[], number[]][] = [
    [once, [0]],
    [inEpoch, epochs],
    [loading(lastSteps ?? steps).flatMap(drawn), epochs],
    // Workers that the epoch which is cut leaves without a batch.
    [
      loading(steps)
        .slice(loading(lastSteps ?? steps).length)
        .flatMap(drawn),
      whole,
    ],
    [validate ? ['val.order'] : [], whole],
    [validate === true ? loading(steps).flatMap(loader => drawn(`val.${loader}`)) : [], whole],
  ]
  return new Map(
    range(0, num_devices).flatMap(rank =>
      rows.flatMap(([names, numbers]) =>
        numbers.length ? names.map(name => [`rank${rank}/${name}`, numbers] as const) : [],
      ),
    ),
  )
}

export interface RunView {
  scenario: Scenario
  span: Span
  partition: Run['partition']
  loading: Loading[]
  channels: readonly { channel: Channel; epochs: Epoch[] }[]
}

export function viewRun(record: ProbeRecord, run: Run): RunView {
  const scenario = record.suite.scenarios.find(({ id }) => id === run.scenario)
  if (!scenario) throw new TypeError(`run of ${run.scenario}, which is not in the suite`)
  const { partition, loading } = run
  const channels = channelsOf(run)
  return { scenario, span: spanOf(scenario, record.suite), partition, loading, channels }
}

/** Of runs that were viewed: the judge, the repeats and the pictures all do. */
const VIEWED = new WeakMap<Run, RunView['channels']>()

function channelsOf(run: Run): RunView['channels'] {
  const known = VIEWED.get(run)
  if (known) return known
  const found = Object.entries(run.channels).flatMap(([name, epochs]) => {
    const channel = parseChannel(`${run.scenario}/${name}`)
    return channel ? [{ channel, epochs, place: placeOf(group(channel)) }] : []
  })
  const view = found.sort(causalOrder).map(({ channel, epochs }) => ({ channel, epochs }))
  VIEWED.set(run, view)
  return view
}
