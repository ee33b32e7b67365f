import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  byCause,
  compareRuns,
  countBefore,
  isRounding,
} from '../../../src/judge/training/compare.ts'
import type { Training } from '../../../src/model/training.ts'
import { apart, moved, withRanks, withRuns } from '../../../support/training/broken.ts'
import { judged } from '../../../support/training/judging.ts'
import { soundTraining } from '../../../support/training/record.ts'

/** The first place that differs is the first in causal order, whatever differs beside it. */

const sound = soundTraining({ runs: 1 })
const firstOf = (training: Training, before = sound) => judged(training, { before }).first
const sideOf = (training: Training) => {
  const [run] = training.runs
  if (!run) throw new Error('it has a run')
  return { training, run }
}
const compared = (training: Training) => compareRuns(sideOf(sound), sideOf(training))

/** Every value of the record, in causal order. */
const places = compareRuns(
  sideOf(sound),
  sideOf({ ...sound, settings: { ...sound.settings, seed: 8 } }),
)
  .pairs.flatMap(({ fit, rank, name, actual }) =>
    actual.split(' ').map(entry => ({ fit, rank, name, moment: entry.split(':')[0] ?? '' })),
  )
  .sort(byCause)

type Place = (typeof places)[number]

/** Another digest in one place. */
const changed = (training: Training, { rank, name, moment }: Place): Training => {
  if (name === 'environment') return { ...training, settings: { ...training.settings, seed: 9 } }
  const at = moment === 'setup' ? '0.0' : moment
  return withRanks(
    training,
    each => ({
      ...each,
      channels: Object.fromEntries(
        Object.entries(each.channels).map(([key, trail]) => [
          key,
          key === name ? trail.replace(new RegExp(`(^| )${at}:\\w{8}`), `$1${at}:00000000`) : trail,
        ]),
      ),
      collections: each.collections.map(one =>
        one.part === name && one.at === moment ? { ...one, digest: '0'.repeat(16) } : one,
      ),
    }),
    { ranks: [rank] },
  )
}

test('one change anywhere is found there, and all before it is equal', () => {
  fc.assert(
    fc.property(fc.nat(places.length - 1), at => {
      const place = places[at] as Place
      const comparison = compared(changed(sound, place))
      expect(comparison.unequal).toEqual([expect.objectContaining(place)])
      expect(countBefore(comparison, place)).toBe(at)
      expect(comparison.compared).toBe(places.length)
    }),
  )
})

test('of several changes the first in causal order is named', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(places.length - 1), { minLength: 2, maxLength: 5 }), all => {
      const training = all.reduce((found, at) => changed(found, places[at] as Place), sound)
      const { unequal } = compared(training)
      expect(unequal[0]).toMatchObject(places[Math.min(...all)] as Place)
      expect(unequal).toHaveLength(all.length)
    }),
  )
})

test('equal runs have no unequal value', () => {
  expect(compared(soundTraining({ runs: 1 })).unequal).toEqual([])
})

describe('at one moment', () => {
  const ORDER = [
    'states.setup/torch',
    'order',
    'worker0/torch',
    'worker0/own:dataset.rng',
    'samples',
    'batch',
    'main/torch',
    'rates',
    'loss',
    'gradients.0',
    'weights',
    'optimizer.0',
    'copies.EMA',
    'buffers',
    'something.new',
  ]
  test('causes stand before what follows from them', () => {
    const at = (name: string) => ({ fit: 0, rank: 0, name, moment: '0.0' })
    const shuffled = ORDER.toReversed().map(at).sort(byCause)
    expect(shuffled.map(({ name }) => name)).toEqual(ORDER)
  })
  test('workers stand in the order of their numbers, and ranks after them', () => {
    const at = (name: string, rank: number) => ({ fit: 0, rank, name, moment: '0.0' })
    const all = [at('worker10/torch', 0), at('worker2/torch', 1), at('worker2/torch', 0)]
    expect(all.sort(byCause).map(({ name, rank }) => `${name} ${rank}`)).toEqual([
      'worker2/torch 0',
      'worker2/torch 1',
      'worker10/torch 0',
    ])
  })
  test('an earlier moment comes first, and an earlier fit before all', () => {
    const at = (fit: number, moment: string) => ({ fit, rank: 0, name: 'loss', moment })
    const moments = ['setup', 'init', 'start', '0.2', '0.10', '1.0', 'end']
    const all = [...moments.map(each => at(0, each)), at(1, 'setup')]
    expect(all.toReversed().sort(byCause)).toEqual(all)
  })
  test('another loader has the place of the first', () => {
    const at = (name: string) => ({ fit: 0, rank: 0, name, moment: '0.0' })
    const all = ['order', 'loader1/order', 'loader1/worker0/torch', 'samples'].map(at)
    expect(
      all
        .toReversed()
        .sort(byCause)
        .map(({ name }) => name),
    ).toEqual(['loader1/order', 'order', 'loader1/worker0/torch', 'samples'])
  })
})

describe('in words', () => {
  const cases: [string, Training, { coordinate: string; what: string }][] = [
    [
      'samples of one rank',
      moved(sound, /^samples$/, { from: '0.3', ranks: [1] }),
      {
        coordinate: 'finetune/rank1/samples · epoch 0 · step 3',
        what: 'the samples of worker 1 of rank 1',
      },
    ],
    [
      'samples of all ranks',
      moved(sound, /^samples$/, { from: '1.2' }),
      { coordinate: 'finetune/rank0/samples · epoch 1 · step 2', what: 'the samples of worker 0' },
    ],
    [
      'samples without workers',
      moved(soundTraining({ runs: 1, workers: 0 }), /^samples$/),
      { coordinate: 'finetune/rank0/samples · epoch 0 · step 0', what: 'the samples' },
    ],
    [
      'a generator of a worker',
      moved(sound, /^worker1\/torch/),
      {
        coordinate: 'finetune/rank0/worker1/torch · epoch 0 · step 1',
        what: 'the torch generator of worker 1',
      },
    ],
    [
      'an own generator',
      moved(sound, /own:/, { ranks: [1] }),
      {
        coordinate: 'finetune/rank1/worker0/own:dataset.rng · epoch 0 · step 0',
        what: 'the generator dataset.rng of worker 0 of rank 1',
      },
    ],
    [
      'a generator of the loader',
      moved(soundTraining({ runs: 1, workers: 0 }), /^loader\/numpy/),
      {
        coordinate: 'finetune/rank0/loader/numpy · epoch 0 · step 0',
        what: 'the numpy generator of the loader',
      },
    ],
    [
      'a generator of the main process',
      moved(sound, /^main\/python/, { from: '0.1' }),
      {
        coordinate: 'finetune/rank0/main/python · epoch 0 · step 1',
        what: 'the python generator of the main process',
      },
    ],
    [
      'a generator at the start',
      moved(sound, /^states/),
      { coordinate: 'finetune/rank0/states.setup/numpy', what: 'the numpy generator at the start' },
    ],
    [
      'initial weights',
      apart(sound, ({ at }) => (at === 'init' ? 1 : null)),
      { coordinate: 'finetune/rank0/weights.init', what: 'the initial weights' },
    ],
    [
      'the seed',
      { ...sound, settings: { ...sound.settings, seed: 8 } },
      { coordinate: 'finetune/environment', what: 'the seed or accumulation' },
    ],
  ]
  test.each(cases)('%s', (_, training, expected) => {
    const before = soundTraining({
      runs: 1,
      workers: training.runs[0]?.fits[0]?.passes[0]?.workers ?? 2,
    })
    expect(firstOf(training, before)).toMatchObject(expected)
  })

  test('of a later fit its number is told', () => {
    const twice = withRuns(sound, run => ({ ...run, fits: [...run.fits, ...run.fits] }))
    const found = judged(moved(twice, /^batch$/, { fits: [1], from: '0.2' }), { before: twice })
    expect(found.first?.coordinate).toBe('finetune/fit1/rank0/batch · epoch 0 · step 2')
    expect(found.headline).toMatch(/^Your training differs from step 2 of fit 1 on: the batch;/)
  })

  test('losses are told as numbers, tensors by their names', () => {
    const losses = withRanks(moved(sound, /^loss$/), rank => ({
      ...rank,
      losses: rank.losses.with(0, '0x1.8p+1'),
    }))
    expect(firstOf(losses)).toMatchObject({ expected: '2', actual: '3', parts: [] })
    const weights = apart(sound, ({ part, at }) => (part === 'weights' && at === 'end' ? 1 : null))
    expect(firstOf(weights)?.parts).toEqual([
      'layers.0.weight',
      'layers.0.bias',
      'layers.2.weight',
      'layers.2.bias',
    ])
  })

  test('what one side does not have is none', () => {
    const fewer = withRanks(sound, ({ channels: { rates: _, ...channels }, ...rank }) => ({
      ...rank,
      channels,
    }))
    expect(firstOf(fewer)).toMatchObject({ actual: 'none', what: 'the learning rate' })
    expect(firstOf(sound, fewer)).toMatchObject({ expected: 'none' })
    expect(compared(fewer).unequal.some(isRounding)).toBe(false)
  })
})

test('without workers, what the first samples draw comes before what the first step begins with', () => {
  const sound = soundTraining({ workers: 0, runs: 1 })
  const other = moved(sound, /^(loader|states\.begin|main)\/torch/)
  expect(judged(other, { before: sound }).first?.coordinate).toBe(
    'finetune/rank0/loader/torch · epoch 0 · step 0',
  )
})
