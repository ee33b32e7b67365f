import { expect, test } from 'vitest'
import { problemsOf } from '../../src/judge/doctor.ts'
import { evaluate } from '../../src/judge/evaluate.ts'
import type { Examined } from '../../src/model/doctor.ts'
import { buildSuite } from '../../src/model/suite.ts'
import { doctorPage, doctorText, headline } from '../../src/report/doctor.ts'
import { alter, epoch, goodRecord } from '../../support/record.ts'

/** What a machine that somebody examines is told, and what of it is a problem. */

const step = (name: string, result: Examined['steps'][number]['result'], error = '') => ({
  name,
  seconds: 1,
  result: error ? null : result,
  error: error || null,
})
const WELL: Examined = {
  machine: {
    lddpr: '1.0.0',
    platform: 'Linux',
    python: '3.12.3',
    cores: 16,
    memory: 2 ** 37,
    sharedMemory: { total: 2 ** 26, free: 2 ** 26 },
    cards: [{ name: 'NVIDIA H200', compute_mode: 'Default', uuid: 'GPU-1' }],
    topology: null,
  },
  accelerator: 'gpu',
  steps: [
    step('import torch and Lightning', { threads: [], cudaInitialised: false }),
    step('count the GPUs', { listed: 1, usable: 1 }),
    step('compute in a fork', { context: 2.5 }),
  ],
}
const record = goodRecord(buildSuite('doctor', { seeded: { runs: 5 } }, 2))
const checks = evaluate(record, [], null)
const machine = (differs: Partial<Examined['machine']>): Examined => ({
  ...WELL,
  machine: { ...WELL.machine, ...differs },
})
const steps = (...others: Examined['steps']): Examined => ({
  ...WELL,
  steps: WELL.steps.map(each => others.find(({ name }) => name === each.name) ?? each),
})

test('where all is well, nothing is said', () => expect(problemsOf(WELL, { checks })).toEqual([]))

test.each<[string, Examined, RegExp]>([
  [
    'a card that nobody may use',
    machine({ cards: [{ compute_mode: 'Prohibited' }] }),
    /nobody may/,
  ],
  ['little shared memory', machine({ sharedMemory: { total: 4096, free: 4096 } }), /4 KiB/],
  [
    'cards that are divided',
    steps(step('count the GPUs', { listed: 2, usable: 1 })),
    /lists 2 GPUs, and torch can use 1/,
  ],
  [
    'threads of an import',
    steps(step('import torch and Lightning', { threads: ['agent'], cudaInitialised: false })),
    /cold: agent$/,
  ],
  [
    'an import that takes the GPU',
    steps(step('import torch and Lightning', { threads: [], cudaInitialised: true })),
    /initialise CUDA/,
  ],
  [
    'a step that fails',
    steps(step('compute in a fork', null, 'CUDA error')),
    /^compute in a fork: CUDA error$/,
  ],
])('%s is a problem', (_, examined, sentence) =>
  expect(problemsOf(examined, { checks })).toEqual([expect.stringMatching(sentence)]),
)

test('exclusive mode, and a machine without nvidia-smi, are none', () => {
  expect(
    problemsOf(machine({ cards: [{ compute_mode: 'Exclusive_Process' }] }), { checks }),
  ).toEqual([])
  expect(problemsOf(machine({ cards: null, sharedMemory: null }), { checks })).toEqual([])
})

test('a stream that does not repeat is a problem, and one of a package is none', () => {
  const shaken = alter(record, 'seeded', /rank1\/weights.end/, (e, _, run) =>
    run === 3 ? epoch('other', e.epoch) : {},
  )
  expect(problemsOf(WELL, { checks: evaluate(shaken, [], null) })).toEqual([
    expect.stringMatching(/^repeat-is-identical: seeded\/rank1\/weights\.end differs between two/),
  ])
  const blind = alter(record, 'seeded', /worker0\/torch/, e => ({
    ...epoch('same', 0),
    epoch: e.epoch,
  }))
  expect(problemsOf(WELL, { checks: evaluate(blind, [], null) })).toEqual([])
})

test('a suite that cannot be measured is a problem', () =>
  expect(problemsOf(WELL, { error: 'seeded, run 1: stalled twice' })).toEqual([
    'the suite: seeded, run 1: stalled twice',
  ]))

test('the page and the file have what was found, and no secret', () => {
  const diagnosis = {
    examined: WELL,
    variables: ['NCCL_DEBUG=INFO', 'PYTHONPATH'],
    record,
    checks,
    notices: ['Ranks start cold'],
    problems: ['/dev/shm has <b>no</b> room'],
  }
  expect(headline(diagnosis)).toBe('1 problem on the GPU')
  expect(headline({ ...diagnosis, problems: [] })).toBe('All is well on the GPU')
  const page = doctorPage(diagnosis)
  for (const found of ['NVIDIA H200', 'compute in a fork', 'seeded, run 5', 'NCCL_DEBUG=INFO'])
    expect(page).toContain(found)
  expect(page).not.toContain('<b>')
  const facts = JSON.parse(doctorText(diagnosis))
  expect(facts.runs).toHaveLength(5)
  expect(facts.runs[0].digests['rank0/order']).toHaveLength(2)
  expect(doctorPage({ ...diagnosis, record: null, checks: [] })).toContain('## Runs\n\nNone.')
})
