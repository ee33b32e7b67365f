import { mkdir } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPins } from '../../src/pins/index.ts'
import { prepareInterpreter } from '../../src/python/interpreter.ts'
import type { Scope } from '../../src/python/recipe.ts'
import { temporary } from '../../support/lddpr.ts'
import { type Index, packageIndex, toolbox } from '../../support/packages.ts'
import { installerSettings, writeProject } from '../../support/projects.ts'

/** Real tools lock projects whose Lightning is in an extra or a group, and environments are built with it. */

const PART = ['fsspec', 'lightning', 'mpmath', 'numpy', 'sympy', 'torch']
const NEEDED = ['aio', ...PART].map(name => `${name} 9.1`)
const EXTRAS = `fit = ["lightning", "torch<9.2"]\nnew = ["lightning", "torch>=9.2"]\nall = ["x[fit]", "unrelated"]\n`
const GROUPS = `[dependency-groups]\ntrain = ["lightning", "torch<9.2"]\nother = ["unrelated"]\n`
const PROJECT = `[project]
name = "x"
version = "1"
requires-python = ">=3.10"
dependencies = ["numpy"]
[project.optional-dependencies]
`

let place: Awaited<ReturnType<typeof temporary>>
let index: Index
let tools: Record<'all' | 'uv' | 'none', string>
let settings: NodeJS.ProcessEnv

beforeAll(async () => {
  place = await temporary()
  index = await packageIndex(join(place.path, 'packages'))
  const make = (name: string, ...list: string[]) => toolbox(join(place.path, name), ...list)
  tools = {
    all: await make('all', 'uv', 'poetry', 'pdm', 'pipenv'),
    uv: await make('only-uv', 'uv'),
    none: await make('none'),
  }
  const home = join(place.path, 'home')
  await mkdir(home)
  settings = {
    ...installerSettings(home, index.url),
  }
})
afterAll(async () => {
  await index[Symbol.asyncDispose]()
  await place[Symbol.asyncDispose]()
})

const withTools = (name: keyof typeof tools, env: NodeJS.ProcessEnv = {}) => ({
  ...settings,
  ...env,
  PATH: `${tools[name]}${delimiter}${process.env.PATH}`,
})

const project = (name: string, files: Record<string, string>) =>
  writeProject(place.path, name, files)

interface Wish {
  extras?: readonly string[]
  groups?: readonly string[]
  scope?: Scope
}

/** What an environment has that is built with some extras and groups. */
async function built(cwd: string, env: NodeJS.ProcessEnv, { scope, ...wanted }: Wish) {
  const surroundings = {
    cwd,
    env: { ...env, LDDPR_CACHE: join(place.path, `cache-${env.PATH?.length}`) },
    progress: () => {},
  }
  const pins = await readPins(cwd, wanted)
  const options = scope ? { scope } : {}
  const [python] = await prepareInterpreter(pins, true, surroundings, options)
  const list = `import importlib.metadata as m
print("\\n".join(sorted({f"{d.name} {d.version}" for d in m.distributions()})))`
  const { stdout } = await execa(python, ['-I', '-c', list])
  return stdout.split('\n').filter(line => !/^(pip|setuptools) /.test(line))
}

describe('uv.lock', () => {
  let cwd: string
  beforeAll(async () => {
    const conflicts = `[tool.uv]\nconflicts = [[{ extra = "fit" }, { extra = "new" }], [{ extra = "all" }, { extra = "new" }], [{ group = "train" }, { extra = "new" }]]\n`
    cwd = await project('uv', {
      'pyproject.toml': `${PROJECT}${EXTRAS}${GROUPS}${conflicts}[[tool.uv.index]]\nurl = "${index.url}"\ndefault = true\n`,
    })
    await execa('uv', ['lock', '--quiet'], { cwd, env: withTools('uv') })
  })
  test.each(['uv', 'none'] as const)('an extra, and a group, with %s', async name => {
    const env = withTools(name)
    expect(await built(cwd, env, { extras: ['fit'] })).toEqual(NEEDED)
    expect(await built(cwd, env, { groups: ['train'] })).toEqual(NEEDED)
    const whole = { extras: ['all'], scope: 'whole' } as const
    expect(await built(cwd, env, whole)).toEqual([...NEEDED, 'unrelated 9.1'])
  })
  test('extras that exclude each other are one sentence', async () => {
    await expect(readPins(cwd, { extras: ['fit', 'new'] })).rejects.toThrow(
      'uv.lock: extra fit and extra new exclude each other: choose one',
    )
  })
  test('another extra is another environment, with the version of its fork', async () => {
    const env = withTools('uv')
    const wanted = { extras: ['new'], scope: 'whole' } as const
    expect(await built(cwd, env, wanted)).toContain('torch 9.2')
  })
  test('a group of the default that the chosen extra excludes is left out', async () => {
    const directory = await project('default-group', {
      'pyproject.toml': `${PROJECT}fit = ["lightning", "torch<9.2"]\n[dependency-groups]\ndev = ["torch>=9.2"]\n[tool.uv]\nconflicts = [[{ extra = "fit" }, { group = "dev" }]]\n[[tool.uv.index]]\nurl = "${index.url}"\ndefault = true\n`,
    })
    await execa('uv', ['lock', '--quiet'], { cwd: directory, env: withTools('uv') })
    expect(await built(directory, withTools('uv'), { extras: ['fit'] })).toEqual(NEEDED)
  })
})

describe('poetry.lock', () => {
  let cwd: string
  beforeAll(async () => {
    const group = `[tool.poetry.group.train]\noptional = true\n[tool.poetry.group.train.dependencies]\nlightning = "*"\ntorch = "<9.2"\n`
    const source = `[[tool.poetry.source]]\nname = "here"\nurl = "${index.url}"\n`
    cwd = await project('poetry', {
      'pyproject.toml': `${PROJECT}fit = ["lightning", "torch<9.2"]\n${group}${source}`,
    })
    await execa('poetry', ['lock', '--no-interaction'], { cwd, env: withTools('all') })
  })
  test('an optional group is no part of the default', async () => {
    expect((await readPins(cwd))?.pins).toMatchObject({ lightning: null, numpy: '9.1' })
  })
  test.each(['needed', 'whole'] as const)('an extra, and a group: %s', async scope => {
    const env = withTools('all')
    expect(await built(cwd, env, { extras: ['fit'], scope })).toEqual(NEEDED)
    expect(await built(cwd, env, { groups: ['train'], scope })).toEqual(NEEDED)
  })
})

describe('pdm.lock', () => {
  let cwd: string
  beforeAll(async () => {
    const source = `[[tool.pdm.source]]\nname = "pypi"\nurl = "${index.url}"\nverify_ssl = false\n`
    cwd = await project('pdm', {
      'pyproject.toml': `${PROJECT}fit = ["lightning", "torch<9.2"]\n${source}`,
    })
    const env = withTools('all', { PDM_CHECK_UPDATE: '0', PDM_IGNORE_SAVED_PYTHON: '1' })
    await execa('pdm', ['lock', '--quiet', '-G', ':all'], { cwd, env })
  })
  test.each(['needed', 'whole'] as const)('an extra: %s', async scope => {
    expect(await built(cwd, withTools('all'), { extras: ['fit'], scope })).toEqual(NEEDED)
  })
})

describe('Pipfile.lock', () => {
  let cwd: string
  beforeAll(async () => {
    cwd = await project('pipenv', {
      Pipfile: `[[source]]\nname = "pypi"\nurl = "${index.url}"\nverify_ssl = false\n
[packages]\nnumpy = "*"\n[dev-packages]\nunrelated = "*"\n[train]\nlightning = "*"\ntorch = "<9.2"\n`,
    })
    const env = withTools('all', { PIPENV_IGNORE_VIRTUALENVS: '1' })
    await execa('pipenv', ['lock', '--quiet'], { cwd, env })
  })
  test.each(['all', 'none'] as const)('a category, with %s', async name => {
    const env = withTools(name)
    expect((await readPins(cwd))?.missing.map(each => each.groups)).toContainEqual(['train'])
    expect(await built(cwd, env, { groups: ['train'] })).toEqual(expect.arrayContaining(NEEDED))
    const both = await built(cwd, env, { groups: ['train', 'dev'] })
    expect(both).toEqual(expect.arrayContaining([...NEEDED, 'unrelated 9.1']))
  })
})

test('pylock.toml: an extra, and a group, by markers', async () => {
  const from = await project('exported', {
    'pyproject.toml': `${PROJECT}fit = ["lightning", "torch<9.2"]\n[[tool.uv.index]]\nurl = "${index.url}"\ndefault = true\n`,
  })
  await execa('uv', ['lock', '--quiet'], { cwd: from, env: withTools('uv') })
  const command = ['export', '--frozen', '--no-emit-project', '--format', 'pylock.toml']
  const { stdout } = await execa('uv', [...command, '--extra', 'fit'], {
    cwd: from,
    env: withTools('uv'),
  })
  const marked = stdout
    .replaceAll(/^name = "(?!numpy)(\w+)"$/gm, `$&\nmarker = "'fit' in extras"`)
    .replace(/^lock-version = .*$/m, '$&\nextras = ["fit"]')
  const cwd = await project('pylock', { 'pylock.toml': marked })
  expect((await readPins(cwd))?.pins).toMatchObject({ lightning: null, numpy: '9.1' })
  expect(await built(cwd, withTools('uv'), { extras: ['fit'] })).toEqual(NEEDED)
})

test.each(['uv', 'none'] as const)('pyproject.toml: extras and groups, with %s', async name => {
  const cwd = await project(`pyproject-${name}`, {
    'pyproject.toml': `${PROJECT}${EXTRAS}${GROUPS}[[tool.uv.index]]\nurl = "${index.url}"\ndefault = true\n`,
  })
  const env = withTools(name)
  expect(await built(cwd, env, { extras: ['fit'] })).toEqual(NEEDED)
  expect(await built(cwd, env, { groups: ['train'] })).toEqual(NEEDED)
  expect(await built(cwd, env, { extras: ['all'] })).toEqual([...NEEDED, 'unrelated 9.1'])
  const both = await built(cwd, env, { extras: ['fit'], groups: ['other'] })
  expect(both).toEqual([...NEEDED, 'unrelated 9.1'])
})
