import { describe, expect, test } from 'vitest'
import { needsExplanation, needsIdentity, needsRepeat } from '../../../src/judge/training/judge.ts'
import type { Training } from '../../../src/model/training.ts'
import { apart, moved, withPasses, withRanks, withRuns } from '../../../support/training/broken.ts'
import { checkOf, judged } from '../../../support/training/judging.ts'
import { identityRun, soundTraining } from '../../../support/training/record.ts'

/** What the verdict is, and in which words. */

const once = soundTraining({ runs: 1 })
const twice = soundTraining()
const gpu = soundTraining({ accelerator: 'cuda' })
const unseeded = (training: Training): Training => ({
  ...training,
  settings: { ...training.settings, seed: null },
})
const gradients = (by: number, training = once, runs?: number[]) =>
  apart(training, ({ part }) => (part === 'gradients.0' ? by : null), runs ? { runs } : {})
const twin = (training: Training) =>
  withPasses(training, ({ drawn }) => ({ alike: true, distinct: drawn / 2, shared: drawn / 2 }))
describe('verdicts', () => {
  test.each<[string, string, ReturnType<typeof judged>, string | RegExp]>([
    [
      'match',
      'equal to the base',
      judged(once, { before: once }),
      'Your training computes the same for 20 steps.',
    ],
    [
      'match',
      'repeats alone',
      judged(twice),
      'Your training computes the same for 20 steps, in 2 runs.',
    ],
    [
      'new',
      'one run alone',
      judged(once),
      'Your training ran for 20 steps; it is compared with nothing.',
    ],
    [
      'new',
      'a base was wanted',
      judged(twice, { wanted: 'it has no lock' }),
      'Your training repeats itself for 20 steps; it is not compared with the base: it has no lock.',
    ],
    [
      'match',
      'close',
      judged(gradients(1e-6), { before: once }),
      'Your training computes the same for 20 steps, within rounding.',
    ],
    [
      'drift',
      'close, and to be exact',
      judged(gradients(1e-6), { before: once, plan: { tolerance: 'exact' } }),
      /from step 0 on: the gradients; everything before is equal\.$/,
    ],
    [
      'drift',
      'different',
      judged(gradients(1e-3), { before: once }),
      /from step 0 on: the gradients; everything before is equal\.$/,
    ],
    [
      'unstable',
      'repeats differ',
      judged(moved(twice, /^samples$/, { runs: [1], from: '0.3' })),
      'Your training does not repeat: two runs differ from step 3 on: the samples of worker 1.',
    ],
    [
      'unstable',
      'repeats differ by rounding',
      judged(gradients(1e-6, twice, [1])),
      /does not repeat/,
    ],
    [
      'unstable',
      'not seeded',
      judged(unseeded(moved(twice, /^states/, { runs: [1] }))),
      /^Your training is not seeded, so its runs do not repeat: call seed_everything/,
    ],
    [
      'violation',
      'a check fails',
      judged(twin(twice)),
      /^Your training breaks training-samples-are-split: in epoch 0 all ranks read the same 40 samples/,
    ],
    [
      'match',
      'the base fails as well',
      judged(twin(once), { before: twin(once) }),
      /computes the same/,
    ],
    [
      'match',
      'a check that is accepted',
      judged(twin(twice), { plan: { accept: { 'training-samples-are-split': 'meant' } } }),
      /computes the same/,
    ],
    [
      'new',
      'repeats that need not be equal',
      judged(moved(twice, /^samples$/, { runs: [1] }), {
        plan: { accept: { 'training-repeats': 'meant' } },
      }),
      /ran for 20 steps/,
    ],
    [
      'match',
      'close repeats on a GPU',
      judged(gradients(1e-6, gpu, [1])),
      /in 2 runs, within rounding/,
    ],
    ['unstable', 'other repeats on a GPU', judged(gradients(1e-3, gpu, [1])), /does not repeat/],
    [
      'error',
      'no step',
      judged(withRanks(once, rank => ({ ...rank, steps: 0 }))),
      /made no optimizer step/,
    ],
    [
      'error',
      'too few steps',
      judged(once, { plan: { steps: 30 } }),
      /made 20 of 30 optimizer steps: ask for `steps: 20`/,
    ],
    [
      'error',
      'unequal steps',
      judged(withRanks(once, rank => ({ ...rank, steps: 19 }), { ranks: [1] })),
      /rank 1 .* made 19 optimizer steps, and rank 0 20/,
    ],
    [
      'error',
      'a rank is missing',
      judged({ ...once, settings: { ...once.settings, ranks: 3 } }),
      /has 3 ranks, and 2 of them/,
    ],
    [
      'error',
      'no plain run',
      judged(withRuns(once, run => ({ ...run, mode: 'identity' }))),
      /no plain run/,
    ],
  ])('%s: %s', (verdict, _, report, headline) => {
    expect(report.verdict).toBe(verdict)
    expect(report.headline).toMatch(headline)
    expect(report.error !== null).toBe(verdict === 'error')
  })

  test('a violation is worse than drift, and both are told', () => {
    const report = judged(moved(twin(once), /^rates$/), { before: once })
    expect([report.verdict, report.closeness]).toEqual(['violation', 'different'])
    expect(report.sentences[0]).toBe(
      'It also differs from step 0 on: the learning rate; everything before is equal.',
    )
  })
  test('a base that does not repeat is not compared', () => {
    const before = moved(twice, /^samples$/, { runs: [1] })
    const report = judged(moved(twice, /^samples$/), { before })
    expect(report.verdict).toBe('match')
    expect(report.sentences.join(' ')).toMatch(/The base does not repeat itself/)
  })
  test('what the change ends is told', () => {
    const report = judged(once, { before: twin(once) })
    expect(report.sentences.join(' ')).toMatch(
      /The change ends training-samples-are-split: in epoch 0/,
    )
  })
  test('a new place of a check that the base fails elsewhere is a violation', () => {
    const copy = (training: Training, worker: number) =>
      withRanks(
        training,
        rank => {
          const name = `worker${worker}/numpy`
          return { ...rank, starts: { ...rank.starts, [name]: '0:aaaaaaaa 1:aaaaaaaa' } }
        },
        { ranks: [0] },
      )
    const report = judged(copy(once, 1), { before: copy(once, 0) })
    expect(checkOf(report, 'training-draws-differ').status).toBe('fail')
  })
  test('records that cannot be compared say why', () => {
    const report = judged(twice, { before: { ...once, observer: '0' } })
    expect(report.headline).toMatch(/not compared with the base: it was recorded by version 0/)
    expect([report.verdict, report.comparedWith]).toEqual(['new', 'repeat'])
  })
  test('an acceptance of what holds is told', () => {
    const { notices } = judged(twice, { plan: { accept: { 'training-order-changes': 'x' } } })
    expect(notices).toEqual([expect.stringMatching(/accepts training-order-changes, which holds/)])
  })
})

describe('what has to run', () => {
  test('again, where the reference differs or is none', () => {
    expect(needsRepeat(once, null)).toBe(true)
    expect(needsRepeat(once, once)).toBe(false)
    expect(needsRepeat(gradients(1e-9), once)).toBe(true)
    expect(needsRepeat(once, { ...once, observer: '0' })).toBe(true)
  })
  test('with fixed generators, where content alone tells samples apart', () => {
    const streams = soundTraining({ iterable: true })
    expect(needsIdentity(once)).toBe(false)
    expect(needsIdentity(streams)).toBe(true)
    expect(needsIdentity({ ...streams, runs: [...streams.runs, identityRun(streams)] })).toBe(false)
    expect(needsIdentity(soundTraining({ iterable: true, ranks: 1 }))).toBe(true)
    expect(needsIdentity(soundTraining({ iterable: true, ranks: 1, workers: 1 }))).toBe(false)
    expect(needsIdentity(twin(once))).toBe(true)
  })
  test('with a look at lines of code, where runs do not repeat for no known reason', () => {
    const differing = moved(twice, /^samples$/, { runs: [1] })
    expect(needsExplanation(judged(twice))).toBe(false)
    expect(needsExplanation(judged(differing))).toBe(true)
    expect(needsExplanation(judged(unseeded(differing)))).toBe(false)
    const source = {
      what: 'clock (time.time_ns)',
      where: 'train.py:25 in __getitem__',
      rank: 0,
      worker: 0,
      times: 1,
    }
    const explained = withRuns(differing, run => ({
      ...run,
      sources: [source, { ...source, worker: 1 }],
    }))
    const report = judged(explained)
    expect(needsExplanation(report)).toBe(false)
    expect(report.sentences.filter(each => each.startsWith('train.py:25'))).toHaveLength(1)
  })
})

test('a table has a row for each stream, and the losses a mean over ranks', () => {
  const { streams, moments, losses } = judged(
    moved(once, /^samples$/, { from: '0.3', ranks: [1] }),
    { before: once },
  )
  expect(moments.slice(0, 4)).toEqual(['setup', 'init', 'start', '0.0'])
  expect(streams.every(({ cells }) => cells.length === moments.length)).toBe(true)
  const row = streams.find(({ stream }) => stream === 'samples')
  expect(row).toEqual({ stream: 'samples', ranks: '0-1', cells: `   ===${'x'.repeat(17)} ` })
  expect(losses.now).toHaveLength(20)
  expect(losses.now[0]).toBeCloseTo(2.005, 10)
})

test('long trainings keep columns that are seen, the first that differs among them', () => {
  const long = soundTraining({ runs: 1, steps: 400 })
  const { moments } = judged(moved(long, /^batch$/, { from: '1.57' }), { before: long })
  expect(moments.length).toBeLessThan(60)
  expect(moments).toEqual(expect.arrayContaining(['setup', '0.0', '1.57', 'end']))
})
