import type { Verdict } from '../../src/model/verdict.ts'

/** A package whose real releases are compared with each other, and what must be said of each bump. */
export interface Ladder {
  package: 'lightning' | 'torch'
  releases: readonly string[]
  steps: readonly Step[]
}

/** What is said of a bump in one direction. */
export interface Outcome {
  verdict: Verdict
  /** Checks that fail and that a baseline of the release before does not accept. */
  fails: string[]
  /** What a baseline of the release before accepts as broken, and what holds now. */
  improved: string[]
}

/** Two neighbouring releases. What moves is the same in both directions, and so is its cause. */
export interface Step {
  from: string
  to: string
  why: string
  /** Groups of channels that move, no others. */
  moved: string[]
  /** Scenarios in which anything moves, no others. */
  scenarios: string[]
  candidates: string[]
  up: Outcome
  down: Outcome
}

export interface Expectation extends Omit<Step, 'up' | 'down'>, Outcome {
  direction: 'up' | 'down'
}

export const expectations = ({ steps }: Ladder): Expectation[] =>
  steps.flatMap(({ up, down, ...step }) => [
    { ...step, direction: 'up' as const, ...up },
    { ...step, direction: 'down' as const, ...down, from: step.to, to: step.from },
  ])

/** How an improvement is written in a table. */
export const improvement = (check: string, group: string) => `${check} (${group})`

const matches: Outcome = { verdict: 'match', fails: [], improved: [] }
export const moves: Outcome = { verdict: 'drift', fails: [], improved: [] }

export const quiet = { moved: [], scenarios: [], candidates: [], up: matches, down: matches }
