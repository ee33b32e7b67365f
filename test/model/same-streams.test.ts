import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import { withoutReferences, withReferences } from '../../src/model/same-streams.ts'

/** Streams that equal others are written once. */

const schema = z
  .record(z.string(), z.union([z.object({ v: z.int() }), z.string()]))
  .transform(withoutReferences)

const ROWS = { plain: {}, other: { seed: 43 }, most: { seed: 43, seed_workers: false } }
const write = (values: Record<string, number>) =>
  withReferences(
    Object.fromEntries(Object.entries(values).map(([name, v]) => [name, { v }])),
    ROWS,
    ({ v }) => String(v),
  )

const streams = fc
  .uniqueArray(
    fc.tuple(
      fc.constantFrom('plain', 'other', 'most'),
      fc.constantFrom('rank0', 'rank1', 'rank2', 'rank3-7', 'rank10'),
      fc.constantFrom('order', 'seeds', 'main/torch', 'worker0/torch'),
    ),
    { selector: parts => parts.join('/'), minLength: 1, maxLength: 60 },
  )
  .chain(names =>
    fc.record(Object.fromEntries(names.map(parts => [parts.join('/'), fc.nat(2)] as const))),
  )

test('whatever is equal, what is read is what was written', () => {
  fc.assert(
    fc.property(streams, values => {
      const read = schema.parse(write(values))
      const expected = Object.entries(values).map(([name, v]) => [name, { v }])
      expect(read).toEqual(Object.fromEntries(expected))
    }),
    { numRuns: 500 },
  )
})

test('each value of a part is written once', () => {
  fc.assert(
    fc.property(streams, values => {
      const own = Object.entries(write(values)).filter(([, value]) => typeof value !== 'string')
      const part = (name: string) => name.split('/').slice(2).join('/')
      const texts = own.map(([name, value]) => `${part(name)} ${JSON.stringify(value)}`)
      expect(new Set(texts).size).toBe(texts.length)
    }),
    { numRuns: 500 },
  )
})

test('what a text refers to does not depend on the order in which streams were measured', () => {
  fc.assert(
    fc.property(streams, values => {
      const reversed = Object.fromEntries(Object.entries(values).reverse())
      expect(write(reversed)).toEqual(write(values))
    }),
  )
})

test('the plainest scenario and its first rank have the values, whatever comes first in the alphabet', () => {
  expect(write({ 'most/rank0/order': 1, 'plain/rank0/order': 1, 'plain/rank1/order': 1 })).toEqual({
    'most/rank0': '= plain/rank0',
    'plain/rank0/order': { v: 1 },
    'plain/rank1': '= plain/rank0',
  })
})

test('a rank that is like another but for one stream has one line for that', () => {
  const alike = { 'plain/rank0/order': 1, 'plain/rank0/seeds': 2, 'plain/rank0/main/torch': 3 }
  const same = { 'other/rank0/order': 9, 'other/rank0/seeds': 2, 'other/rank0/main/torch': 3 }
  expect(write({ ...alike, ...same })).toMatchObject({
    'other/rank0': '= plain/rank0',
    'other/rank0/order': { v: 9 },
  })
  expect(write({ ...alike, ...same })).not.toHaveProperty(['other/rank0/seeds'])
})

test('where two move alike, one line moves; where one stays, it gets a line', () => {
  const before = { 'plain/rank0/order': 1, 'plain/rank0/seeds': 2, 'other/rank0/order': 1 }
  const all = { ...before, 'other/rank0/seeds': 2 }
  const lines = (values: Record<string, number>) =>
    Object.entries(write(values)).map(line => JSON.stringify(line))
  const moved = (values: Record<string, number>) =>
    lines(values).filter(line => !lines(all).includes(line))
  expect(moved({ ...all, 'plain/rank0/order': 7, 'other/rank0/order': 7 })).toEqual([
    '["plain/rank0/order",{"v":7}]',
  ])
  expect(moved({ ...all, 'plain/rank0/order': 7 })).toEqual([
    '["plain/rank0/order",{"v":7}]',
    '["other/rank0/order",{"v":1}]',
  ])
})

describe('a file is refused', () => {
  const cases: [string, object, RegExp][] = [
    [
      'that refers to nothing',
      { 'a/rank0/order': '= b/rank0' },
      /expected b\/rank0\/order in this/,
    ],
    ['that refers to no place', { 'a/rank0': '= b/rank0' }, /expected streams of b\/rank0/],
    [
      'with a chain',
      { 'a/rank0/x': '= b/rank0', 'b/rank0/x': '= c/rank0', 'c/rank0/x': { v: 1 } },
      /a\/rank0\/x .*b\/rank0\/x to have values of its own, found another reference/s,
    ],
    ['with a stream that refers to itself', { 'a/rank0/x': '= a/rank0' }, /another reference/],
    ['with a place that refers to itself', { 'a/rank0': '= a/rank0' }, /another reference/],
    [
      'with two that refer to each other',
      { 'a/rank0': '= b/rank0', 'b/rank0': '= a/rank0' },
      /another reference/,
    ],
    ['with a text that is none', { 'a/rank0/x': 'seeded' }, /expected a reference such as/],
    ['with a place that has values', { 'a/rank0': { v: 1 } }, /expected a reference such as/],
    ['that refers to what every object has', { 'a/rank0': '= constructor/rank0' }, /found none/],
  ]
  test.each(cases)('%s, in one sentence', (_, written, message) => {
    const { error } = schema.safeParse(written)
    expect(error?.issues).toHaveLength(1)
    expect(`${error?.issues[0]?.path} ${error?.issues[0]?.message}`).toMatch(message)
  })

  test('that is short and stands for millions of streams', () => {
    const own = [...Array(400).keys()].map(part => [`a/rank0/part${part}`, { v: 1 }] as const)
    const places = [...Array(300).keys()].map(rank => [`a/rank${rank + 1}`, '= a/rank0'] as const)
    const { error } = schema.safeParse(Object.fromEntries([...own, ...places]))
    expect(error?.issues[0]?.message).toBe('expected at most 100000 streams')
  })
})
