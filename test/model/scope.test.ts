import { describe, expect, test } from 'vitest'
import { notLookedAt } from '../../src/model/scope.ts'
import { buildSuite } from '../../src/model/suite.ts'
import { suite } from '../../src/probe/suites.ts'

const NEVER = [
  'your own model, data and callbacks',
  'samplers of your own in a training',
  'strategies other than DDP',
  'several machines',
  'torch.compile',
]

describe('what a suite did not look at', () => {
  test('of the full suite on GPUs is what no suite can look at', () => {
    expect(notLookedAt(suite('full', 2), 'cuda')).toEqual(NEVER)
  })

  test('of the full suite on the CPU is GPUs as well', () => {
    expect(notLookedAt(suite('full', 2), 'cpu')).toEqual(['GPUs', ...NEVER])
  })

  test('of the standard suite on the CPU', () => {
    expect(notLookedAt(suite('standard', 2), 'cpu')).toEqual([
      'a resume within an epoch',
      'twice as many ranks',
      'dropout and BatchNorm',
      'mixed precision',
      'GPUs',
      ...NEVER,
    ])
  })

  test('of the quick suite is more', () => {
    expect(notLookedAt(suite('quick', 2), 'cpu')).toEqual(
      expect.arrayContaining([
        'persistent workers',
        'a sanity check before training',
        'validation between epochs',
        "the Trainer's default logger, bars and checkpoints",
        'a resume at the end of an epoch',
      ]),
    )
  })

  test('of one rank is the launcher, which then starts none', () => {
    expect(notLookedAt(suite('standard', 1), 'cpu')).toContain("Lightning's launcher")
    expect(notLookedAt(suite('standard', 2), 'cpu')).not.toContain("Lightning's launcher")
  })

  test.each([
    ['draws in DataLoader workers', { num_workers: 0 }, {}],
    ['trainings without a seed', {}, { seed_everything: false }],
    ['what functions make of the draws', {}, { draws: true }],
    ['mixed precision', {}, { precision: 'bf16-mixed' }],
  ] as const)('%s: what a configuration leaves out is named', (name, without, having) => {
    const of = (row: object) => notLookedAt(buildSuite('edited', { one: row }, 2), 'cpu')
    expect(of(without)).toContain(name)
    expect(of(having)).not.toContain(name)
  })
})
