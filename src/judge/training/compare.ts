import type { RankOfTraining, Training, TrainingRun } from '../../model/training.ts'
import { kindOf, rowOf } from './causal.ts'
import { byTime, entriesOf, placeOf, type Stream, streamsOf } from './streams.ts'

/** Two runs of a training, stream by stream and moment by moment, in causal order. */

export interface Side {
  training: Training
  run: TrainingRun
}

/** What one stream was at one moment on both sides; null where a side has no such value. */
export interface Cell extends Pick<Stream, 'fit' | 'rank' | 'name'> {
  moment: string
  expected: string | null
  actual: string | null
}

export interface Comparison {
  before: Side
  now: Side
  /** Streams of either side. */
  pairs: readonly Pair[]
  /** Values of either side, one for each moment of each stream. */
  compared: number
  /** Those that differ, in causal order: by fit, by moment, at each moment by kind, then by name and rank. */
  unequal: readonly Cell[]
}

interface Pair extends Pick<Stream, 'fit' | 'rank' | 'name'> {
  expected: string
  actual: string
}

export function compareRuns(before: Side, now: Side): Comparison {
  const pairs = pairsOf(before, now)
  const unequal = pairs.filter(({ expected, actual }) => expected !== actual).flatMap(cellsOf)
  return {
    before,
    now,
    pairs,
    compared: pairs.reduce((sum, pair) => sum + momentsOf(pair).length, 0),
    unequal: unequal.filter(({ expected, actual }) => expected !== actual).sort(byCause),
  }
}

function pairsOf(before: Side, now: Side): Pair[] {
  const pairs = new Map<string, Pair>()
  for (const { trail, ...place } of streamsOf(before.training, before.run))
    pairs.set(placeOf(place), { ...place, expected: trail, actual: '' })
  for (const { trail, ...place } of streamsOf(now.training, now.run)) {
    const key = placeOf(place)
    pairs.set(key, { ...place, expected: pairs.get(key)?.expected ?? '', actual: trail })
  }
  return [...pairs.values()]
}

function momentsOf({ expected, actual }: Pair): string[] {
  const mine = [...entriesOf(actual).keys()]
  if (expected === actual) return mine
  return [...new Set([...entriesOf(expected).keys(), ...mine])]
}

export function cellsOf(pair: Pair): Cell[] {
  const { fit, rank, name } = pair
  const [expected, actual] = [entriesOf(pair.expected), entriesOf(pair.actual)]
  return momentsOf(pair).map(moment => ({
    fit,
    rank,
    name,
    moment,
    expected: expected.get(moment) ?? null,
    actual: actual.get(moment) ?? null,
  }))
}

type Place = Pick<Cell, 'fit' | 'rank' | 'name' | 'moment'>

export const byCause = (a: Place, b: Place): number =>
  a.fit - b.fit ||
  byTime(a.moment, b.moment) ||
  rowOf(a.name) - rowOf(b.name) ||
  a.name.localeCompare(b.name, 'en', { numeric: true }) ||
  a.rank - b.rank

/** How many values stand before a place in causal order. */
export const countBefore = ({ pairs }: Comparison, place: Place): number =>
  pairs.reduce((sum, pair) => {
    const before = momentsOf(pair).filter(moment => byCause({ ...pair, moment }, place) < 0)
    return sum + before.length
  }, 0)

/** Whether rounding can have moved it: what is not computed, or not there on both sides, it cannot. */
export const isRounding = ({ name, expected, actual }: Cell) =>
  kindOf(name).arithmetic && expected !== null && actual !== null

export const rankOf = ({ run }: Side, fit: number, rank: number): RankOfTraining | undefined =>
  run.fits[fit]?.ranks.find(each => each.rank === rank)

/** Losses stand in the order of the moments of their trail. */
export function lossAt(rank: RankOfTraining | undefined, moment: string): string | undefined {
  const moments = [...entriesOf(rank?.channels.loss ?? '').keys()]
  const at = moments.indexOf(moment)
  return at === -1 ? undefined : rank?.losses[at]
}
