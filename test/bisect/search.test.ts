import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { between } from '../../src/bisect/distributions.ts'
import { firstFailing, isolate, minimise, type Outcome } from '../../src/bisect/search.ts'

/** Counts what it is asked for the first time, as a bisection keeps its records. */
function counted(judge: (changes: ReadonlySet<number>) => Outcome) {
  const known = new Map<string, Outcome>()
  const test = async (changes: readonly number[]) => {
    const key = [...changes].sort((a, b) => a - b).join()
    const outcome = known.get(key) ?? judge(new Set(changes))
    known.set(key, outcome)
    return outcome
  }
  return { test, tests: () => known.size }
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)
const among = fc
  .integer({ min: 1, max: 60 })
  .chain(count => fc.tuple(fc.constant(upTo(count)), fc.nat(count - 1)))
const needs = (blame: readonly number[]) => (changes: ReadonlySet<number>) =>
  blame.every(each => changes.has(each)) ? 'fail' : 'pass'

describe('one change alone to blame', () => {
  test('is isolated in ⌈log₂ n⌉ tests', () =>
    fc.assert(
      fc.asyncProperty(among, async ([changes, culprit]) => {
        const { test, tests } = counted(needs([culprit]))
        const { passing, failing } = await isolate(changes, test)
        expect(failing.filter(each => !passing.includes(each))).toEqual([culprit])
        expect(tests()).toBeLessThanOrEqual(Math.ceil(Math.log2(changes.length)))
      }),
    ))

  test('is found though others cannot be built without each other', () =>
    fc.assert(
      fc.asyncProperty(
        among,
        fc.array(fc.nat(59), { maxLength: 8 }),
        async ([changes, culprit], tied) => {
          const group = changes.filter(each => tied.includes(each) && each !== culprit)
          const { test } = counted(present => {
            const there = group.filter(each => present.has(each)).length
            return there > 0 && there < group.length ? 'unresolved' : needs([culprit])(present)
          })
          expect(await minimise(changes, test)).toEqual([culprit])
          const { passing, failing } = await isolate(changes, test)
          expect(failing.filter(each => !passing.includes(each))).toContain(culprit)
        },
      ),
    ))
})

test('changes that only fail together are found together', () =>
  fc.assert(
    fc.asyncProperty(
      fc
        .integer({ min: 4, max: 40 })
        .chain(count =>
          fc.tuple(fc.constant(count), fc.subarray(upTo(count), { minLength: 1, maxLength: 4 })),
        ),
      async ([count, blame]) => {
        const { test } = counted(needs(blame))
        expect(await minimise(upTo(count), test)).toEqual(blame)
        const { passing, failing } = await isolate(upTo(count), test)
        const last = failing.filter(each => !passing.includes(each))
        expect(last).toHaveLength(1)
        expect(blame).toContain(last[0])
      },
    ),
  ))

test('where everything but the whole is unresolved nothing is blamed alone', async () => {
  const { test } = counted(present => (present.size === 6 ? 'fail' : 'unresolved'))
  expect(await minimise(upTo(6), test)).toEqual(upTo(6))
  expect(await isolate(upTo(6), test)).toEqual({ passing: [], failing: upTo(6) })
})

describe('releases', () => {
  test('the first that fails is found, and what cannot be tried is said to be open', () =>
    fc.assert(
      fc.asyncProperty(
        among,
        fc.array(fc.nat(59), { maxLength: 10 }),
        async ([indices, first], broken) => {
          const versions = indices.map(String)
          const skipped = (version: string) =>
            broken.includes(Number(version)) && Number(version) !== indices.length - 1
          const found = await firstFailing(versions, async version =>
            skipped(version) ? 'unresolved' : Number(version) >= first ? 'fail' : 'pass',
          )
          const candidates = [...found.open, found.version]
          expect(candidates).toContain(String(first))
          expect(found.open.every(skipped)).toBe(true)
          expect(candidates.filter(each => !skipped(each))).toEqual([found.version])
        },
      ),
    ))

  test.each([
    ['2.5.0', '2.6.1', ['2.5.0.post0', '2.5.5', '2.6.0']],
    ['2.6.1', '2.5.0', ['2.6.0', '2.5.5', '2.5.0.post0']],
    ['2.6.1', '2.6.1', []],
    ['>=2', '2.6.1', []],
    ['2.5.0+cpu', '2.6.1+cpu', ['2.5.0.post0', '2.5.5', '2.6.0']],
  ])('from %s to %s', (from, to, expected) => {
    const versions = ['2.6.1', '2.6.0', 'strange', '2.5.5', '2.5.0.post0', '2.5.0', '2.4.0']
    expect(between(versions, from, to)).toEqual(expected)
  })
})
