import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { interpreterOf } from '../../src/pipeline/observe.ts'
import { COMPILED, lddpr, readReport, survivors, temporary } from '../../support/lddpr.ts'
import { root } from '../../support/python.ts'

/** What `lddpr observe` says before anything trains, and of commands that do not train. */

const STACK = /^\s+at .*:\d+:\d+|Traceback/m

describe('usage', () => {
  test.each<[string[], RegExp]>([
    [[], /expected the command of a training behind --, such as lddpr observe -- python train\.py/],
    [['python', 'train.py'], /expected -- before the command, found 'python' without it/],
    [
      ['--step', '3', '--', 'x'],
      /unknown flag '--step'; did you mean --steps\? \(lddpr observe --help/,
    ],
    [
      ['--steps', 'many', '--', 'x'],
      /--steps: expected a whole number from 1 to 100000, found "many"/,
    ],
    [['--repeats', '0', '--', 'x'], /--repeats: expected a whole number from 1 to 16, found "0"/],
    [['--stop', 'later', '--', 'x'], /--stop: expected one of after-fit, command, found "later"/],
    [
      ['--trainer', 'devices', '--', 'x'],
      /--trainer: expected KEY=VALUE such as max_epochs=1, found "devices"/,
    ],
    [['--name', 'My Training', '--', 'x'], /--name: expected up to 40 small letters/],
    [['--timeout', 'soon', '--', 'x'], /--timeout: expected a time from 1 s to 24 h/],
  ])('%j', async (args, message) => {
    const { stdout, stderr, exitCode } = await lddpr(['observe', ...args])
    expect(stdout + stderr).toMatch(message)
    expect(stdout + stderr).not.toMatch(STACK)
    expect(exitCode).toBe(2)
  })

  test('the help has examples, and names each flag', async () => {
    const { stdout, exitCode } = await lddpr(['observe', '--help'])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^lddpr observe \[FLAGS\] -- python train\.py …\n/)
    expect(stdout).toContain('Examples:\n  lddpr observe -- python train.py\n')
    for (const flag of ['steps N', 'repeats N', 'devices N', 'trainer KEY=VALUE', 'explain'])
      expect(stdout).toContain(`--${flag}`)
  })
})

const observe = (cwd: string, command: string[], ...flags: string[]) =>
  lddpr(['observe', ...flags, '--', ...command], { cwd, env: { TMPDIR: cwd } })

/** A script stands in for a training. */
async function place(text: string) {
  const found = await temporary()
  await writeFile(join(found.path, 'train.py'), text)
  return found
}

test.each<[string, string, RegExp]>([
  [
    'that trains nothing',
    'print("hello")',
    /no Trainer of lightning or pytorch_lightning was built; name the command that trains/,
  ],
  [
    'that fails',
    'print("last words")\nraise SystemExit(3)',
    /the command ended with status 3 before a Trainer was built; correct the command/,
  ],
])('a command %s is an error with its last lines, and a report', async (_, text, message) => {
  await using found = await place(text)
  const { stdout, exitCode } = await observe(found.path, ['python3', 'train.py'])
  expect(stdout).toMatch(message)
  expect(stdout).not.toMatch(STACK)
  expect(exitCode).toBe(2)
  const report = await readReport(found.path)
  expect(report).toMatchObject({ verdict: 'error', suite: '' })
  expect(report.error?.detail).toContain(text.includes('last words') ? 'last words' : 'hello')
  expect((await readdir(found.path)).sort()).toEqual(['lddpr-report', 'train.py'])
  expect(await readdir(join(found.path, 'lddpr-report/logs'))).toEqual(['training.output.txt'])
})

test('a program that does not exist', async () => {
  await using found = await temporary()
  const { stdout, exitCode } = await observe(found.path, ['nonexistent-program'])
  expect(stdout).toMatch(
    /the program 'nonexistent-program' does not exist; install it in the environment/,
  )
  expect(exitCode).toBe(2)
})

test('words behind -- belong to the command, whatever they are, and no shell reads them', async () => {
  await using found = await place('import sys; print(sys.argv[1:])')
  const words = ['--steps', '3', '--help', '--', '$(touch x)', '; ls']
  await observe(found.path, ['python3', 'train.py', ...words])
  const said = await readFile(join(found.path, 'lddpr-report/logs/training.output.txt'), 'utf8')
  expect(said).toContain("['--steps', '3', '--help', '--', '$(touch x)', '; ls']")
})

test('a deadline ends the command and all that it has started', async () => {
  await using found = await place(
    'import subprocess, time\nsubprocess.Popen(["sleep", "601"], start_new_session=True)\ntime.sleep(600)',
  )
  const { stdout, exitCode } = await observe(found.path, ['python3', 'train.py'], '--timeout', '2')
  expect(stdout).toMatch(
    /the training timed out after 2 s, before its first step; raise its timeout, or set fewer steps/,
  )
  expect(exitCode).toBe(2)
  expect(await survivors(found.path)).toEqual([])
})

test('what prints without end is an error', async () => {
  await using found = await place('while True: print("x" * 9999)')
  const { stdout, exitCode } = await observe(found.path, ['python3', 'train.py'])
  expect(stdout).toMatch(/the training has printed more than 16777216 bytes; have it print less/)
  expect(exitCode).toBe(2)
})

test.each([
  ['SIGINT' as const, 130],
  ['SIGTERM' as const, 143],
])('after %s nothing is published, and nothing is left running', async (signal, status) => {
  await using found = await place('import time\nopen("started", "w").close()\ntime.sleep(600)')
  const reports = join(found.path, 'lddpr-report')
  await mkdir(reports)
  await writeFile(join(reports, 'report.json'), 'of an earlier run')
  const running = execa(
    process.execPath,
    [join(root, 'dist/cli.js'), 'observe', '--', 'python3', 'train.py'],
    { cwd: found.path, env: { TMPDIR: found.path, NODE_COMPILE_CACHE: COMPILED }, reject: false },
  )
  while (!(await readdir(found.path)).includes('started')) await setTimeout(50)
  running.kill(signal)
  expect((await running).exitCode).toBe(status)
  expect(await readFile(join(reports, 'report.json'), 'utf8')).toBe('of an earlier run')
  expect((await readdir(found.path)).sort()).toEqual(['lddpr-report', 'started', 'train.py'])
  expect(await survivors(found.path)).toEqual([])
})

test('the interpreter is the first word, or what a console script names', async () => {
  await using found = await temporary()
  const script = join(found.path, 'chemprop')
  await writeFile(script, '#!/opt/env/bin/python3.11\nimport sys\n')
  await chmod(script, 0o755)
  await writeFile(join(found.path, 'tool'), '\u007fELF')
  const env = { PATH: found.path }
  const of = (program: string) => interpreterOf([program], found.path, env)
  expect(await of('python3')).toEqual(['python3'])
  expect(await of('chemprop')).toEqual(['/opt/env/bin/python3.11'])
  expect(await of('./chemprop')).toEqual(['/opt/env/bin/python3.11'])
  expect(await of('/opt/x/python')).toEqual(['/opt/x/python'])
  expect(await of('tool')).toBeNull()
  expect(await of('nowhere')).toBeNull()
})

test('a record has no trainings, and says which ones are left out', async () => {
  await using place = await temporary()
  await mkdir(join(place.path, '.lddpr'))
  const config = 'trainings: { tones: { run: [python, train.py] } }\n'
  await writeFile(join(place.path, '.lddpr/config.yml'), config)
  const args = ['record', '--python', '/none', '--out', 'record.json']
  const { stderr, exitCode } = await lddpr(args, { cwd: place.path })
  expect(exitCode).toBe(2)
  expect(stderr).toContain('a record has no trainings; lddpr check runs tones')
})
