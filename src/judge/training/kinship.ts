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
  /** The largest difference of later losses, and of those of runs that only round otherwise; null where there are none. */
  control: { losses: number; rounding: number } | null
}

/** What is known of how far rounding alone moves a training. */
export interface Noise {
  /** The share that repeats of one environment have. */
  share: number
  /** A run beside each that differs from it in the last bits of its first weights alone. */
  controls: readonly Comparison[]
}

const EQUAL: Kinship = {
  closeness: 'equal',
  first: null,
  difference: null,
  share: 0,
  measured: '',
  rounded: null,
  control: null,
}

interface Measured {
  what: string
  value: number
  share: number
}

/** Repeats and controls show a part of what rounding can do: others may show more of it. */
const SLACK = 4

/**
 * What is not computed has to be equal from start to end, or rounding explains nothing. What is computed is judged at
 * the first step in which it differs, for the whole model: of one tensor, such as a bias before BatchNorm, all may be noise.
 */
export function kinshipOf(
  comparison: Comparison,
  { share, controls }: Noise = { share: 0, controls: [] },
): Kinship {
  const [first] = comparison.unequal
  if (!first) return EQUAL
  const input = comparison.unequal.find(cell => !isRounding(cell))
  if (input === first) return { ...EQUAL, closeness: 'different', first }
  const floor = computeAlike(comparison) ? floorOf(controls, first.fit) : null
  const begins = atFirst(comparison, first)
  const begun = Math.max(0, ...begins.map(each => each.share))
  const allowed = Math.max(1, SLACK * (floor?.share ?? 0))
  const growth = floor ? SLACK * Math.max(1, begun / floor.share) : 0
  // What an input changes is no matter of rounding.
  const later = laterLosses(comparison, first).filter(
    ({ moment }) => !input || input.fit !== first.fit || timeOf(moment) < timeOf(input.moment),
  )
  const { later: most } = mostOf(comparison)
  const losses = later.map(({ moment, value }) =>
    shareOf('loss of later steps', value, Math.max(most, growth * (floor?.at(moment) ?? 0))),
  )
  const atOnce = begins.map(each => ({ ...each, share: each.share / allowed }))
  const [worst] = [...atOnce, ...losses].toSorted((a, b) => b.share - a.share)
  const told = {
    difference: worst?.value ?? null,
    share: worst?.share ?? Number.POSITIVE_INFINITY,
    measured: worst?.what ?? '',
    control: floor && { losses: largest(later), rounding: largest(floor.losses) },
  }
  if (told.share > Math.max(1, SLACK * share))
    return { closeness: 'different', first, ...told, rounded: null }
  if (input) return { closeness: 'different', first: input, ...told, rounded: first }
  return { closeness: 'close', first, ...told, rounded: null }
}

/** Fewer bits are no rounding of the same computation, whatever rounding does to what has them. */
export const computeAlike = ({ before, now }: Pick<Comparison, 'before' | 'now'>): boolean =>
  (['precision', 'products'] as const).every(
    key => before.training.settings[key] === now.training.settings[key],
  )

/** Of the side that rounds less. */
function mostOf({ before, now }: Comparison): Tolerance {
  const then = toleranceOf(before.training.settings.precision)
  const today = toleranceOf(now.training.settings.precision)
  return then.gradients < today.gradients ? then : today
}

const largest = (losses: readonly { value: number }[]) =>
  Math.max(0, ...losses.map(({ value }) => value))

/** How far rounding alone moves a training: at first, as a share of what is allowed, and its losses until a moment. */
interface Floor {
  share: number
  losses: readonly { moment: string; value: number }[]
  at(moment: string): number
}

/** Of all controls together. One that is equal tells nothing, nor does one that has read or drawn something else. */
function floorOf(controls: readonly Comparison[], fit: number): Floor | null {
  const told = controls.flatMap(control => {
    const first = control.unequal.find(cell => cell.fit === fit)
    return first && control.unequal.every(isRounding) ? [{ control, first }] : []
  })
  const begins = told.flatMap(({ control, first }) => atFirst(control, first))
  const share = Math.max(0, ...begins.map(each => each.share))
  const losses = told.flatMap(({ control, first }) => laterLosses(control, first))
  const at = (moment: string) =>
    largest(losses.filter(each => timeOf(each.moment) <= timeOf(moment)))
  return share > 0 ? { share, losses, at } : null
}

/** Whatever is recorded in the first step that differs, before weights move. */
function atFirst(comparison: Comparison, first: Cell): Measured[] {
  const most = mostOf(comparison)
  const begins =
    timeOf(first.moment) < 0 ? measuredAt(comparison, first, most.init, 'initial ') : []
  const those = inFirstStep(comparison, first)
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
  ]
}

/** All that differs in the first step of the fit in which anything does. */
function inFirstStep({ unequal }: Comparison, { fit }: Cell): Cell[] {
  const inSteps = unequal.filter(cell => cell.fit === fit && timeOf(cell.moment) >= 0)
  return inSteps.filter(({ moment }) => moment === inSteps[0]?.moment)
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

/** Rounding grows from step to step. */
function laterLosses(comparison: Comparison, first: Cell): { moment: string; value: number }[] {
  const [step] = inFirstStep(comparison, first)
  const later = comparison.unequal.filter(
    ({ fit, name, moment }) => fit === first.fit && name === 'loss' && moment !== step?.moment,
  )
  return later.flatMap(cell => {
    const value = differenceAt(comparison, cell)
    return value === null ? [] : { moment: cell.moment, value }
  })
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
