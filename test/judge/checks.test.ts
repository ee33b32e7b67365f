import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../src/judge/checks.ts'
import { evaluate } from '../../src/judge/evaluate.ts'
import type { Loading, ProbeRecord } from '../../src/model/record.ts'
import { suite } from '../../src/probe/suites.ts'
import { alter, epoch, goodRecord, withRuns } from '../../support/record.ts'

type Batches = Loading['batches'][number]

const good = goodRecord()

const statuses = (record: ProbeRecord) =>
  new Map(evaluate(record, [], null).map(({ id, status }) => [id, status]))

const failing = (record: ProbeRecord) =>
  [...statuses(record)].filter(([, status]) => status === 'fail').map(([id]) => id)

/** The content of one channel, put in place of another's. */
const taken = (scenario: string, name: string, number = 0) => {
  const run = good.runs.find(each => each.scenario === scenario && each.run === 0)
  const { digest, head } = run?.channels[name]?.[number] ?? epoch('none', 0)
  return { digest, head }
}

const fresh = (text: string, number: number) => {
  const { digest, head } = epoch(text, number)
  return { digest, head }
}

/** The record with other workers for the batches of every training epoch of a scenario. */
const loadedBy = (record: ProbeRecord, scenario: string, by: string) =>
  withRuns(record, run => {
    if (run.scenario !== scenario) return run
    const other = (each: Batches) => (each.phase === 'train' ? { ...each, by } : each)
    return {
      ...run,
      loading: run.loading.map(each => ({ ...each, batches: each.batches.map(other) })),
    }
  })

/** Each row breaks one relation: the check that must fail, alone or first. */
const FAULTS: { check: string; record: () => ProbeRecord }[] = [
  {
    check: 'init-weights-agree',
    record: () => alter(good, 'seeded', /rank1\/weights.init/, e => fresh('other', e.epoch)),
  },
  {
    check: 'replicas-agree-at-start',
    record: () => alter(good, 'unseeded', /rank1\/weights.start/, e => fresh('other', e.epoch)),
  },
  {
    check: 'replicas-agree-at-end',
    record: () => alter(good, 'seeded', /rank1\/weights.end/, e => fresh('other', e.epoch)),
  },
  {
    check: 'main-streams-agree',
    record: () => alter(good, 'seeded', /rank1\/main\/numpy/, e => fresh(`o${e.epoch}`, e.epoch)),
  },
  {
    check: 'main-streams-differ-unseeded',
    record: () =>
      alter(good, 'unseeded', /main\/torch/, (e, _, run) =>
        fresh(`run ${run} ${e.epoch}`, e.epoch),
      ),
  },
  {
    check: 'unseeded-runs-differ',
    record: () =>
      alter(good, 'unseeded-no-workers', /main\/numpy/, (e, name) =>
        taken('unseeded', name, e.epoch),
      ),
  },
  {
    check: 'worker-streams-differ-across-ranks',
    record: () =>
      alter(good, 'seeded-persistent', /worker0\/torch/, e => fresh(`w ${e.epoch}`, e.epoch)),
  },
  {
    check: 'worker-streams-differ-across-workers',
    record: () =>
      alter(good, 'seeded-persistent', /worker\d\/numpy/, (e, name) =>
        fresh(`${name.slice(0, 5)} ${e.epoch}`, e.epoch),
      ),
  },
  {
    check: 'worker-streams-differ-across-epochs',
    record: () => alter(good, 'seeded-persistent', /worker\d\/python/, (_, name) => fresh(name, 0)),
  },
  {
    check: 'worker-streams-do-not-repeat',
    record: () => alter(good, 'seeded', /rank1\/worker1\/torch/, () => ({ startsOver: 2 })),
  },
  {
    check: 'sampler-partitions-dataset',
    record: () => {
      const record = structuredClone(good)
      for (const each of record.runs[0]?.partition ?? []) each.distinct -= 1
      return record
    },
  },
  {
    check: 'shuffle-changes-every-epoch',
    record: () =>
      alter(good, 'seeded-persistent', /rank0\/order/, (_, name) =>
        taken('seeded-persistent', name),
      ),
  },
  {
    check: 'seed-changes-streams',
    record: () =>
      alter(good, 'seeded-other', /worker0\/torch/, (e, name) => taken('seeded', name, e.epoch)),
  },
  {
    check: 'sanity-check-is-isolated',
    record: () => alter(good, 'seeded-sanity', /main\/torch/, e => fresh(`s ${e.epoch}`, e.epoch)),
  },
  {
    check: 'resume-continues-order',
    record: () => alter(good, 'resumed', /rank1\/order/, () => taken('resumed', 'rank0/order')),
  },
  {
    check: 'launcher-agrees',
    record: () => alter(good, 'launcher', /rank0\/worker0\/torch/, e => fresh('l', e.epoch)),
  },
  {
    check: 'batches-go-round',
    record: () => loadedBy(good, 'seeded', '1 0'),
  },
  {
    check: 'main-streams-differ-across-epochs',
    record: () =>
      alter(good, 'validating', /main\/numpy/, e => fresh(e.epoch ? 'seeded' : 'first', e.epoch)),
  },
  {
    check: 'main-streams-do-not-repeat',
    record: () => alter(good, 'seeded', /main\/torch/, () => ({ startsOver: 1 })),
  },
  {
    check: 'validation-leaves-training-alone',
    record: () =>
      alter(good, 'validating-quietly', /main\/torch/, e => fresh(`v ${e.epoch}`, e.epoch)),
  },
  {
    check: 'modes-survive-validation',
    record: () => alter(good, 'validating', /modes/, e => (e.epoch ? fresh('eval', e.epoch) : {})),
  },
  {
    check: 'defaults-change-nothing',
    record: () => alter(good, 'defaults', /main\/python/, e => fresh(`d ${e.epoch}`, e.epoch)),
  },
  {
    check: 'resume-restores-state',
    record: () => alter(good, 'resumed', /state.start\/optimizers/, e => fresh('lost', e.epoch)),
  },
  {
    check: 'repeat-is-identical',
    record: () =>
      alter(good, 'seeded-uneven', /rank0\/worker0\/torch/, (e, _, run) =>
        run ? fresh(`run ${e.epoch}`, e.epoch) : {},
      ),
  },
]

test('every check holds on a record in which all is right', () => {
  expect(failing(good)).toEqual([])
  expect(failing(goodRecord(suite('full', 2)))).toEqual([])
  expect([...statuses(good)].filter(([, status]) => status === 'not-measured')).toEqual([
    ['pins-are-installed', 'not-measured'],
    ['dropout-masks-agree-across-ranks', 'not-measured'],
    ['buffers-differ-at-end', 'not-measured'],
    ['order-starts-over-on-one-rank', 'not-measured'],
  ])
})

test.each(FAULTS)('$check fails where its relation is broken', ({ check, record }) => {
  expect(failing(record())).toContain(check)
})

test('every check but that of the pins has its fault', () => {
  const ids = CHECKS.filter(({ hazard }) => !hazard).map(({ id }) => id)
  expect(new Set(FAULTS.map(({ check }) => check))).toEqual(new Set(ids))
})

test('a fault is named by the check that is meant for it', () => {
  const byItself = FAULTS.filter(({ check, record }) => failing(record())[0] === check)
  expect(byItself.length).toBeGreaterThanOrEqual(FAULTS.length - 1)
})

describe('pins', () => {
  const pins = (torch: string) => ({
    manager: 'pip' as const,
    source: 'requirements.txt',
    text: '',
    pins: { lightning: null, 'pytorch-lightning': null, torch, numpy: '2.4.6' },
  })
  const status = (torch: string) =>
    evaluate(good, [], pins(torch)).find(({ id }) => id === 'pins-are-installed')?.status

  test('a local build of the pinned version is the pinned version', () =>
    expect(status('2.13.0')).toBe('pass'))
  test('another version, which somebody allows, is a hazard', () =>
    expect(status('2.12.0')).toBe('hazard'))
})

test('hazards are reported and do not fail', () => {
  const full = statuses(goodRecord(suite('full', 2)))
  const elsewhere = ['pins-are-installed', 'order-starts-over-on-one-rank']
  const ids = CHECKS.filter(({ id, hazard }) => hazard && !elsewhere.includes(id))
  for (const { id } of ids) expect(`${id}: ${full.get(id)}`).toBe(`${id}: hazard`)
})

test('an accepted violation hides nothing but itself', () => {
  const broken = alter(good, 'seeded', /worker\d\/torch/, (_, name) => fresh(name, 0))
  const find = (record: ProbeRecord, subjects: string[]) =>
    evaluate(
      record,
      [{ check: 'worker-streams-differ-across-epochs', subjects, reason: 'known', author: 'me' }],
      null,
    ).find(({ id }) => id === 'worker-streams-differ-across-epochs')
  expect(find(broken, ['seeded: worker/torch'])?.status).toBe('accepted')
  const worse = alter(broken, 'seeded', /worker\d\/numpy/, (_, name) => fresh(name, 0))
  expect(find(worse, ['seeded: worker/torch'])?.status).toBe('fail')
  expect(find(worse, ['seeded: worker/torch'])?.detail).toContain('numpy')
})

test('a launcher that starts no rank has not been compared', () => {
  const one = goodRecord(suite('quick', 1))
  const found = evaluate(one, [], null).find(({ id }) => id === 'launcher-agrees')
  expect(found).toMatchObject({
    status: 'not-measured',
    detail: expect.stringMatching(/starts none for one rank$/),
  })
})

test('without a seed, cold ranks that draw what warm ones drew are named', () => {
  const full = goodRecord(suite('full', 2))
  const warm = full.runs.find(each => each.scenario === 'unseeded')
  const copied = alter(full, 'launcher-unseeded', /rank1\/worker0\/torch/, (_, name) => ({
    head: warm?.channels[name]?.[1]?.head ?? [],
  }))
  const found = evaluate(copied, [], null).find(({ id }) => id === 'unseeded-runs-differ')
  expect(found).toMatchObject({ status: 'fail', subjects: ['launcher-unseeded: worker/torch'] })
  expect(found?.detail).toMatch(
    /^rank1\/worker0\/torch · epoch 0 repeats unseeded\/rank1\/worker0\/torch · epoch 1 of another run/,
  )
})

test('the scenario that deviates is the one that is named', () => {
  const launched = alter(good, 'launcher', /rank0\/worker0\/torch/, e => fresh('l', e.epoch))
  const found = evaluate(launched, [], null).find(({ id }) => id === 'launcher-agrees')
  expect(found?.subjects).toEqual(['launcher: worker/torch'])
  expect(found?.detail).toMatch(/^launcher\/rank0\/worker0\/torch · epoch 0 differs from \w+/)
})
