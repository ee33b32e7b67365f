import type { Fit } from '../../model/training.ts'
import { timeOf, withoutLoader } from './causal.ts'
import { nameInWords } from './draws.ts'
import type { Finding, Relation } from './material.ts'
import { inEachFit, seeded, severalRanks, when } from './material.ts'
import { byTime, entriesOf } from './streams.ts'

/** Relations of the main processes: what their generators draw beside each other. */

const GLOBAL = /^main\/(?!own:)/
const ANY = /^main\//

interface Library {
  name: string
  /** By rank, the state as the first step begins. */
  begins: Map<number, string>
  /** By rank, the state after each step. */
  trails: Map<number, Map<string, string>>
  /** By rank, the state after each fetch of the main process that draws. */
  fetches: Map<number, Map<string, string>>
}

/** Generators that move in the main process. */
function librariesOf({ ranks }: Fit, which: RegExp): Library[] {
  const all = ranks.flatMap(({ channels }) => Object.keys(channels))
  const names = new Set(all.filter(name => which.test(name)))
  return [...names].map(name => ({
    name,
    begins: new Map(
      ranks.map(({ rank, channels }) => [
        rank,
        channels[name.replace('main/', 'states.begin/')] ?? '',
      ]),
    ),
    trails: new Map(ranks.map(each => [each.rank, entriesOf(each.channels[name] ?? '')])),
    fetches: new Map(
      ranks.map(({ rank, channels }) => [
        rank,
        entriesOf(
          Object.entries(channels)
            .filter(([each]) => withoutLoader(each) === name.replace('main/', 'loader/'))
            .map(([, trail]) => trail)
            .join(' '),
        ),
      ]),
    ),
  }))
}

interface Parting {
  moment: string
  rank: number
  /** The ranks are apart before the first step, and every one draws. */
  fromStart: boolean
  /** A fetch has parted them: without workers samples draw as often as they like. */
  inFetch: boolean
}

/** The first moment at which a rank is unlike rank 0, with that rank. Who never draws has no trail. */
function parting({ begins, trails, fetches }: Library): Parting | null {
  const [zero, ...others] = [...trails]
  const moments = [...new Set([...trails.values()].flatMap(trail => [...trail.keys()]))].sort(
    byTime,
  )
  for (const [at, moment] of moments.entries())
    for (const [rank, trail] of others)
      if (trail.get(moment) !== zero?.[1].get(moment)) {
        const all = [...trails.values()].every(({ size }) => size > 0)
        const isApart = begins.get(rank) !== begins.get(0)
        const [mine, theirs] = [fetches.get(rank), fetches.get(0)]
        // One batch is fetched ahead.
        const until = timeOf(moments[at + 1] ?? 'end')
        const inFetch = [...new Set([...(mine?.keys() ?? []), ...(theirs?.keys() ?? [])])].some(
          each => timeOf(each) <= until && mine?.get(each) !== theirs?.get(each),
        )
        return { moment, rank, fromStart: all && at === 0 && isApart, inFetch }
      }
  return null
}

/**
 * What parts after a step has drawn more on one rank. What is apart before the first step may have been seeded by
 * rank, as those do who want other noise on each: that is told, and fails nothing.
 */
export const mainStreamsAgree: Relation = when(
  material => severalRanks(material) && seeded(material),
  'it needs a seed, and two ranks or more',
  inEachFit(fit =>
    librariesOf(fit, GLOBAL).flatMap((library): Finding[] => {
      const found = parting(library)
      if (!found) return []
      const [epoch, step] = found.moment.split('.')
      const words = `the ${library.name.slice(5)} generator of the main process`
      const subject = `rank${found.rank}/${library.name}`
      if (found.fromStart)
        return [
          {
            subject: `${subject} from the start`,
            detail: `${words} differs on ranks 0 and ${found.rank} from the first step on`,
            fix: 'Leave it where each rank is seeded on purpose; else look for a draw before the training that not every rank makes.',
            hazard: true,
          },
        ]
      const parted = `from step ${step} of epoch ${epoch} on, rank ${found.rank} has drawn otherwise than rank 0 from ${words}`
      if (found.inFetch)
        return [
          {
            subject: `${subject} in the loader`,
            detail: `${parted}, as its samples do`,
            fix: 'Load with workers, so that samples draw from generators of their own; then all ranks decide alike again.',
            hazard: true,
          },
        ]
      return [{ subject, detail: parted }]
    }),
  ),
)

/** Dropout masks and noise that a step draws are equal on ranks where its generator is. */
export const noiseDiffers: Relation = when(
  material => severalRanks(material) && seeded(material),
  `it needs a seed, and two ranks or more`,
  inEachFit(fit =>
    librariesOf(fit, ANY)
      .filter(library => parting(library) === null && drawsInSteps(library, fit))
      .map(({ name }) => ({
        subject: name,
        detail: `steps draw from ${nameInWords(name.slice(5))}, whose state is the same on all ranks`,
      })),
  ),
)

/** A state that moves within an epoch, though no sample is made in the main process. */
function drawsInSteps({ name, trails }: Library, { ranks }: Fit): boolean {
  const loads = ranks.some(({ channels }) =>
    Object.keys(channels).some(each => withoutLoader(each) === name.replace('main/', 'loader/')),
  )
  const [[, trail] = [0, new Map<string, string>()]] = [...trails]
  const epochs = Map.groupBy(trail, ([moment]) => moment.split('.')[0])
  return !loads && [...epochs.values()].some(those => new Set(those.map(([, d]) => d)).size > 1)
}
