import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { candidates } from '../../src/judge/catalogue.ts'
import { packageChanges } from '../../src/judge/packages.ts'

const ALL = ['worker/python', 'worker/numpy', 'worker/torch', 'main/torch', 'order']
const moved = (anew: string[], resumed: string[] = []) => ({
  anew: new Set(anew),
  resumed: new Set(resumed),
})
const found = (from: string | null, to: string | null, name = 'lightning', groups = moved(ALL)) =>
  candidates([{ name, from, to }], groups)
const ids = (...args: Parameters<typeof found>) => found(...args).map(({ id }) => id)

const SAMPLER = 'lightning-2.0.3-distributed-sampler'
const SEEDS = 'lightning-2.4.0-worker-seeds'
const SEQUENCE = 'lightning-2.5.0-numpy-seed-sequence'
const MIXING = 'lightning-2.6.1-seed-mixing'

describe('a known change', () => {
  test.each([
    ['2.0.2', '2.0.3', [SAMPLER]],
    ['2.0.3', '2.1.0', []],
    ['1.9.5', '2.4.0', [SAMPLER, SEEDS]],
    ['2.3.3', '2.4.0', [SEEDS]],
    ['2.4.0', '2.4.1', []],
    ['2.4.9', '2.5.0', [SEQUENCE]],
    ['2.5.0', '2.6.0', []],
    ['2.6.0', '2.6.1', [MIXING]],
    ['2.6.1', '2.6.2', []],
    ['2.3.0', '2.6.6', [SEEDS, SEQUENCE, MIXING]],
    ['2.4.0', '2.6.0', [SEQUENCE]],
    ['2.0.0', '2.0.0', []],
    ['2.9.0', '2.10.0', []],
  ])('from %s to %s is %j, in either direction', (from, to, expected) => {
    expect(ids(from, to)).toEqual(expected)
    expect(ids(to, from)).toEqual(expected)
  })

  test.each([
    ['2.0.2', '2.0.3', ALL],
    ['2.3.0', '2.4.0', ['worker/numpy', 'worker/python', 'worker/torch']],
    ['2.4.0', '2.5.0', ['worker/numpy']],
    ['2.6.0', '2.6.1', ['worker/python', 'worker/torch']],
  ])('from %s to %s calls for all of %j to have moved', (from, to, moves) => {
    fc.assert(
      fc.property(fc.subarray(ALL), groups => {
        const fits = moves.every(group => groups.includes(group))
        expect(ids(from, to, 'lightning', moved(groups))).toHaveLength(fits ? 1 : 0)
      }),
    )
  })

  test.each([
    ['2.8.0+cu128', '2.12.0', ['torch-2.12.0-trunc-normal']],
    ['2.12.0', '2.13.0+cpu', []],
  ])('of torch from %s to %s is %j, in either direction', (from, to, expected) => {
    const groups = moved(['draw/torch/nn.init.trunc_normal_'])
    expect(ids(from, to, 'torch', groups)).toEqual(expected)
    expect(ids(to, from, 'torch', groups)).toEqual(expected)
    expect(ids(from, to, 'torch', moved(['draw/torch/rand']))).toEqual([])
  })

  test('that is one of several shows in any of its channels: the others may have undone the rest', () => {
    fc.assert(
      fc.property(fc.subarray(ALL), fc.subarray(['order']), (anew, resumed) => {
        const seen = (...groups: string[]) => groups.some(group => anew.includes(group))
        expect(ids('2.4.1', '2.6.6', 'lightning', moved(anew, resumed))).toEqual([
          ...(seen('worker/numpy') ? [SEQUENCE] : []),
          ...(resumed.length ? ['lightning-2.5.3-order-after-resume'] : []),
          ...(seen('worker/python', 'worker/torch') ? [MIXING] : []),
        ])
      }),
    )
  })

  test('says what, from which version to which, and where it is written', () => {
    for (const name of ['lightning', 'pytorch-lightning'])
      expect(found('2.3.0', '2.6.6', name)).toMatchObject(
        ['20055', '20369', '21399'].map(pull => ({
          package: name,
          versions: '2.3.0 → 2.6.6',
          what: expect.stringMatching(/^since /),
          link: `https://github.com/Lightning-AI/pytorch-lightning/pull/${pull}`,
        })),
      )
  })

  test.each(['2.5.2', '2.5.3', '2.5.4'])(
    'of the order after a resume is at 2.5.3 (%s)',
    version => {
      fc.assert(
        fc.property(fc.subarray(ALL), fc.subarray(ALL), (anew, resumed) => {
          const found = ids(version, '2.5.9', 'lightning', moved(anew, resumed))
          const fits = version === '2.5.2' && resumed.includes('order')
          expect(found).toEqual(fits ? ['lightning-2.5.3-order-after-resume'] : [])
        }),
      )
    },
  )

  test('is of its package alone', () => expect(ids('2.3.0', '2.6.6', 'torch')).toEqual([]))
  test('of a package that is new is none', () => expect(ids(null, '2.6.6')).toEqual([]))
  test('of a package that is gone is none', () => expect(ids('2.3.0', null)).toEqual([]))
  test('is found among other changes', () => {
    const changes = [
      { name: 'torch', from: '2.12.0', to: '2.13.0' },
      { name: 'pytorch-lightning', from: '2.6.0', to: '2.6.1' },
    ]
    expect(candidates(changes, moved(ALL)).map(each => each.package)).toEqual(['pytorch-lightning'])
  })
})

describe('packages that changed', () => {
  const version = fc.constantFrom('1.0', '1.1', '2.0')
  const name = fc.constantFrom(
    'lightning',
    'torch',
    'numpy',
    'pytorch-lightning',
    'a',
    'b',
    'python',
  )
  const versions = fc.dictionary(name, version, { noNullPrototype: true })

  test('are those whose versions differ, with both', () => {
    fc.assert(
      fc.property(versions, versions, (before, now) => {
        const names = new Set([...Object.keys(before), ...Object.keys(now)])
        const expected = [...names]
          .filter(each => before[each] !== now[each])
          .map(each => ({ name: each, from: before[each] ?? null, to: now[each] ?? null }))
        const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1)
        const found = packageChanges({ versions: before }, { versions: now }).map(
          ({ name, from, to }) => ({ name, from, to }),
        )
        expect(found.sort(byName)).toEqual(expected.sort(byName))
      }),
    )
  })

  test('are told in one order, whatever theirs is: the frameworks first, then by name', () => {
    const order = ['lightning', 'pytorch-lightning', 'torch', 'numpy', 'a', 'b', 'python']
    fc.assert(
      fc.property(fc.shuffledSubarray(order), names => {
        const now = Object.fromEntries(names.map(each => [each, '1.0']))
        const told = packageChanges({ versions: {} }, { versions: now }).map(each => each.name)
        expect(told).toEqual(order.filter(each => names.includes(each)))
      }),
    )
  })
})
