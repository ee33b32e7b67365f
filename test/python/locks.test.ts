import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPins } from '../../src/pins/index.ts'
import { prepareInterpreter } from '../../src/python/interpreter.ts'
import type { Scope } from '../../src/python/recipe.ts'
import { temporary } from '../../support/lddpr.ts'
import { type Index, packageIndex, toolbox } from '../../support/packages.ts'
import { installerSettings, writeProject } from '../../support/projects.ts'

/** Real tools lock a project with tiny packages, and its environments are built from the locks. */

const NEEDED = ['aio', 'fsspec', 'lightning', 'mpmath', 'numpy', 'sympy', 'torch'].map(
  name => `${name} 9.1`,
)
const WHOLE = [...NEEDED, 'unrelated 9.1']
const PROJECT = `[project]
name = "x"
version = "1"
requires-python = ">=3.10"
dependencies = ["lightning", "torch<9.2", "unrelated"]
[build-system]
requires = ["a-build-that-nobody-has"]
build-backend = "nobody"
`

let place: Awaited<ReturnType<typeof temporary>>
let index: Index
let tools: Record<'all' | 'uv' | 'none', string>
let settings: NodeJS.ProcessEnv
/** Settings whose index has nothing: what is installed comes from where the project says. */
let nowhere: NodeJS.ProcessEnv

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
  nowhere = { PIP_INDEX_URL: `${index.url}none/` }
  settings = {
    PATH: `${tools.none}${delimiter}${process.env.PATH}`,
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

/** What an environment that is built from a directory has, who said what, and where it is. */
async function built(cwd: string, env: NodeJS.ProcessEnv, scope: Scope = 'needed') {
  const said: string[] = []
  const before = (await readdir(cwd)).sort()
  const [python] = await prepareInterpreter(
    await readPins(cwd),
    true,
    {
      cwd,
      env: { ...env, LDDPR_CACHE: join(place.path, 'cache') },
      progress: message => said.push(message),
    },
    { scope },
  )
  expect((await readdir(cwd)).sort()).toEqual(before)
  const list = `import importlib.metadata as m
print("\\n".join(sorted(f"{d.name} {d.version}" for d in m.distributions())))`
  const { stdout } = await execa(python, ['-I', '-c', list])
  const has = stdout.split('\n').filter(line => !/^(pip|setuptools) /.test(line))
  return { python, has, said: said.join('\n') }
}

describe('uv.lock', () => {
  let cwd: string
  beforeAll(async () => {
    const index_ = `[[tool.uv.index]]\nurl = "${index.url}"\ndefault = true\n`
    cwd = await project('uv', { 'pyproject.toml': PROJECT + index_ })
    await execa('uv', ['lock', '--quiet'], { cwd, env: withTools('uv') })
  })
  test('what the probe needs, from the index of the project', async () => {
    const { has, said, python } = await built(cwd, withTools('uv', nowhere))
    expect(has).toEqual(NEEDED)
    expect(said).toMatch(/uv.lock with uv, what torch, Lightning and NumPy need \(once/)
    const fetched = index.fetched()
    expect(await built(cwd, withTools('uv'))).toEqual({ has, said: '', python })
    expect(index.fetched()).toBe(fetched)
  })
  test('the whole, which is another environment', async () => {
    const { has, said } = await built(cwd, withTools('uv'), 'whole')
    expect(has).toEqual(WHOLE)
    expect(said).toMatch(/uv.lock with uv, all of it/)
  })
  test('the same without uv, from the entries of the lock, with pip', async () => {
    const { has, said } = await built(cwd, withTools('none', nowhere))
    expect(has).toEqual(NEEDED)
    expect(said).toMatch(/uv.lock with pip, what torch, Lightning and NumPy need/)
    const kept = await readdir(join(settings.HOME ?? '', '.cache/pip')).catch(() => [])
    expect(kept.filter(name => name.startsWith('http'))).toEqual([])
    expect((await built(cwd, withTools('none', nowhere), 'whole')).has).toEqual(WHOLE)
  })
})

test('a uv.lock that pip cannot install: uv is fetched from PyPI, once', async () => {
  const index_ = `[[tool.uv.index]]\nurl = "${index.url}"\ndefault = true\n`
  // What hangs on the release of a kernel only uv on the machine itself can tell.
  const asks = PROJECT.replace('"unrelated"', `"unrelated; platform_release != '0'"`)
  const cwd = await project('uv-fetched', { 'pyproject.toml': asks + index_ })
  await execa('uv', ['lock', '--quiet'], { cwd, env: withTools('uv') })
  const { PATH } = withTools('none')
  const { HOME, PYENV_ROOT } = settings
  const pypi = {
    PATH,
    HOME,
    PYENV_ROOT,
    UV_NO_CACHE: '1',
    PIP_CERT: process.env.PIP_CERT ?? '/etc/ssl/certs/ca-certificates.crt',
  }
  const { has, said } = await built(cwd, pypi, 'whole')
  expect(has).toEqual(WHOLE)
  expect(said).toMatch(
    /uv is not on the path, and pip cannot install all of uv.lock: fetching uv>=0.9,<1 from PyPI/,
  )
  expect(said).toMatch(/installing uv.lock with uv, all of it/)
  expect(await built(cwd, pypi, 'whole')).toMatchObject({ has, said: '' })
})

test('a uv workspace: a member, without the code of any', async () => {
  const cwd = await project('workspace', {
    'pyproject.toml': `[tool.uv.workspace]\nmembers = ["a", "b"]\n[[tool.uv.index]]\nurl = "${index.url}"\ndefault = true\n`,
  })
  const member = (name: string, needs: string) =>
    PROJECT.replace('"x"', `"${name}"`).replace(/^dependencies = .*/m, `dependencies = [${needs}]`)
  for (const [name, needs] of [
    ['a', '"lightning", "torch<9.2", "b"'],
    ['b', '"unrelated"'],
  ] as const) {
    await mkdir(join(cwd, name))
    const sources = name === 'a' ? '[tool.uv.sources]\nb = { workspace = true }\n' : ''
    await writeFile(join(cwd, name, 'pyproject.toml'), member(name, needs) + sources)
  }
  await execa('uv', ['lock', '--quiet'], { cwd, env: withTools('uv') })
  expect((await built(cwd, withTools('uv'))).has).toEqual(NEEDED)
  expect((await built(cwd, withTools('uv'), 'whole')).has).toEqual(WHOLE)
})

describe('poetry.lock', () => {
  let cwd: string
  beforeAll(async () => {
    const source = `[[tool.poetry.source]]\nname = "here"\nurl = "${index.url}"\n`
    cwd = await project('poetry', { 'pyproject.toml': PROJECT + source })
    await execa('poetry', ['lock', '--no-interaction'], { cwd, env: withTools('all') })
  })
  test.each(['all', 'uv', 'none'] as const)('what the probe needs, with %s', async name => {
    // The index is the lock's own: the usual one has none of these.
    const { has, said } = await built(cwd, withTools(name, nowhere))
    expect(has).toEqual(NEEDED)
    expect(said).toMatch(name === 'all' ? /with uv, what torch/ : /^$|with (uv|pip), what torch/)
  })
  test('the whole by poetry', async () => {
    const { has, said } = await built(cwd, withTools('all'), 'whole')
    expect(has).toEqual(WHOLE)
    expect(said).toMatch(/poetry.lock with poetry, all of it/)
  })
})

describe('pdm.lock', () => {
  let cwd: string
  beforeAll(async () => {
    const source = `[[tool.pdm.source]]\nname = "pypi"\nurl = "${index.url}"\nverify_ssl = false\n`
    cwd = await project('pdm', { 'pyproject.toml': PROJECT + source })
    const env = withTools('all', { PDM_CHECK_UPDATE: '0', PDM_IGNORE_SAVED_PYTHON: '1' })
    await execa('pdm', ['lock', '--quiet'], { cwd, env })
  })
  test('what the probe needs', async () => {
    expect((await built(cwd, withTools('uv'))).has).toEqual(NEEDED)
  })
  test('the whole by pdm', async () => {
    const { has, said } = await built(cwd, withTools('all'), 'whole')
    expect(has).toEqual(WHOLE)
    expect(said).toMatch(/pdm.lock with pdm, all of it/)
  })
})

describe('Pipfile.lock', () => {
  let cwd: string
  beforeAll(async () => {
    const pipfile = `[[source]]\nname = "pypi"\nurl = "${index.url}"\nverify_ssl = false\n
[packages]\nlightning = "*"\ntorch = "<9.2"\nunrelated = "*"\n`
    cwd = await project('pipenv', { Pipfile: pipfile })
    const env = withTools('all', { PIPENV_IGNORE_VIRTUALENVS: '1' })
    await execa('pipenv', ['lock', '--quiet'], { cwd, env })
  })
  test('the whole by pipenv', async () => {
    const { has, said } = await built(cwd, withTools('all'))
    expect(has).toEqual(expect.arrayContaining(WHOLE))
    expect(said).toMatch(/Pipfile.lock with pipenv, all of it/)
  })
})

describe('pylock.toml', () => {
  let cwd: string
  beforeAll(async () => {
    const from = await project('export', {
      'pyproject.toml': `${PROJECT}[[tool.uv.index]]\nurl = "${index.url}"\ndefault = true\n`,
    })
    await execa('uv', ['lock', '--quiet'], { cwd: from, env: withTools('uv') })
    const command = ['export', '--frozen', '--no-emit-project', '--format', 'pylock.toml']
    const { stdout } = await execa('uv', command, { cwd: from, env: withTools('uv') })
    cwd = await project('pylock', { 'pylock.toml': stdout })
  })
  test('with uv', async () => {
    const { has, said } = await built(cwd, withTools('uv', nowhere))
    expect(has).toEqual(WHOLE)
    expect(said).toMatch(/pylock.toml with uv, all of it/)
  })
  test('with pip, by the hashes of the lock', async () => {
    const cache = { LDDPR_CACHE: join(place.path, 'another-cache') }
    const said: string[] = []
    const [python] = await prepareInterpreter(await readPins(cwd), true, {
      cwd,
      env: { ...withTools('none', nowhere), ...cache },
      progress: message => said.push(message),
    })
    expect(said[0]).toMatch(/with pip/)
    expect((await execa(python, ['-c', 'import torch; print(torch.version)'])).stdout).toBe('9.1')
  })
})

test('pyproject.toml: its dependencies, without its build', async () => {
  const index_ = `[[tool.uv.index]]\nurl = "${index.url}"\ndefault = true\n`
  const cwd = await project('pyproject', { 'pyproject.toml': PROJECT + index_ })
  const env = nowhere
  const uv = await built(cwd, withTools('uv', env))
  expect(uv.has).toEqual(WHOLE)
  const pip = await built(cwd, withTools('none'))
  expect(pip.has).toEqual(WHOLE)
  expect([uv.said, pip.said]).toEqual([
    expect.stringMatching(/pyproject.toml with uv, all of it/),
    expect.stringMatching(/pyproject.toml with pip, all of it/),
  ])
})

test('requirements.txt that installs the project: what it depends on instead', async () => {
  const cwd = await project('editable', {
    'requirements.txt': `--index-url ${index.url}\n-e .\n`,
    'pyproject.toml': PROJECT,
  })
  expect((await built(cwd, withTools('uv', nowhere))).has).toEqual(WHOLE)
})

test('requirements.txt with a wheel of the repository', async () => {
  const wheel = 'numpy-9.1-py3-none-any.whl'
  const cwd = await project('wheel', { 'requirements.txt': `./wheels/${wheel}\n` })
  await mkdir(join(cwd, 'wheels'))
  await copyFile(join(place.path, 'packages', wheel), join(cwd, 'wheels', wheel))
  expect((await built(cwd, withTools('uv'))).has).toEqual(['numpy 9.1'])
  await writeFile(join(cwd, 'requirements.txt'), `-e .\n./wheels/${wheel}\n`)
  await writeFile(join(cwd, 'pyproject.toml'), PROJECT)
  await expect(built(cwd, withTools('uv'))).rejects.toThrow(/requirements.txt installs a project/)
})

test('another wheel than the locked one is refused', async () => {
  const cwd = await project('tampered', { 'poetry.lock': '', 'pyproject.toml': PROJECT })
  const hash = '0'.repeat(64)
  const entry = (name: string) =>
    `[[package]]\nname = "${name}"\nversion = "9.1"\noptional = false\npython-versions = "*"\nfiles = [{file = "x.whl", hash = "sha256:${hash}"}]\n`
  await writeFile(join(cwd, 'poetry.lock'), ['torch', 'numpy', 'lightning'].map(entry).join('\n'))
  await writeFile(
    join(cwd, 'pyproject.toml'),
    '[tool.poetry.dependencies]\ntorch = "*"\nlightning = "*"\nnumpy = "*"\n',
  )
  await expect(built(cwd, withTools('uv'))).rejects.toMatchObject({
    detail: expect.stringMatching(/[Hh]ash/),
  })
})

test('a lock cannot write lines of its own into what pip reads', async () => {
  const entry = (name: string, version: string) =>
    `[[package]]\nname = "${name}"\nversion = ${JSON.stringify(version)}\noptional = false\npython-versions = "*"\nfiles = []\n`
  const cwd = await project('hostile', {
    'poetry.lock': [
      entry('torch', '9.1\n--index-url http://127.0.0.1:9/'),
      entry('numpy', '9.1'),
      entry('lightning', '9.1'),
    ].join('\n'),
    'pyproject.toml': '[tool.poetry.dependencies]\ntorch = "*"\nlightning = "*"\nnumpy = "*"\n',
  })
  await expect(built(cwd, withTools('uv'))).rejects.toThrow(
    /poetry.lock needs poetry, which is not installed: the lock alone is not enough to install torch/,
  )
})
