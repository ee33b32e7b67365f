import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  expectedChannels,
  type Span,
  spanOf,
  stepsPerEpoch,
  viewRun,
} from '../../src/model/channels.ts'
import { DEFAULT_PARAMETERS as defaults, type Scenario } from '../../src/model/suite.ts'
import { plan, type Row } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

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

/** The channels of a scenario, with the epochs that each must have. */
function expected(row: Row = {}, accelerator: 'cpu' | 'cuda' = 'cpu') {
  const suite = plan({
    whole: { ...row, differs: { num_devices: 1, max_epochs: 3, ...row.differs } },
  })
  const [scenario] = suite.scenarios as [Scenario]
  return expectedChannels(scenario, spanOf(scenario, suite), accelerator)
}

describe('a run must have', () => {
  const streams = (place: string, also: string[] = []) =>
    [...libraries, ...also].map(library => `rank0/${place}/${library}`)
  const once = ['seeds', ...['init', 'start', 'end'].map(when => `weights.${when}`)]
  const always = ['order', ...once].map(name => `rank0/${name}`)
  const names = (row: Row, accelerator: 'cpu' | 'cuda' = 'cpu') =>
    [...expected(row, accelerator).keys()].sort()

  const two = [...streams('worker0'), ...streams('worker1')]
  const ROWS: [string, Row, string[]][] = [
    ['a stream of each worker', {}, two],
    ["the dataset's streams without workers", { differs: { num_workers: 0 } }, streams('dataset')],
    [
      'none of workers that get no batch',
      { differs: { num_workers: 9, dataset_size: 4 } },
      streams('worker0'),
    ],
    [
      'masks and buffers of a model that has them',
      { model: 'regularized' },
      [...two, ...['dropout', 'buffers.start', 'buffers.end'].map(name => `rank0/${name}`)],
    ],
    [
      'the streams of validation',
      { validate: true },
      [
        ...two,
        'rank0/modes',
        'rank0/val.order',
        ...streams('val.worker0'),
        ...streams('val.worker1'),
      ],
    ],
    [
      'those of validation without workers',
      { validate: true, differs: { num_workers: 0 } },
      [...streams('dataset'), 'rank0/modes', 'rank0/val.order', ...streams('val.dataset')],
    ],
    [
      'no draws of a validation that draws nothing',
      { validate: 'quiet' },
      [...two, 'rank0/modes', 'rank0/val.order'],
    ],
    [
      'the state of a model that has one, as training starts and ends',
      { model: 'stateful' },
      [
        ...two,
        ...['start', 'end'].flatMap(moment =>
          ['optimizers', 'schedulers', 'callbacks', 'module'].map(
            part => `rank0/state.${moment}/${part}`,
          ),
        ),
      ],
    ],
    ['the same streams with the defaults of the Trainer', { trainer: 'default' }, two],
  ]
  test.each(ROWS)('%s', (_, row, theirs) =>
    expect(names(row)).toEqual([...always, ...theirs, ...streams('main')].sort()),
  )

  test('the stream of CUDA where there is one', () =>
    expect(names({ differs: { num_workers: 0 } }, 'cuda')).toEqual(
      [...always, ...streams('dataset'), ...streams('main', ['cuda'])].sort(),
    ))

  test('all of that on every rank', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), num_devices => {
        const ranks = [...Array(num_devices).keys()]
        expect(names({ differs: { num_devices, dataset_size: 64 } })).toEqual(
          ranks.flatMap(rank => names({}).map(name => name.replace('rank0', `rank${rank}`))).sort(),
        )
      }),
    )
  })

  test('every epoch of a stream, and what happens once', () => {
    for (const [name, epochs] of expected({ model: 'regularized' }))
      expect([name, epochs]).toEqual([name, /weights|seeds|buffers/.test(name) ? [0] : [0, 1, 2]])
  })
})

/** Eight samples in four steps: a cut run that ends in the middle of an epoch. */
const small = { num_devices: 1, batch_size: 2, dataset_size: 8, num_workers: 3, max_epochs: 3 }

test.each([
  ['a run that is not cut', { max_steps: null }, [0, 1, 2], [0, 1, 2], [0, 1, 2]],
  ['one that is cut at the end of an epoch', { max_steps: 8 }, [0, 1], [0, 1], [0, 1]],
  ['one that is cut after the first step of one', { max_steps: 9 }, [0, 1, 2], [0, 1], [0, 1]],
  ['one that is cut before any epoch ends', { max_steps: 1 }, [0], undefined, undefined],
  ['one that is cut when each worker has a batch', { max_steps: 7 }, [0, 1], [0, 1], [0]],
])('in %s only whole epochs are validated', (_, row, order, worker, validation) => {
  const found = expected({ ...row, validate: true, differs: small })
  expect(found.get('rank0/order')).toEqual(order)
  expect(found.get('rank0/worker0/torch')).toEqual(order)
  expect(found.get('rank0/worker2/torch')).toEqual(worker)
  expect(found.get('rank0/val.order')).toEqual(validation)
})

const SPANS: [string, Record<string, Row>, Span][] = [
  ['a whole run', { it: {} }, { epochs: [0, 1, 2], torn: null, lastSteps: null }],
  ['a cut run', { it: { max_steps: 8 } }, { epochs: [0, 1], torn: null, lastSteps: null }],
  ['a run cut within', { it: { max_steps: 6 } }, { epochs: [0, 1], torn: null, lastSteps: 2 }],
  [
    'what resumes a shorter one',
    { cut: { differs: { ...small, max_epochs: 2 } }, it: { resumes: 'cut' } },
    { epochs: [2], torn: null, lastSteps: null },
  ],
  [
    'what resumes one cut at the end of an epoch',
    { cut: { max_steps: 4 }, it: { resumes: 'cut' } },
    { epochs: [1, 2], torn: null, lastSteps: null },
  ],
  [
    'what resumes one cut within an epoch',
    { cut: { max_steps: 7 }, it: { resumes: 'cut' } },
    { epochs: [2], torn: { epoch: 1, steps: 3 }, lastSteps: null },
  ],
  [
    'what resumes a finished one',
    { cut: {}, it: { resumes: 'cut', differs: { ...small, max_epochs: 2 } } },
    { epochs: [], torn: null, lastSteps: null },
  ],
]
test.each(SPANS)('the span of %s', (_, rows, span) => {
  const suite = plan(
    Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, { differs: small, ...row }])),
  )
  const found = suite.scenarios.find(({ id }) => id === 'it')
  expect(found && spanOf(found, suite)).toEqual(span)
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
