import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { epochsOf, expectedChannels, stepsPerEpoch, viewRun } from '../../src/judge/channels.ts'
import { DEFAULT_PARAMETERS as defaults } from '../../src/probe/suite.ts'
import { plan } from '../support/judging.ts'
import { goodRecord } from '../support/record.ts'

const libraries = ['python', 'numpy', 'torch']

test.each([
  [{ dataset_size: 16, num_devices: 2, batch_size: 4 }, 2],
  [{ dataset_size: 13, num_devices: 2, batch_size: 3 }, 3],
  [{ dataset_size: 1, num_devices: 4, batch_size: 8 }, 1],
])('%j take %i steps an epoch', (sizes, steps) =>
  expect(stepsPerEpoch({ ...defaults, ...sizes })).toBe(steps),
)

test('steps hold all samples, and no step fewer would', () => {
  const size = fc.integer({ min: 1, max: 1000 })
  fc.assert(
    fc.property(size, size, size, (dataset_size, num_devices, batch_size) => {
      const steps = stepsPerEpoch({ ...defaults, dataset_size, num_devices, batch_size })
      const samples = Math.ceil(dataset_size / num_devices)
      expect(steps * batch_size).toBeGreaterThanOrEqual(samples)
      expect((steps - 1) * batch_size).toBeLessThan(samples)
    }),
  )
})

describe('a run must have', () => {
  const streams = (place: string, also: string[] = []) =>
    [...libraries, ...also].map(library => `rank0/${place}/${library}`)
  const always = ['rank0/order', ...['init', 'start', 'end'].map(when => `rank0/weights.${when}`)]
  const names = (differs: Partial<typeof defaults>, accelerator: 'cpu' | 'cuda' = 'cpu') =>
    [
      ...expectedChannels({ ...defaults, num_devices: 1, ...differs }, [0], accelerator).keys(),
    ].sort()

  test.each([
    ['a stream of each worker', {}, [...streams('worker0'), ...streams('worker1')]],
    ["the dataset's streams without workers", { num_workers: 0 }, streams('dataset')],
    ['none of workers that get no batch', { num_workers: 9, dataset_size: 4 }, streams('worker0')],
  ])('%s', (_, differs, theirs) =>
    expect(names(differs)).toEqual([...always, ...theirs, ...streams('main')].sort()),
  )

  test('the stream of CUDA where there is one', () =>
    expect(names({ num_workers: 0 }, 'cuda')).toEqual(
      [...always, ...streams('dataset'), ...streams('main', ['cuda'])].sort(),
    ))

  test('all of that on every rank', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), num_devices => {
        const all = [
          ...expectedChannels({ ...defaults, num_devices, dataset_size: 64 }, [0], 'cpu').keys(),
        ]
        const ranks = [...Array(num_devices).keys()]
        expect(all.sort()).toEqual(
          ranks.flatMap(rank => names({}).map(name => name.replace('rank0', `rank${rank}`))).sort(),
        )
      }),
    )
  })

  test('every epoch of a stream, and weights at one moment', () => {
    const expected = expectedChannels(defaults, [1, 2], 'cpu')
    for (const [name, epochs] of expected)
      expect(epochs).toEqual(/weights/.test(name) ? [0] : [1, 2])
  })
})

test.each([
  ['whole', [0, 1, 2]],
  ['cut', [0, 1]],
  ['resumed', [2]],
])('%s trains the epochs %j', (id, epochs) => {
  const suite = plan({
    whole: {},
    cut: { differs: { max_epochs: 2 } },
    resumed: { resumes: 'cut' },
  })
  const found = suite.scenarios.find(each => each.id === id)
  expect(found && epochsOf(found, suite)).toEqual(epochs)
})

test('a run of a scenario that the suite lacks is a mistake of the program', () => {
  const record = goodRecord(plan({ plain: {} }))
  const [run] = record.runs
  expect(() => run && viewRun(record, { ...run, scenario: 'other' })).toThrow(
    'run of other, which is not in the suite',
  )
})

test('channels come in the order of cause and effect, by rank, by worker, by name', () => {
  const record = goodRecord(plan({ plain: {} }))
  for (const run of record.runs)
    run.channels = Object.fromEntries(Object.entries(run.channels).reverse())
  const [run] = record.runs
  const names = run ? viewRun(record, run).channels.map(each => each.channel.name) : []
  const sorted = ['numpy', 'python', 'torch']
  const part = (kind: string) => [0, 1].map(rank => `plain/rank${rank}/${kind}`)
  const libraries = (kind: string) => sorted.map(library => `${kind}/${library}`)
  expect(names.filter(name => /order|worker|main|weights/.test(name))).toEqual([
    ...part('weights.init'),
    ...part('order'),
    ...part('worker0').flatMap(at => [...libraries(at), ...libraries(at.replace(/0$/, '1'))]),
    ...part('main').flatMap(libraries),
    ...part('weights.start'),
    ...part('weights.end'),
  ])
})

test('ranks and workers are sorted as numbers', () => {
  const many = { num_devices: 11, num_workers: 11, batch_size: 1, dataset_size: 121, max_epochs: 1 }
  const record = goodRecord(plan({ plain: { differs: many } }))
  const [run] = record.runs
  const names = run ? viewRun(record, run).channels.map(each => each.channel.name) : []
  const numbers = [...Array(11).keys()]
  expect(names.filter(name => name.endsWith('order'))).toEqual(
    numbers.map(rank => `plain/rank${rank}/order`),
  )
  expect(names.filter(name => /rank10.worker.*numpy/.test(name))).toEqual(
    numbers.map(worker => `plain/rank10/worker${worker}/numpy`),
  )
})
