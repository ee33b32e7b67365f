import { kindOf, timeOf } from './causal.ts'
import {
  type Distance,
  distanceOfLosses,
  distanceOfSketches,
  distanceOfUpdates,
  NO_DISTANCE,
  plus,
  relative,
  type Tolerance,
  toleranceOf,
} from './closeness.ts'
import { type Cell, type Comparison, isRounding, lossAt, rankOf, type Side } from './compare.ts'
import { entriesOf, Tensors } from './streams.ts'

/** Whether two runs are equal, close or different. */

export interface Kinship {
  closeness: 'equal' | 'close' | 'different'
  /** The first value that counts; null where all are equal. */
  first: Cell | null
  /** The relative difference that decides; null where none was measured. */
  difference: number | null
  /** The same as a part of what rounding explains: 1 is all of it. */
  share: number
  /** What that is the difference of: `gradients`. */
  measured: string
  /** Where rounding moves something before what counts. */
  rounded: Cell | null
}

const EQUAL: Kinship = {
  closeness: 'equal',
  first: null,
  difference: null,
  share: 0,
  measured: '',
  rounded: null,
}

interface Measured {
  what: string
  value: number
  share: number
}

/** Repeats show a part of what rounding can do: others may show more of it. */
const SLACK = 4

/**
 * What is not computed has to be equal from start to end, or rounding explains nothing. What is computed is judged at
 * the first step in which it differs, for the whole model: of one tensor, such as a bias before BatchNorm, all may be noise.
 * `noise`: the share that repeats of one environment have.
 */
export function kinshipOf(comparison: Comparison, noise = 0): Kinship {
  const [first] = comparison.unequal
  if (!first) return EQUAL
  const input = comparison.unequal.find(cell => !isRounding(cell))
  if (input === first) return { ...EQUAL, closeness: 'different', first }
  const [worst] = measurements(comparison, first).toSorted((a, b) => b.share - a.share)
  const told = {
    difference: worst?.value ?? null,
    share: worst?.share ?? Number.POSITIVE_INFINITY,
    measured: worst?.what ?? '',
  }
  if (told.share > Math.max(1, SLACK * noise))
    return { closeness: 'different', first, ...told, rounded: null }
  if (input) return { closeness: 'different', first: input, ...told, rounded: first }
  return { closeness: 'close', first, ...told, rounded: null }
}

/** Whatever is recorded in the first step that differs, before weights move, and how the losses go on. */
function measurements(comparison: Comparison, first: Cell): Measured[] {
  const { precision } = comparison.now.training.settings
  const most = toleranceOf(precision)
  const fit = first.fit
  const inSteps = comparison.unequal.filter(cell => cell.fit === fit && timeOf(cell.moment) >= 0)
  const begins =
    timeOf(first.moment) < 0 ? measuredAt(comparison, first, most.init, 'initial ') : []
  const [step] = inSteps
  if (!step) return begins
  const those = inSteps.filter(({ moment }) => moment === step.moment)
  const of = (id: string) => those.find(cell => kindOf(cell.name).id === id)
  const [loss, gradients, weights] = [of('loss'), of('gradients'), of('weights')]
  // Adam makes noise of gradients that differ by rounding: an update counts where they are equal.
  const update = !loss && !gradients && weights && timeOf(first.moment) >= 0
  const shown = update
    ? []
    : those.filter(cell => !['loss', 'gradients'].includes(kindOf(cell.name).id))
  const rest = loss || gradients ? [] : shown.slice(0, 1)
  return [
    ...begins,
    ...(loss ? measuredAt(comparison, loss, most.loss) : []),
    ...(gradients ? measuredAt(comparison, gradients, most.gradients) : []),
    ...(update ? measuredUpdate(comparison, weights, most.update) : []),
    ...rest.flatMap(cell => measuredAt(comparison, cell, most.gradients)),
    ...laterLosses(comparison, step, most),
  ]
}

const shareOf = (what: string, value: number, most: number): Measured => ({
  what,
  value,
  share: value / most,
})

function measuredAt(comparison: Comparison, cell: Cell, most: number, prefix = ''): Measured[] {
  const value = differenceAt(comparison, cell)
  return value === null ? [] : [shareOf(`${prefix}${kindOf(cell.name).words}`, value, most)]
}

/** The relative difference of everything of one kind at one moment, of the rank where it is largest. */
function differenceAt(comparison: Comparison, cell: Cell): number | null {
  const { before, now } = comparison
  const tensors = { before: new Tensors(before.training), now: new Tensors(now.training) }
  const isLoss = kindOf(cell.name).id === 'loss'
  const scale = isLoss ? largestLoss(before, cell.fit) : 0
  return worstOf(comparison, cell, (mine, theirs, name) =>
    isLoss
      ? distanceOfLosses(lossAt(theirs, cell.moment), lossAt(mine, cell.moment), scale)
      : distanceOfSketches(
          tensors.before.at(theirs, name, cell.moment),
          tensors.now.at(mine, name, cell.moment),
        ),
  )
}

type Rank = ReturnType<typeof rankOf>

/** Streams of one kind are parts of one whole; the rank that is farthest off counts. */
function worstOf(
  { pairs, before, now }: Comparison,
  at: Cell,
  distance: (mine: Rank, theirs: Rank, name: string) => Distance | null,
): number | null {
  const kind = kindOf(at.name)
  const those = pairs.filter(({ fit, name }) => fit === at.fit && kindOf(name) === kind)
  const known = [...Map.groupBy(those, ({ rank }) => rank)].flatMap(([rank, members]) => {
    const [mine, theirs] = [rankOf(now, at.fit, rank), rankOf(before, at.fit, rank)]
    const found = members.flatMap(({ name }) => distance(mine, theirs, name) ?? [])
    return found.length ? relative(found.reduce(plus, NO_DISTANCE)) : []
  })
  return known.length ? Math.max(...known) : null
}

/** Relative to what the steps have done until then: of the weights themselves an update is a small part. */
function measuredUpdate(comparison: Comparison, cell: Cell, most: number): Measured[] {
  const { before, now } = comparison
  const tensors = { before: new Tensors(before.training), now: new Tensors(now.training) }
  const start = (all: Tensors, rank: Rank) =>
    all.at(rank, cell.name, 'start') ?? all.at(rank, cell.name, 'init')
  const value = worstOf(comparison, cell, (mine, theirs, name) =>
    distanceOfUpdates(
      tensors.before.at(theirs, name, cell.moment),
      tensors.now.at(mine, name, cell.moment),
      start(tensors.now, mine),
    ),
  )
  return value === null ? [] : [shareOf('update of the weights', value, most)]
}

/** Rounding grows from step to step, and stays small for so few. */
function laterLosses(comparison: Comparison, step: Cell, most: Tolerance): Measured[] {
  const later = comparison.unequal.filter(
    ({ fit, name, moment }) => fit === step.fit && name === 'loss' && moment !== step.moment,
  )
  const values = later.flatMap(cell => differenceAt(comparison, cell) ?? [])
  return values.length ? [shareOf('loss of later steps', Math.max(...values), most.later)] : []
}

function largestLoss(side: Side, fit: number): number {
  const ranks = side.run.fits[fit]?.ranks ?? []
  const squares = ranks.flatMap(rank =>
    [...entriesOf(rank.channels.loss ?? '').keys()].map(
      moment => distanceOfLosses(lossAt(rank, moment), lossAt(rank, moment), 0)?.length ?? 0,
    ),
  )
  return Math.max(0, ...squares.filter(Number.isFinite))
}
