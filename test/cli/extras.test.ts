import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { git } from '../../support/git.ts'
import { lddpr, temporary } from '../../support/lddpr.ts'
import {
  entry,
  optional,
  PYPI,
  poetry,
  poetryLock,
  project,
  root,
  uv,
} from '../../support/pins/fixtures/fixture.ts'

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
  return directory
}

const started = () => readFile(join(place.path, 'started'), 'utf8').catch(() => '')

const TRAIN = '[project.optional-dependencies]\ntrain = ["lightning"]\ndocs = ["sphinx"]\n'
const trainLock = (kind: 'optional-dependencies' | 'dev-dependencies', name: string) =>
  uv(
    root('{ name = "numpy" }', `[package.${kind}]\n${name} = [{ name = "lightning" }]\n`),
    entry('lightning', '2.6.5', `${PYPI}dependencies = [{ name = "torch" }, { name = "numpy" }]`),
    entry('torch', '2.12.0', PYPI),
    entry('numpy', '2.4.6', PYPI),
  )
const older = (name: string) =>
  uv(
    root(
      '{ name = "pytorch-lightning" }, { name = "torch" }, { name = "numpy" }',
      `[package.optional-dependencies]\n${name} = [{ name = "lightning" }]\n`,
    ),
    entry('pytorch-lightning', '2.4.0', PYPI),
    entry('lightning', '2.6.5', PYPI),
    entry('torch', '2.12.0', PYPI),
    entry('numpy', '2.4.6', PYPI),
  )

const CASES: readonly [string, Record<string, string>, string[], string][] = [
  [
    'a uv.lock whose extra has Lightning',
    {
      'pyproject.toml': project('"numpy"', TRAIN),
      'uv.lock': trainLock('optional-dependencies', 'train'),
    },
    [],
    'uv.lock installs no Lightning by default; extra train has it: say --extra train',
  ],
  [
    'a uv.lock whose group has Lightning',
    {
      'pyproject.toml': project('"numpy"', '[dependency-groups]\nfit = ["lightning"]\n'),
      'uv.lock': trainLock('dev-dependencies', 'fit'),
    },
    [],
    'uv.lock installs no Lightning by default; group fit has it: say --group fit',
  ],
  [
    'a uv.lock without Lightning',
    {
      'pyproject.toml': project('"torch", "numpy"'),
      'uv.lock': uv(
        root('{ name = "torch" }, { name = "numpy" }'),
        entry('torch', '2.12.0', PYPI),
        entry('numpy', '2.4.6', PYPI),
      ),
    },
    [],
    'uv.lock installs no Lightning; name the file that has it with --manifest, or an interpreter with --python',
  ],
  [
    'the same, all of it asked for',
    {
      'pyproject.toml': project('"torch"'),
      'uv.lock': uv(root('{ name = "torch" }'), entry('torch', '2.12.0', PYPI)),
    },
    ['--install', 'whole'],
    'uv.lock installs no Lightning; name the file',
  ],
  [
    'a poetry.lock whose extra has Lightning',
    {
      'pyproject.toml': poetry(
        'lightning = {version = "^2.4", optional = true}\nnumpy = "*"',
        '[tool.poetry.extras]\ntorch = ["lightning"]\n',
      ),
      'poetry.lock': poetryLock(
        entry('lightning', '2.4.0', optional(true)),
        entry('numpy', '1.26.4', optional(false)),
        '[extras]\ntorch = ["lightning"]\n',
      ),
    },
    [],
    'poetry.lock installs no Lightning by default; extra torch has it: say --extra torch',
  ],
  [
    'a poetry.lock whose optional group has Lightning',
    {
      'pyproject.toml': poetry(
        'numpy = "*"',
        '[tool.poetry.group.fit]\noptional = true\n[tool.poetry.group.fit.dependencies]\nlightning = "*"\n',
      ),
      'poetry.lock': poetryLock(
        entry('lightning', '2.4.0', optional(true)),
        entry('numpy', '1.26.4', optional(false)),
      ),
    },
    [],
    'poetry.lock installs no Lightning by default; group fit has it: say --group fit',
  ],
  [
    'a pdm.lock whose extra has Lightning',
    {
      'pyproject.toml': project('"numpy"', `${TRAIN}[tool.pdm]\ndistribution = true\n`),
      'pdm.lock': `[metadata]\ngroups = ["default", "train"]\nlock_version = "4.5.0"\n${entry('numpy', '2.4.6', 'groups = ["default"]')}${entry('lightning', '2.6.5', 'groups = ["train"]')}`,
    },
    [],
    'pdm.lock installs no Lightning by default; extra train has it: say --extra train',
  ],
  [
    'a Pipfile.lock whose category has Lightning',
    {
      Pipfile: '[packages]\nnumpy = "*"\n[train]\nlightning = "*"\n',
      'Pipfile.lock':
        '{"default": {"numpy": {"version": "==2.4.6"}}, "train": {"lightning": {"version": "==2.6.5"}}}',
    },
    [],
    'Pipfile.lock installs no Lightning by default; group train has it: say --group train',
  ],
  [
    'a pyproject.toml whose extra has Lightning',
    { 'pyproject.toml': project('"numpy"', TRAIN) },
    [],
    'pyproject.toml asks for no Lightning by default; extra train has it: say --extra train',
  ],
  [
    'a pyproject.toml whose extras ask for each other: the narrowest first',
    {
      'pyproject.toml': project(
        '"numpy"',
        `${TRAIN}all = ["demo[train]", "sphinx", "pytest"]\n[dependency-groups]\nci = ["lightning"]\n`,
      ),
    },
    [],
    'extras train, all and group ci have it: say --extra train',
  ],
  [
    'a setup.cfg whose extra has Lightning',
    {
      'setup.cfg':
        '[metadata]\nname = demo\n[options]\ninstall_requires =\n  numpy\n[options.extras_require]\ntrain =\n  pytorch-lightning\n',
    },
    [],
    'setup.cfg asks for no Lightning by default; extra train has it: say --extra train',
  ],
  [
    'another extra than the one with Lightning',
    {
      'pyproject.toml': project('"numpy"', TRAIN),
      'uv.lock': trainLock('optional-dependencies', 'train').replace(
        'train = [',
        'docs = [{ name = "numpy" }]\ntrain = [',
      ),
    },
    ['--extra', 'docs'],
    'uv.lock installs no Lightning with extra docs; extra train has it: say --extra train',
  ],
  [
    'torch in an extra alone',
    {
      'pyproject.toml': project(
        '"lightning"',
        '[project.optional-dependencies]\ncpu = ["torch"]\n',
      ),
      'uv.lock': uv(
        root(
          '{ name = "lightning" }, { name = "numpy" }',
          '[package.optional-dependencies]\ncpu = [{ name = "torch" }]\n',
        ),
        entry('lightning', '2.6.5', PYPI),
        entry('torch', '2.12.0', PYPI),
        entry('numpy', '2.4.6', PYPI),
      ),
    },
    [],
    'uv.lock installs no torch by default; extra cpu has it: say --extra cpu',
  ],
  [
    'two Lightnings, and the one that the code imports is in an extra',
    {
      'pyproject.toml': project('"pytorch-lightning", "torch"', TRAIN),
      'uv.lock': older('train'),
      'src/train.py': 'import lightning as L\n',
    },
    [],
    'the code imports lightning, and uv.lock installs pytorch-lightning alone; extra train has lightning: say --extra train',
  ],
  [
    'an extra that is none, near to one',
    {
      'pyproject.toml': project('"numpy"', TRAIN),
      'uv.lock': trainLock('optional-dependencies', 'train'),
    },
    ['--extra', 'trian'],
    '--extra: expected one of the extras of uv.lock (train), found "trian"; did you mean train?',
  ],
  [
    'a group that is an extra',
    { 'pyproject.toml': project('"lightning"', TRAIN) },
    ['--group', 'docs'],
    '--group: "docs" is one of the extras of pyproject.toml: say --extra docs',
  ],
  [
    'an extra of a file that can have none',
    { 'requirements.txt': 'lightning==2.6.5\n' },
    ['--extra', 'cpu'],
    '--extra: requirements.txt has no extras, found "cpu"',
  ],
  [
    'an extra that the lock was made without',
    {
      'pyproject.toml': project('"lightning"', TRAIN),
      'uv.lock': uv(root('{ name = "lightning" }'), entry('lightning', '2.6.5', PYPI)),
    },
    ['--extra', 'docs'],
    "--extra: uv.lock was made without docs, which its manifest has: run 'uv lock'",
  ],
  [
    'extras that exclude each other',
    {
      'pyproject.toml': project('"lightning"'),
      'uv.lock': uv(
        'conflicts = [[{ package = "demo", extra = "cpu" }, { package = "demo", extra = "gpu" }]]\n',
        root('{ name = "lightning" }'),
        entry('lightning', '2.6.5', PYPI),
      ),
    },
    ['--extra', 'cpu', '--extra', 'gpu'],
    'uv.lock: extra cpu and extra gpu exclude each other: choose one',
  ],
  [
    'a monorepo whose parts fix different versions',
    {
      'pyproject.toml': project('"requests"'),
      'projects/train/pyproject.toml': project('"lightning==2.2.1"'),
      'projects/train/uv.lock': uv(
        root('{ name = "lightning" }'),
        entry('lightning', '2.2.1', PYPI),
      ),
      'projects/infer/requirements.txt': 'lightning==2.5.0\n',
    },
    [],
    'no file at the root fixes the versions; projects/train/uv.lock (lightning 2.2.1) and projects/infer/requirements.txt (lightning 2.5.0) fix different ones: say --manifest projects/train/uv.lock',
  ],
]

describe('before anything is installed', () => {
  test.each(CASES)('%s', async (_, files, flags, sentence) => {
    await rm(join(place.path, 'started'), { force: true })
    const cwd = await repository(files)
    for (const command of [['check'], ['record', '--out', join(cwd, 'out.json')], ['bisect']]) {
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
