import { expect, test } from 'vitest'
import type { Parameters } from '../../src/model/suite.ts'
import { checksOf, plan } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** Which checks a scenario is evaluated on, by its parameters: one that does not apply says so. */

const SEEDED = ['init-weights-agree', 'main-streams-agree']
const UNSEEDED = ['main-streams-differ-unseeded']
const RANKS = ['replicas-agree-at-start', 'replicas-agree-at-end']
const RANKS_OF_WORKERS = ['worker-streams-differ-across-ranks']
const WORKERS = ['worker-streams-differ-across-workers']
const WORKER = [
  'worker-streams-differ-across-epochs',
  'worker-streams-do-not-repeat',
  'batches-go-round',
]
const ALWAYS = [
  'sampler-partitions-dataset',
  'shuffle-changes-every-epoch',
  'main-streams-differ-across-epochs',
  'main-streams-do-not-repeat',
]
const HAZARD_DATASET = ['dataset-streams-agree-across-ranks']
const HAZARD_WORKERS = ['worker-streams-agree-across-ranks']
const REGULARIZED = ['dropout-masks-agree-across-ranks', 'buffers-differ-at-end']
const ALL = [
  ...[SEEDED, UNSEEDED, RANKS, RANKS_OF_WORKERS, WORKERS, WORKER, ALWAYS].flat(),
  ...REGULARIZED,
  ...HAZARD_DATASET,
  ...HAZARD_WORKERS,
]

const unseeded = { seed_everything: false }
const ROWS: [Partial<Parameters>, string[][]][] = [
  [{}, [SEEDED, RANKS, RANKS_OF_WORKERS, WORKERS, WORKER, ALWAYS]],
  [{ num_devices: 1 }, [WORKERS, WORKER, ALWAYS]],
  [{ num_devices: 1, ...unseeded }, [WORKERS, WORKER, ALWAYS]],
  [{ num_workers: 1 }, [SEEDED, RANKS, RANKS_OF_WORKERS, WORKER, ALWAYS]],
  [{ num_workers: 0 }, [SEEDED, RANKS, ALWAYS, HAZARD_DATASET]],
  [{ num_workers: 0, num_devices: 1 }, [ALWAYS]],
  [{ num_workers: 0, seed_workers: false }, [SEEDED, RANKS, ALWAYS, HAZARD_DATASET]],
  [{ seed_workers: false }, [SEEDED, RANKS, WORKERS, WORKER, ALWAYS, HAZARD_WORKERS]],
  [{ seed_workers: false, num_devices: 1 }, [WORKERS, WORKER, ALWAYS]],
  [unseeded, [UNSEEDED, RANKS, RANKS_OF_WORKERS, WORKERS, WORKER, ALWAYS]],
  [
    { ...unseeded, seed_workers: false },
    [UNSEEDED, RANKS, RANKS_OF_WORKERS, WORKERS, WORKER, ALWAYS],
  ],
  [{ ...unseeded, num_workers: 0 }, [UNSEEDED, RANKS, ALWAYS]],
  [
    { max_epochs: 1 },
    [
      SEEDED,
      RANKS,
      RANKS_OF_WORKERS,
      WORKERS,
      ['worker-streams-do-not-repeat', 'batches-go-round'],
      ['sampler-partitions-dataset', 'main-streams-do-not-repeat'],
    ],
  ],
  [{ max_epochs: 2 }, [SEEDED, RANKS, RANKS_OF_WORKERS, WORKERS, WORKER, ALWAYS]],
]

test.each(ROWS)('%j', (differs, groups) => {
  const checks = checksOf(goodRecord(plan({ plain: { differs } }))).filter(({ id }) =>
    ALL.includes(id),
  )
  const evaluated = checks.filter(({ status }) => status !== 'not-measured').map(({ id }) => id)
  expect(evaluated.sort()).toEqual(groups.flat().sort())
  expect(checks).toHaveLength(ALL.length)
})

test.each([
  [{}, REGULARIZED],
  [{ num_devices: 1 }, []],
  [unseeded, ['buffers-differ-at-end']],
])('a model with dropout and buffers, %j', (differs, ids) => {
  const record = goodRecord(plan({ plain: { differs, model: 'regularized' } }))
  const found = checksOf(record).filter(each => REGULARIZED.includes(each.id))
  const evaluated = found.filter(({ status }) => status !== 'not-measured').map(({ id }) => id)
  expect(evaluated.sort()).toEqual([...ids].sort())
})

test('a check names the scenarios that it was evaluated on, each once', () => {
  const suite = plan({
    plain: { runs: 2 },
    unseeded: { differs: unseeded },
    one: { differs: { num_workers: 1 } },
  })
  const found = checksOf(goodRecord(suite))
  const scenario = (id: string) => found.find(each => each.id === id)?.scenario
  expect(scenario('main-streams-agree')).toBe('plain, one')
  expect(scenario('main-streams-differ-unseeded')).toBe('unseeded')
  expect(scenario('sampler-partitions-dataset')).toBe('plain, unseeded, one')
  expect(scenario('dataset-streams-agree-across-ranks')).toBe('')
})
