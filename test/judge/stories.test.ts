import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare } from '../../src/judge/drift.ts'
import { group, parseChannel } from '../../src/model/channels.ts'
import { coordinateOf } from '../../src/model/coordinate.ts'
import {
  at,
  baselineOf,
  fresh,
  type Place,
  placesOf,
  plan,
  put,
  stream,
} from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** Any channels that move are told in stories, the causally first of them first. */

const suite = plan({
  plain: { runs: 2 },
  other: { differs: { seed: 43 } },
  alone: { differs: { num_workers: 0 } },
})
const good = goodRecord(suite)
const baseline = baselineOf(good)

const CAUSES = [
  'weights.init',
  'order',
  'worker',
  'dataset',
  'main',
  'weights.start',
  'weights.end',
]
const scenarios = suite.scenarios.map(({ id }) => id)

const nameOf = ({ scenario, name }: Place) => `${scenario}/${name}`
const groupOf = (name: string) => {
  const channel = parseChannel(name)
  return channel && group(channel)
}

/** What comes first has the smallest key: by cause, then as the suite lists its scenarios. */
function cause({ scenario, name }: Place): number[] {
  const [, rank = '', kind = '', worker = '0'] = /rank(\d+)\/([a-z.]+)(\d*)/.exec(name) ?? []
  return [CAUSES.indexOf(kind), scenarios.indexOf(scenario), Number(rank), Number(worker)]
}

const byCause = (a: Place, b: Place) => {
  const [mine, theirs] = [cause(a), cause(b)]
  const differing = mine.findIndex((value, index) => value !== theirs[index])
  return differing === -1
    ? a.name.localeCompare(b.name)
    : (mine[differing] ?? 0) - (theirs[differing] ?? 0)
}

const places = placesOf(good, /./).filter(({ epoch }) => epoch === 0)
const all = [...places].sort(byCause).map(nameOf)

const moved = fc.subarray(places, { minLength: 1, maxLength: 12 }).map(chosen => ({
  names: [...chosen].sort(byCause).map(nameOf),
  comparison: compare(
    chosen.reduce((record, place) => put(record, place, fresh(nameOf(place))), good),
    baseline,
  ),
}))

test('every moved channel is in one story', () => {
  fc.assert(
    fc.property(moved, ({ names, comparison }) => {
      const told = comparison.stories.flatMap(({ channels }) => channels)
      expect(told.sort()).toEqual([...names].sort())
    }),
  )
})

test('a story is of one part of the training', () => {
  fc.assert(
    fc.property(moved, ({ comparison }) => {
      for (const { channels } of comparison.stories)
        expect(new Set(channels.map(groupOf)).size).toBe(1)
    }),
  )
})

test('a part that moved from the same place on is one story', () => {
  fc.assert(
    fc.property(moved, ({ names, comparison }) => {
      expect(comparison.stories).toHaveLength(new Set(names.map(groupOf)).size)
    }),
  )
})

test('the first divergence is the causally first', () => {
  fc.assert(
    fc.property(moved, ({ names: [first], comparison: { firstDivergence, stories } }) => {
      expect(firstDivergence?.coordinate.split(' · ')[0]).toBe(first)
      expect(stories[0]?.channels[0]).toBe(first)
    }),
  )
})

test('what comes before the first divergence is counted, and all that was compared', () => {
  fc.assert(
    fc.property(moved, ({ names: [first = ''], comparison: { firstDivergence, compared } }) => {
      expect(firstDivergence).toMatchObject({
        matchingBefore: all.indexOf(first),
        compared: all.length,
      })
      expect(compared).toBe(all.length)
    }),
  )
})

test('the first divergence has the values of the first story', () => {
  fc.assert(
    fc.property(moved, ({ comparison: { firstDivergence, stories } }) => {
      const { expected, actual } = stories[0] ?? {}
      expect(firstDivergence).toMatchObject({ expected, actual })
    }),
  )
})

test('only the first run of a scenario is held against the baseline', () => {
  fc.assert(
    fc.property(fc.constantFrom(...placesOf(good, /./)), place => {
      fc.pre(place.scenario === 'plain')
      expect(compare(put(good, place, fresh('x'), 1), baseline).stories).toEqual([])
      expect(compare(put(good, place, fresh('x'), 0), baseline).stories).toHaveLength(1)
    }),
  )
})

describe('channels of one part are told apart', () => {
  const ranks = [0, 1].map(rank => ({
    scenario: 'plain',
    name: `rank${rank}/main/numpy`,
    epoch: 0,
  }))
  const [one, other] = ranks as [Place, Place]
  const told = (first: object, second: object) =>
    compare(put(put(good, one, first), other, second), baseline).stories.map(story => story.first)
  const digest = fresh('x').digest
  const later = ({ head }: { head: string[] }, draw: number) => ({
    ...stream({ ...at(good, one), digest }),
    head: head.map((value, index) => (index < draw ? value : (fresh('y').head[index] ?? ''))),
  })

  test('by the draw', () =>
    expect(
      told(later(at(good, one), 1), later(at(good, other), 3)).map(({ draw }) => draw),
    ).toEqual([1, 3]))
  test('by the step, where no draw is known', () => {
    const [first = '', last = ''] = at(good, one).trail.split(' ')
    const trails = [`0:00000000 ${last}`, `${first} 1:00000000`]
    expect(told({ digest, trail: trails[0] }, { digest, trail: trails[1] })).toEqual([
      { epoch: 0, step: 0, draw: null },
      { epoch: 0, step: 1, draw: null },
    ])
  })
  test('by the epoch', () => {
    const next = put(put(good, one, { digest }), { ...other, epoch: 1 }, { digest })
    expect(compare(next, baseline).stories.map(({ first }) => first.epoch)).toEqual([0, 1])
  })
  test('not by the step where the draw is the same', () =>
    expect(
      told({ ...later(at(good, one), 1), trail: '0:00000000' }, later(at(good, other), 1)),
    ).toHaveLength(1))
})

const where = { epoch: 2, step: 5, draw: 7 }
test.each([
  ['a/rank0/main/torch', where, 'a/rank0/main/torch · epoch 2 · step 5 · draw 7'],
  ['a/rank0/main/torch', { ...where, step: null }, 'a/rank0/main/torch · epoch 2 · draw 7'],
  ['a/rank0/main/torch', { ...where, draw: null }, 'a/rank0/main/torch · epoch 2 · step 5'],
  ['a/rank0/order', { ...where, step: null, draw: null }, 'a/rank0/order · epoch 2'],
  ['a/rank0/weights.end', where, 'a/rank0/weights.end · value 7'],
  ['a/rank0/weights.end', { ...where, draw: null }, 'a/rank0/weights.end'],
  [
    'a/rank0/main/torch',
    { epoch: 0, step: 0, draw: 0 },
    'a/rank0/main/torch · epoch 0 · step 0 · draw 0',
  ],
])('%s, %j is said %s', (name, coordinates, said) =>
  expect(coordinateOf(name, coordinates)).toBe(said),
)
