import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Epoch, ProbeRecord } from '../../src/model/record.ts'
import { check, failures, fresh, plan, put } from '../../support/judging.ts'
import { epoch, goodRecord, hash } from '../../support/record.ts'

/** After a resume every rank goes through the samples as if there had been no cut. */

const ID = 'resume-continues-order'
const RANKS = [0, 1]
/** Eight samples a rank and epoch, in four steps. */
const parameters = { batch_size: 2, dataset_size: 16, max_epochs: 3 }
const resumedAfter = (steps: number) =>
  goodRecord(
    plan({
      whole: { differs: parameters },
      cut: { differs: parameters, max_steps: steps },
      resumed: { differs: parameters, resumes: 'cut' },
    }),
  )
const place = (scenario: string, rank: number, epoch: number) => ({
  scenario,
  name: `rank${rank}/order`,
  epoch,
})

/** Samples of a rank, as the record has them. */
const samples = (numbers: number[], number: number): Epoch => ({
  ...epoch(hash(numbers.join()), number, numbers.length),
  head: numbers.slice(0, 8).map(String),
})

describe('at the end of an epoch', () => {
  const good = resumedAfter(4)

  test('holds where every later epoch has the order of the whole run', () =>
    expect(check(good, ID)).toMatchObject({ status: 'pass', scenario: 'resumed, whole' }))

  test('an epoch of another order is named, on its rank', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RANKS), fc.constantFrom(1, 2), (rank, number) => {
        const { digest } = fresh('x')
        expect(failures(put(good, place('resumed', rank, number), { digest }))).toEqual({
          [ID]: `resumed/rank${rank}/order · epoch ${number} differs from whole`,
        })
      }),
    )
  })

  test('an epoch that the whole run lacks is another order', () => {
    const record = structuredClone(good)
    record.runs[0]?.channels['rank0/order']?.pop()
    expect(failures(record)).toEqual({
      [ID]: 'resumed/rank0/order · epoch 2 differs from whole',
    })
  })

  test('other channels may differ: only the order goes on', () => {
    const other = { ...place('resumed', 0, 1), name: 'rank0/worker0/torch' }
    expect(failures(put(good, other, fresh('x')))).toEqual({})
  })

  test('is not measured without the whole run, or of one that differs otherwise', () => {
    const cut = { cut: { max_steps: 2 }, resumed: { resumes: 'cut' } }
    const other = { other: { differs: { dataset_size: 8 } }, ...cut }
    for (const rows of [cut, other])
      expect(check(goodRecord(plan(rows)), ID).status).toBe('not-measured')
  })
})

describe('within an epoch', () => {
  const order = fc.shuffledSubarray([...Array(8).keys()], { minLength: 8 })

  /** The second epoch was cut after so many steps; `rest` is what rank 1 trained of it afterwards. */
  function resumed(steps: number, whole: number[], rest: number[]): ProbeRecord {
    const record = structuredClone(resumedAfter(4 + steps))
    for (const { scenario, channels } of record.runs)
      for (const rank of RANKS) {
        const due = rank === 0 ? whole.slice(2 * steps) : rest
        const trained = scenario === 'whole' ? whole : due
        if (scenario === 'cut') continue
        const others = channels[`rank${rank}/order`]?.filter(({ epoch }) => epoch !== 1) ?? []
        const made = trained.length ? [samples(trained, 1)] : []
        channels[`rank${rank}/order`] = [...others, ...made].sort((a, b) => a.epoch - b.epoch)
      }
    return record
  }
  const steps = fc.integer({ min: 1, max: 3 })
  const at = 'resumed/rank1/order · epoch 1'

  test('the rest of the order is what the whole run has after the cut', () => {
    fc.assert(
      fc.property(steps, order, (done, all) => {
        expect(failures(resumed(done, all, all.slice(2 * done)))).toEqual({})
      }),
    )
  })

  test('too few or too many samples are counted', () => {
    fc.assert(
      fc.property(steps, order, fc.integer({ min: 0, max: 8 }), (done, all, count) => {
        const missing = 8 - 2 * done
        fc.pre(count !== missing)
        expect(failures(resumed(done, all, all.slice(0, count)))).toEqual({
          [ID]: `${at} has ${count} samples after the cut, not ${missing}`,
        })
      }),
    )
  })

  test('other samples are named, with those that were due', () => {
    fc.assert(
      fc.property(steps, order, (done, all) => {
        const due = all.slice(2 * done)
        const found = [...due.slice(1), 99]
        expect(failures(resumed(done, all, found))).toEqual({
          [ID]: `${at} goes on with samples ${found.join(', ')}, not ${due.join(', ')}`,
        })
      }),
    )
  })

  test('what the record has no literals of is taken on trust', () => {
    const many = [...Array(8).keys()]
    for (const scenario of ['whole', 'resumed']) {
      const record = resumed(1, many, many.slice(2))
      const { channels = {} } = record.runs.find(run => run.scenario === scenario) ?? {}
      for (const each of channels['rank1/order'] ?? []) each.head = each.head.slice(0, 4)
      expect(failures(record)).toEqual({})
    }
  })

  test('a later epoch is held to the whole run all the same', () => {
    const all = [...Array(8).keys()]
    const record = resumed(1, all, all.slice(2))
    expect(failures(put(record, place('resumed', 1, 2), fresh('x')))).toEqual({
      [ID]: 'resumed/rank1/order · epoch 2 differs from whole',
    })
  })

  test('accepting the one accepts nothing of the other', () => {
    const all = [...Array(8).keys()]
    const both = put(resumed(1, all, [1]), place('resumed', 1, 2), fresh('x'))
    expect(check(both, ID).subjects).toEqual(['resumed: order', 'resumed: the rest of the order'])
    const [accepted] = [{ check: ID, subjects: ['resumed: order'], reason: 'r', author: 'a' }]
    expect(check(both, ID, [accepted]).detail).toMatch(/1 samples after the cut, not 6, and 1 more/)
  })
})

test('of several whole runs the last is the one that is named', () => {
  const whole = { differs: parameters }
  const cut = { differs: parameters, max_steps: 4 }
  const rows = { one: whole, two: whole, cut, resumed: { differs: parameters, resumes: 'cut' } }
  expect(check(goodRecord(plan(rows)), ID).scenario).toBe('resumed, two')
})
