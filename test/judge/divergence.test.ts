import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compare } from '../../src/judge/drift.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import {
  baselineOf,
  fresh,
  type Place,
  placesOf,
  plan,
  put,
  streamOf,
} from '../../support/judging.ts'
import { goodRecord, hash } from '../../support/record.ts'

/** The first divergence is where the stream was altered, or bracketed by what the baseline keeps. */

const LONG = { max_epochs: 3 }
const good = goodRecord(
  plan({ plain: { differs: LONG }, other: { differs: { ...LONG, seed: 43 } } }),
)
const baseline = baselineOf(good)
const stories = (record: typeof good, known: Baseline = baseline) => compare(record, known).stories

const values = (text: string, count: number) =>
  [...Array(count).keys()].map(index => `0x1.${hash(`${text} ${index}`, 6)}p-1`)

const places = placesOf(good, /worker|main/)

/** A channel's stream before and after its values were changed from a draw on. */
function altered({ epochs = [0, 1, 2], draws = [0, 60], steps = 90 }) {
  const [first = 0, last = 0] = draws
  const alteration = fc.record({
    place: fc.constantFrom(...places.filter(({ epoch }) => epochs.includes(epoch))),
    draw: fc.integer({ min: first, max: last }),
    more: fc.integer({ min: 1, max: 30 }),
    perStep: fc.integer({ min: Math.ceil((last + 30) / steps), max: 8 }),
  })
  return alteration.map(({ place, draw, more, perStep }) => {
    const old = values('old', draw + more)
    const now = [...old.slice(0, draw), ...values('now', more)]
    const [before, after] = [old, now].map(each => streamOf(each, perStep, place.epoch))
    const known = baselineOf(put(good, place, before ?? {}))
    const kept = known.channels[`${place.scenario}/${place.name}`]?.trail?.[place.epoch]
    const { stories } = compare(put(good, place, after ?? {}), known)
    return { place, draw, step: Math.floor(draw / perStep), kept, old, now, stories }
  })
}

test('is in the epoch of the channel, and nowhere else', () => {
  fc.assert(
    fc.property(altered({}), ({ place, stories }) => {
      expect(stories.map(({ channels, first }) => [channels, first.epoch])).toEqual([
        [[`${place.scenario}/${place.name}`], place.epoch],
      ])
    }),
  )
})

test('is the altered draw, with both its values, where the baseline has the literal', () => {
  fc.assert(
    fc.property(altered({ epochs: [0], draws: [0, 3] }), ({ draw, old, now, stories: [story] }) => {
      expect(story).toMatchObject({ first: { draw }, expected: old[draw], actual: now[draw] })
    }),
  )
})

test.each([
  ['beyond the literals of the first epoch', { epochs: [0], draws: [4, 60] }],
  ['in later epochs, of which it has none', { epochs: [1, 2], draws: [0, 60] }],
])('is no draw %s', (_, where) => {
  fc.assert(
    fc.property(altered(where), ({ stories }) => {
      expect(stories.map(({ first }) => first.draw)).toEqual([null])
    }),
  )
})

test('is the first step that the baseline keeps from the altered one on', () => {
  fc.assert(
    fc.property(altered({}), ({ step, kept = '', stories }) => {
      const steps = kept.split(' ').map(entry => Number.parseInt(entry, 10))
      expect(stories[0]?.first.step).toBe(steps.find(each => each >= step) ?? null)
    }),
  )
})

test('is the altered step itself in a short training', () => {
  fc.assert(
    fc.property(altered({ steps: 16 }), ({ step, stories }) => {
      expect(stories[0]?.first.step).toBe(step)
    }),
  )
})

describe('where the baseline has thinned out what it keeps', () => {
  const place: Place = { scenario: 'plain', name: 'rank1/main/torch', epoch: 0 }
  const changed = put(good, place, fresh('x'))
  const name = 'plain/rank1/main/torch'
  const known = (change: object): Baseline => ({
    ...baseline,
    channels: { ...baseline.channels, [name]: { ...baseline.channels[name], ...change } as never },
  })

  test('no trail is no step', () =>
    expect(stories(changed, known({ trail: ['', '', ''] }))[0]?.first.step).toBeNull())
  test('no trail at all is no step', () =>
    expect(stories(changed, known({ trail: [] }))[0]?.first.step).toBeNull())
  test('a step that the record has skipped tells nothing', () =>
    expect(stories(changed, known({ trail: ['7:00000000'] }))[0]?.first.step).toBeNull())
  test('no literal is no draw, and digests stand for the values', () => {
    const [story] = stories(changed, known({ head: [] }))
    expect(story?.first.draw).toBeNull()
    expect(story?.expected).toBe(baseline.channels[name]?.epochs[0])
    expect(story?.actual).toBe(fresh('x').digest.slice(0, 16))
  })
})

test('a baseline that keeps digests alone tells the epoch', () => {
  const channels = Object.entries(baseline.channels).map(([name, { epochs }]) => [name, { epochs }])
  const changed = put(good, { scenario: 'plain', name: 'rank1/main/torch', epoch: 0 }, fresh('x'))
  expect(stories(changed, { ...baseline, channels: Object.fromEntries(channels) })).toMatchObject([
    { first: { epoch: 0, step: null, draw: null }, actual: fresh('x').digest.slice(0, 16) },
  ])
})

describe('epochs that one of the two lacks', () => {
  const name = 'plain/rank0/order'
  const [first = '', ...rest] = baseline.channels[name]?.epochs ?? []
  const withEpochs = (epochs: string[]): Baseline => ({
    ...baseline,
    channels: { ...baseline.channels, [name]: { epochs, head: [], trail: [] } },
  })
  const digest = (epoch: number) =>
    good.runs[0]?.channels['rank0/order']?.find(each => each.epoch === epoch)?.digest

  test.each([1, 2])('%i in the baseline', count => {
    expect(stories(good, withEpochs([first, ...rest].slice(0, count)))).toEqual([
      {
        channels: [name],
        first: { epoch: count, step: null, draw: null },
        expected: 'absent',
        actual: digest(count),
      },
    ])
  })

  test('one more in the baseline', () => {
    expect(stories(good, withEpochs([first, ...rest, '0'.repeat(16)]))).toEqual([
      {
        channels: [name],
        first: { epoch: 3, step: null, draw: null },
        expected: '0'.repeat(16),
        actual: 'absent',
      },
    ])
  })
})

test('a change beyond the digits that the baseline keeps is none that it could see', () => {
  fc.assert(
    fc.property(fc.constantFrom(...placesOf(good, /./)), place => {
      const run = good.runs.find(({ scenario }) => scenario === place.scenario)
      const old =
        run?.channels[place.name]?.find(({ epoch }) => epoch === place.epoch)?.digest ?? ''
      expect(stories(put(good, place, { digest: `${old.slice(0, 16)}${'0'.repeat(16)}` }))).toEqual(
        [],
      )
      expect(
        stories(put(good, place, { digest: `${old.slice(0, 15)}x${old.slice(16)}` })),
      ).toHaveLength(1)
    }),
  )
})

test('a stream that ends before it parts has no differing draw', () => {
  const place: Place = { scenario: 'plain', name: 'rank1/main/torch', epoch: 0 }
  const [one = '', two = '', ...rest] = values('short', 4)
  const long = baselineOf(put(good, place, streamOf([one, two, ...rest], 4)))
  const [story] = stories(put(good, place, streamOf([one, two], 4)), long)
  expect(story?.first).toEqual({ epoch: 0, step: 0, draw: null })
})

test('an epoch is named by its number, also where a training was resumed', () => {
  const suite = plan({
    cut: { differs: { max_epochs: 1 } },
    resumed: { differs: LONG, resumes: 'cut' },
  })
  const whole = goodRecord(suite)
  fc.assert(
    fc.property(fc.constantFrom(1, 2), epoch => {
      const place = { scenario: 'resumed', name: 'rank0/main/torch', epoch }
      const found = stories(put(whole, place, fresh('x')), baselineOf(whole))
      expect(found.map(({ first }) => first.epoch)).toEqual([epoch])
    }),
  )
})
