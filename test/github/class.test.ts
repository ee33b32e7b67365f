import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expectedDraws } from '../../src/model/draws.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { lddpr } from '../../support/lddpr.ts'
import { workplace } from './workplace.ts'

/** The machine type that a job expects, and what it says of the others. */

const RECORD = join(import.meta.dirname, '../../support/github/record.json')

/** A repository with a baseline for A100, and a job that gets a record from there. */
async function gate() {
  const place = await workplace()
  const env = { GITHUB_WORKSPACE: place.repository }
  const file = join(place.repository, 'gpu.json')
  const record: ProbeRecord = JSON.parse(await readFile(RECORD, 'utf8'))
  record.environment.accelerator = 'cuda'
  record.environment.deviceModel = 'NVIDIA A100-SXM4-80GB'
  for (const { channels } of record.runs)
    for (const rank of [0, 1])
      channels[`rank${rank}/main/cuda`] = channels[`rank${rank}/main/torch`] ?? []
  for (const { scenario, channels } of record.runs)
    for (const rank of scenario === 'draws' ? [0, 1] : [])
      for (const name of expectedDraws('cuda'))
        channels[`rank${rank}/${name}`] ??= channels[`rank${rank}/draw/torch/rand`] ?? []
  await writeFile(file, JSON.stringify(record))
  const report = (inputs: Record<string, string> = {}) =>
    place.step({
      env,
      uses: 'report',
      inputs: {
        python: '',
        accelerator: 'auto',
        'record-path': 'gpu.json',
        ...inputs,
      },
    })
  const first = await report()
  const { path } = await accepted(place.repository, first.outputs['pending-baseline-path'] ?? '')
  return { ...place, report, file, path }
}

async function accepted(repository: string, pending: string) {
  const { exitCode } = await lddpr([
    'accept',
    pending,
    '--reason',
    'measured',
    '--author',
    'a test',
    '--cwd',
    repository,
  ])
  expect(exitCode).toBe(0)
  return { path: join(repository, '.lddpr/cuda-a100-x2.json') }
}

test('a record of the expected class is judged', async () => {
  const { report } = await gate()
  expect((await report({ class: 'cuda-a100-x2' })).outputs.verdict).toBe('match')
  expect((await report({ class: 'cuda-a100-x2', accelerator: 'gpu' })).outputs.verdict).toBe(
    'match',
  )
})

test.each([
  ['cuda-h100-x2', {}, 'class: expected a record of cuda-h100-x2, found one of cuda-a100-x2'],
  ['cuda-x2', {}, 'class: expected a record of cuda-x2, found one of cuda-a100-x2'],
  ['cpu-x2', {}, 'class: expected a record of cpu-x2, found one of cuda-a100-x2'],
  ['cuda-a100-x4', {}, 'class: expected cuda-a100-x4, found a suite for 2 ranks'],
  ['cuda-a100-x2', { accelerator: 'cpu' }, 'class: expected cuda-a100-x2, found accelerator cpu'],
] as const)(
  'a gate for %s does not pass with a record of A100 (%j)',
  async (name, more, message) => {
    const { github, report } = await gate()
    const { status, outputs, log } = await report({ class: name, ...more })
    expect({ status, verdict: outputs.verdict }).toEqual({ status: 2, verdict: 'error' })
    expect(log).toContain(message)
    expect(github.comments[0]?.body).toContain('Not checked')
  },
)

test.each(['CPU-x2', '../x', 'cpu x2', '-', `${'a'.repeat(121)}`])('%s is no class', async name => {
  const { step } = await workplace()
  const { status, log } = await step({ inputs: { class: name } })
  expect(status).toBe(2)
  expect(log).toContain('::error::lddpr: Not checked: class: expected a class')
})

test.each(['check', 'record'] as const)(
  '%s measures nothing in vain where the inputs contradict each other',
  async uses => {
    const { step } = await workplace()
    for (const inputs of [{ class: 'cuda-h100-x2' }, { class: 'cpu-x3' }]) {
      const { status, log } = await step({ uses, inputs, probe: '--hangs' })
      expect(status).toBe(2)
      expect(log).toContain(`class: expected ${inputs.class}, found `)
    }
  },
)

test.each(['check', 'record'] as const)(
  '%s takes the device that the class names, and another is an error',
  async uses => {
    const { repository, step } = await workplace()
    // The played-back probe measures a CPU, whatever it is asked for.
    const { status, log } = await step({
      uses,
      inputs: { accelerator: 'auto', class: 'cuda-h100-x2' },
    })
    expect(status).toBe(2)
    // Where nothing shows a GPU, nothing is measured first.
    expect(log).toMatch(
      /class: expected (a record of )?cuda-h100-x2, found (one of cpu-x2|no driver)/,
    )
    await expect(readFile(join(repository, 'lddpr-report/record.json'))).rejects.toThrow('ENOENT')
    const right = await step({
      uses,
      inputs: { accelerator: 'auto', class: 'cpu-x2', comment: 'never' },
    })
    expect(right.status).toBe(uses === 'check' ? 5 : 0)
  },
)

test('a report says which baselines this run did not judge, in one line, and fails no check for it', async () => {
  const { repository, report, path } = await gate()
  const alone = await report()
  expect(alone.summary).not.toContain('other machine types')
  const directory = join(repository, '.lddpr')
  for (const name of ['cpu-x2', 'cuda-h100-x2']) await cp(path, join(directory, `${name}.json`))
  await writeFile(join(directory, 'x@octo.json'), '')
  await mkdir(join(directory, 'other'))
  const { status, outputs, summary: found } = await report()
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 0, verdict: 'match' })
  expect(found).toContain(
    'This run judges cuda-a100-x2 alone. Baselines of other machine types exist: cpu-x2, cuda-h100-x2.',
  )
})

test('the terminal has it, too', async () => {
  const { repository, file } = await gate()
  const compare = (...flags: string[]) => lddpr(['compare', file, ...flags], { cwd: repository })
  expect((await compare('--class', 'cuda-a100-x2')).exitCode).toBe(0)
  const { stdout, exitCode } = await compare('--class', 'cuda-h100-x2')
  expect(exitCode).toBe(2)
  expect(stdout).toContain('class: expected a record of cuda-h100-x2, found one of cuda-a100-x2')
  const recorded = await lddpr(
    ['record', '--out', 'x.json', '--class', 'cpu-x3', '--python', 'true'],
    { cwd: repository },
  )
  expect(recorded.exitCode).toBe(2)
  expect(recorded.stderr).toContain('class: expected cpu-x3, found a suite for 2 ranks')
})
