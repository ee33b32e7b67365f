import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProbeRecord } from '../../src/model/record.ts'
import { check, failures, plan, WIDE } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** Every index is drawn, and no more than padding calls for, in every epoch that is not cut. */

const ID = 'sampler-partitions-dataset'
const LONG = { ...WIDE, max_epochs: 3 }
const good = goodRecord(plan({ plain: { differs: LONG } }))

const PARTITIONS: [Partial<Record<'drawn' | 'distinct' | 'shared', number>>, string][] = [
  [
    { distinct: 15 },
    '15 of 16 indices covered by 18 samples (18 expected), 2 on more than one rank',
  ],
  [
    { drawn: 21, shared: 5 },
    '16 of 16 indices covered by 21 samples (18 expected), 5 on more than one rank',
  ],
]

test.each(PARTITIONS)('sampler-partitions-dataset tells what %j is', (change, detail) => {
  fc.assert(
    fc.property(fc.nat(2), epoch => {
      const record = structuredClone(good)
      Object.assign(record.runs[0]?.partition[epoch] ?? {}, change)
      expect(failures(record)).toEqual({
        'sampler-partitions-dataset': `epoch ${epoch}: ${detail}`,
      })
    }),
  )
})

test('what is accepted is the order, whatever the epoch', () => {
  const record = structuredClone(good)
  for (const each of record.runs[0]?.partition ?? []) each.distinct = 1
  expect(check(record, ID)).toMatchObject({ scenario: 'plain', subjects: ['plain: order'] })
})

describe('the epoch that is cut', () => {
  const differs = { max_epochs: 3 }
  const cut = goodRecord(
    plan({ cut: { differs, max_steps: 3 }, resumed: { differs, resumes: 'cut' } }),
  )
  const few = (record: ProbeRecord, scenario: string, epoch: number) => {
    const copy = structuredClone(record)
    const { partition = [] } = copy.runs.find(run => run.scenario === scenario) ?? {}
    const others = partition.filter(each => each.epoch !== epoch)
    const [part] = [{ epoch, drawn: 8, distinct: 8, shared: 0 }]
    Object.assign(partition, [...others, part])
    return failures(copy)
  }
  const whole = (epoch: number) => ({
    [ID]: `epoch ${epoch}: 8 of 16 indices covered by 8 samples (16 expected), 0 on more than one rank`,
  })

  test('is not held to it, neither before nor after the cut', () => {
    expect(few(cut, 'cut', 1)).toEqual({})
    expect(few(cut, 'resumed', 1)).toEqual({})
  })
  test('is the last of those that the run trains, however many they are', () => {
    const late = goodRecord(plan({ cut: { differs, max_steps: 5 } }))
    expect(few(late, 'cut', 2)).toEqual({})
    expect(few(late, 'cut', 1)).toEqual(whole(1))
  })
  test('is the only one that is not', () => {
    expect(few(cut, 'cut', 0)).toEqual(whole(0))
    expect(few(cut, 'resumed', 2)).toEqual(whole(2))
  })
})
