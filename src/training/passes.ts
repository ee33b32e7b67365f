import type { Pass, TrainingRun } from '../model/training.ts'
import { prefixOf, type Reading } from './readings.ts'
import type { TrainingMode } from './settings.ts'

/** What all ranks together read, counted. Whether that is right is not decided here. */

export interface RankReadings {
  rank: number
  readings: readonly Reading[]
}

interface Sample {
  rank: number
  worker: number | null
  /** Null for an iterable dataset. */
  index: string | null
  /** Null where samples are not digested one by one. */
  content: string | null
}

const HEADS = 8

export function passesOf(ranks: readonly RankReadings[], mode: TrainingMode): Pass[] {
  const keys = new Map<string, Reading>()
  for (const { readings } of ranks)
    for (const reading of readings) keys.set(`${prefixOf(reading)}${reading.number}`, reading)
  return [...keys].map(([key, reading]) => {
    const samples = ranks.map(({ rank, readings }) => ({
      rank,
      samples: readings
        .filter(each => `${prefixOf(each)}${each.number}` === key)
        .flatMap(each => samplesOf(each, rank)),
    }))
    return {
      ...describe(reading),
      ...count(reading, samples),
      ...contentsOf(samples, mode),
    }
  })
}

function samplesOf({ fetches }: Reading, rank: number): Sample[] {
  return fetches.flatMap(({ fetch: { worker, indices, samples, batch } }) => {
    const length = indices?.length ?? samples?.length ?? 1
    const own = samples ?? (length === 1 ? [batch] : null)
    return Array.from({ length }, (_, at) => ({
      rank,
      worker,
      index: indices ? nameOf(indices[at]) : null,
      content: own?.length === length ? (own[at] ?? null) : null,
    }))
  })
}

const nameOf = (index: unknown) => (typeof index === 'string' ? index : JSON.stringify(index))

const describe = ({ loader, epoch }: Reading) => ({
  loader: loader.loader,
  dataset: loader.dataset.slice(0, 200) || 'unknown',
  size: loader.size,
  iterable: loader.iterable,
  sampler: loader.sampler.slice(0, 400),
  workers: loader.workers,
  epoch,
})

type Read = readonly { rank: number; samples: readonly Sample[] }[]

function count({ loader }: Reading, read: Read) {
  const all = read.flatMap(({ samples }) => samples)
  const readers = new Map<string, Set<number>>()
  for (const { rank, index, content } of all) {
    const name = index ?? content // of an iterable dataset nothing else tells samples apart
    if (name !== null) readers.set(name, (readers.get(name) ?? new Set()).add(rank))
  }
  // Samples that make no whole batch are left out where the loader drops the last.
  const dropped = loader.dropLast ? (loader.batchSize ?? 1) * read.length : 1
  const orders = read.map(({ samples }) => samples.map(({ index, content }) => index ?? content))
  return {
    cut: loader.size === null || all.length <= loader.size - dropped,
    drawn: all.length,
    distinct: readers.size,
    shared: [...readers.values()].filter(ranks => ranks.size > 1).length,
    alike: areAlike(orders),
    sequential: orders.every(isSequential),
    heads: read.map(({ samples }) =>
      samples
        .slice(0, HEADS)
        .flatMap(({ index, content }) => (index ?? content ?? []).slice(0, 60)),
    ),
  }
}

function areAlike(orders: readonly (readonly (string | null)[])[]): boolean {
  const [first, ...others] = orders
  if (!first?.length || others.length === 0 || first.includes(null)) return false
  return others.every(
    each => each.length === first.length && each.every((index, at) => index === first[at]),
  )
}

function isSequential(order: readonly (string | null)[]): boolean {
  const numbers = order.map(index => (index === null || index === '' ? Number.NaN : Number(index)))
  return (
    numbers.length > 1 && numbers.every((each, at) => at === 0 || each > Number(numbers[at - 1]))
  )
}

/**
 * In an identity run every generator is in one state before each sample, so that its content names it. In another run equal
 * contents are one sample, too; unlike ones may be one that was augmented.
 */
function contentsOf(read: Read, mode: TrainingMode) {
  const places = new Map<string, Set<string>>()
  const own = new Map<string, string[]>()
  for (const { rank, worker, content } of read.flatMap(({ samples }) => samples)) {
    if (content === null) continue
    const place = `${rank}/${worker}`
    places.set(content, (places.get(content) ?? new Set()).add(place))
    own.set(place, [...(own.get(place) ?? []), content])
  }
  const ranksOf = (each: ReadonlySet<string>) =>
    new Set([...each].map(place => place.split('/')[0])).size
  const met = [...places.values()]
  // Most samples of one worker are equal: nothing but what is drawn tells them apart.
  const repeats = (contents: readonly string[]) =>
    contents.length > 1 && 2 * new Set(contents).size <= contents.length
  return {
    sameOnRanks: met.filter(each => ranksOf(each) > 1).length,
    sameOnWorkers: met.filter(each => each.size > ranksOf(each)).length,
    drawnSamples: mode === 'identity' ? [...own.values()].some(repeats) : null,
  }
}

type Contents = TrainingRun['fits'][number]['contents']

/** What happened to samples that were read more than once, of each loader. */
export function contentsAgain(ranks: readonly RankReadings[]): Contents {
  /** Of a sample of a loader: its contents, by rank and pass. */
  const met = new Map<string, { rank: number; pass: number; content: string; index: string }[]>()
  let drawn = false
  for (const { rank, readings } of ranks)
    for (const reading of readings) {
      drawn ||= reading.fetches.some(({ fetch }) => fetch.drawn.length > 0)
      for (const { index, content } of samplesOf(reading, rank)) {
        if (index === null || content === null) continue
        const key = `${prefixOf(reading)}${index}`
        const found = met.get(key) ?? []
        found.push({ rank, pass: reading.number, content, index })
        met.set(key, found)
      }
    }
  const counts = { again: 0, varied: 0, across: 0, unlike: 0 }
  let example: string | null = null
  for (const seen of met.values()) {
    const byRank = [...Map.groupBy(seen, ({ rank }) => rank).values()]
    const index = seen[0]?.index.slice(0, 60) ?? null
    for (const own of byRank) {
      if (new Set(own.map(({ pass }) => pass)).size < 2) continue
      counts.again += 1
      if (new Set(own.map(({ content }) => content)).size === 1) continue
      counts.varied += 1
      example ??= index
    }
    if (byRank.length < 2) continue
    counts.across += 1
    if (haveOneInCommon(byRank.map(own => own.map(({ content }) => content)))) continue
    counts.unlike += 1
    example ??= index
  }
  return { ...counts, example, drawn }
}

/** Whether two of some lists share a content. */
function haveOneInCommon(lists: readonly (readonly string[])[]): boolean {
  const seen = new Set<string>()
  for (const list of lists) {
    const own = new Set(list)
    if ([...own].some(content => seen.has(content))) return true
    for (const content of own) seen.add(content)
  }
  return false
}
