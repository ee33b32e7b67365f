import { expect, test } from 'vitest'
import { isAlike } from '../../src/bisect/trials.ts'
import { couldNotMeasure, type Judgement } from '../../src/judge/judge.ts'

/** Whether a trial does what all changes together do. */

const judged = (verdict: Judgement['verdict'], coordinate = 'c', actual = 'a'): Judgement => ({
  ...couldNotMeasure(''),
  verdict,
  firstDivergence: { coordinate, expected: 'e', actual, matchingBefore: 0, compared: 1 },
})

test.each<[boolean, Judgement, Judgement]>([
  [true, judged('drift'), judged('drift')],
  [false, judged('drift'), judged('violation')],
  [false, judged('drift'), judged('drift', 'd')],
  [false, judged('drift'), judged('drift', 'c', 'b')],
  // What does not repeat begins to differ elsewhere each time.
  [true, judged('unstable'), judged('unstable', 'd', 'b')],
  [false, judged('unstable'), judged('drift')],
])('%s', (expected, one, other) => expect(isAlike(one, other)).toBe(expected))
