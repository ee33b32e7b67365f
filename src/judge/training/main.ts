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
        channels[name.replace('main/', 'states.begin/')]?.split(':')[1] ?? '',
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
  why: 'start' | 'loader' | 'amount' | 'draw'
}

/** The first moment at which a rank is unlike rank 0, with that rank. Who never draws has no trail. */
function parting(library: Library): Parting | null {
  const [zero, ...others] = [...library.trails]
  const all = [...library.trails.values()].flatMap(trail => [...trail.keys()])
  const moments = [...new Set(all)].sort(byTime)
  for (const [at, moment] of moments.entries())
    for (const [rank, trail] of others)
      if (trail.get(moment) !== zero?.[1].get(moment))
        return { moment, rank, why: whyParted(library, rank, { moments, at }) }
  return null
}

interface Place {
  moments: readonly string[]
  at: number
}

function whyParted(library: Library, rank: number, place: Place): Parting['why'] {
  const { begins, trails } = library
  const draws = [...trails.values()].every(({ size }) => size > 0)
  if (draws && place.at === 0 && begins.get(rank) !== begins.get(0)) return 'start'
  if (isFetched(library, rank, place)) return 'loader'
  return [0, rank].every(each => drawsInAll(library, each, place)) ? 'amount' : 'draw'
}

/** One batch is fetched ahead. */
function isFetched({ fetches }: Library, rank: number, { moments, at }: Place): boolean {
  const [mine, theirs] = [fetches.get(rank), fetches.get(0)]
  const until = timeOf(moments[at + 1] ?? 'end')
  return [...new Set([...(mine?.keys() ?? []), ...(theirs?.keys() ?? [])])].some(
    each => timeOf(each) <= until && mine?.get(each) !== theirs?.get(each),
  )
}

/** Whether a rank draws in this step and, between epochs aside, in others: then only how much it draws can be another. */
function drawsInAll({ begins, trails }: Library, rank: number, { moments, at }: Place): boolean {
  const trail = trails.get(rank)
  if (!trail?.size) return false
  const isMoved = (index: number) =>
    trail?.get(moments[index] ?? '') !==
    (index === 0 ? begins.get(rank) : trail?.get(moments[index - 1] ?? ''))
  const epochOf = (index: number) => moments[index]?.split('.')[0]
  const within = moments
    .keys()
    .filter(index => index === 0 || epochOf(index) === epochOf(index - 1))
  return isMoved(at) && [...within].some(isMoved)
}

/** Of what parts in each way: where it may be meant, it is told and fails nothing. */
const PARTED: Readonly<Record<Parting['why'], { where: string; fix?: string }>> = {
  draw: { where: '' },
  start: {
    where: ' from the start',
    fix: 'Accept it if you seed each rank differently on purpose. Otherwise look for a draw before training that not every rank makes.',
  },
  loader: {
    where: ' in the loader',
    fix: 'Use num_workers of 1 or more, so that samples draw in workers and all ranks decide alike again.',
  },
  amount: {
    where: ' by amount',
    fix: 'Accept it if a step draws as many values as its batch has, as dropout does. Otherwise look for a draw that not every rank makes.',
  },
}

/** A fault where the ranks part in a step in which one draws and the other does not. */
export const mainStreamsAgree: Relation = when(
  material => severalRanks(material) && seeded(material),
  'it needs a seed, and two ranks or more',
  inEachFit(fit =>
    librariesOf(fit, GLOBAL).flatMap((library): Finding[] => {
      const found = parting(library)
      if (!found) return []
      const { where, fix } = PARTED[found.why]
      const [epoch, step] = found.moment.split('.')
      const words = `the ${library.name.slice(5)} generator of the main process`
      const detail =
        found.why === 'start'
          ? `${words} differs on ranks 0 and ${found.rank} from the first step on`
          : `from step ${step} of epoch ${epoch} on, rank ${found.rank} draws other values than rank 0 from ${words}`
      return [
        {
          subject: `rank${found.rank}/${library.name}${where}`,
          detail,
          ...(fix ? { fix, hazard: true as const } : {}),
        },
      ]
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

const drawsInSteps = ({ name }: Library, { ranks }: Fit): boolean =>
  ranks.some(({ drawn }) => drawn.includes(name.slice(5)))
