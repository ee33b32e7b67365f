import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { judge } from '../../src/judge/judge.ts'
import { missing } from '../../src/judge/missing.ts'
import type { ProbeRecord, Run } from '../../src/model/record.ts'
import { plan } from '../../support/judging.ts'
import { epoch, goodRecord } from '../../support/record.ts'

/** What the suite calls for and the record lacks is said, each gap in one sentence. */

const differs = { max_epochs: 3 }
const good = goodRecord(plan({ one: { differs, runs: 2 }, two: { differs, runs: 1 } }))

function without(change: (runs: Run[]) => unknown): ProbeRecord {
  const record = structuredClone(good)
  change(record.runs)
  return record
}

test('a whole record has no gap', () => expect(missing(good)).toEqual([]))

const GAPS: [string, (runs: Run[]) => unknown, string[]][] = [
  ['the first run', runs => runs.shift(), ['one: run 1 of 2 is missing']],
  ['a repetition', runs => runs.splice(1, 1), ['one: run 2 of 2 is missing']],
  ['the only run of a scenario', runs => runs.pop(), ['two: run 1 of 1 is missing']],
  [
    'a channel',
    ([, run]) => delete run?.channels['rank1/main/torch'],
    ['one, run 2: channel rank1/main/torch is missing'],
  ],
  [
    'the last epoch',
    ([run]) => run?.channels['rank0/order']?.pop(),
    ['one, run 1: channel rank0/order has epochs 0, 1, expected 0, 1, 2'],
  ],
  [
    'the first epoch',
    ([run]) => run?.channels['rank0/order']?.shift(),
    ['one, run 1: channel rank0/order has epochs 1, 2, expected 0, 1, 2'],
  ],
  [
    'no epoch, but one too many',
    ([run]) => run?.channels['rank0/order']?.push(epoch('more', 3)),
    ['one, run 1: channel rank0/order has epochs 0, 1, 2, 3, expected 0, 1, 2'],
  ],
  [
    'who has loaded an epoch',
    ([run]) => run?.loading[1]?.batches.pop(),
    ['one, run 1: it names no workers for 1 of 6 epochs'],
  ],
  [
    "an epoch of the sampler's facts",
    ([, , run]) => run?.partition.pop(),
    ["two, run 1: the sampler's facts cover 2 epochs of 3"],
  ],
]

test.each(GAPS)('%s', (_, change, sentences) => expect(missing(without(change))).toEqual(sentences))

const STRANGERS: [string, Partial<Run>, string][] = [
  ['a scenario of its own', { scenario: 'three' }, 'three, run 1 is not in the suite'],
  ['one repetition too many', { run: 1 }, 'two, run 2 is not in the suite'],
]

test.each(STRANGERS)('%s is no part of the suite', (_, change, sentence) => {
  const record = without(runs => runs.push({ ...(runs[2] as Run), ...change }))
  expect(missing(record)).toEqual([sentence])
})

test.each(['rank0/loss', 'rank2/order', 'rank0/worker2/torch'])(
  'a channel that the suite has not is named: %s',
  name => {
    const record = without(([run]) => {
      if (run) run.channels[name] = run.channels['rank0/order'] ?? []
    })
    expect(missing(record)).toEqual([`one, run 1: channel ${name} is not known`])
  },
)

test('of a million gaps a thousand are named, and no more are looked for', () => {
  const record = without(runs => runs.pop())
  for (const scenario of record.suite.scenarios) scenario.runs = 1e9
  const found = missing(record)
  expect(found).toHaveLength(1000)
  expect(found[0]).toBe('one: run 3 of 1000000000 is missing')
})

test('a run that is there twice is once too many', () =>
  expect(missing(without(runs => runs.push(structuredClone(runs[2] as Run))))).toEqual([
    'two, run 1 is not in the suite',
  ]))

describe('the epoch that a run was cut in', () => {
  const torn = goodRecord(
    plan({ cut: { differs, max_steps: 3 }, resumed: { differs, resumes: 'cut' } }),
  )
  const leaving = (epoch: number) => {
    const record = structuredClone(torn)
    const channels = record.runs[1]?.channels ?? {}
    for (const [name, epochs] of Object.entries(channels))
      if (epochs.length > 1) channels[name] = epochs.filter(each => each.epoch !== epoch)
    return missing(record)
  }
  test('may be gone on with', () => expect(missing(torn)).toEqual([]))
  test('may be left out', () => expect(leaving(1)).toEqual([]))
  test('stands for no other', () =>
    expect(leaving(2)[0]).toBe('resumed, run 1: channel rank0/order has epochs , expected 2'))
})

test('the order of the runs tells nothing', () =>
  expect(missing(without(runs => runs.reverse()))).toEqual([]))

const removals = good.runs.flatMap((run, number) =>
  Object.keys(run.channels).map(name => ({ number, name })),
)

test('each channel that is removed is one gap', () => {
  fc.assert(
    fc.property(fc.subarray(removals, { minLength: 1 }), chosen => {
      const record = without(runs => {
        for (const { number, name } of chosen) delete runs[number]?.channels[name]
      })
      const named = chosen.map(({ number, name }) => {
        const { scenario, run } = good.runs[number] as Run
        return `${scenario}, run ${run + 1}: channel ${name} is missing`
      })
      expect(missing(record).sort()).toEqual(named.sort())
    }),
  )
})

describe('a record with gaps', () => {
  const verdict = (record: ProbeRecord) => judge({ record, baseline: null, pins: null })
  const order = 'one, run 1: channel rank0/order is missing'

  test('is an error that says so, and nothing is judged', () => {
    const judged = verdict(without(([run]) => delete run?.channels['rank0/order']))
    const message = `the record is incomplete: ${order}`
    expect(judged).toMatchObject({
      verdict: 'error',
      summary: message,
      error: { message, detail: '' },
    })
    const {
      verdict: _,
      summary: __,
      error: ___,
      firstDivergence,
      reach,
      compared,
      ...lists
    } = judged
    expect({ firstDivergence, reach, compared }).toEqual({
      firstDivergence: null,
      reach: null,
      compared: 0,
    })
    expect(Object.values(lists).flat()).toEqual([])
  })

  test('says how many more there are', () => {
    const record = without(([run]) => {
      for (const name of ['order', 'main/torch', 'main/numpy'])
        delete run?.channels[`rank0/${name}`]
    })
    expect(verdict(record).summary).toBe(`the record is incomplete: ${order}, and 2 more gaps`)
  })
})
