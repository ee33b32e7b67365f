import type { Verdict } from '../../src/model/verdict.ts'

/** A script that stands in for a team's training, and how it is started. */
export interface Script {
  /** The name of its file in `faults/` or `sound/`; its docstring says what it does. */
  id: string
  /** What comes after the interpreter: by default the script. */
  words?: readonly string[]
  /** Flags of `lddpr observe`. */
  flags?: readonly string[]
  /** Releases that the environment of the tests lacks. */
  overlay?: readonly string[]
}

/** A fault of a team's code, and what must be said of it. */
export interface Fault extends Script {
  /** What the field calls it. */
  name: string
  verdict: Verdict
  /** Checks that must fail; for a `match`: hazards that must be listed. More may. */
  checks: readonly string[]
  /** The first place that differs between two runs. */
  place?: RegExp
  /** What an `error` must say. */
  says?: RegExp
  /** Why it cannot be told from a sound training: then it is run, must be silent, and is not counted. */
  equivalent?: string
}

export const violation = (id: string, name: string, ...checks: string[]): Fault => ({
  id,
  name,
  verdict: 'violation',
  checks,
})

/** Two runs differ, from this place on. */
export const unstable = (id: string, name: string, place: RegExp, ...checks: string[]): Fault => ({
  id,
  name,
  verdict: 'unstable',
  checks: ['training-repeats', ...checks],
  place,
})

/** What hurts and may be meant: it is listed, and never fails. */
export const hazard = (id: string, name: string, ...checks: string[]): Fault => ({
  id,
  name,
  verdict: 'match',
  checks,
})

export const error = (id: string, name: string, says: RegExp): Fault => ({
  id,
  name,
  verdict: 'error',
  checks: [],
  says,
})

export const equivalent = (id: string, name: string, argument: string): Fault => ({
  ...hazard(id, name),
  equivalent: argument,
})

/** The same fault, started in another way. */
export const started = (by: Omit<Script, 'id'>, fault: Fault): Fault => ({ ...fault, ...by })
