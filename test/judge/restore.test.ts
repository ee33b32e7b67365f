import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { check, failures, fresh, placesOf, plan, put } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** A resumed training starts with all that the cut one has ended with. */

const ID = 'resume-restores-state'
const rows = {
  whole: { model: 'stateful' as const },
  cut: { model: 'stateful' as const, differs: { max_epochs: 1 } },
  resumed: { model: 'stateful' as const, resumes: 'cut' },
}
const good = goodRecord(plan(rows))
const places = (scenario: string, pattern: RegExp) =>
  placesOf(good, pattern).filter(each => each.scenario === scenario)

describe('a resumed training', () => {
  test('that starts where the cut one ended is right', () =>
    expect(check(good, ID)).toMatchObject({ status: 'pass', scenario: 'resumed, cut' }))

  test('that lost a part of it on one rank is wrong, and the part is named', () => {
    const any = fc.constantFrom(...places('resumed', /(state|weights)\.start/))
    fc.assert(
      fc.property(any, place => {
        const [rank, ...part] = place.name.split('/')
        const end = part.join('/').replace('.start', '.end')
        expect(check(put(good, place, fresh('lost')), ID)).toMatchObject({
          status: 'fail',
          subjects: [`resumed: ${part.join('/')}`],
          detail: `resumed/${place.name} differs from cut/${rank}/${end}`,
        })
      }),
    )
  })

  test('is held against nothing else that the cut one did', () => {
    const any = fc.constantFrom(...places('cut', /worker|state.start/))
    fc.assert(
      fc.property(any, place => {
        expect(failures(put(good, place, fresh('x')))).not.toHaveProperty(ID)
      }),
    )
  })
})

test('without a state of its own a model is held to its weights', () => {
  const plain = goodRecord(
    plan({ cut: { differs: { max_epochs: 1 } }, resumed: { resumes: 'cut' } }),
  )
  expect(check(plain, ID).status).toBe('pass')
  const place = { scenario: 'resumed', name: 'rank1/weights.start', epoch: 0 }
  expect(check(put(plain, place, fresh('lost')), ID).subjects).toEqual(['resumed: weights.start'])
})

test('is not measured where nothing is resumed', () =>
  expect(check(goodRecord(plan({ plain: {} })), ID).status).toBe('not-measured'))
