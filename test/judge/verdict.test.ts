import { describe, expect, test } from 'vitest'
import { couldNotMeasure, judge } from '../../src/judge/judge.ts'
import type { Accepted, Baseline } from '../../src/model/baseline.ts'
import { VERDICTS } from '../../src/model/verdict.ts'
import { baselineOf, check, fresh, type Place, plan, put } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** The verdict, the sentence that gives its reason, and what goes with it. */

const rows = {
  plain: { differs: { max_epochs: 3 }, runs: 2 },
  alone: { differs: { num_workers: 0 } },
}
const good = goodRecord(plan(rows))
const baseline = baselineOf(good)
const compared = Object.keys(baseline.channels).length
const on = (record: typeof good, known: Baseline | null = baseline) =>
  judge({ record, baseline: known, pins: null })
const accepting = (...accepted: Partial<Accepted>[]): Baseline => ({
  ...baseline,
  accepted: accepted.map(entry => ({
    check: '',
    subjects: [''],
    reason: 'r',
    author: 'a',
    ...entry,
  })),
})

const worker: Place = { scenario: 'plain', name: 'rank1/worker1/torch', epoch: 1 }
const moved = put(good, worker, fresh('x'))
const order: Place = { scenario: 'plain', name: 'rank0/order', epoch: 2 }
const movedTwice = put(moved, order, fresh('y'))
const movedAlike = put(moved, { ...worker, name: 'rank0/worker1/torch' }, fresh('w'))
const again = put(good, worker, { startsOver: 2 })
const stuck = put(again, { scenario: 'plain', name: 'rank1/main/torch', epoch: 0 }, fresh('z'))
const shaky = put(stuck, worker, fresh('x'), 1)
const larger = goodRecord(plan({ ...rows, third: { differs: { seed: 1, max_epochs: 3 } } }))
const third = Object.keys(baselineOf(larger).channels).length - compared

test.each([
  ['match', good, baseline, `all ${compared} streams equal the baseline, and every check passes`],
  ['drift', moved, baseline, `1 of ${compared} streams differ from the baseline`],
  ['drift', movedAlike, baseline, `2 of ${compared} streams differ from the baseline`],
  ['drift', movedTwice, baseline, `2 of ${compared} streams differ from the baseline`],
  ['violation', again, baseline, 'worker-streams-do-not-repeat fails (plain)'],
  [
    'violation',
    stuck,
    baseline,
    'main-streams-agree fails (plain); worker-streams-do-not-repeat fails (plain)',
  ],
  ['unstable', shaky, baseline, 'plain/rank1/worker1/torch · epoch 1 differs between two runs'],
  ['new', good, null, 'every check passes'],
  ['new', larger, baseline, `the baseline lacks ${third} streams of this suite`],
  ['violation', again, null, 'worker-streams-do-not-repeat fails (plain)'],
  [
    'drift',
    put(larger, worker, fresh('x')),
    baseline,
    `1 of ${compared} streams differ from the baseline`,
  ],
] as const)('%s', (verdict, record, known, summary) => {
  expect(on(record, known)).toMatchObject({ verdict, summary, error: null })
})

test('a violation that is accepted is none', () => {
  const known = accepting({
    check: 'worker-streams-do-not-repeat',
    subjects: ['plain: worker/torch'],
  })
  expect(on(again, known)).toMatchObject({
    verdict: 'match',
    summary: expect.stringMatching(/, and 1 check fails, as the baseline accepts$/),
    improvements: [],
  })
})

test('a record that does not repeat is unstable, accepted or not', () => {
  const lone = put(good, worker, fresh('x'), 1)
  const known = accepting({ check: 'repeat-is-identical', subjects: ['plain: worker/torch'] })
  expect(check(lone, 'repeat-is-identical', known.accepted).status).toBe('accepted')
  expect(on(lone, known).verdict).toBe('unstable')
})

test('a suite without repetitions is not unstable', () => {
  const once = goodRecord(plan({ plain: {} }))
  expect(check(once, 'repeat-is-identical').status).toBe('not-measured')
  expect(on(once, baselineOf(once)).verdict).toBe('match')
})

describe('an improvement', () => {
  const id = 'worker-streams-do-not-repeat'
  const torch = 'plain: worker/torch'
  test('is an accepted violation that is gone, in words', () =>
    expect(on(good, accepting({ check: id, subjects: [torch] })).improvements).toMatchObject([
      { check: id, sentence: 'No worker stream starts over within an epoch.', subjects: [torch] },
    ]))
  test('is only the part that is gone', () => {
    const known = accepting({ check: id, subjects: [torch, 'plain: worker/numpy'] })
    expect(on(again, known).improvements).toMatchObject([{ subjects: ['plain: worker/numpy'] }])
  })
  test('is none of a scenario that this suite lacks', () =>
    expect(on(good, accepting({ check: id, subjects: ['x: worker/numpy'] })).improvements).toEqual(
      [],
    ))
  test('of a check that is no more goes by its id', () =>
    expect(on(good, accepting({ check: 'old', subjects: [torch] })).improvements).toMatchObject([
      { check: 'old', sentence: 'old' },
    ]))
  test('is none where nothing was accepted', () => expect(on(good).improvements).toEqual([]))
  test('is none without a baseline', () => expect(on(good, null).improvements).toEqual([]))
})

test('a suite that decides no check is an error, and no match', () =>
  expect(on(goodRecord(plan({})), null)).toMatchObject({
    verdict: 'error',
    summary: 'the test suite decides no check',
  }))

test('what was compared is passed on', () => {
  const judged = on(put(larger, worker, fresh('x')))
  expect(judged.added).toHaveLength(third)
  expect(judged.added.every(name => name.startsWith('third/'))).toBe(true)
  expect(judged.drift.map(({ channels }) => channels)).toEqual([['plain/rank1/worker1/torch']])
  expect(judged.firstDivergence?.coordinate).toBe('plain/rank1/worker1/torch · epoch 1')
  expect(judged.notCompared).toEqual([])
})

test('without a baseline nothing is compared', () => {
  const { drift, firstDivergence, added, notCompared } = on(good, null)
  expect([drift, firstDivergence, added, notCompared]).toEqual([[], null, [], []])
})

test('a measurement that failed is an error with its words', () => {
  expect(couldNotMeasure('no interpreter')).toMatchObject({
    verdict: 'error',
    summary: 'no interpreter',
    error: { message: 'no interpreter', detail: '' },
  })
  expect(couldNotMeasure('a', 'b').error).toEqual({ message: 'a', detail: 'b' })
})

test('the verdicts are in the order of gravity', () =>
  expect(VERDICTS.map(({ name }) => name)).toEqual([
    'error',
    'unstable',
    'violation',
    'drift',
    'new',
    'match',
  ]))
