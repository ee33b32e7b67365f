import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  at,
  copied,
  couples,
  failures,
  fresh,
  type Place,
  placesOf,
  plan,
  put,
  WIDE,
} from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** Any one fault in an otherwise good record is found by its check alone, where it is. */

const LONG = { ...WIDE, max_epochs: 3 }
const good = goodRecord(plan({ plain: { differs: LONG } }))
const validating = goodRecord(plan({ plain: { differs: LONG, validate: true } }))
const unseeded = goodRecord(plan({ plain: { differs: { ...LONG, seed_everything: false } } }))
const say = ({ name, epoch }: Place) => `${name} · epoch ${epoch}`
const weights = ({ name }: Place) => name

const COPIES: [string, RegExp, RegExp | 'epoch', typeof good][] = [
  ['worker-streams-differ-across-ranks', /worker/, /rank\d/, good],
  ['worker-streams-differ-across-workers', /worker/, /worker\d/, good],
  ['worker-streams-differ-across-epochs', /worker/, 'epoch', good],
  ['main-streams-differ-unseeded', /main/, /rank\d/, unseeded],
  ['worker-streams-differ-across-ranks', /val.worker/, /rank\d/, validating],
  ['worker-streams-differ-across-workers', /val.worker/, /worker\d/, validating],
  ['worker-streams-differ-across-epochs', /val.worker/, 'epoch', validating],
]

describe.each(COPIES)('%s (%s)', (id, kind, part, record) => {
  const any = fc.constantFrom(...couples(record, kind, part))

  test('names the stream that repeats another, and which', () => {
    fc.assert(
      fc.property(any, ([from, to]) => {
        expect(copied(record, [from, to])).toEqual({ [id]: `${say(to)} repeats ${say(from)}` })
      }),
    )
  })

  test('finds the same whichever of the two is the copy', () => {
    fc.assert(
      fc.property(any, ([a, b]) => {
        expect(copied(record, [b, a])).toEqual(copied(record, [a, b]))
      }),
    )
  })
})

const DIFFERENCES: [string, RegExp, (place: Place) => string][] = [
  ['init-weights-agree', /weights.init/, weights],
  ['replicas-agree-at-start', /weights.start/, weights],
  ['replicas-agree-at-end', /weights.end/, weights],
  ['main-streams-agree', /main/, say],
]

test.each(DIFFERENCES)('%s names the rank that differs from rank 0', (id, kind, tell) => {
  const any = fc.constantFrom(...placesOf(good, kind).filter(({ name }) => !/rank0/.test(name)))
  fc.assert(
    fc.property(any, place => {
      const first = tell({ ...place, name: place.name.replace(/rank\d/, 'rank0') })
      expect(failures(put(good, place, fresh('x')))).toEqual({
        [id]: `${tell(place)} differs from ${first}`,
      })
    }),
  )
})

test.each(DIFFERENCES)('%s: where rank 0 differs, every other rank does', (id, kind, tell) => {
  const any = fc.constantFrom(...placesOf(good, kind).filter(({ name }) => /rank0/.test(name)))
  fc.assert(
    fc.property(any, place => {
      const next = tell({ ...place, name: place.name.replace('rank0', 'rank1') })
      expect(failures(put(good, place, fresh('x')))).toEqual({
        [id]: `${next} differs from ${tell(place)}, and 1 more`,
      })
    }),
  )
})

test('worker-streams-do-not-repeat names the draw', () => {
  const places = placesOf(validating, /worker/)
  const any = fc.tuple(fc.constantFrom(...places), fc.integer({ min: 1 }))
  fc.assert(
    fc.property(any, ([place, startsOver]) => {
      expect(failures(put(validating, place, { startsOver }))).toEqual({
        'worker-streams-do-not-repeat': `${say(place)} starts over at draw ${startsOver}`,
      })
    }),
  )
})

test('shuffle-changes-every-epoch names both epochs', () => {
  fc.assert(
    fc.property(fc.constantFrom(...couples(good, /order/, 'epoch')), ([from, to]) => {
      const rank = to.name.match(/\d/)?.[0]
      expect(copied(good, [from, to])).toEqual({
        'shuffle-changes-every-epoch': `rank ${rank}: epoch ${to.epoch} has the order of epoch ${from.epoch}`,
      })
    }),
  )
})

test('orders that begin alike are two orders', () => {
  fc.assert(
    fc.property(fc.constantFrom(...couples(good, /order/, 'epoch')), ([from, to]) => {
      expect(failures(put(good, to, { head: at(good, from).head }))).toEqual({})
    }),
  )
})
