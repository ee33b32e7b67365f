import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { at, failures, type Place, placesOf, plan, put, stream } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** What another seed must change. */

const say = ({ scenario, name, epoch }: Place) =>
  name.startsWith('rank') && name.includes('weights.')
    ? `${scenario}/${name}`
    : `${scenario}/${name} · epoch ${epoch}`

/** Channels that no relation within a run looks at together with others. */
const LONE = /worker|order/

describe('seed-changes-streams', () => {
  const record = goodRecord(plan({ plain: {}, other: { differs: { seed: 7 } } }))
  const kept = (place: Place, part: (epoch: ReturnType<typeof at>) => object) =>
    failures(put(record, { ...place, scenario: 'other' }, part(at(record, place))))
  const any = (kind: RegExp) =>
    fc.constantFrom(...placesOf(record, kind).filter(each => each.scenario === 'plain'))

  test('names what another seed leaves as it was', () => {
    fc.assert(
      fc.property(any(LONE), place => {
        expect(kept(place, stream)).toEqual({
          'seed-changes-streams': `${say(place)} is the same with seeds 42 and 7`,
        })
      }),
    )
  })

  test('takes streams that begin alike for the same', () => {
    fc.assert(
      fc.property(any(/worker/), place => {
        expect(kept(place, ({ head }) => ({ head }))).toHaveProperty('seed-changes-streams')
      }),
    )
  })

  test('does not take orders for the same that begin alike', () => {
    fc.assert(
      fc.property(any(/order/), place => {
        expect(kept(place, ({ head }) => ({ head }))).toEqual({})
      }),
    )
  })

  test('lets validation go through its samples in one order', () => {
    const validate = { validate: true }
    const both = goodRecord(plan({ plain: validate, other: { ...validate, differs: { seed: 7 } } }))
    const order = { scenario: 'plain', name: 'rank0/val.order', epoch: 0 }
    expect(at(both, order).digest).toBe(at(both, { ...order, scenario: 'other' }).digest)
    expect(failures(both)).toEqual({})
  })

  test('lets modes and state be the same with every seed', () => {
    const row = { validate: true, model: 'stateful' as const }
    const both = goodRecord(plan({ plain: row, other: { ...row, differs: { seed: 7 } } }))
    const [place] = placesOf(both, /state.start.schedulers/)
    if (!place) throw new Error('there is no state')
    const same = put(both, { ...place, scenario: 'other' }, stream(at(both, place)))
    expect(failures(same)).toEqual({})
  })

  test('holds weights to it as well', () => {
    const start = { scenario: 'plain', name: 'rank0/weights.init', epoch: 0 }
    expect(kept(start, stream)).toMatchObject({
      'seed-changes-streams': 'plain/rank0/weights.init is the same with seeds 42 and 7',
    })
  })
})
