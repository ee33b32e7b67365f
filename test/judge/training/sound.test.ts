import { describe, expect, test } from 'vitest'
import type { Collection, Pass, Training } from '../../../src/model/training.ts'
import {
  moved,
  startingLike,
  withFits,
  withPasses,
  withRanks,
  withRuns,
} from '../../../support/training/broken.ts'
import { checkOf, failingOf, judged } from '../../../support/training/judging.ts'
import { identityRun, type Shape, soundTraining } from '../../../support/training/record.ts'

/** What is sound has no failing check, whatever its shape. */

const passes = (change: Partial<Pass>, shape: Shape = {}) =>
  withPasses(soundTraining(shape), () => change)
const identified = (shape: Shape, change: Partial<Pass> = {}) => {
  const training = soundTraining(shape)
  const identity = withPasses({ ...training, runs: [identityRun(training)] }, () => change)
  return { ...training, runs: [...training.runs, ...identity.runs] }
}
const settings = (training: Training, given: Partial<Training['settings']>): Training => ({
  ...training,
  settings: { ...training.settings, ...given },
})
/** Every epoch has the order of the first. */
const oneOrder = (training: Training) =>
  withRanks(training, rank => ({
    ...rank,
    channels: {
      ...rank.channels,
      order: (rank.channels.order ?? '')
        .split(' ')
        .map(
          (entry, at, all) => `${entry.split(':')[0]}:${all[at % (all.length / 2)]?.split(':')[1]}`,
        )
        .join(' '),
    },
  }))
const twice = (training: Training) =>
  withRuns(training, run => ({ ...run, fits: [...run.fits, ...run.fits] }))
const keeping = (names: string[], digest: (rank: number) => string) =>
  withRanks(soundTraining(), rank => {
    const of = (part: string, tensors: string[]): Collection => ({
      part,
      at: 'end',
      moment: null,
      digest: digest(rank.rank).padEnd(16, '0'),
      sketch: null,
      tensors: tensors.map(name => `${name}:${digest(rank.rank).padEnd(8, '0')}`),
    })
    const others = rank.collections.filter(({ part }) => part !== 'buffers')
    return {
      ...rank,
      collections: [
        ...others,
        of('buffers', ['norm.running_mean']),
        of('copies.EMA.shadow', names),
      ],
    }
  })
const shuffling = {
  'worker0/own:dataset.rng': '0.0:aaaaaaaa 1.0:bbbbbbbb',
  'worker1/own:dataset.rng': '0.1:aaaaaaaa 1.1:bbbbbbbb',
}

const SOUND: Record<string, () => Training> = {
  'a usual one': () => soundTraining(),
  'one device': () => soundTraining({ ranks: 1 }),
  'one device without workers': () => soundTraining({ ranks: 1, workers: 0 }),
  'eight ranks': () => soundTraining({ ranks: 8, workers: 4 }),
  'no workers': () => soundTraining({ workers: 0 }),
  'one worker, no own generator': () => soundTraining({ workers: 1, own: [] }),
  'one run': () => soundTraining({ runs: 1 }),
  'three runs': () => soundTraining({ runs: 3 }),
  'on a GPU': () => soundTraining({ accelerator: 'cuda' }),
  'not seeded, and repeating': () => settings(soundTraining(), { seed: null, seedWorkers: false }),
  'sequential order': () => oneOrder(withPasses(soundTraining(), () => ({ sequential: true }))),
  'a dataset too small to shuffle': () =>
    oneOrder(
      withPasses(soundTraining(), () => ({
        size: 3,
        drawn: 4,
        distinct: 3,
        shared: 1,
        cut: false,
      })),
    ),
  'an iterable dataset': () => identified({ iterable: true }),
  'an iterable dataset, not identified': () => soundTraining({ iterable: true }),
  'an iterable dataset, samples drawn': () =>
    identified({ iterable: true }, { sameOnRanks: 40, sameOnWorkers: 40, drawnSamples: true }),
  'an iterable dataset, parts padded': () =>
    identified({ iterable: true }, { sameOnRanks: 2, sameOnWorkers: 1 }),
  'an iterable dataset on one rank, one worker': () =>
    soundTraining({ iterable: true, ranks: 1, workers: 1 }),
  'shards shuffled alike before they are split': () =>
    withRanks(
      startingLike(soundTraining({ iterable: true }), /own:/, (_, pass) => pass),
      rank => ({ ...rank, channels: { ...rank.channels, ...shuffling } }),
    ),
  'several fits that begin alike': () => twice(soundTraining()),
  'last batch padded': () => passes({ size: 77, drawn: 80, distinct: 77, shared: 3, cut: false }),
  'last batch dropped': () => passes({ size: 83, drawn: 80, distinct: 80, shared: 0, cut: false }),
  'drawn with replacement': () => passes({ drawn: 80, distinct: 60, shared: 8 }),
  'drawn by weights': () =>
    passes({ drawn: 80, distinct: 79, shared: 1, sampler: 'BatchSampler>WeightedRandomSampler' }),
  'slices of a batch sampler': () =>
    passes({ sampler: 'RandomGeoSampler', size: 3, heads: [['?a1'], ['?b2']] }),
  'one sample for all ranks': () =>
    passes({ size: 1, drawn: 2, distinct: 1, shared: 1, alike: true, cut: false }),
  'parts that ranks count from 0': () =>
    withFits(passes({ alike: true, distinct: 40, shared: 40 }), fit => ({
      ...fit,
      contents: { again: 8, varied: 0, across: 40, unlike: 40, example: '1', drawn: false },
    })),
  'parts that ranks count from 0, augmented': () =>
    withRuns(
      withPasses(identified({}), pass => ({ ...pass, alike: true, distinct: 40, shared: 40 })),
      run => run,
    ),
  'tensor parallel ranks that share batches': () =>
    settings(passes({ alike: true, shared: 40, distinct: 40 }), {
      strategy: 'ModelParallelStrategy',
    }),
  'sharded weights': () =>
    settings(moved(soundTraining(), /^weights$/, { ranks: [1] }), { strategy: 'FSDPStrategy' }),
  'not seeded, ranks initialised apart': () =>
    settings(
      withRanks(
        soundTraining(),
        rank => ({
          ...rank,
          collections: rank.collections.map(each =>
            each.at === 'init' ? { ...each, digest: 'f'.repeat(16) } : each,
          ),
        }),
        { ranks: [1] },
      ),
      { seed: null },
    ),
  'not seeded, ranks draw apart': () =>
    settings(moved(soundTraining(), /^main\//, { from: '0.4', ranks: [1] }), { seed: null }),
  'each rank seeded on purpose': () =>
    moved(soundTraining(), /^(main|states.begin)\//, { ranks: [1] }),
  'one epoch of a stream': () =>
    withFits(soundTraining({ iterable: true }), fit => ({
      ...fit,
      passes: fit.passes.slice(0, 1).map(pass => ({ ...pass, heads: [[...'abcdefgh']] })),
    })),
  'a stream that is augmented': () =>
    withPasses(soundTraining({ iterable: true }), () => ({ heads: [[...'abcdefgh']] })),
  'a stream that shuffles': () =>
    withPasses(
      withFits(soundTraining({ iterable: true }), fit => ({
        ...fit,
        contents: { ...fit.contents, drawn: false },
      })),
      ({ epoch }) => ({ heads: [[...(epoch ? 'hgfedcba' : 'abcdefgh')]] }),
    ),
  'content by epoch that repeats': () =>
    withFits(soundTraining(), fit => ({
      ...fit,
      contents: { again: 9, varied: 9, across: 9, unlike: 9, example: '3', drawn: false },
    })),
  'content by epoch, no index read again': () =>
    withFits(soundTraining(), fit => ({
      ...fit,
      contents: { again: 0, varied: 0, across: 3, unlike: 3, example: '3', drawn: false },
    })),
  'a copy whose buffers are those of its rank': () =>
    keeping(['norm.running_mean'], rank => `c${rank}`),
  'a callback that keeps losses': () => keeping(['losses'], rank => `c${rank}`),
  'a copy on rank 0 alone': () =>
    withRanks(
      keeping(['layers.0.weight'], () => 'cc'),
      rank => ({
        ...rank,
        collections: rank.collections.filter(({ part }) => !part.startsWith('copies')),
      }),
      { ranks: [1] },
    ),
  'an optimizer that keeps a part on each rank': () =>
    withRanks(soundTraining(), rank => ({
      ...rank,
      channels: Object.fromEntries(
        Object.entries(rank.channels).filter(([name]) => name !== 'optimizer.0'),
      ),
      collections: rank.collections.map(each =>
        each.part === 'optimizer.0'
          ? {
              ...each,
              digest: `${rank.rank}${each.digest.slice(1)}`,
              tensors: [`part${rank.rank}:aaaaaaaa`],
            }
          : each,
      ),
    })),
  'a generator that moved once before the training': () =>
    withRanks(soundTraining(), rank => {
      const still = (rank.channels['main/torch'] ?? '').replaceAll(/:\w+/g, ':aaaaaaaa')
      return { ...rank, channels: { ...rank.channels, 'main/torch': still } }
    }),
}

test.each(Object.entries(SOUND))('%s', (_, training) => {
  const report = judged(training())
  expect(failingOf(report)).toEqual([])
  expect(report.verdict).toBe(training().runs.length > 1 ? 'match' : 'new')
  expect(report.error).toBeNull()
})

test('what a sampler draws between steps is no noise of theirs', () => {
  const isTold = (training: Training) => checkOf(judged(training), 'training-noise-differs').status
  expect(isTold(soundTraining())).toBe('hazard')
  expect(isTold(withRanks(soundTraining(), rank => ({ ...rank, drawn: [] })))).toBe('pass')
})

describe('what cannot be told is not measured', () => {
  test.each([
    ['training-samples-are-split', soundTraining({ ranks: 1 }), /two ranks/],
    ['training-samples-are-split', soundTraining({ iterable: true }), /identity run/],
    [
      'training-samples-are-split',
      SOUND['an iterable dataset, samples drawn']?.(),
      /drawn, not read/,
    ],
    ['training-order-changes', soundTraining({ iterable: true }), /no order/],
    ['training-order-changes', SOUND['one epoch of a stream']?.(), /no order/],
    ['training-order-changes', SOUND['a stream that is augmented']?.(), /no order/],
    ['training-order-changes', SOUND['sequential order']?.(), /in their order/],
    ['training-init-agrees', settings(soundTraining(), { seed: null }), /not seeded/],
    ['training-replicas-agree', SOUND['sharded weights']?.(), /whole model/],
    ['training-samples-agree', SOUND['parts that ranks count from 0']?.(), /same indices/],
    ['training-repeats', soundTraining({ runs: 1 }), /ran once/],
    ['training-resumes', soundTraining(), /cut and resumed/],
    ['training-copies-agree', soundTraining(), /no callback/],
    [
      'training-draws-are-known',
      withFits(soundTraining({ runs: 1 }), fit => ({
        ...fit,
        contents: { ...fit.contents, again: 1, varied: 1, drawn: false },
      })),
      /second run/,
    ],
  ])('%s %#', (id, training, why) =>
    expect(checkOf(judged(training ?? soundTraining()), id)).toMatchObject({
      status: 'not-measured',
      detail: expect.stringMatching(why),
    }),
  )
})
