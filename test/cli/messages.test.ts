import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { git } from '../../support/git.ts'
import { lddpr } from '../../support/lddpr.ts'
import { place, RECORD, root } from './messages-place.ts'

/** What can be told without a Python and without a network: at once, before anything is installed or removed. */

type Place = Awaited<ReturnType<typeof place>>

const CONFLICT = '<<<<<<< HEAD\nsuite: quick\n=======\nsuite: full\n>>>>>>> other\n'

async function withConflict(file: string) {
  const lines = (await readFile(file, 'utf8')).split('\n')
  const at = lines.findIndex(line => line.includes('"reason"'))
  lines.splice(at, 1, '<<<<<<< HEAD', lines[at] ?? '', '=======', lines[at] ?? '', '>>>>>>> other')
  await writeFile(file, lines.join('\n'))
}

const LOCK = `version = 1
requires-python = ">=3.12"
[[package]]
name = "train"
version = "1.0"
source = { virtual = "." }
dependencies = [{ name = "numpy" }]
[[package]]
name = "numpy"
version = "2.4.6"
source = { registry = "https://pypi.org/simple" }
`

const edit = async (file: string) =>
  writeFile(file, (await readFile(file, 'utf8')).replace('"reason": "', '"reason": "really, '))

type Row = [
  what: string,
  args: string[],
  message: RegExp,
  before?: (here: Place) => Promise<unknown>,
]

const CHECK: Row[] = [
  [
    'config.yaml',
    [],
    /config\.yaml is not read; rename it to config\.yml/,
    here => here.write('.lddpr/config.yaml', 'suite: quick'),
  ],
  [
    'a misspelled config.yml',
    [],
    /cofnig\.yml is not read; rename it to config\.yml/,
    here => here.write('.lddpr/cofnig.yml', 'suite: quick'),
  ],
  [
    'an unknown scenario',
    [],
    /no scenario 'seeeded'; did you mean 'seeded'\? .*`new: true`/,
    here => here.write('.lddpr/config.yml', 'scenarios: { seeeded: { runs: 3 } }'),
  ],
  [
    'an unknown key',
    [],
    /config\.yml: unknown key 'suit'; did you mean 'suite'\?/,
    here => here.write('.lddpr/config.yml', 'suit: quick'),
  ],
  [
    'conflict markers in config.yml',
    [],
    /config\.yml has merge conflict markers \(line 1\)/,
    here => here.write('.lddpr/config.yml', CONFLICT),
  ],
  [
    'conflict markers in the baseline',
    [],
    /cpu-x2\.json has merge conflict markers \(line \d+\); take either side/,
    here => withConflict(here.baseline),
  ],
  [
    'conflict markers in the baseline of another machine type',
    [],
    /cuda-h100-x2\.json has merge conflict markers/,
    here => here.write('.lddpr/cuda-h100-x2.json', CONFLICT),
  ],
  [
    'an edited baseline',
    [],
    /cpu-x2\.json was edited by hand: its checksum differs\. Restore it \(`git checkout -- .*cpu-x2\.json`\); to change it, .*lddpr accept/,
    here => edit(here.baseline),
  ],
  [
    'a proposal in the place of the baseline',
    [],
    /expected a committed baseline, found a record/,
    here =>
      cp(RECORD, here.baseline).then(() => here.write('.lddpr/cpu-x2.json', '{"kind": "record"}')),
  ],
  [
    'a directory in the place of the baseline',
    [],
    /cpu-x2\.json: it is a directory/,
    async here => {
      await rm(here.baseline)
      await mkdir(here.baseline)
    },
  ],
  [
    'a file in the place of the directory',
    ['--baseline', 'notes.txt'],
    /--baseline: expected a directory, found .*notes\.txt, which is a file/,
  ],
  [
    'conflict markers in the requirements',
    ['--python', 'python3'],
    /requirements\.txt has merge conflict markers \(line 1\)/,
    here =>
      here.write(
        'requirements.txt',
        '<<<<<<< HEAD\nlightning==2.6.6\n=======\nlightning==2.6.5\n>>>>>>> x\n',
      ),
  ],
  [
    'a lock without Lightning',
    [],
    /uv\.lock installs no Lightning; name the file that has it with --manifest, or an interpreter with --python/,
    async here => {
      await rm(join(here.cwd, 'requirements.txt'))
      await here.write('uv.lock', LOCK)
    },
  ],
  [
    'a program that is not on PATH',
    ['--python', 'nouv run python'],
    /--python: 'nouv' is not on PATH/,
  ],
  [
    'an interpreter that does not exist',
    ['--python', '/nope'],
    /--python: '\/nope' does not exist/,
  ],
  [
    'a directory as the interpreter',
    ['--python', './.lddpr'],
    /--python: '\.\/\.lddpr' is a directory/,
  ],
  [
    'a file that is no program',
    ['--python', './notes.txt'],
    /--python: '\.\/notes\.txt' is a file that cannot be executed/,
  ],
  [
    'a GPU where there is none',
    ['--accelerator', 'gpu'],
    /--accelerator: expected a GPU, found no driver of a GPU on this machine/,
  ],
  [
    'a base that is not there',
    ['--compare-with', 'base', '--base', 'nope'],
    /--base: expected a commit of .*, found "nope", which is not there/,
  ],
  ['a flag that is not there', ['--pyton', 'x'], /unknown flag '--pyton'; did you mean --python\?/],
  [
    'a directory behind the command',
    ['.lddpr'],
    /expected flags alone, found '\.lddpr'; did you mean --cwd \.lddpr\?/,
  ],
  [
    'a suite that is not there',
    ['--suite', 'quik'],
    /--suite: expected one of quick, standard, full, found "quik"; did you mean 'quick'\?/,
  ],
  [
    'a time that is none',
    ['--timeout', 'soon'],
    /--timeout: expected a time from 1 s to 24 h such as 90s, 10m or 600, which are seconds, found "soon"/,
  ],
]

const hasNoGpu = process.platform === 'linux'

test.each(CHECK.filter(([what]) => hasNoGpu || what !== 'a GPU where there is none'))(
  'check: %s is an error before anything is installed',
  async (_, args, message, before) => {
    await using here = await place()
    await before?.(here)
    const { exitCode, stdout, stderr } = await here.run('check', ...args)
    expect(stdout + stderr).toMatch(message)
    expect(exitCode).toBe(2)
    expect(await here.started()).toBe('')
  },
)

test('bisect: a commit that is not there leaves nothing', async () => {
  await using here = await place()
  const { exitCode, stderr } = await here.run('bisect', 'nope')
  expect(stderr).toMatch(/bisect: expected a commit of .*, found "nope"/)
  expect(exitCode).toBe(2)
  expect(await readdir(here.cwd)).not.toContain('lddpr-bisect')
  expect(await here.started()).toBe('')
})

test('bisect: neither a commit nor a baseline is an error at once', async () => {
  await using here = await place()
  await rm(here.baseline)
  const { stderr } = await here.run('bisect')
  expect(stderr).toMatch(/expected a commit to start from, or a baseline such as .*cpu-x2\.json/)
  expect(await here.started()).toBe('')
})

test.each([
  ['--version', /^lddpr \d+\.\d+\.\d+$/],
  ['-V', /^lddpr \d+\.\d+\.\d+$/],
])('%s says which release this is', async (argument, message) => {
  const { exitCode, stdout } = await lddpr([argument])
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringMatching(message) })
})

test.each([
  [['bisct'], /unknown command 'bisct', expected one of .*; did you mean 'bisect'\?/],
  [['help', 'chek'], /unknown command 'chek', .*; did you mean 'check'\?/],
  [['--suite', 'quick'], /expected a command before --suite: check, record/],
  [['--versoin'], /expected a command before --versoin: .*; did you mean --version\?/],
  [['check', '--suite'], /--suite: expected a value, found nothing/],
])('%j is an error that names what was meant', async (args, message) => {
  const { exitCode, stderr } = await lddpr(args)
  expect(stderr).toMatch(message)
  expect(exitCode).toBe(2)
})

test('with the advice of the page, git leaves no markers in a baseline', async () => {
  await using here = await place()
  const page = await readFile(join(root, 'docs/baseline.md'), 'utf8')
  const advice = /^\.lddpr\/\*\.json .*$/m.exec(page)?.[0] ?? ''
  await here.write('.gitattributes', `${advice}\n`)
  await git(here.cwd, 'add', '.')
  await git(here.cwd, 'commit', '--quiet', '-m', 'attributes')
  for (const [branch, word] of [
    ['one', 'a'],
    ['two', 'b'],
  ] as const) {
    await git(here.cwd, 'checkout', '--quiet', '-b', branch, 'main')
    await writeFile(
      here.baseline,
      (await readFile(here.baseline, 'utf8')).replace('"reason": "', `"reason": "${word}`),
    )
    await git(here.cwd, 'commit', '--quiet', '-am', branch)
  }
  await expect(git(here.cwd, 'merge', 'one')).rejects.toThrow()
  expect(await readFile(here.baseline, 'utf8')).not.toContain('<<<<<<<')
})

test('lddpr pins writes names and versions in columns', async () => {
  await using here = await place()
  const { stdout } = await here.run('pins')
  expect(stdout).toMatch(/^ {2}lightning {10}2\.6\.6$/m)
  expect(stdout).toMatch(/^ {2}pytorch-lightning {2}2\.6\.6$/m)
  expect(stdout).toMatch(/^ {2}torch {14}2\.13\.0$/m)
})

test.each([
  [['accept', '.lddpr/cpu-x2.json'], /expected a proposed baseline, found a committed baseline/],
  [['accept'], /has no proposed baseline; `lddpr check` writes one/],
  [['accept', '.lddpr/pending'], /cannot read .*pending: it does not exist/],
])('%j says what accept takes', async (args, message) => {
  await using here = await place()
  const { exitCode, stderr } = await here.run(...args, '--reason', 'so')
  expect(stderr).toMatch(message)
  expect(exitCode).toBe(2)
})

test.each([60, 120])('a message fits %s columns', async width => {
  const { stderr } = await lddpr(['check', '--pyton', 'y'], { env: { COLUMNS: `${width}` } })
  for (const line of stderr.split('\n')) expect(line.length).toBeLessThanOrEqual(width)
  expect(stderr.replaceAll(/\s+/g, ' ')).toContain('did you mean --python?')
})

test.each([60, 120])('a report fits %s columns, but for a command to copy', async width => {
  await using here = await place()
  await rm(here.baseline)
  const report = async (env: object) =>
    (await lddpr(['compare', RECORD], { cwd: here.cwd, env })).stdout
  const narrow = await report({ COLUMNS: `${width}` })
  const isCommand = (line: string) => line.startsWith('  node ')
  for (const line of narrow.split('\n').filter(each => !isCommand(each)))
    expect(line.length, line).toBeLessThanOrEqual(width)
  const whole = await report({})
  expect(whole.split('\n').some(line => line.length > 120)).toBe(true)
  expect(narrow.split('\n').filter(isCommand)).toEqual(whole.split('\n').filter(isCommand))
  expect(narrow.split('\n').filter(isCommand)).toHaveLength(1)
})

test('a check says what it does before it starts Python', async () => {
  await using here = await place()
  const { stderr } = await here.run('check', '--manifest', 'requirements.txt')
  expect(stderr).toContain('· requirements.txt fixes lightning 2.6.6, pytorch-lightning 2.6.6, ')
})
