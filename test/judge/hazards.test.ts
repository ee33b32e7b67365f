import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ProbeRecord } from '../../src/model/record.ts'
import { at, check, checksOf, fresh, placesOf, plan, put, stream } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** Documented behaviour that hurts is told, with its place, and does not fail. */

const good = goodRecord(
  plan({
    plain: { model: 'regularized', validate: true, differs: { num_workers: 0, max_epochs: 3 } },
  }),
)
const fresher = (pattern: RegExp, record: ProbeRecord = good) =>
  placesOf(record, pattern).reduce(
    (altered, place, index) => put(altered, place, fresh(`${index}`)),
    record,
  )

describe('dropout masks', () => {
  const id = 'dropout-masks-agree-across-ranks'
  const apart = fresher(/rank1.dropout/)
  const [first, ...others] = [0, 1, 2].map(epoch => ({
    scenario: 'plain',
    name: 'rank0/dropout',
    epoch,
  }))

  test('of all epochs are told', () =>
    expect(check(good, id)).toMatchObject({
      status: 'hazard',
      detail: 'rank1/dropout · epoch 0 repeats rank0/dropout · epoch 0, and 2 more',
      subjects: ['plain: dropout'],
    }))
  test('that differ are none', () => expect(check(apart, id).status).toBe('pass'))
  test('of one epoch are told alone', () => {
    fc.assert(
      fc.property(fc.nat(2), epoch => {
        const from = { scenario: 'plain', name: 'rank0/dropout', epoch }
        const one = put(apart, { ...from, name: 'rank1/dropout' }, stream(at(good, from)))
        expect(check(one, id).detail).toBe(
          `rank1/dropout · epoch ${epoch} repeats rank0/dropout · epoch ${epoch}`,
        )
      }),
    )
  })
  test('are compared whole, and with the same epoch', () => {
    const place = { scenario: 'plain', name: 'rank1/dropout', epoch: 0 }
    const source = others[0] ?? place
    expect(check(put(apart, place, stream(at(good, source))), id).status).toBe('pass')
    const { head } = at(good, first ?? place)
    expect(check(put(apart, place, { head }), id).status).toBe('pass')
  })
})

test('buffers that differ at the end are told', () => {
  expect(check(good, 'buffers-differ-at-end')).toMatchObject({
    status: 'hazard',
    detail: 'rank1/buffers.end differs from rank0/buffers.end',
  })
  const [source] = placesOf(good, /rank0.buffers.end/)
  const same =
    source && put(good, { ...source, name: 'rank1/buffers.end' }, stream(at(good, source)))
  expect(same && check(same, 'buffers-differ-at-end').status).toBe('pass')
})

test('buffers that differ at the start are a violation', () => {
  const [place] = placesOf(good, /rank1.buffers.start/)
  expect(place && check(put(good, place, fresh('x')), 'replicas-agree-at-start')).toMatchObject({
    status: 'fail',
    detail: 'rank1/buffers.start differs from rank0/buffers.start',
  })
})

test('draws of the dataset that ranks share are told, in training and in validation', () => {
  const id = 'dataset-streams-agree-across-ranks'
  const subjects = (kind: string) => ['numpy', 'python', 'torch'].map(l => `plain: ${kind}/${l}`)
  expect(check(good, id).subjects).toEqual([...subjects('dataset'), ...subjects('val.dataset')])
  expect(check(fresher(/rank1.dataset/), id).subjects).toEqual(subjects('val.dataset'))
  expect(check(fresher(/rank1.(val.)?dataset/), id).status).toBe('pass')
})

test('worker streams that ranks share are told, in training and in validation', () => {
  const blind = goodRecord(plan({ plain: { validate: true, differs: { seed_workers: false } } }))
  const subjects = (kind: string) => ['numpy', 'python', 'torch'].map(l => `plain: ${kind}/${l}`)
  const id = 'worker-streams-agree-across-ranks'
  expect(check(blind, id).subjects).toEqual([...subjects('val.worker'), ...subjects('worker')])
  expect(check(fresher(/rank1.worker/, blind), id).subjects).toEqual(subjects('val.worker'))
})

test('hazards come after all else', () => {
  const statuses = checksOf(good).map(({ status }) => status === 'hazard')
  expect(statuses).toEqual(statuses.toSorted((a, b) => Number(a) - Number(b)))
  expect(statuses).toContain(true)
})
