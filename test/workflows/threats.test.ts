import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporary } from '../../support/lddpr.ts'
import { workplace } from '../github/workplace.ts'

/** Claims of docs/evidence/threat-model.md about what code of a pull request can do, and what it cannot. */

const SECRETS = {
  GITHUB_TOKEN: 'secret-1',
  GH_TOKEN: 'secret-2',
  ACTIONS_RUNTIME_TOKEN: 'secret-3',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret-4',
  ACTIONS_CACHE_URL: 'secret-5',
  GITHUB_ENV: '/secret-6',
  GITHUB_PATH: '/secret-7',
}

/** A program that takes the place of Python and does what the pull request's packages could. */
async function spy(directory: string, does: string): Promise<string> {
  const program = join(directory, 'python3')
  await writeFile(program, `#!/bin/sh\n${does}\nexit 1\n`)
  await chmod(program, 0o755)
  return program
}

test('an interpreter is told no secret', async () => {
  await using place = await temporary()
  const { spawnStep: step } = await workplace()
  const seen = join(place.path, 'seen')
  const python = await spy(place.path, `env >> '${seen}'`)
  const { status } = await step({ inputs: { python }, env: SECRETS })
  expect(status).toBe(2)
  const text = await readFile(seen, 'utf8')
  expect(text).toContain('PYTHONPATH=')
  expect(text).not.toMatch(/secret-|a-token|^INPUT_/m)
})

test('what builds an environment is told no secret', async () => {
  await using place = await temporary()
  const { spawnStep: step, repository } = await workplace()
  await writeFile(join(repository, 'requirements.txt'), 'lightning==2.6.6\n')
  const seen = join(place.path, 'seen')
  await spy(place.path, `/usr/bin/env >> '${seen}'`)
  const PATH = place.path // with another Python there it would go on and install
  const { status } = await step({ inputs: { python: '' }, env: { ...SECRETS, PATH } })
  expect(status).toBe(2)
  const text = await readFile(seen, 'utf8')
  expect(text).toContain('RUNNER_TEMP=')
  expect(text).not.toMatch(/secret-|a-token|^INPUT_/m)
})

test('an interpreter is no shell command', async () => {
  await using place = await temporary()
  const { spawnStep: step } = await workplace()
  const touched = join(place.path, 'touched')
  const { status } = await step({ inputs: { python: `python3; touch '${touched}'` } })
  expect(status).toBe(2)
  await expect(readdir(place.path)).resolves.toEqual([])
})

test('reports are not written through a link out of the workspace', async () => {
  const { spawnStep: step, repository } = await workplace()
  await using elsewhere = await temporary()
  await symlink(elsewhere.path, join(repository, 'lddpr-report'))
  await mkdir(join(elsewhere.path, 'pending'))
  await writeFile(join(elsewhere.path, 'record.json'), 'mine')
  const { status, log } = await step({})
  expect(status).toBe(2)
  expect(log).toContain('report-dir: expected a path in the workspace')
  expect((await readdir(elsewhere.path)).sort()).toEqual(['pending', 'record.json'])
})

test('NOT protected: packages can read the token of the job that they run in', async () => {
  await using place = await temporary()
  const { spawnStep: step } = await workplace()
  const seen = join(place.path, 'seen')
  const python = await spy(
    place.path,
    `pid=$PPID
while [ "$pid" -gt 1 ]; do
  tr '\\0' '\\n' < /proc/$pid/environ >> '${seen}'
  pid=$(sed -n 's/^PPid:.//p' /proc/$pid/status)
done`,
  )
  await step({ inputs: { python } })
  expect(await readFile(seen, 'utf8')).toContain('INPUT_GITHUB-TOKEN=a-token')
})
