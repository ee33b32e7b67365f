import { describe, expect, test } from 'vitest'
import { needsControl } from '../../../src/judge/training/judge.ts'
import type { Training } from '../../../src/model/training.ts'
import { apart, moved, withRanks } from '../../../support/training/broken.ts'
import { judged, trainingPlan } from '../../../support/training/judging.ts'
import { soundTraining } from '../../../support/training/record.ts'

/** What rounding explains, and what it does not. */

const once = soundTraining({ runs: 1 })
const gpu = soundTraining({ accelerator: 'cuda' })
const gradients = (by: number, training = once, runs?: number[]) =>
  apart(training, ({ part }) => (part === 'gradients.0' ? by : null), runs ? { runs } : {})
const losing = (training: Training, at: number, by: number) =>
  withRanks(moved(training, /^loss$/, { from: `0.${at}` }), rank => ({
    ...rank,
    losses: rank.losses.map((each, n) => (n < at ? each : each.replace(/p\+\d$/, `p+${by}`))),
  }))
const weights = (by: number) =>
  apart(once, ({ part, at }) => (part === 'weights' && (at === 'step' || at === 'end') ? by : null))

describe('closeness', () => {
  test.each<[string, Training, string, string]>([
    ['gradients below the border', gradients(1.9e-5), 'close', 'gradients.0'],
    ['gradients beyond it', gradients(2.1e-5), 'different', 'gradients.0'],
    [
      'half precision',
      { ...gradients(9e-4), settings: { ...once.settings, precision: 'bf16-mixed' } },
      'close',
      'gradients.0',
    ],
    ['initial weights', apart(once, ({ at }) => (at === 'init' ? 4e-7 : null)), 'close', 'weights'],
    [
      'other initial weights',
      apart(once, ({ at }) => (at === 'init' ? 6e-7 : null)),
      'different',
      'weights',
    ],
    ['an update is a part of the weights', weights(1e-2), 'different', 'weights'],
    ['an update by rounding', weights(1e-4), 'close', 'weights'],
    ['a loss that doubles', losing(once, 0, 1), 'different', 'loss'],
    ['rounding, and then another loss', losing(gradients(1e-6), 5, 1), 'different', 'gradients.0'],
    [
      'rounding, and then another sample',
      moved(gradients(1e-6), /^samples$/, { from: '1.3' }),
      'different',
      'samples',
    ],
    [
      'rounding, and then another sample that moves losses',
      losing(moved(gradients(1e-6), /^samples$/, { from: '0.4' }), 5, 1),
      'different',
      'samples',
    ],
    [
      'buffers alone',
      apart(once, ({ part, at }) => (part === 'buffers' && at === 'step' ? 1e-6 : null)),
      'close',
      'buffers',
    ],
    [
      'other buffers',
      apart(once, ({ part }) => (part === 'buffers' ? 1e-2 : null)),
      'different',
      'buffers',
    ],
  ])('%s', (_, training, closeness, name) => {
    const before = { ...once, settings: training.settings }
    const report = judged(training, { before })
    expect(report.closeness).toBe(closeness)
    expect(report.first?.coordinate).toContain(`/${name}`)
  })

  test('an input that differs after rounding is first, and rounding is told', () => {
    const report = judged(moved(gradients(1e-6), /^samples$/, { from: '1.3' }), { before: once })
    expect(report.headline).toBe(
      'Your training differs from step 3 of epoch 1 on: the samples of worker 1; everything before is equal within rounding.',
    )
    const row = report.streams.find(({ stream }) => stream === 'gradients.0')
    expect(row?.cells.trim()).toMatch(/^~+/)
  })
  test('without a sketch nothing is close', () => {
    const bare = withRanks(gradients(1e-6), rank => ({
      ...rank,
      collections: rank.collections.map(each => ({ ...each, sketch: null })),
    }))
    expect(judged(bare, { before: once })).toMatchObject({
      closeness: 'different',
      difference: null,
    })
  })
  test('the noise of repeats on a GPU widens the border, and is told', () => {
    const noisy = gradients(1.5e-5, gpu, [1])
    const report = judged(gradients(3e-5, gpu), { before: noisy })
    expect([report.verdict, report.closeness]).toEqual(['match', 'close'])
    expect(report.noise).toBeCloseTo(1.5e-5, 9)
    expect(judged(gradients(3e-5, gpu), { before: gpu }).closeness).toBe('different')
    expect(judged(noisy).sentences.join(' ')).toMatch(
      /Its repeats are close, not equal: .* by 1\.5e-5/,
    )
  })
})

describe('a run that only rounds otherwise', () => {
  /** A training with a control run, whose gradients are apart by as much, and its losses from a step on by a power of two. */
  const controlled = (training: Training, by: number, at: number | null): Training => {
    const other = by ? gradients(by, training) : training
    const run = (at === null ? other : losing(other, at, 2)).runs[0]
    if (!run) throw new Error('a training has a run')
    return { ...training, runs: [...training.runs, { ...run, mode: 'rounded' }] }
  }
  const amplified = losing(gradients(2e-6), 5, 1)

  test('explains losses that it moves as far', () => {
    const report = judged(controlled(amplified, 1e-6, 5), { before: once })
    expect([report.verdict, report.closeness]).toEqual(['match', 'close'])
    expect(report.sentences.join(' ')).toContain('this training multiplies rounding')
  })
  test.each<[string, Training]>([
    ['that does not multiply', controlled(amplified, 1e-6, null)],
    ['that multiplies later', controlled(losing(gradients(2e-6), 2, 1), 1e-6, 5)],
    ['of something else', moved(controlled(amplified, 1e-6, 5), /^samples$/, { runs: [1] })],
    ['that is equal', controlled(amplified, 0, null)],
    ['beside a first step that is no rounding', controlled(losing(gradients(1e-4), 5, 1), 1e-6, 5)],
  ])('does not explain them where it is one %s', (_, training) => {
    expect(judged(training, { before: once }).closeness).toBe('different')
  })
  test('widens the border of the first step by what it shows there', () => {
    const beyond = gradients(5e-5)
    expect(judged(controlled(beyond, 1.5e-5, null), { before: once }).closeness).toBe('close')
    expect(judged(controlled(beyond, 1e-5, null), { before: once }).closeness).toBe('different')
  })
  test.each([
    ['precision', 'bf16-mixed'],
    ['products', 'matmul high'],
  ] as const)(
    'says nothing of a side with another %s, and the side that rounds less decides',
    (key, value) => {
      const rounds = (training: Training) => ({
        ...training,
        settings: { ...training.settings, [key]: value },
      })
      const beyond = controlled(gradients(5e-5), 1.5e-5, null)
      expect(judged(rounds(beyond), { before: rounds(once) }).closeness).toBe('close')
      for (const [now, before] of [
        [rounds(beyond), once],
        [beyond, rounds(once)],
      ] as const) {
        const report = judged(now, { before })
        expect(report.closeness).toBe('different')
        expect([...report.sentences, ...report.notices].join(' ')).toMatch(
          /The two sides have other precision/,
        )
        expect(needsControl(trainingPlan(), rounds(gradients(5e-5)), once)).toBe(false)
      }
    },
  )
  test('is asked for where rounding may explain what differs, until it does, three times at most', () => {
    const plan = trainingPlan()
    expect(needsControl(plan, amplified, once)).toBe(true)
    expect(needsControl(plan, gradients(1e-6), once)).toBe(false)
    expect(needsControl(plan, moved(once, /^samples$/), once)).toBe(false)
    const more = (training: Training, runs: Training) => ({
      ...training,
      runs: [...training.runs, ...runs.runs.slice(1)],
    })
    const one = controlled(amplified, 1e-6, null)
    expect(needsControl(plan, one, once)).toBe(true)
    expect(needsControl(plan, more(more(one, one), one), once)).toBe(false)
    expect(needsControl(plan, controlled(amplified, 1e-6, 5), once)).toBe(false)
    expect(needsControl(trainingPlan({ tolerance: 'exact' }), amplified, once)).toBe(false)
    expect(needsControl(plan, amplified, null)).toBe(false)
  })
})
