import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare } from '../../src/judge/drift.ts'
import { judge } from '../../src/judge/judge.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { baselineOf, fresh, placesOf, plan, put } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** What cannot be compared with the baseline is not compared, and the report tells it. */

const good = goodRecord(plan({ plain: {}, unseeded: { differs: { seed_everything: false } } }))
const baseline = baselineOf(good)
const names = Object.keys(baseline.channels)
const isWeights = (name: string) => name.includes('/weights.')

const ELSEWHERE: [string, Partial<ProbeRecord['environment']>, string][] = [
  [
    'another CPU',
    { cpuCapability: 'AVX512' },
    "computed values depend on the CPU's instructions: AVX2 in the baseline, AVX512 here",
  ],
  [
    'more threads',
    { threads: 8 },
    'computed values depend on the number of threads: 1 in the baseline, 8 here',
  ],
]

test.each(ELSEWHERE)('weights on %s are not compared', (_, change, reason) => {
  const record = { ...good, environment: { ...good.environment, ...change } }
  const { notCompared, compared, added } = compare(record, baseline)
  expect(notCompared.map(each => each.reason)).toEqual([reason])
  expect([...(notCompared[0]?.channels ?? [])].sort()).toEqual(names.filter(isWeights).sort())
  expect(compared).toBe(names.filter(name => !isWeights(name)).length)
  expect(added).toEqual([])
})

test.each(ELSEWHERE)('every other channel on %s is', (_, change) => {
  const record = { ...good, environment: { ...good.environment, ...change } }
  const places = placesOf(good, /./).filter(({ scenario }) => scenario === 'plain')
  fc.assert(
    fc.property(fc.constantFrom(...places), place => {
      const { stories } = compare(put(record, place, fresh('x')), baseline)
      expect(stories).toHaveLength(isWeights(place.name) ? 0 : 1)
    }),
  )
})

test('weights on the same CPU with as many threads are compared', () =>
  expect(compare(good, baseline)).toMatchObject({ notCompared: [], compared: names.length }))

test('of unseeded runs the order alone is in the baseline and compared', () => {
  const order = names.filter(name => name.startsWith('unseeded/'))
  expect(order).toEqual(['unseeded/rank0/order', 'unseeded/rank1/order'])
  fc.assert(
    fc.property(fc.constantFrom(...placesOf(good, /./)), place => {
      fc.pre(place.scenario === 'unseeded')
      const { stories, added } = compare(put(good, place, fresh('x')), baseline)
      expect(stories).toHaveLength(place.name.endsWith('/order') ? 1 : 0)
      expect(added).toEqual([])
    }),
  )
})

test('a channel that the baseline lacks is added, and neither compared nor drift', () => {
  fc.assert(
    fc.property(fc.subarray(names, { minLength: 1 }), left => {
      const channels = Object.fromEntries(
        Object.entries(baseline.channels).filter(([name]) => !left.includes(name)),
      )
      const { stories, added, compared, notCompared } = compare(good, { ...baseline, channels })
      expect({ stories, notCompared }).toEqual({ stories: [], notCompared: [] })
      expect([...added].sort()).toEqual([...left].sort())
      expect(compared).toBe(names.length - left.length)
    }),
  )
})

test('a scenario is the same in whatever order its row is written', () => {
  const record = goodRecord(plan({ plain: {}, other: { differs: { seed: 1, num_workers: 0 } } }))
  const known = baselineOf(record)
  const reversed = (row: object) => Object.fromEntries(Object.entries(row).reverse())
  const { plain = {}, other = {} } = known.scenarios
  expect(Object.keys(other)).toHaveLength(2)
  const scenarios = { plain, other: reversed(other) }
  expect(compare(record, { ...known, scenarios })).toMatchObject({ stories: [], added: [] })
})

test('what a smaller suite leaves out is named, with the suite', () => {
  const small = goodRecord({ ...plan({ plain: {} }), name: 'small' })
  expect(compare(small, baseline).notCompared).toEqual([
    {
      channels: ['unseeded/rank0/order', 'unseeded/rank1/order'],
      reason: 'the small suite does not measure them',
    },
  ])
})

test('of what a smaller suite imports, nothing is told', () => {
  const evidence = { pins: null, baseline: { ...baseline, packages: { tensorboard: '2.21.0' } } }
  const packages = [{ name: 'tensorboard', version: '2.21.0', imported: false }]
  const told = (record: ProbeRecord) => {
    const environment = { ...record.environment, packages }
    return judge({ ...evidence, record: { ...record, environment } }).changedPackages
  }
  expect(told(good)).toMatchObject([{ name: 'tensorboard', use: 'no longer imported' }])
  expect(told(goodRecord({ ...plan({ plain: {} }), name: 'small' }))).toEqual([])
})
