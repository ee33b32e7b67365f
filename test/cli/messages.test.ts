import { chmod, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { git, repository } from '../../support/git.ts'
import { lddpr, temporary } from '../../support/lddpr.ts'

/** What can be told without a Python and without a network: at once, before anything is installed or removed. */

const root = join(import.meta.dirname, '../..')
const RECORD = join(root, 'support/github/record.json')
const PROGRAMS = [
  'python',
  'python3',
  'python3.11',
  'python3.12',
  'pip',
  'uv',
  'poetry',
  'pdm',
  'conda',
]

/** A repository, and a PATH on which every installer and every Python writes down that it was started. */
async function place() {
  const found = await temporary()
  const cwd = join(found.path, 'tree')
  const bin = join(found.path, 'bin')
  const started = join(found.path, 'started')
  await mkdir(join(cwd, '.lddpr'), { recursive: true })
  await mkdir(bin)
  for (const name of PROGRAMS) {
    await writeFile(join(bin, name), `#!/bin/sh\necho ${name} "$@" >> ${started}\nexit 1\n`)
    await chmod(join(bin, name), 0o755)
  }
  await cp(join(root, 'examples/minimal'), cwd, { recursive: true })
  await repository(cwd, { 'notes.txt': 'nothing' })
  const env = { PATH: `${bin}:/usr/bin:/bin`, LDDPR_CACHE: join(found.path, 'cache') }
  return {
    cwd,
    baseline: join(cwd, '.lddpr/cpu-x2.json'),
    run: (...args: string[]) => lddpr(args, { cwd, env }),
    started: () => readFile(started, 'utf8').catch(() => ''),
    write: (name: string, text: string) => writeFile(join(cwd, name), text),
    [Symbol.asyncDispose]: found[Symbol.asyncDispose],
  }
}
type Place = Awaited<ReturnType<typeof place>>

const CONFLICT = '<<<<<<< HEAD\nsuite: quick\n=======\nsuite: full\n>>>>>>> other\n'

async function withConflict(file: string) {
  const lines = (await readFile(file, 'utf8')).split('\n')
  const at = lines.findIndex(line => line.includes('"reason"'))
  lines.splice(at, 1, '<<<<<<< HEAD', lines[at] ?? '', '=======', lines[at] ?? '', '>>>>>>> other')
  await writeFile(file, lines.join('\n'))
}

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
    /--accelerator: expected a GPU, found no driver of one on this machine/,
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
  [['check', '--suite'], /--suite: expected a value, found nothing/],
])('%j is an error that names what was meant', async (args, message) => {
  const { exitCode, stderr } = await lddpr(args)
  expect(stderr).toMatch(message)
  expect(exitCode).toBe(2)
})

describe('a run that could not measure', () => {
  const files = ['record.json', 'pending/cpu-x2.json', 'report.md', 'report.html', 'report.json']

  /** What a good run, and then one that fails, leave. */
  async function failing() {
    const here = await place()
    await rm(here.baseline)
    const reports = join(here.cwd, 'lddpr-report')
    const read = (directory: string, name: string) => readFile(join(directory, name), 'utf8')
    const good = await here.run('compare', RECORD)
    expect(good.exitCode).toBe(5)
    const before = await Promise.all(files.map(name => read(reports, name)))
    const failed = await here.run('check', '--python', '/nope')
    expect(failed.exitCode).toBe(2)
    return {
      ...here,
      reports,
      read,
      before,
      failed,
      [Symbol.asyncDispose]: here[Symbol.asyncDispose],
    }
  }

  test('keeps the record and the proposal of the run before, and says whose they are', async () => {
    await using here = await failing()
    for (const at of [0, 1])
      expect(await here.read(here.reports, files[at] ?? '')).toBe(here.before[at])
    const sentence = 'record.json, pending/cpu-x2.json are of an earlier run'
    expect(here.failed.stdout).toContain(sentence)
    expect(await here.read(here.reports, 'report.md')).toContain('of an earlier run')
  })

  test('keeps the last good report apart, however often it fails', async () => {
    await using here = await failing()
    await here.run('check', '--python', '/nope')
    const earlier = join(here.reports, 'earlier')
    for (const at of [2, 3, 4])
      expect(await here.read(earlier, files[at] ?? '')).toBe(here.before[at])
    expect(JSON.parse(await here.read(here.reports, 'report.json')).verdict).toBe('error')
  })

  test('ends its keeping with the next run that measures', async () => {
    await using here = await failing()
    expect((await here.run('compare', RECORD)).exitCode).toBe(5)
    expect(await readdir(here.reports)).not.toContain('earlier')
    expect(JSON.parse(await here.read(here.reports, 'report.json')).notices.join()).not.toContain(
      'earlier run',
    )
  })

  test('leaves a proposal that nobody accepts unknowingly', async () => {
    await using here = await failing()
    const accept = ['accept', '--reason', 'as we train', '--author', 'Ada']
    const refused = await here.run(...accept)
    expect(refused.exitCode).toBe(2)
    expect(refused.stderr).toMatch(
      /is of an earlier run: the last one could not measure \(.*'\/nope'/,
    )
    const told = await here.run(...accept, 'lddpr-report/pending/cpu-x2.json')
    expect(told.exitCode).toBe(0)
    expect(told.stderr).toContain('warning: ')
    expect(told.stderr).toContain('is of an earlier run')
  })
})

describe('the wrong file', () => {
  test.each([
    [
      ['accept', '.lddpr/cpu-x2.json'],
      /expected a proposed baseline, found a committed baseline: it counts already/,
    ],
    [['accept', '.lddpr'], /found a committed baseline/],
    [
      ['accept', 'lddpr-report/report.json'],
      /found a report: a proposal lies in lddpr-report\/pending/,
    ],
    [['accept', 'lddpr-report/record.json'], /a proposal lies in lddpr-report\/pending/],
    [['accept', 'lddpr-report/pending/gpu.json'], /it does not exist; .*pending has cpu-x2\.json/],
    [['accept', 'empty'], /empty has no proposed baseline; `lddpr check` writes one/],
    [
      ['compare', '.lddpr/cpu-x2.json'],
      /expected a record, found a committed baseline: .*lddpr compare RECORD BASELINE/,
    ],
    [['compare', 'lddpr-report/report.json'], /expected a record, found a report/],
    [
      ['compare', 'lddpr-report', 'lddpr-report/pending/cpu-x2.json'],
      /expected a committed baseline, found a proposed baseline: `lddpr accept`/,
    ],
  ])('%j', async (args, message) => {
    await using here = await place()
    await rm(here.baseline)
    await mkdir(join(here.cwd, 'empty'))
    await here.run('compare', RECORD)
    await cp(join(root, 'examples/minimal/.lddpr'), join(here.cwd, '.lddpr'), { recursive: true })
    const flags = args[0] === 'accept' ? ['--reason', 'as we train', '--author', 'Ada'] : []
    const { exitCode, stdout, stderr } = await here.run(...args, ...flags)
    expect(stdout + stderr).toMatch(message)
    expect(exitCode).toBe(2)
  })

  test.each([[[]], [['lddpr-report']], [['lddpr-report/pending']]])(
    'accept %j takes the only proposal that there is',
    async operands => {
      await using here = await place()
      await rm(here.baseline)
      await here.run('compare', RECORD)
      const { exitCode, stdout } = await here.run(
        'accept',
        ...operands,
        '--reason',
        'as we train',
        '--author',
        'Ada',
      )
      expect({ exitCode, stdout }).toEqual({
        exitCode: 0,
        stdout: expect.stringContaining('accepted '),
      })
    },
  )
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
