import { describe, expect, test } from 'vitest'
import { judge } from '../../src/judge/judge.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import type { Suite } from '../../src/model/suite.ts'
import { at, baselineOf, checksOf, fresh, plan, put, stream } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** Where runs do not repeat, what that alone may bring about does not stand for itself. */

const differs = { max_epochs: 3 }
const good = goodRecord(
  plan({
    plain: { differs, runs: 2 },
    launcher: { differs, launcher: 'lightning' },
    sanity: { differs, num_sanity_val_steps: 2 },
    other: { differs: { ...differs, seed: 7 } },
  } as Parameters<typeof plan>[0]),
)
const place = (name: string, epoch = 0, scenario = 'plain') => ({ scenario, name, epoch })
const statuses = (record: ProbeRecord) =>
  Object.fromEntries(checksOf(record).map(({ id, status }) => [id, status]))
const shaken = (record: ProbeRecord, name: string) =>
  put(record, place(name, 1), fresh('another run'), 1)

test('the repeat fails, and only it', () => {
  const found = statuses(shaken(good, 'rank1/worker0/torch'))
  expect(found['repeat-is-identical']).toBe('fail')
  expect(Object.values(found).filter(status => status === 'fail')).toHaveLength(1)
})

describe('what compares runs follows', () => {
  test.each([
    ['launcher-agrees', 'launcher'],
    ['sanity-check-is-isolated', 'sanity'],
  ])('%s', (id, scenario) => {
    const broken = put(good, place('rank0/order', 1, scenario), fresh('x'))
    expect(statuses(broken)[id]).toBe('fail')
    expect(statuses(shaken(broken, 'rank1/worker0/torch'))[id]).toBe('follows')
  })
  test('seed-changes-streams', () => {
    const same = put(
      good,
      place('rank0/order', 1, 'other'),
      stream(at(good, place('rank0/order', 1))),
    )
    expect(statuses(same)['seed-changes-streams']).toBe('fail')
    expect(statuses(shaken(same, 'rank1/worker0/torch'))['seed-changes-streams']).toBe('follows')
  })
})

describe('ranks that must agree', () => {
  const apart = put(good, place('rank1/main/torch', 1), fresh('apart'))
  const id = 'main-streams-agree'
  test('follow where the same streams do not repeat', () => {
    const found = checksOf(shaken(apart, 'rank1/main/torch')).find(each => each.id === id)
    expect(found).toMatchObject({
      status: 'follows',
      fix: '',
      explanation: '',
      link: null,
      subjects: ['plain: main/torch'],
      detail: expect.stringContaining('rank1/main/torch · epoch 1 differs from rank0'),
    })
  })
  test('fail where other streams do not repeat', () =>
    expect(statuses(shaken(apart, 'rank1/main/numpy'))[id]).toBe('fail'))
  test('fail as far as it does not follow', () => {
    const both = put(apart, place('rank1/main/python', 1), fresh('too'))
    const found = checksOf(shaken(both, 'rank1/main/torch')).find(each => each.id === id)
    expect(found).toMatchObject({ status: 'fail', subjects: ['plain: main/python'] })
    expect(found?.detail).toContain('main/python')
  })
})

test('samples that are drawn twice follow from an order that does not repeat', () => {
  const record = structuredClone(good)
  for (const { partition } of record.runs) for (const each of partition) each.distinct -= 1
  expect(statuses(record)['sampler-partitions-dataset']).toBe('fail')
  expect(statuses(shaken(record, 'rank0/order'))['sampler-partitions-dataset']).toBe('follows')
  expect(statuses(shaken(record, 'rank0/main/torch'))['sampler-partitions-dataset']).toBe('fail')
})

test('streams that must differ and do not fail all the same', () => {
  const first = stream(at(good, place('rank0/worker0/torch')))
  const alike = put(good, place('rank0/worker0/torch', 2), first)
  const found = statuses(shaken(alike, 'rank0/worker0/torch'))
  expect(found['worker-streams-differ-across-epochs']).toBe('fail')
})

test('hazards stay what they are', () => {
  const suite: Suite = plan({ blind: { differs: { seed_workers: false }, runs: 2 } })
  const blind = goodRecord(suite)
  const name = 'rank1/worker0/torch'
  const shaky = put(blind, place(name, 1, 'blind'), fresh('x'), 1)
  expect(statuses(shaky)['worker-streams-agree-across-ranks']).toBe('hazard')
})

test('nothing is said to have got better or to have a known cause', () => {
  const older = structuredClone(good)
  for (const each of older.environment.packages)
    if (each.name === 'lightning') each.version = '2.6.0'
  const baseline = {
    ...baselineOf(older),
    accepted: [
      { check: 'main-streams-agree', subjects: ['plain: main/torch'], reason: 'r', author: 'a' },
    ],
  }
  const moved = ['torch', 'python'].reduce(
    (record, library) => put(record, place(`rank0/worker0/${library}`), fresh(library)),
    good,
  )
  const on = (record: ProbeRecord) => judge({ record, baseline, pins: null })
  const told = ({ improvements, candidates }: ReturnType<typeof on>) =>
    improvements.length + candidates.length
  expect(told(on(moved))).toBe(2)
  expect(on(shaken(moved, 'rank1/order')).verdict).toBe('unstable')
  expect(told(on(shaken(moved, 'rank1/order')))).toBe(0)
})
