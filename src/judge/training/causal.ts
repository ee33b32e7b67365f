/** In which order a training makes what it is made of: whatever differs first is nearest to the cause. */

export interface Kind {
  id: string
  /** Names of its streams. */
  name: RegExp
  /** Computed from what stands before it, so that rounding may move it; what is not is equal or different. */
  arithmetic: boolean
  /** After "the", in a headline. */
  words: string
  /** Where it differs first, everything before it being equal. */
  diagnosis: string
}

/** The rows stand in causal order. What happens at one moment is ordered by them. */
const KINDS: readonly Kind[] = [
  {
    id: 'environment',
    name: /^environment$/,
    arithmetic: false,
    words: 'seed or accumulation',
    diagnosis: 'The two sides train with different settings: compare their seed and Trainer.',
  },
  {
    id: 'states',
    name: /^states\.(setup\/|begin\/own:)/,
    arithmetic: false,
    words: 'generators at the start',
    diagnosis:
      'Something seeds differently, or draws before training starts: an import, a logger, a callback.',
  },
  {
    id: 'order',
    name: /^order$/,
    arithmetic: false,
    words: 'order of the samples',
    diagnosis: 'The sampler shuffles differently, or the dataset has another length.',
  },
  {
    id: 'workers',
    name: /^(worker\d+|loader)\/(?!own:)/,
    arithmetic: false,
    words: 'generators of the loader',
    diagnosis: 'Workers have other seeds, or the dataset draws more or fewer values than before.',
  },
  {
    id: 'own',
    name: /^(worker\d+|loader)\/own:/,
    arithmetic: false,
    words: 'own generators of the loader',
    diagnosis: 'The generator has another seed, or draws more or fewer values than before.',
  },
  {
    id: 'samples',
    name: /^samples$/,
    arithmetic: false,
    words: 'samples',
    diagnosis:
      'Order and generators are equal, so the data or their order changed, or they depend on time, entropy or the order of a set.',
  },
  {
    id: 'batch',
    name: /^batch$/,
    arithmetic: false,
    words: 'batch',
    diagnosis:
      'The samples are equal, so collate_fn or a hook that transfers the batch gives something else.',
  },
  {
    id: 'main',
    // Without workers the first batch is fetched before the first step begins.
    name: /^(main|states\.begin)\//,
    arithmetic: false,
    words: 'generators of the main process',
    diagnosis: 'The step draws more or fewer values than before, or something seeds again.',
  },
  {
    id: 'rates',
    name: /^rates$/,
    arithmetic: false,
    words: 'learning rate',
    diagnosis: 'An optimizer or its scheduler has other settings.',
  },
  {
    id: 'loss',
    name: /^loss$/,
    arithmetic: true,
    words: 'loss',
    diagnosis:
      'Weights, batch and generators are equal, so the step computes differently: other code, another kernel, or a race.',
  },
  {
    id: 'gradients',
    name: /^gradients\b/,
    arithmetic: true,
    words: 'gradients',
    diagnosis: 'The loss is equal, so the backward pass or the exchange of gradients differs.',
  },
  {
    id: 'weights',
    name: /^weights\b/,
    arithmetic: true,
    words: 'weights',
    diagnosis:
      'The gradients are equal where they are recorded, so the optimizer or its settings differ.',
  },
  {
    id: 'optimizer',
    name: /^optimizer\b/,
    arithmetic: true,
    words: 'state of the optimizer',
    diagnosis: 'The weights are equal, so the optimizer keeps something else.',
  },
  {
    id: 'copies',
    name: /^copies\./,
    arithmetic: true,
    words: 'copy that a callback keeps',
    diagnosis: 'The weights are equal, so the callback copies or averages them otherwise.',
  },
  {
    id: 'buffers',
    name: /^buffers\b/,
    arithmetic: true,
    words: 'buffers',
    diagnosis:
      'The weights are equal, so statistics such as those of BatchNorm are kept otherwise.',
  },
]

const OTHER: Kind = {
  id: 'other',
  name: /./,
  arithmetic: false,
  words: 'other recorded values',
  diagnosis: 'The record says no more of it.',
}

/** A stream of another loader than the first begins with `loader1/`. */
export const withoutLoader = (stream: string) => stream.replace(/^loader\d+\//, '')

const ROWS = new Map<string, number>()

/** The place of a stream among the rows. */
export function rowOf(stream: string): number {
  const known = ROWS.get(stream)
  if (known !== undefined) return known
  const name = withoutLoader(stream)
  const found = KINDS.findIndex(kind => kind.name.test(name))
  const row = found === -1 ? KINDS.length : found
  ROWS.set(stream, row)
  return row
}

export const kindOf = (stream: string): Kind => KINDS[rowOf(stream)] ?? OTHER

/** Moments that are no batch, before and after all that are. */
const PHASES: Readonly<Record<string, number>> = {
  setup: -3,
  init: -2,
  start: -1,
  end: Number.POSITIVE_INFINITY,
}

/** `1.3` → 10000003: what comes earlier is smaller. */
export function timeOf(moment: string): number {
  const phase = PHASES[moment]
  if (phase !== undefined) return phase
  const [epoch = 0, batch = 0] = moment.split('.').map(Number)
  return epoch * 10_000_000 + batch
}

/** `epoch 0 · step 3`, as in coordinates; the phases have no number. */
export function momentInWords(moment: string): string {
  if (moment in PHASES) return ''
  const [epoch, batch] = moment.split('.')
  return `epoch ${epoch} · step ${batch}`
}
