import type { Fault } from './fault.ts'
import { DATA } from './rows/data.ts'
import { GENERATORS, WORKERS } from './rows/generators.ts'
import { RANKS } from './rows/ranks.ts'
import { ERRORS, RUNS } from './rows/runs.ts'

/** Every fault, and what must be said of it. What a fault does is the docstring of `faults/ID.py`. */
export const FAULTS: readonly Fault[] = [
  ...GENERATORS,
  ...WORKERS,
  ...DATA,
  ...RANKS,
  ...RUNS,
  ...ERRORS,
]

/** What counts. */
export const REAL = FAULTS.filter(({ equivalent }) => equivalent === undefined)
