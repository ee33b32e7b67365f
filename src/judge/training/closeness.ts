import type { Collection } from '../../model/training.ts'

/** How far two computations are from each other, and what rounding explains. */

/** Relative differences that rounding explains, of the whole model. */
export interface Tolerance {
  /** Of the initial weights. */
  init: number
  /** Of the loss and of all gradients, in the first step that differs. */
  loss: number
  gradients: number
  /** Of what the optimizer has changed, where loss and gradients are equal bit for bit. */
  update: number
  /** Of the losses of later steps. */
  later: number
}

/**
 * Measured on trainings of 20 steps: other threads, instructions and orders of summation stay below half of each;
 * a learning rate off by 1 %, another dropout or a smoothing of 0.001 are beyond. Those of 8, 64 and whole 16 bits follow
 * from the number of bits.
 */
export const TOLERANCES: readonly { precision: RegExp; most: Tolerance }[] = [
  {
    // A weight is rounded by more than a step moves it.
    precision: /16-true|transformer-engine/,
    most: {
      init: 5e-3,
      loss: 1e-2,
      gradients: 1e-2,
      update: Number.POSITIVE_INFINITY,
      later: 1e-1,
    },
  },
  {
    precision: /16/,
    most: { init: 5e-7, loss: 1e-3, gradients: 5e-3, update: 2e-3, later: 1e-2 },
  },
  {
    precision: /^64/,
    most: { init: 1e-15, loss: 1e-14, gradients: 1e-13, update: 1e-11, later: 1e-9 },
  },
  {
    precision: /./,
    most: { init: 5e-7, loss: 1e-6, gradients: 2e-5, update: 2e-3, later: 1e-3 },
  },
]

export function toleranceOf(precision: string): Tolerance {
  const row = TOLERANCES.find(each => each.precision.test(precision)) ?? TOLERANCES.at(-1)
  if (!row) throw new TypeError('a precision has its row')
  return row.most
}

/** A float as Python's `float.hex` writes it. */
function fromHex(text: string): number {
  const found = /^(-?)0x([01])\.?([0-9a-f]*)p([+-]\d+)$/.exec(text)
  if (!found) return text === 'nan' ? Number.NaN : text.startsWith('-') ? -Infinity : Infinity
  const [, sign, lead, digits = '', power] = found
  const fraction = digits ? Number.parseInt(digits, 16) / 16 ** digits.length : 0
  return (sign ? -1 : 1) * (Number(lead) + fraction) * 2 ** Number(power)
}

/** The floats of a batch's losses: `0x1p+0`, or `g=0x1p+0 d=0x1p-1` of a manual optimisation. */
export const lossesOf = (text: string): number[] =>
  (text.match(/(?<=^|[\s,=])(-?0x[01](\.[0-9a-f]+)?p[+-]\d+|-?inf|nan)(?=$|[\s,])/g) ?? []).map(
    fromHex,
  )

/** Squares of a difference and of a length: those of parts add up to those of the whole. */
export interface Distance {
  difference: number
  length: number
}

export const NO_DISTANCE: Distance = { difference: 0, length: 0 }

export const plus = (a: Distance, b: Distance): Distance => ({
  difference: a.difference + b.difference,
  length: a.length + b.length,
})

/** 0 where both are zero; infinite where one is not finite, or has other parts. */
export function relative({ difference, length }: Distance): number {
  if (!Number.isFinite(difference) || !Number.isFinite(length)) return Number.POSITIVE_INFINITY
  if (difference === 0) return 0
  return Math.sqrt(difference / length)
}

const NOT_FINITE: Distance = { difference: Number.POSITIVE_INFINITY, length: 1 }

/** The distance between sketches: 16 signed sums estimate the difference, the sum of squares is the length. Null where one is missing. */
export function distanceOfSketches(a: Collection | null, b: Collection | null): Distance | null {
  if (!a?.sketch || !b?.sketch) return null
  const [mine, theirs] = [a.sketch.map(fromHex), b.sketch.map(fromHex)]
  if (![...mine, ...theirs].every(Number.isFinite)) return NOT_FINITE
  const sums = mine.slice(0, 16).map((each, at) => (each - (theirs[at] ?? 0)) ** 2)
  return {
    difference: sums.reduce((sum, each) => sum + each, 0),
    length: Math.max(mine[16] ?? 0, theirs[16] ?? 0),
  }
}

/**
 * The distance between sketches of weights, relative to what was done since the start: sums of differences are differences of sums,
 * so that 16 of them estimate a length.
 */
export function distanceOfUpdates(
  a: Collection | null,
  b: Collection | null,
  start: Collection | null,
): Distance | null {
  const [apart, done] = [distanceOfSketches(a, b), distanceOfSketches(start, b)]
  return apart && done ? { difference: apart.difference, length: done.difference } : null
}

/** Below this part of the largest loss of a run, a loss is as good as zero. */
const TINY = 0.1

/** Of the losses of one batch, as vectors; `largest` is the square of the largest loss. Null where nothing is recorded. */
export function distanceOfLosses(
  a: string | undefined,
  b: string | undefined,
  largest: number,
): Distance | null {
  if (a === undefined || b === undefined) return null
  const [mine, theirs] = [lossesOf(a), lossesOf(b)]
  if (mine.length === 0 || mine.length !== theirs.length) return NOT_FINITE
  if (![...mine, ...theirs].every(Number.isFinite)) return a === b ? NO_DISTANCE : NOT_FINITE
  const squares = (values: readonly number[]) => values.reduce((sum, each) => sum + each ** 2, 0)
  return {
    difference: squares(mine.map((each, at) => each - (theirs[at] ?? 0))),
    length: Math.max(squares(mine), squares(theirs), TINY ** 2 * largest),
  }
}
