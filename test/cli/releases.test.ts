import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseChannel } from '../../src/model/channels.ts'
import { lddpr, readReport, temporary } from '../../support/lddpr.ts'
import { ENVIRONMENTS, pythonOf } from '../../support/python.ts'

/** Real Lightning releases in real processes, against real baselines. */

const check = async (cwd: string, python: string, ...flags: string[]) => {
  const result = await lddpr(['check', '--cwd', cwd, '--python', python, ...flags])
  return { ...result, report: await readReport(cwd) }
}

test('the example matches its committed baseline', async () => {
  await using copy = await temporary()
  await cp(ENVIRONMENTS.example, copy.path, { recursive: true })
  const { exitCode, stdout, report } = await check(copy.path, await pythonOf('example'))
  expect(stdout).toMatch(/^match {2}Safe to merge: /)
  expect({ exitCode, verdict: report.verdict, pending: report.pending }).toEqual({
    exitCode: 0,
    verdict: 'match',
    pending: null,
  })
})

test('Lightning 2.6.0 moves the torch and python streams of workers and repeats torch', async () => {
  await using copy = await temporary()
  await cp(ENVIRONMENTS.example, copy.path, { recursive: true })
  await cp(
    join(ENVIRONMENTS['lightning-2.6.0'], 'requirements.txt'),
    join(copy.path, 'requirements.txt'),
  )
  const { exitCode, report } = await check(copy.path, await pythonOf('lightning-2.6.0'))

  expect({ exitCode, verdict: report.verdict }).toEqual({ exitCode: 3, verdict: 'violation' })
  const failed = report.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
  expect(failed).toEqual(['worker-streams-differ-across-epochs', 'seed-changes-streams'])
  const moved = report.drift.flatMap(({ channels }) => channels).map(parseChannel)
  expect(new Set(moved.map(each => `${each?.kind}/${each?.library}`))).toEqual(
    new Set(['worker/python', 'worker/torch']),
  )
  expect(report.firstDivergence?.coordinate).toMatch(
    /^seeded\/rank0\/worker0\/python · epoch 0 · step 0 · draw 0$/,
  )
  expect(report.changedPackages).toContainEqual(
    expect.objectContaining({ name: 'lightning', from: '2.6.6', to: '2.6.0' }),
  )
  expect(report.candidates.map(({ id }) => id)).toEqual(['lightning-2.6.1-seed-mixing'])
})

test('init adopts what 2.6.0 breaks, for the reason that is known, and 2.6.1 is said to fix it', async () => {
  await using copy = await temporary()
  const flags = ['--suite', 'quick', '--cwd', copy.path, '--author', 'me']
  await cp(ENVIRONMENTS['lightning-2.6.0'], copy.path, { recursive: true })
  const python = await pythonOf('lightning-2.6.0')
  const { exitCode, stdout } = await lddpr(['init', '--python', python, ...flags])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(
    / {2}worker-streams-differ-across-epochs: known bug of lightning 2\.6\.0: .*fixed in 2\.6\.1; .*20412/,
  )
  await cp(ENVIRONMENTS['lightning-2.6.1'], copy.path, { recursive: true })
  const quick = ['--suite', 'quick']
  const fixed = await check(copy.path, await pythonOf('lightning-2.6.1'), ...quick)
  expect({ exit: fixed.exitCode, verdict: fixed.report.verdict }).toEqual({
    exit: 1,
    verdict: 'drift',
  })
  expect(fixed.stdout).toMatch(/Fixed: known bug of lightning 2\.6\.0, .* Remove that with accept /)
})

test('compare judges a record without Python', async () => {
  await using copy = await temporary()
  const record = join(copy.path, 'record.json')
  const python = await pythonOf('example')
  const made = await lddpr([
    'record',
    '--cwd',
    ENVIRONMENTS.example,
    '--python',
    python,
    '--suite',
    'quick',
    '--out',
    record,
  ])
  expect(made.exitCode).toBe(0)

  const nowhere = { PATH: '/nonexistent' }
  const flags = ['compare', record, '--report-dir', join(copy.path, 'reports')]
  const matched = await lddpr(flags, { cwd: ENVIRONMENTS.example, env: nowhere })
  expect(matched.stdout).toMatch(/^match/)
  const withItself = await lddpr(['compare', record, record], { cwd: copy.path, env: nowhere })
  expect(withItself.stdout).toMatch(/^match/)
})
