import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lddpr, readReport, temporary } from '../../support/lddpr.ts'
import { root } from '../../support/python.ts'

/** What a probe that fails leaves for its reader. */

const PYTHON = `"${process.execPath}" "${join(root, 'support/github/playback.ts')}"`
const FAILS = ['--python', `${PYTHON} --leaves --dies=ended`, '--suite', 'quick']
const WORKS = ['--python', PYTHON, '--suite', 'quick']
const KEPT = 'lddpr-report/logs/seeded-0.rank0.traceback.txt'

test('check names the traceback that it has kept, and hides secrets in it', async () => {
  await using place = await temporary()
  const env = { API_TOKEN: 'a-long-secret-value' }
  const { exitCode, stdout } = await lddpr(['check', ...FAILS], { cwd: place.path, env })
  expect(exitCode).toBe(2)
  expect(stdout).toContain(`(traceback: ${KEPT})`)
  expect((await readReport(place.path)).summary).toContain(`(traceback: ${KEPT})`)
  expect(await readFile(join(place.path, KEPT), 'utf8')).toBe('Traceback of ***\n')
  await lddpr(['check', ...WORKS], { cwd: place.path })
  expect(await readdir(join(place.path, 'lddpr-report'))).not.toContain('logs')
})

test('record does so, too', async () => {
  await using place = await temporary()
  const args = ['record', ...FAILS, '--out', 'record.json']
  const { exitCode, stderr } = await lddpr(args, { cwd: place.path })
  expect(exitCode).toBe(2)
  expect(stderr).toContain(`(traceback: ${KEPT})`)
  expect(await readFile(join(place.path, KEPT), 'utf8')).toContain('Traceback of')
})

test('variables that may be the reason are named with an error', async () => {
  await using place = await temporary()
  const env = { PYTHONHOME: '/nonexistent', TORCH_SOMETHING: 'a secret, perhaps' }
  const { stdout } = await lddpr(['check', ...FAILS], { cwd: place.path, env })
  expect(stdout).toContain('PYTHONHOME=/nonexistent')
  expect(stdout).toContain('TORCH_SOMETHING')
  expect(stdout).not.toContain('a secret, perhaps')
})

test('a TMPDIR that is not there is the verdict error in one sentence', async () => {
  await using place = await temporary()
  await mkdir(join(place.path, 'repository'))
  const cwd = join(place.path, 'repository')
  const env = { TMPDIR: '/nonexistent/tmp', RUNNER_TEMP: '' }
  const { exitCode, stdout, stderr } = await lddpr(['check', ...WORKS], { cwd, env })
  expect(exitCode).toBe(2)
  expect(stdout).toContain('cannot make a temporary directory in /nonexistent/tmp: it does not')
  expect(stdout + stderr).not.toMatch(/^\s+at /m)
  expect((await readReport(cwd)).verdict).toBe('error')
})
