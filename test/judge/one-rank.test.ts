import { describe, expect, test } from 'vitest'
import { judge } from '../../src/judge/judge.ts'
import { SUITE_NAMES } from '../../src/model/suite.ts'
import { suite } from '../../src/probe/suites.ts'
import { baselineOf, check, checksOf } from '../../support/judging.ts'
import { alter, epoch, goodRecord, hash } from '../../support/record.ts'

/** One rank has no distributed sampler: it shuffles by what its main process draws. */

const ID = 'order-starts-over-on-one-rank'
const OF_RANKS = [
  'init-weights-agree',
  'replicas-agree-at-start',
  'replicas-agree-at-end',
  'main-streams-agree',
  'main-streams-differ-unseeded',
  'worker-streams-differ-across-ranks',
  'launcher-agrees',
  'resume-continues-order',
]

describe.each(SUITE_NAMES)('the %s suite', name => {
  const record = goodRecord(suite(name, 1))

  test('repeats, though unseeded orders differ from run to run', () => {
    const orders = record.runs
      .filter(({ scenario }) => scenario === 'unseeded')
      .map(({ channels }) => channels['rank0/order']?.[0]?.digest)
    expect(new Set(orders).size).toBe(orders.length)
    expect(judge({ record, baseline: null, pins: null }).verdict).toBe('new')
  })

  test('matches its own baseline, which has no unseeded order', () => {
    const baseline = baselineOf(record)
    expect(Object.keys(baseline.channels).filter(each => /^unseeded.*order/.test(each))).toEqual([])
    expect(judge({ record, baseline, pins: null }).verdict).toBe('match')
  })

  test('decides no check of several ranks, but for scenarios that have them', () => {
    const measured = checksOf(record).filter(
      ({ id, status }) => OF_RANKS.includes(id) && status !== 'not-measured',
    )
    const scenarios = new Set(measured.map(({ scenario }) => scenario))
    expect([...scenarios]).toEqual(name === 'full' ? ['more-ranks'] : [])
  })
})

describe('a resume on one rank', () => {
  const good = goodRecord(suite('full', 1))

  test('that goes on is no hazard', () => expect(check(good, ID).status).toBe('pass'))

  test('that begins with the order of epoch 0 is told, and does not fail', () => {
    const { digest } = epoch(hash('the first'), 0)
    const over = alter(good, 'resumed', /order/, () => ({ digest }))
    expect(check(over, ID)).toMatchObject({
      status: 'hazard',
      detail: 'resumed/rank0/order · epoch 1 differs from uncut',
      subjects: ['resumed: order'],
    })
    expect(judge({ record: over, baseline: null, pins: null }).verdict).toBe('new')
  })

  test('is left to the check where there are ranks enough', () => {
    const two = goodRecord(suite('full', 2))
    expect(check(two, ID).status).toBe('not-measured')
    expect(check(two, 'resume-continues-order').status).toBe('pass')
  })
})
