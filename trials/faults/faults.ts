import type { Fault } from './fault.ts'
import { DATA } from './rows/data.ts'
import { DRAWS } from './rows/draws.ts'
import { EQUIVALENT } from './rows/equivalent.ts'
import { PHASES } from './rows/phases.ts'
import { SEEDS } from './rows/seeds.ts'
import { SURROUNDINGS } from './rows/surroundings.ts'
import { TRAINING } from './rows/training.ts'

/**
 * Every fault, and what must be said of it. What a fault does is the docstring of `patches/ID.py`, or
 * stands in its row.
 */
export const FAULTS: readonly Fault[] = [
  ...SEEDS,
  ...DATA,
  ...DRAWS,
  ...TRAINING,
  ...PHASES,
  ...SURROUNDINGS,
  ...EQUIVALENT,
]

/** What counts. */
export const REAL = FAULTS.filter(({ equivalent }) => equivalent === undefined)
