import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { lddpr, readReport, temporary } from '../../support/lddpr.ts'
import { overlay } from '../../support/overlay.ts'
import { ENVIRONMENTS, pythonOf } from '../../support/python.ts'

/** One interpreter with lightning 2.6.6 and pytorch-lightning 2.5.5, whose torch streams repeat in every epoch. */

let python: string
let path: string
beforeAll(async () => {
  python = await pythonOf('example')
  path = await overlay(python, ['pytorch-lightning==2.5.5'])
})

/** A repository of the example's baseline, with some code and no file that pins a version. */
async function check(code: string, ...flags: string[]) {
  await using place = await temporary()
  const cwd = place.path
  await cp(join(ENVIRONMENTS.example, '.lddpr'), join(cwd, '.lddpr'), { recursive: true })
  await mkdir(join(cwd, 'src'))
  await writeFile(join(cwd, 'src', 'train.py'), code)
  const args = ['check', '--cwd', cwd, '--python', python, '--suite', 'quick']
  const result = await lddpr([...args, ...flags], { env: { PYTHONPATH: path } })
  return { ...result, report: await readReport(cwd) }
}

describe('two Lightnings of two versions', () => {
  test('the one that the code imports is measured, and what is broken there is found', async () => {
    const { exitCode, stdout, report } = await check('import pytorch_lightning as pl\n')
    expect({ exitCode, verdict: report.verdict }).toEqual({ exitCode: 3, verdict: 'violation' })
    const failed = report.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
    expect(failed).toContain('worker-streams-differ-across-epochs')
    expect(stdout).toContain(
      'Measured: pytorch-lightning 2.5.5, not lightning 2.6.6: the code imports pytorch_lightning (1 file).',
    )
  })

  test('the other one is not measured, and each report says so', async () => {
    const { exitCode, stdout, report } = await check('from lightning.pytorch import Trainer\n')
    expect({ exitCode, verdict: report.verdict }).toEqual({ exitCode: 0, verdict: 'match' })
    expect(report.framework).toEqual({
      measured: 'lightning 2.6.6',
      unmeasured: ['pytorch-lightning 2.5.5'],
      why: 'the code imports lightning (1 file)',
      same: false,
    })
    expect(stdout).toContain('Measured: lightning 2.6.6, not pytorch-lightning 2.5.5')
  })

  test.each([
    [
      'is named against the imports',
      'import pytorch_lightning as pl\n',
      ['--framework', 'lightning'],
    ],
    ['is in no import', 'import torch\n', []],
    ['is in imports of both', 'import lightning\nimport pytorch_lightning\n', []],
  ])('what %s is an error', async (_, code, flags) => {
    const { exitCode, stdout } = await check(code, ...flags)
    expect(exitCode).toBe(2)
    expect(stdout).toContain('--framework')
  })
})

test('versions that the file does not ask for are an error on the terminal, too', async () => {
  await using place = await temporary()
  const cwd = place.path
  await cp(ENVIRONMENTS.example, cwd, { recursive: true })
  await writeFile(join(cwd, 'requirements.txt'), 'lightning==2.6.0\ntorch==2.13.0\n')
  const args = ['check', '--cwd', cwd, '--python', python, '--suite', 'quick']
  const refused = await lddpr(args)
  expect(refused.exitCode).toBe(2)
  expect(refused.stdout).toMatch(
    /requirements\.txt asks for lightning 2\.6\.0, but \S+ has 2\.6\.6\. Install first \(`pip install -r requirements\.txt`\)/,
  )
  expect(refused.stdout).not.toContain('channels equal')
  const allowed = await lddpr([...args, '--allow-version-mismatch'])
  expect(allowed.exitCode).toBe(0)
  expect(allowed.stdout).toContain('! requirements.txt asks for lightning 2.6.0')
  expect(allowed.stdout).not.toMatch(/every check passes|Safe to merge/)
  expect(allowed.stdout).toMatch(/^match {2}Other versions measured: /m)
})
