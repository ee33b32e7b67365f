import type { RunView } from '../model/channels.ts'
import type { Loading } from '../model/record.ts'

/** Which worker has loaded which batch, as far as the record tells: the first of each epoch. */

type Loaded = Pick<RunView, 'scenario' | 'span' | 'loading'>
type Batches = Loading['batches'][number]

/** The epochs in which a loader began with its first batch: one that was cut may go on with any. */
const wholeEpochs = ({ loading, span }: Loaded) =>
  loading.flatMap(({ rank, batches }) =>
    batches
      .filter(({ epoch }) => epoch !== span.torn?.epoch)
      .map(each => ({ ...each, rank, by: each.by.split(' ').map(Number) })),
  )

const placeOf = ({ rank, phase, epoch }: { rank: number } & Omit<Batches, 'by'>) =>
  `rank ${rank}, epoch ${epoch}: ${phase === 'train' ? 'batch' : 'validation batch'}`

/** The first batch that another worker has loaded than the one whose turn it was, in words. */
export function firstStray(run: Loaded): string | null {
  const { num_workers } = run.scenario.parameters
  for (const { by, ...place } of wholeEpochs(run)) {
    const batch = by.findIndex((worker, index) => worker !== index % num_workers)
    const expected = `worker ${batch % num_workers}`
    if (batch >= 0)
      return `${placeOf(place)} ${batch} was loaded by worker ${by[batch]}, expected ${expected}`
  }
  return null
}

/** The first batch that the same worker has not loaded in two runs of a scenario, in words. */
export function firstSwap(a: Loaded, b: Loaded): string | null {
  const others = new Map(wholeEpochs(b).map(({ by, ...place }) => [placeOf(place), by]))
  for (const { by, ...place } of wholeEpochs(a)) {
    const theirs = others.get(placeOf(place)) ?? []
    const batch = by.findIndex((worker, index) => worker !== theirs[index])
    if (batch < 0) continue
    const workers = `by worker ${by[batch]}, then by worker ${theirs[batch]}`
    return `which worker loads which batch differs between two runs: ${placeOf(place)} ${batch} was loaded ${workers}`
  }
  return null
}

/** Ranks whose training loader has fewer or more workers than the scenario asks for, in words. */
export const otherWorkers = ({ scenario, loading }: Pick<Loaded, 'scenario' | 'loading'>) => {
  const { num_workers } = scenario.parameters
  return loading
    .filter(({ workers }) => workers !== num_workers)
    .map(
      ({ rank, workers }) =>
        `rank ${rank} loads with num_workers=${workers}, expected ${num_workers}`,
    )
}

/** The epochs in which the worker of a channel is known to have loaded a batch; null if no worker draws it. */
export function epochsLoaded(channel: string, loading: Loading[]): Set<number> | null {
  const groups = /^rank(?<rank>\d+)\/(?<val>val\.)?worker(?<worker>\d+)\//.exec(channel)?.groups
  if (!groups) return null
  const mine = loading.find(({ rank }) => `${rank}` === groups.rank)?.batches ?? []
  const phase = groups.val ? 'validate' : 'train'
  const busy = mine.filter(
    each => each.phase === phase && each.by.split(' ').includes(groups.worker ?? ''),
  )
  return new Set(busy.map(({ epoch }) => epoch))
}
