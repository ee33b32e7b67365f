import { describe, expect, test } from 'vitest'
import { judge } from '../../src/judge/judge.ts'
import { missing } from '../../src/judge/missing.ts'
import type { ProbeRecord, Run } from '../../src/model/record.ts'
import { check, plan } from '../../support/judging.ts'
import { goodRecord, withRuns } from '../../support/record.ts'

/** Which worker loads which batch: in turn, and where it is otherwise, that is what is said. */

const ID = 'batches-go-round'
/** Four batches of each rank in an epoch. */
const differs = { batch_size: 2, max_epochs: 3 }
const good = goodRecord(plan({ plain: { differs, runs: 2 } }))

interface Place {
  run?: number
  rank?: number
  epoch?: number
  phase?: 'train' | 'validate'
}

/** The record with other workers for the batches of one rank, phase and epoch. */
function loaded(record: ProbeRecord, by: string, { run = 0, ...place }: Place = {}): ProbeRecord {
  const { rank = 0, epoch = 0, phase = 'train' } = place
  return withRuns(record, each => {
    if (each.run !== run) return each
    const loading = each.loading.map(one => ({
      ...one,
      batches: one.batches.map(batches =>
        one.rank === rank && batches.epoch === epoch && batches.phase === phase
          ? { ...batches, by }
          : batches,
      ),
    }))
    return { ...each, loading }
  })
}

const without = (record: ProbeRecord, pattern: RegExp) =>
  withRuns(record, run => {
    const kept = Object.entries(run.channels).filter(([name]) => !pattern.test(name))
    return { ...run, channels: Object.fromEntries(kept) }
  })

/** The record with all batches loaded by the first worker, in one run or in all. */
const byOne = (record: ProbeRecord, only?: number) =>
  withRuns(record, run => {
    if (only !== undefined && run.run !== only) return run
    const [idle = run] = without({ ...record, runs: [run] }, /worker1/).runs
    const loading = run.loading.map(each => ({
      ...each,
      batches: each.batches.map(one => ({ ...one, by: '0 0 0 0' })),
    }))
    return { ...idle, loading }
  })

const judged = (record: ProbeRecord) => judge({ record, baseline: null, pins: null })

describe('batches that go round', () => {
  test('are no finding', () => expect(check(good, ID).status).toBe('pass'))

  test.each<[string, object]>([
    ['without workers', { differs: { num_workers: 0 } }],
    ['where the scenario asks for no order', { in_order: false }],
  ])('are not asked for %s', (_, row) =>
    expect(check(goodRecord(plan({ plain: row })), ID).status).toBe('not-measured'),
  )
})

describe('a batch of another worker', () => {
  const at = (record: ProbeRecord) => check(record, ID).detail

  test('is named with its rank and epoch', () =>
    expect(at(loaded(good, '0 1 0 0', { rank: 1, epoch: 2 }))).toBe(
      'rank 1, epoch 2: batch 3 was loaded by worker 0, expected worker 1',
    ))

  test('is named in a validation', () => {
    const validating = goodRecord(plan({ plain: { differs, validate: true } }))
    expect(at(loaded(validating, '1 0', { phase: 'validate' }))).toBe(
      'rank 0, epoch 0: validation batch 0 was loaded by worker 1, expected worker 0',
    )
  })

  test('is none in an epoch that was cut, which may go on with any', () => {
    const torn = goodRecord(
      plan({ cut: { differs, max_steps: 5 }, resumed: { differs, resumes: 'cut' } }),
    )
    const other = withRuns(torn, run => {
      if (run.scenario !== 'resumed') return run
      const rest = { phase: 'train' as const, epoch: 1, by: '1 0 1' }
      return { ...run, loading: run.loading.map(each => ({ ...each, batches: [rest] })) }
    })
    expect(check(other, ID).status).toBe('pass')
  })
})

describe('a worker that got no batch', () => {
  const stray = byOne(good)

  test('is missing where all batches went round', () =>
    expect(missing(without(good, /worker1/))[0]).toBe(
      'plain, run 1: channel rank0/worker1/python is missing',
    ))

  test('is told by the check where they did not', () => {
    expect(missing(stray)).toEqual([])
    expect(judged(stray)).toMatchObject({ verdict: 'violation' })
    expect(judged(stray).summary).toContain(ID)
  })

  test('makes nothing else complete', () =>
    expect(missing(without(stray, /rank0.main.torch|worker0.numpy/))).toEqual(
      [1, 2].flatMap(run => [
        `plain, run ${run}: channel rank0/main/torch is missing`,
        ...[0, 1].map(
          rank => `plain, run ${run}: channel rank${rank}/worker0/numpy lacks epochs 0, 1, 2`,
        ),
      ]),
    ))

  test('is not missing where the scenario asks for no order', () => {
    const record = goodRecord(plan({ plain: { differs, in_order: false } }))
    expect(missing(byOne(record))).toEqual([])
    expect(missing(without(record, /rank0.worker1.torch/))).toEqual([
      'plain, run 1: channel rank0/worker1/torch lacks epochs 0, 1, 2',
    ])
  })
})

describe('runs that differ in who loads what', () => {
  const differing = byOne(good, 1)
  const sentence =
    'plain: which worker loads which batch differs between two runs: ' +
    'rank 0, epoch 0: batch 1 was loaded by worker 1, then by worker 0'

  test('are unstable, and that is the reason which is given', () =>
    expect(judged(differing)).toMatchObject({ verdict: 'unstable', summary: sentence }))

  test('are so where the scenario asks for no order, too', () => {
    const record = goodRecord(plan({ plain: { differs, in_order: false, runs: 2 } }))
    expect(judged(loaded(record, '0 0 1 1', { run: 1 }))).toMatchObject({
      verdict: 'unstable',
      summary: sentence,
    })
  })

  test('say what else differs where the workers are the same', () => {
    const record = withRuns(good, run => (run.run === 0 ? run : altered(run)))
    expect(judged(record).summary).toMatch(
      /^plain\/rank0\/order · epoch 0 differs between two runs/,
    )
  })

  const altered = (run: Run): Run => {
    const order = run.channels['rank0/order']?.map(each => ({ ...each, digest: '0'.repeat(32) }))
    return { ...run, channels: { ...run.channels, 'rank0/order': order ?? [] } }
  }
})

describe('another number of workers than the scenario asks for', () => {
  const fewer = withRuns(byOne(good), run => ({
    ...run,
    loading: run.loading.map(each => ({ ...each, workers: 1 })),
  }))

  test('is an error that says so', () => {
    const said = judged(fewer)
    expect(said.verdict).toBe('error')
    expect(said.summary).toMatch(
      /^the record is incomplete: plain, run 1: rank 0 loads with num_workers=1, expected 2, and 3 more gaps$/,
    )
  })
})
