import type { Verdict } from '../../src/model/verdict.ts'

/**
 * A fault that is injected into a real environment, and what must be said of it. The verdict is the
 * gravest that applies, so a fault that makes one rank differ by chance is `unstable` first, whatever
 * else it violates.
 */
export interface Fault {
  /** The name of its patch. */
  id: string
  /** What the field calls it. */
  name: string
  verdict: Verdict
  /** Checks that must fail. More may. */
  checks?: readonly string[]
  /** Groups of channels that must be among those that differ from the baseline. More may. */
  moved?: readonly string[]
  /** What an `error` must say, or what must be said beside a `match`. */
  says?: RegExp
  /** Why it cannot be seen: then it is run, must not be, and is not counted. */
  equivalent?: string
  /** What it needs around the environment, or is. */
  around?: Around
}

/** Texts by their names. */
export type Files = Readonly<Record<string, string>>

/** What a fault is besides the patch of its own name, or in its place. */
export interface Around {
  /** What it does, where it is no patch. */
  what?: string
  /** The patch of another fault. */
  patch?: string
  env?: Readonly<Record<string, string>>
  flags?: readonly string[]
  /** Flags of the interpreter. */
  interpreter?: readonly string[]
  /** Releases that lie before the environment's own on PYTHONPATH. */
  overlay?: readonly string[]
  /** Files of the repository. */
  files?: Files
  /** Files that lie on PYTHONPATH. */
  site?: Files
}

export const violation = (id: string, name: string, ...checks: string[]): Fault => ({
  id,
  name,
  verdict: 'violation',
  checks,
})

export const unstable = (id: string, name: string, ...checks: string[]): Fault => ({
  id,
  name,
  verdict: 'unstable',
  checks: ['repeat-is-identical', ...checks],
})

export const drift = (id: string, name: string, ...moved: string[]): Fault => ({
  id,
  name,
  verdict: 'drift',
  moved,
})

export const error = (id: string, name: string, says: RegExp): Fault => ({
  id,
  name,
  verdict: 'error',
  says,
})

/** Where nothing need be said. */
export const NOTHING = /^/

/** Surroundings that are no fault: nothing moves, and the report says what was done about them. */
export const tolerated = (id: string, name: string, says = NOTHING): Fault => ({
  id,
  name,
  verdict: 'match',
  says,
})

export const equivalent = (id: string, name: string, argument: string): Fault => ({
  id,
  name,
  verdict: 'match',
  equivalent: argument,
})

/** The same fault with something around it. */
export const within = (around: Around, fault: Fault): Fault => ({ ...fault, around })

/** The patch that a fault is installed by; null for one that is none. */
export const patchOf = ({ id, around }: Fault): string | null =>
  around?.what === undefined ? (around?.patch ?? id) : null
