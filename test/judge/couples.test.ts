import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../src/judge/checks.ts'
import {
  at,
  check,
  failures,
  fresh,
  type Place,
  placesOf,
  plan,
  put,
  stream,
} from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** Checks that hold runs against each other: any one fault is found by its check alone. */

const say = ({ scenario, name, epoch }: Place) =>
  name.startsWith('rank') && name.includes('weights.')
    ? `${scenario}/${name}`
    : `${scenario}/${name} · epoch ${epoch}`

/** Channels that no relation within a run looks at together with others. */
const LONE = /worker|order/
const LONG = { max_epochs: 3 }

describe('repeat-is-identical', () => {
  const record = goodRecord(
    plan({
      plain: { differs: LONG, runs: 3 },
      unseeded: { differs: { ...LONG, seed_everything: false }, runs: 2 },
    }),
  )
  const any = (scenario: string, kind: RegExp) =>
    fc.constantFrom(...placesOf(record, kind).filter(each => each.scenario === scenario))

  test('names what a repetition has not alike', () => {
    fc.assert(
      fc.property(any('plain', LONE), fc.constantFrom(1, 2), (place, run) => {
        expect(failures(put(record, place, fresh('x'), run))).toEqual({
          'repeat-is-identical': `${say(place)} differs between two runs`,
        })
      }),
    )
  })

  test('where the first run is the odd one, every other differs', () => {
    fc.assert(
      fc.property(any('plain', LONE), place => {
        expect(failures(put(record, place, fresh('x'), 0))).toEqual({
          'repeat-is-identical': `${say(place)} differs between two runs, and 1 more`,
        })
      }),
    )
  })

  test('holds whole digests against each other, whatever the first values are', () => {
    fc.assert(
      fc.property(any('plain', LONE), place => {
        const { digest } = fresh('x')
        expect(failures(put(record, place, { digest }, 1))).toHaveProperty('repeat-is-identical')
        expect(failures(put(record, place, { head: fresh('x').head }, 1))).toEqual({})
      }),
    )
  })

  test('names the first epoch that differs', () => {
    fc.assert(
      fc.property(any('plain', LONE), fc.nat(2), (place, later) => {
        const first = put(record, place, fresh('x'), 1)
        const twice = put(first, { ...place, epoch: later }, fresh('y'), 1)
        const epoch = Math.min(place.epoch, later)
        expect(failures(twice)).toEqual({
          'repeat-is-identical': `${say({ ...place, epoch })} differs between two runs`,
        })
      }),
    )
  })

  test('asks of unseeded runs for the same order alone', () => {
    fc.assert(
      fc.property(any('unseeded', LONE), place => {
        const found = Object.keys(failures(put(record, place, fresh('x'), 1)))
        expect(found).toEqual(place.name.includes('order') ? ['repeat-is-identical'] : [])
      }),
    )
  })

  test('names every scenario that was repeated, and none that was not', () => {
    const suite = plan({
      a: { runs: 2 },
      b: { differs: { num_workers: 0 } },
      c: { differs: { seed: 1 }, runs: 3 },
    })
    expect(check(goodRecord(suite), 'repeat-is-identical')).toMatchObject({
      status: 'pass',
      scenario: 'a, c',
    })
  })
})

const NEUTRAL = [
  ['launcher-agrees', { launcher: 'lightning' as const }],
  ['sanity-check-is-isolated', { num_sanity_val_steps: 2 }],
  ['defaults-change-nothing', { trainer: 'default' as const }],
] as const

describe.each(NEUTRAL)('%s', (id, row) => {
  const record = goodRecord(plan({ plain: {}, other: row }))
  const any = fc.constantFrom(...placesOf(record, LONE).filter(each => each.scenario === 'other'))

  test('names what differs, and from what', () => {
    fc.assert(
      fc.property(any, place => {
        const [found = '', ...others] = Object.entries(failures(put(record, place, fresh('x'))))
        expect(others).toEqual([])
        expect([
          [id, `${say(place)} differs from plain`],
          [id, `${say({ ...place, scenario: 'plain' })} differs from other`],
        ]).toContainEqual(found)
      }),
    )
  })

  test('is evaluated on both scenarios', () =>
    expect(check(record, id)).toMatchObject({ status: 'pass', scenario: 'plain, other' }))

  const OTHERWISE: [string, Parameters<typeof plan>[0]][] = [
    ['differ in a parameter too', { plain: {}, other: { ...row, differs: { dataset_size: 8 } } }],
    [
      'are not seeded',
      {
        plain: { differs: { seed_everything: false } },
        other: { ...row, differs: { seed_everything: false } },
      },
    ],
    ['do not differ', { plain: row, other: row }],
    ['have no other beside them', { plain: row }],
  ]
  test.each(OTHERWISE)('says nothing of scenarios that %s', (_, rows) =>
    expect(check(goodRecord(plan(rows)), id)).toEqual({
      id,
      status: 'not-measured',
      scenario: '',
      detail: CHECKS.find(each => each.id === id)?.look.without,
      subjects: [],
      fix: '',
      explanation: '',
      link: null,
      issues: [],
      unexplained: [],
    }),
  )
})

describe('validation-leaves-training-alone', () => {
  const id = 'validation-leaves-training-alone'
  const rows = { plain: {}, quiet: { validate: 'quiet' as const }, loud: { validate: true } }
  const record = goodRecord(plan(rows))
  const of = (scenario: string, kind: RegExp) =>
    fc.constantFrom(...placesOf(record, kind).filter(each => each.scenario === scenario))

  test('holds a training that validates quietly against one that does not validate', () =>
    expect(check(record, id)).toMatchObject({ status: 'pass', scenario: 'plain, quiet' }))

  test('names what training draws otherwise', () => {
    fc.assert(
      fc.property(of('quiet', /worker|\d\/order/), place => {
        expect(failures(put(record, place, fresh('x')))).toEqual({
          [id]: `${say(place)} differs from plain`,
        })
      }),
    )
  })

  test('leaves alone what validation itself does, and a validation that draws', () => {
    const others = fc.oneof(of('quiet', /val\.|modes/), of('loud', /\d\/order/))
    fc.assert(
      fc.property(others, place => {
        expect(failures(put(record, place, fresh('x')))).not.toHaveProperty(id)
      }),
    )
  })
})

test.each([
  ['train mode', 1],
  ['eval mode', 2],
])('a module that validation leaves in %s is told by its modes', (_, epoch) => {
  const record = goodRecord(plan({ plain: { differs: LONG, validate: true } }))
  const place = { scenario: 'plain', name: 'rank1/modes', epoch }
  expect(failures(put(record, place, fresh('x')))).toEqual({
    'modes-survive-validation': `rank1/modes · epoch ${epoch} differs from rank1/modes · epoch 0`,
  })
})

test('modes of an epoch that is cut are held against as many first ones', () => {
  const record = goodRecord(plan({ plain: { differs: LONG, validate: true, max_steps: 3 } }))
  const [first, cut] = [0, 1].map(epoch => ({ scenario: 'plain', name: 'rank0/modes', epoch }))
  if (!first || !cut) throw new Error('unreachable')
  const { head } = at(record, first)
  const fewer = (values: string[]) => put(record, cut, { head: values.slice(0, 2) })
  expect(
    failures(
      put(
        fewer(head),
        { ...cut, name: 'rank1/modes' },
        at(record, { ...first, name: 'rank1/modes' }),
      ),
    ),
  ).toEqual({})
  expect(failures(fewer(['0', '1']))).toHaveProperty('modes-survive-validation')
})

describe('main streams', () => {
  const record = goodRecord(
    plan({
      plain: { differs: LONG },
      none: { differs: { ...LONG, num_workers: 0 } },
      unseeded: { differs: { ...LONG, seed_everything: false } },
    }),
  )
  const places = (scenario: string, kind: RegExp) =>
    placesOf(record, kind).filter(each => each.scenario === scenario && each.epoch > 0)

  test.each([
    ['plain', /main/],
    ['unseeded', /main/],
    ['none', /dataset/],
  ])('of %s that repeat an earlier epoch are named', (scenario, kind) => {
    fc.assert(
      fc.property(fc.constantFrom(...places(scenario, kind)), place => {
        const before = { ...place, epoch: 0 }
        expect(failures(put(record, place, stream(at(record, before))))).toHaveProperty([
          'main-streams-differ-across-epochs',
        ])
      }),
    )
  })

  test('may be those of another rank: seeded, they are', () =>
    expect(check(record, 'main-streams-differ-across-epochs').status).toBe('pass'))

  test('that start over within an epoch are named', () => {
    const place = { scenario: 'none', name: 'rank1/dataset/torch', epoch: 1 }
    expect(failures(put(record, place, { startsOver: 4 }))).toEqual({
      'main-streams-do-not-repeat': 'rank1/dataset/torch · epoch 1 starts over at draw 4',
    })
  })
})
