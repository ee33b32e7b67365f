import type { RankFile } from './files.ts'
import { type LineOf, linesOf } from './raw.ts'

/** What one rank read for what it trained: fetches of its training loaders, batch by batch. */

type Fetch = LineOf<'fetch'>

/** One pass over a training loader, cut to the batches that were trained: loaders fetch ahead. */
export interface Reading {
  /** Number of the pass over this loader, from 0. */
  number: number
  loader: LineOf<'loader'>
  epoch: number
  /** In the order in which they were trained. */
  fetches: readonly { moment: string; fetch: Fetch }[]
}

/** In the order of loaders, then of epochs. */
export function readingsOf(file: RankFile): Reading[] {
  const epochs = momentsByEpoch(file)
  const begun = file.lines.flatMap((line, at) =>
    line.k === 'loader' && line.stage === 'train' ? [{ line, at }] : [],
  )
  const fetches = fetchesByPass(file)
  const numbers = [...new Set(begun.map(({ line }) => line.loader))].sort((a, b) => a - b)
  return numbers.flatMap(number => {
    const passes = begun.filter(({ line }) => line.loader === number)
    return [...epochs].flatMap(([epoch, { moments, at }], position) => {
      const read = passesOfEpoch(passes, epoch, at)
      const [first] = read
      if (!first) return []
      const all = read.flatMap(({ line }) => fetches.get(keyOf(line)) ?? [])
      return {
        number: position,
        loader: first.line,
        epoch,
        fetches: all
          .slice(0, moments.length)
          .map((fetch, index) => ({ moment: moments[index] ?? '', fetch })),
      }
    })
  })
}

const keyOf = ({ pass, again }: { pass: number; again: number }) => `${pass}.${again}`

interface Begun {
  line: LineOf<'loader'>
  at: number
}

/**
 * The passes that an epoch was trained from. Something may have begun one before and dropped it; a short loader beside a
 * long one begins again within the epoch. A training that goes on from a checkpoint begins its pass before it knows the epoch.
 */
function passesOfEpoch(passes: readonly Begun[], epoch: number, firstBatch: number): Begun[] {
  const own = passes.filter(({ line }) => line.epoch === epoch)
  const before = (own.length ? own : passes).filter(({ at }) => at < firstBatch).slice(-1)
  return [...before, ...own.filter(({ at }) => at > firstBatch)]
}

/** The batches of each epoch, and where in the file the first one is. */
function momentsByEpoch({ lines }: RankFile): Map<number, { moments: string[]; at: number }> {
  const epochs = new Map<number, { moments: string[]; at: number }>()
  for (const [at, line] of lines.entries()) {
    if (line.k !== 'batch') continue
    const epoch = Number(line.moment.split('.')[0])
    const found = epochs.get(epoch) ?? { moments: [], at }
    found.moments.push(line.moment)
    epochs.set(epoch, found)
  }
  return epochs
}

/** Loaders give the batches of their workers in turn. */
function fetchesByPass({ lines, workers }: RankFile): Map<string, Fetch[]> {
  const passes = new Map<string, Fetch[]>()
  for (const each of [lines, ...workers])
    for (const fetch of linesOf(each, 'fetch')) {
      const key = keyOf(fetch)
      const found = passes.get(key) ?? []
      found.push(fetch)
      passes.set(key, found)
    }
  for (const found of passes.values())
    found.sort((a, b) => a.n - b.n || (a.worker ?? 0) - (b.worker ?? 0))
  return passes
}

/** Where a fetch was made: `worker0`, or `loader` for the main process. */
export const placeOf = ({ worker }: Fetch) => (worker === null ? 'loader' : `worker${worker}`)

/** What begins the names of channels of a loader; the first one's have no beginning. */
export const prefixOf = ({ loader }: Pick<Reading, 'loader'>) =>
  loader.loader === 0 ? '' : `loader${loader.loader}/`
