import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commit, git } from '../../support/git.ts'
import { lddpr, temporary } from '../../support/lddpr.ts'
import { project } from '../../support/pins/fixtures/fixture.ts'
import { CASES, TRAIN, trainLock } from './extras-cases.ts'

/** What the probe needs comes of the files, or one sentence says what has it: neither an installer nor Python is started before. */

const PROGRAMS = [
  'python3',
  'python',
  'uv',
  'pip',
  'poetry',
  'pdm',
  'pipenv',
  'conda',
  'micromamba',
  'pixi',
]

let place: Awaited<ReturnType<typeof temporary>>
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  place = await temporary()
  const bin = join(place.path, 'bin')
  await mkdir(bin)
  for (const name of PROGRAMS) {
    const script = `#!/bin/sh\n[ "$1" = --version ] || echo "${name} $*" >> ${place.path}/started\n`
    await writeFile(join(bin, name), script)
    await chmod(join(bin, name), 0o755)
  }
  env = {
    PATH: `${bin}${delimiter}${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    LDDPR_CACHE: join(place.path, 'cache'),
  }
})
afterAll(() => place[Symbol.asyncDispose]())

let count = 0
async function repository(files: Record<string, string>): Promise<string> {
  const directory = join(place.path, `repository-${count++}`)
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true })
    await writeFile(join(directory, name), text)
  }
  await git(directory, 'init', '-q', '-b', 'main')
  await commit(directory, {})
  return directory
}

const started = () => readFile(join(place.path, 'started'), 'utf8').catch(() => '')

describe('before anything is installed', () => {
  test.each(CASES)('%s', async (_, files, flags, sentence) => {
    await rm(join(place.path, 'started'), { force: true })
    const cwd = await repository(files)
    for (const command of [
      ['check'],
      ['record', '--out', join(cwd, 'out.json')],
      ['bisect', 'HEAD'],
    ]) {
      const args = [...command, '--cwd', cwd, '--suite', 'quick', ...flags]
      const { stdout, stderr, exitCode } = await lddpr(args, { cwd, env })
      expect(`${stdout}\n${stderr}`.replaceAll(/\s+/g, ' ')).toContain(sentence)
      expect(exitCode).toBe(2)
    }
    expect(await started()).toBe('')
  })

  test('what pins notes stands below the error', async () => {
    const cwd = await repository({
      'pyproject.toml': project('"numpy<2"', TRAIN),
      'uv.lock': trainLock('optional-dependencies', 'train'),
    })
    const { stdout } = await lddpr(['check', '--cwd', cwd, '--suite', 'quick'], { cwd, env })
    expect(stdout).toMatch(/note: uv.lock has numpy 2.4.6, which is not in <2: the lock is stale/)
    const { stdout: pins } = await lddpr(['pins', cwd], { cwd, env })
    expect(pins).toMatch(/note: uv.lock has numpy 2.4.6, which is not in <2: the lock is stale/)
  })
})

test('config.yml says them once for each command, and an input outranks it', async () => {
  const cwd = await repository({
    'pyproject.toml': project('"numpy"', TRAIN),
    '.lddpr/config.yml': 'extra: nothing\ngroup: [fit]\n',
  })
  const check = async (...flags: string[]) => {
    const { stdout } = await lddpr(['check', '--cwd', cwd, ...flags], { cwd, env })
    return stdout
  }
  expect(await check()).toMatch(/extra: .*found "nothing"/)
  expect(await check('--extra', 'docs')).toMatch(/with extra docs; extra train has it/)
})

test('pins answers for extras and groups, and knows no others', async () => {
  const cwd = await repository({
    'pyproject.toml': project('"numpy"', `${TRAIN}[dependency-groups]\nfit = ["torch==2.12.0"]\n`),
  })
  const flags = ['--extra', 'train,docs', '--group', 'fit']
  const { stdout } = await lddpr(['pins', cwd, ...flags], { cwd, env })
  expect(stdout).toMatch(/linux-x86_64, extras train, docs, groups fit\n/)
  expect(stdout).toMatch(/torch +2.12.0\n/)
  const { stderr, exitCode } = await lddpr(['pins', cwd, '--group', 'docs'], { cwd, env })
  expect(stderr).toMatch(/--group: "docs" is one of the extras .*: say --extra docs/)
  expect(exitCode).toBe(2)
})
