import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sameStream } from '../../src/judge/relations.ts'
import type { Epoch, ProbeRecord } from '../../src/model/record.ts'
import {
  at,
  checksOf,
  failures,
  fresh,
  placesOf,
  plan,
  put,
  stream,
  WIDE,
} from '../../support/judging.ts'
import { epoch, goodRecord } from '../../support/record.ts'

const value = fc.constantFrom<string>('0x1.0p-1', '0x1.8p-1', '0x0.0p+0')
const head = fc.array(value, { minLength: 1, maxLength: 4 })
const withHead = (values: string[], text = ''): Epoch => ({ ...epoch(text, 0), head: values })

test('being the same stream is mutual', () => {
  fc.assert(
    fc.property(head, head, (a, b) => {
      const [one, other] = [withHead(a), withHead(b)]
      expect(sameStream(one, other)).toBe(sameStream(other, one))
    }),
  )
})

test('a stream is the same as what it begins with, whatever else is known of it', () => {
  fc.assert(
    fc.property(head, head, (a, b) => {
      expect(sameStream(withHead(a, 'short'), withHead([...a, ...b], 'long'))).toBe(true)
    }),
  )
})

test('one differing value among those that both have makes two streams', () => {
  fc.assert(
    fc.property(head, fc.nat(), head, (a, index, more) => {
      const other = a.with(index % a.length, '0x1.4p-1')
      expect(sameStream(withHead(a), withHead([...other, ...more]))).toBe(false)
    }),
  )
})

const LONG = { ...WIDE, max_epochs: 3 }
const good = goodRecord(plan({ plain: { differs: LONG, runs: 2 } }))

/** A record with some streams altered, so that there is something to find. */
const any = fc
  .subarray(placesOf(good, /./), { maxLength: 4 })
  .map(places =>
    places.reduce((record, place, index) => put(record, place, fresh(`${index % 2}`)), good),
  )

test('the order in which a record lists its channels tells nothing', () => {
  fc.assert(
    fc.property(any, fc.infiniteStream(fc.nat(1e6)), (record, random) => {
      const shuffled = structuredClone(record)
      for (const run of shuffled.runs)
        run.channels = Object.fromEntries(
          Object.entries(run.channels)
            .map(entry => ({ entry, key: random.next().value }))
            .sort((a, b) => a.key - b.key)
            .map(({ entry }) => entry),
        )
      expect(checksOf(shuffled)).toEqual(checksOf(record))
    }),
  )
})

/** The same record with two ranks under each other's name. */
function swapped(record: ProbeRecord, a: number, b: number): ProbeRecord {
  const renamed = (rank: number) => (rank === a ? b : rank === b ? a : rank)
  const copy = structuredClone(record)
  for (const run of copy.runs)
    run.channels = Object.fromEntries(
      Object.entries(run.channels).map(([name, epochs]) => [
        name.replace(/^rank(\d+)/, (_, rank) => `rank${renamed(Number(rank))}`),
        epochs,
      ]),
    )
  return copy
}

test('no check that a record fails depends on which rank has which number', () => {
  fc.assert(
    fc.property(any, fc.nat(2), fc.nat(2), (record, a, b) => {
      const names = Object.keys(failures(record))
      expect(Object.keys(failures(swapped(record, a, b)))).toEqual(names)
    }),
  )
})

test('every repetition is counted, once for each pair', () => {
  const ranks = 4
  const record = goodRecord(plan({ plain: { differs: { num_devices: ranks, num_workers: 1 } } }))
  const places = placesOf(record, /worker0\/numpy/).filter(place => place.epoch === 1)
  fc.assert(
    fc.property(fc.subarray(places, { minLength: 2 }), chosen => {
      const source = stream(
        at(record, chosen[0] ?? places[0] ?? { scenario: '', name: '', epoch: 0 }),
      )
      const same = chosen.reduce((altered, place) => put(altered, place, source), record)
      const more = (chosen.length * (chosen.length - 1)) / 2 - 1
      const detail = failures(same)['worker-streams-differ-across-ranks']
      expect(detail?.match(/, and (\d+) more$/)?.[1] ?? '0').toBe(`${more}`)
    }),
  )
})

test('a stream that comes back in another epoch is found on whichever worker and rank it does', () => {
  const workers = placesOf(good, /worker\d\/torch/)
  const pairs = workers.flatMap(a =>
    workers.filter(b => a.epoch < b.epoch).map(b => [a, b] as const),
  )
  fc.assert(
    fc.property(fc.constantFrom(...pairs), ([from, to]) => {
      const repeated = put(good, to, stream(at(good, from)))
      expect(Object.keys(failures(repeated))).toContain('worker-streams-differ-across-epochs')
    }),
  )
})
