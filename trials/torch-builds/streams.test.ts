import { expect, test } from 'vitest'
import { plan } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'
import { difference } from './streams.ts'

const record = goodRecord(plan({ plain: {} }))
const [name = ''] = Object.keys(record.runs[0]?.channels ?? {})

test('two records of the same streams do not differ', () => {
  const { streams, differing } = difference(record, structuredClone(record))
  expect(streams).toBeGreaterThan(5)
  expect(differing).toEqual([])
})

test('what nobody has seeded does not count', () => {
  const other = structuredClone(record)
  for (const { parameters } of other.suite.scenarios) parameters.seed_everything = false
  expect(difference(other, other).streams).toBe(0)
})

test('a stream that differs in one epoch, or is not there, is named', () => {
  const other = structuredClone(record)
  const [epoch] = other.runs[0]?.channels[name] ?? []
  if (epoch) epoch.digest = 'f'.repeat(32)
  expect(difference(record, other).differing).toEqual([`plain/${name}`])
  const lacking = structuredClone(record)
  delete lacking.runs[0]?.channels[name]
  expect(difference(record, lacking).differing).toEqual([`plain/${name}`])
})
