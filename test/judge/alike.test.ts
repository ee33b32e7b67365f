import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copied, couples, type Place, placesOf, plan, WIDE } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** What a repeated stream is a matter of, by what the two have in common. */

const LONG = { ...WIDE, max_epochs: 3 }
const good = goodRecord(plan({ plain: { differs: LONG } }))
const RELATED = {
  rank: 'worker-streams-differ-across-ranks',
  worker: 'worker-streams-differ-across-workers',
}

/** Pairs of worker streams of a library whose rank, worker and epoch are as wanted. */
const pairsWhere = (
  wanted: (same: { rank: boolean; worker: boolean; epoch: boolean }) => boolean,
) =>
  placesOf(good, /worker.*torch/).flatMap((a, index, places) =>
    places.slice(index + 1).flatMap(b => {
      const same = (part: RegExp) => part.exec(a.name)?.[0] === part.exec(b.name)?.[0]
      const relation = {
        rank: same(/rank\d/),
        worker: same(/worker\d/),
        epoch: a.epoch === b.epoch,
      }
      return wanted(relation) ? [[a, b] as const] : []
    }),
  )

test('a worker that draws like another worker of another rank is a matter of ranks', () => {
  const any = fc.constantFrom(...pairsWhere(same => same.epoch && !same.rank && !same.worker))
  fc.assert(
    fc.property(any, couple => {
      expect(Object.keys(copied(good, couple))).toEqual([RELATED.rank])
    }),
  )
})

test('what is alike in two epochs is no matter of ranks, nor of workers', () => {
  const any = fc.constantFrom(...pairsWhere(same => !same.epoch))
  fc.assert(
    fc.property(any, couple => {
      const found = Object.keys(copied(good, couple))
      expect(found).not.toContain(RELATED.rank)
      expect(found).not.toContain(RELATED.worker)
    }),
  )
})

test('libraries of two ranks may draw alike', () => {
  const [numpy, torch] = [/rank0.worker0.numpy/, /rank1.worker0.torch/].map(each =>
    placesOf(good, each),
  )
  fc.assert(
    fc.property(fc.nat(2), epoch => {
      const couple = [numpy?.[epoch], torch?.[epoch]] as [Place, Place]
      expect(copied(good, couple)).toEqual({})
      expect(copied(good, [couple[1], couple[0]])).toEqual({})
    }),
  )
})

test('libraries may draw alike', () => {
  const any = fc.constantFrom(...couples(good, /worker/, /python|numpy|torch/))
  fc.assert(
    fc.property(any, couple => {
      expect(copied(good, couple)).toEqual({})
    }),
  )
})
