import { describe, expect, test } from 'vitest'
import { compare } from '../../src/judge/drift.ts'
import { judge } from '../../src/judge/judge.ts'
import { toRepeat } from '../../src/judge/lazy.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { baselineOf, fresh, put } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** Which scenarios run again, and what is said of those that do not. */

const record = goodRecord()
const baseline = baselineOf(record)
const moved = (scenario: string, name: string, epoch = 0) =>
  put(record, { scenario, name, epoch }, fresh('x'))
const again = (given: ProbeRecord, reference = baseline) =>
  toRepeat(given, compare(given, reference))
const ids = (given: ProbeRecord) => given.suite.scenarios.map(({ id }) => id)

/** As the probe gives it where a scenario equals its reference. */
const spared = (given: ProbeRecord, equal: readonly string[]): ProbeRecord => ({
  ...given,
  equal: [...equal],
  suite: {
    ...given.suite,
    scenarios: given.suite.scenarios.map(each =>
      equal.includes(each.id) ? { ...each, runs: 1 } : each,
    ),
  },
  runs: given.runs.filter(({ scenario, run }) => run === 0 || !equal.includes(scenario)),
})

describe('what runs again', () => {
  test.each<[string, ProbeRecord, string[]]>([
    ['nothing of what equals its reference', record, []],
    ['a scenario with one stream that differs', moved('seeded', 'rank0/order'), ['seeded']],
    ['what it resumes, too', moved('resumed', 'rank1/order', 1), ['resumed', 'cut']],
    ['not what resumes it', moved('cut', 'rank1/order'), ['cut']],
  ])('%s', (_, given, expected) => {
    expect([...again(given)]).toEqual(expected)
  })

  test('everything where there is nothing to compare with', () => {
    expect([...toRepeat(record, null)]).toEqual(ids(record))
  })

  test('what the reference has not measured, or measured otherwise', () => {
    const { 'seeded-persistent': other, ...rest } = baseline.scenarios
    expect(other).toBeDefined()
    expect([...again(record, { ...baseline, scenarios: rest })]).toEqual(['seeded-persistent'])
  })

  test('everything that computes, where computed values cannot be compared', () => {
    const environment = { ...record.environment, threads: 7 }
    const found = again({ ...record, environment })
    expect(found).toContain('seeded')
    expect(found).toContain('resumed')
  })

  test('only what has run counts, if some of it goes on', () => {
    const some = { ...record, runs: record.runs.filter(({ scenario }) => scenario !== 'launcher') }
    expect([...again(some)]).toEqual([])
  })
})

describe('what ran once', () => {
  const SPARED = ['seeded', 'seeded-persistent']
  const statusOf = (given: ProbeRecord, against: typeof baseline | null) =>
    judge({ record: given, baseline: against, pins: null }).checks.find(
      ({ id }) => id === 'repeat-is-identical',
    )

  test('repeats what it equals, and that is said', () => {
    const result = judge({ record: spared(record, SPARED), baseline, pins: null })
    expect(result.verdict).toBe('match')
    expect(statusOf(spared(record, SPARED), baseline)).toMatchObject({
      status: 'pass',
      scenario: expect.stringContaining('seeded, seeded-persistent'),
      detail: 'seeded, seeded-persistent: equal to what they are compared with, so run once',
    })
  })

  test('repeats nothing if it is compared with something else', () => {
    const all = record.suite.scenarios.map(({ id }) => id)
    const given = spared(moved('seeded', 'rank0/order'), all)
    expect(statusOf(given, baseline)?.detail).not.toMatch(/(^|, )seeded(,|:)/)
    expect(statusOf(given, null)?.status).toBe('not-measured')
  })

  test('is not claimed for what has run', () => {
    expect(statusOf(record, baseline)?.detail).toBe('')
  })
})
