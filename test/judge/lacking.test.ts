import { expect, test } from 'vitest'
import type { Run } from '../../src/model/record.ts'
import { checksOf, failures, plan } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** A record with gaps is an error before any check; the checks stand on their own all the same. */

const LONG = { max_epochs: 3 }
const good = goodRecord(
  plan({ plain: { differs: LONG, runs: 2 }, other: { differs: { ...LONG, seed: 7 } } }),
)

function lacking(index: number, change: (run: Run) => unknown) {
  const record = structuredClone(good)
  change(record.runs[index] as Run)
  return record
}

test('what rank 0 lacks, no other rank has alike', () => {
  const record = lacking(2, run => delete run.channels['rank0/main/torch'])
  expect(failures(record)).toEqual({
    'main-streams-agree':
      'rank1/main/torch · epoch 0 differs from rank 0, which lacks it, and 2 more',
  })
})

test('an epoch that rank 0 lacks, no other rank has alike', () => {
  const record = lacking(2, run => run.channels['rank0/main/torch']?.pop())
  expect(failures(record)).toEqual({
    'main-streams-agree': 'rank1/main/torch · epoch 2 differs from rank 0, which lacks it',
  })
})

test('what a repetition lacks, it does not repeat', () => {
  const record = lacking(1, run => delete run.channels['rank0/order'])
  expect(failures(record)).toEqual({
    'repeat-is-identical': 'plain/rank0/order · epoch 0 differs between two runs',
  })
})

test('an epoch that a repetition lacks, it does not repeat', () => {
  const record = lacking(1, run => run.channels['rank0/order']?.pop())
  expect(failures(record)).toEqual({
    'repeat-is-identical': 'plain/rank0/order · epoch 2 differs between two runs',
  })
})

test('what another seed lacks is not the same', () => {
  const record = lacking(2, run => {
    delete run.channels['rank1/worker0/torch']
    run.channels['rank1/order']?.pop()
  })
  expect(failures(record)).toEqual({})
})

test('a run without channels has no two that are alike or differ', () => {
  const record = lacking(2, run => {
    run.channels = {}
  })
  expect(failures(record)).toEqual({})
})

test('what is the name of no channel is not looked at', () => {
  const record = lacking(2, run => {
    run.channels['rank0/loss'] = run.channels['rank0/order'] ?? []
  })
  expect(checksOf(record)).toEqual(checksOf(good))
})

test('a scenario without a run is held against no other', () => {
  for (const scenario of ['plain', 'other']) {
    const record = structuredClone(good)
    record.runs = record.runs.filter(run => run.scenario !== scenario)
    expect(failures(record)).toEqual({})
  }
})
