import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { canonical } from '../../src/baseline/canonical.ts'
import { baselineSchema } from '../../src/model/baseline.ts'
import { repository } from '../../support/git.ts'
import { lddpr, temporary } from '../../support/lddpr.ts'
import { root } from '../../support/python.ts'

/** The first baseline of a repository, made by one command. */

const PROBE = join(root, 'support/github/playback.ts')

async function place() {
  const found = await temporary()
  const cwd = join(found.path, 'tree')
  await mkdir(cwd)
  await repository(cwd, { 'requirements.txt': 'lightning==2.6.6\n' })
  const file = join(cwd, '.lddpr/cpu-x2.json')
  const run = (probe = '', ...flags: string[]) => {
    const python = `${process.execPath} ${PROBE}${probe && ` ${probe}`}`
    const standard = ['--python', python, '--suite', 'quick', '--author', 'Ada']
    return lddpr(['init', ...standard, ...flags], { cwd })
  }
  const check = (probe = '') =>
    lddpr(
      [
        'check',
        '--python',
        `${process.execPath} ${PROBE}${probe && ` ${probe}`}`,
        '--suite',
        'quick',
      ],
      { cwd },
    )
  const read = async () => baselineSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  return {
    ...found,
    cwd,
    file,
    run,
    check,
    read,
    [Symbol.asyncDispose]: found[Symbol.asyncDispose],
  }
}
const isThere = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  )

test('init writes the baseline at once, says what is in it and what comes next', async () => {
  await using here = await place()
  const { exitCode, stdout } = await here.run()
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(
    /^wrote \.lddpr\/cpu-x2\.json: \d+ random streams of CPU, 2 ranks, quick suite \(lightning 2\.6\.6, torch /m,
  )
  expect(stdout).toContain('Every check passes: the baseline accepts no failure.')
  expect(stdout).toContain('git add .lddpr/cpu-x2.json && git commit')
  const baseline = await here.read()
  expect(baseline).toMatchObject({
    ...{ kind: 'baseline', author: 'Ada', accepted: [] },
    reason: 'The first baseline, made by lddpr init',
  })
  expect(canonical(baseline)).toBe(await readFile(here.file, 'utf8'))
  const { exitCode: after, stdout: report } = await here.check()
  expect(report).toMatch(/^match {2}/)
  expect(after).toBe(0)
})

test('init adopts by name what fails today, and it fails no run after that', async () => {
  await using here = await place()
  const { exitCode, stdout } = await here.run('--broken', '--reason', 'as we train')
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(
    /^\d checks? fails? today; the baseline accepts each by name until it passes again:$/m,
  )
  expect(stdout).toContain('  init-weights-agree: fails today; adopted by lddpr init')
  const { reason, accepted } = await here.read()
  expect(reason).toBe('as we train')
  expect(accepted.map(({ check }) => check)).toContain('init-weights-agree')
  expect((await here.check('--broken')).stdout).toMatch(/^match {2}[\s\S]*as the baseline accepts/)
  // It has ended: the report says how to forget it, and then it counts again.
  expect((await here.check()).stdout).toContain(
    'The baseline still accepts the failure. Remove that with',
  )
  const pending = 'lddpr-report/pending/cpu-x2.json'
  const forget = ['accept', pending, '--reason', 'it has ended', '--author', 'Ada']
  expect((await lddpr(forget, { cwd: here.cwd })).stdout).toMatch(
    /^removed init-weights-agree \(weights\.init\): it does not fail any more/m,
  )
  expect((await here.check('--broken')).exitCode).toBe(3)
})

test.each([
  ['that is known before', ['--accelerator', 'cpu'], '--hangs'],
  ['that is named', ['--class', 'cpu-x2'], '--hangs'],
])('init refuses where a machine type %s has a baseline', async (_, flags, probe) => {
  await using here = await place()
  await here.run()
  const before = await readFile(here.file, 'utf8')
  const { exitCode, stderr } = await here.run(probe, ...flags)
  expect(exitCode).toBe(2)
  expect(stderr).toContain('CPU, 2 ranks has a baseline already, .lddpr/cpu-x2.json')
  expect(stderr).toContain('run lddpr check, then lddpr accept what it proposes')
  expect(await readFile(here.file, 'utf8')).toBe(before)
})

test('init writes nothing where nothing could be measured', async () => {
  await using here = await place()
  const { exitCode, stderr } = await here.run('--dies=oh --leaves')
  expect(exitCode).toBe(2)
  expect(stderr).toContain('rank 0 ended with status 1')
  expect(await isThere(here.file)).toBe(false)
})

test('init writes nothing where runs do not repeat', async () => {
  await using here = await place()
  const { exitCode, stderr } = await here.run('--shaky')
  expect(exitCode).toBe(2)
  expect(stderr).toMatch(/no baseline was written: .* differs between two runs/)
  expect(await isThere(here.file)).toBe(false)
})

test('init refuses an empty reason, and a broken file of the same name, before it measures', async () => {
  await using here = await place()
  expect((await here.run('--hangs', '--reason', ' ')).stderr).toContain('--reason: expected why')
  await mkdir(join(here.cwd, '.lddpr'))
  await writeFile(here.file, '{')
  expect((await here.run('--hangs', '--class', 'cpu-x2')).stderr).toContain(
    'has a baseline already',
  )
})
