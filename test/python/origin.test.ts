import { copyFileSync, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readPins } from '../../src/pins/index.ts'
import { prepareInterpreter } from '../../src/python/interpreter.ts'
import { temporary } from '../../support/lddpr.ts'
import { makeWheel, toolbox } from '../../support/packages.ts'

/** Real environments of one tiny package: another package is another environment, whatever names it. */

const TEXT = ['-I', '-c', 'import numpy; print(numpy.text)']

let place: Awaited<ReturnType<typeof temporary>>
let paths: Record<'uv' | 'pip', string>
beforeAll(async () => {
  place = await temporary()
  const path = async (...tools: string[]) =>
    [await toolbox(join(place.path, `with-${tools}`), ...tools), process.env.PATH].join(delimiter)
  paths = { uv: await path('uv'), pip: await path() }
})
afterAll(() => place[Symbol.asyncDispose]())

/** A repository, and a way to make an environment from it. */
async function repository(files: Record<string, string>, tool: 'uv' | 'pip' = 'uv') {
  const here = await temporary()
  onTestFinished(() => here[Symbol.asyncDispose]())
  const cwd = join(here.path, 'repository')
  const temp = join(here.path, 'temp')
  const home = join(here.path, 'home')
  for (const directory of [cwd, temp, home, join(here.path, 'nothing')]) await mkdir(directory)
  const write = async (more: Record<string, string>) => {
    for (const [name, text] of Object.entries(more)) {
      await mkdir(join(cwd, name, '..'), { recursive: true })
      await writeFile(join(cwd, name), text)
    }
  }
  await write(files)
  const basic = {
    PATH: paths[tool],
    HOME: home,
    PYENV_ROOT: process.env.PYENV_ROOT ?? join(process.env.HOME ?? '', '.pyenv'),
    PIP_CONFIG_FILE: '/dev/null',
    PIP_NO_INDEX: '1',
    UV_DEFAULT_INDEX: `file://${here.path}/nothing`,
    UV_NO_CACHE: '1',
    RUNNER_TEMP: temp,
    LDDPR_CACHE: join(here.path, 'cache'),
  }
  /** What the package says, and whether it was installed for that. */
  const made = async (
    env: NodeJS.ProcessEnv = {},
    install = true,
    onLine: (line: string) => void = () => {},
  ) => {
    const said: string[] = []
    await using used = new AsyncDisposableStack()
    const surroundings = {
      cwd,
      env: { ...basic, ...env },
      progress: (message: string) => {
        said.push(message)
        onLine(message)
      },
    }
    const pins = await readPins(cwd)
    const [python] = await prepareInterpreter(pins, install, surroundings, { used })
    const { stdout } = await execa(python, TEXT, { extendEnv: false, env: {} })
    const installed = said.filter(line => line.startsWith('installing'))
    return { text: stdout, installed: installed.length, said: said.join('\n'), python }
  }
  const wheel = (directory: string, text: string) =>
    makeWheel(join(cwd, directory), 'numpy', '1', text)
  return { cwd, temp, write, wheel, made, cache: basic.LDDPR_CACHE }
}

const BY_PATH = { 'requirements.txt': './wheels/numpy-1-py3-none-any.whl\n' }
const BY_NAME = { 'requirements.txt': 'numpy==1\n' }

test.for([
  ['uv', 'one', 'two'],
  ['uv', 'two', 'one'],
  ['pip', 'one', 'two'],
] as const)('with %s a wheel is swapped, %s for %s, and back', async ([tool, first, second]) => {
  const { wheel, made } = await repository(BY_PATH, tool)
  for (const [text, installed] of [
    [first, 1],
    [first, 0],
    [second, 1],
    [second, 0],
    [first, 0],
  ] as const) {
    await wheel('wheels', text)
    expect(await made()).toMatchObject({ text, installed })
  }
})

describe('the same wheel, and another place to take it from', () => {
  test.for<[string, Record<string, string>, (which: string, cwd: string) => NodeJS.ProcessEnv]>([
    ['PIP_FIND_LINKS', {}, which => ({ PIP_FIND_LINKS: which })],
    ['UV_FIND_LINKS', {}, which => ({ UV_FIND_LINKS: which })],
    [
      'PIP_INDEX_URL',
      {
        'one/simple/numpy/index.html': '<a href="../../numpy-1-py3-none-any.whl">n</a>',
        'two/simple/numpy/index.html': '<a href="../../numpy-1-py3-none-any.whl">n</a>',
      },
      (which, cwd) => ({
        PIP_INDEX_URL: `file://${cwd}/${which}/simple`,
        UV_DEFAULT_INDEX: undefined,
      }),
    ],
  ])('%s', async ([, files, env]) => {
    const { cwd, wheel, made } = await repository({ ...BY_NAME, ...files })
    for (const text of ['one', 'two']) await wheel(text, text)
    expect(await made(env('one', cwd))).toMatchObject({ text: 'one', installed: 1 })
    expect(await made(env('two', cwd))).toMatchObject({ text: 'two', installed: 1 })
    expect(await made(env('one', cwd))).toMatchObject({ text: 'one', installed: 0 })
    await wheel('one', 'three')
    expect(await made(env('one', cwd))).toMatchObject({ text: 'three', installed: 1 })
  })

  test('the settings of uv', async () => {
    const { wheel, made, write } = await repository(BY_NAME)
    for (const text of ['one', 'two']) {
      await wheel(text, text)
      await write({ 'uv.toml': `find-links = ["./${text}"]\n` })
      expect(await made()).toMatchObject({ text, installed: 1 })
    }
  })

  test('the settings of pip', async () => {
    const { wheel, made, write } = await repository(BY_NAME, 'pip')
    for (const text of ['one', 'two']) {
      await wheel(text, text)
      await write({ 'ci.conf': `[install]\nfind-links = ${text}\n` })
      expect(await made({ PIP_CONFIG_FILE: 'ci.conf' })).toMatchObject({ text, installed: 1 })
    }
  })
})

test('constraints that a variable names', async () => {
  const { cwd, made, write } = await repository({ 'requirements.txt': '-f wheels\nnumpy\n' })
  for (const version of ['1', '2']) {
    await makeWheel(join(cwd, 'wheels'), 'numpy', version, version)
  }
  const env = { PIP_CONSTRAINT: 'limits.txt', UV_CONSTRAINT: 'limits.txt' }
  for (const version of ['1', '2']) {
    await write({ 'limits.txt': `numpy==${version}\n` })
    expect(await made(env)).toMatchObject({ text: version, installed: 1 })
  }
})

test('a package that only PYTHONPATH leads to is installed all the same', async () => {
  const { cwd, wheel, made } = await repository(BY_PATH, 'pip')
  await wheel('wheels', 'one')
  const elsewhere = join(cwd, 'elsewhere')
  const words = ['-m', 'pip', 'install', '--no-index', '--target', elsewhere]
  await execa('python3', [...words, join(cwd, 'wheels/numpy-1-py3-none-any.whl')])
  expect(await made({ PYTHONPATH: elsewhere })).toMatchObject({ text: 'one', installed: 1 })
})

test('what is swapped while it is installed is an error, and not kept', async () => {
  const { wheel, made, cache } = await repository(BY_PATH)
  const one = await wheel('wheels', 'one')
  const two = await wheel('others', 'two')
  const swapped = made({}, true, line => line.startsWith('installing') && copyFileSync(two, one))
  await expect(swapped).rejects.toThrow(
    'requirements.txt, or what it is installed from, was changed while it was installed; run it again',
  )
  expect(await readdir(cache)).toEqual([])
  expect(await made()).toMatchObject({ text: 'two', installed: 1 })
})

describe('what cannot be told is not kept', () => {
  async function served(directory: string): Promise<string> {
    const server = createServer(async ({ url = '' }, response) =>
      response.end(await readFile(join(directory, url)).catch(() => '')),
    ).listen(0, '127.0.0.1')
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    await new Promise(resolve => server.once('listening', resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/numpy-1-py3-none-any.whl`
  }

  test('a URL without a hash', async () => {
    const { cwd, temp, wheel, made, write, cache } = await repository(BY_PATH)
    const url = await served(join(cwd, 'served'))
    await write({ 'requirements.txt': `numpy @ ${url}\n` })
    for (const text of ['one', 'two', 'two']) {
      await wheel('served', text)
      const found = await made()
      expect(found).toMatchObject({ text, installed: 1 })
      expect(found.said).toContain('all of it (not kept, for it takes a URL without a hash)')
      expect(existsSync(found.python)).toBe(false)
    }
    expect(await readdir(temp)).toEqual([])
    expect(existsSync(cache)).toBe(false)
    await expect(made({}, false)).rejects.toThrow(
      /requirements.txt takes a URL without a hash, so no environment of it is kept, and noInstall/,
    )
  })

  test('a repository, unless its commit is named', async () => {
    const { cwd, made, write } = await repository({
      'package/pyproject.toml':
        '[project]\nname = "numpy"\nversion = "1"\n[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
      'package/backend.py': `import os, shutil, zipfile
def build_wheel(directory, *_):
    name = "numpy-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(directory, name), "w") as wheel:
        wheel.writestr("numpy.py", open("text.py").read())
        wheel.writestr("numpy-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: numpy\\nVersion: 1\\n")
        wheel.writestr("numpy-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("numpy-1.dist-info/RECORD", "")
    return name
`,
      'package/text.py': 'text = "one"',
    })
    const directory = join(cwd, 'package')
    const git = (...words: string[]) =>
      execa('git', ['-c', 'user.name=x', '-c', 'user.email=x', ...words], { cwd: directory })
    await git('init', '--quiet', '--initial-branch=main')
    await git('add', '--all')
    await git('commit', '--quiet', '-m', 'x')
    const { stdout: commit } = await git('rev-parse', 'HEAD')
    const named = (revision: string) =>
      write({ 'requirements.txt': `numpy @ git+file://${directory}@${revision}\n` })
    await named('main')
    expect((await made()).said).toContain('it takes a repository without its commit')
    await write({ 'package/text.py': 'text = "two"' })
    await git('commit', '--quiet', '-am', 'x')
    expect(await made()).toMatchObject({ text: 'two', installed: 1 })
    await named(commit)
    expect(await made()).toMatchObject({ text: 'one', installed: 1 })
    expect(await made()).toMatchObject({ text: 'one', installed: 0 })
    await write({ 'requirements.txt': `numpy @ file://${directory}\n` })
    for (const text of ['three', 'four']) {
      await write({ 'package/text.py': `text = "${text}"` })
      const found = await made()
      expect(found).toMatchObject({ text, installed: 1 })
      expect(found.said).toContain('it takes a directory that is built')
    }
  })
})

describe('a lock', () => {
  const PROJECT = `[project]
name = "x"
version = "1"
requires-python = ">=3.10"
dependencies = ["lightning", "torch", "numpy"]
`
  async function locked(source: string) {
    const here = await repository({ 'pyproject.toml': '' })
    const { cwd, write } = here
    for (const name of ['lightning', 'torch'])
      await makeWheel(join(cwd, 'links'), name, '1', name, 'numpy')
    const sources = `[tool.uv]\nfind-links = ["./links"]\n[tool.uv.sources]\nnumpy = ${source}\n`
    await write({ 'pyproject.toml': PROJECT + sources })
    return here
  }
  const lock = (cwd: string) =>
    execa('uv', ['lock', '--quiet', '--no-index'], {
      cwd,
      env: { PATH: paths.uv, UV_NO_CACHE: '1' },
    })

  test('with a wheel by its path: another is not taken for it', async () => {
    const { cwd, wheel, made } = await locked('{ path = "wheels/numpy-1-py3-none-any.whl" }')
    await wheel('wheels', 'one')
    await lock(cwd)
    expect(await made()).toMatchObject({ text: 'one', installed: 1 })
    expect(await made()).toMatchObject({ text: 'one', installed: 0 })
    await wheel('wheels', 'two')
    await expect(made()).rejects.toMatchObject({ detail: expect.stringMatching(/[Hh]ash/) })
    await rm(join(cwd, 'uv.lock'))
    await lock(cwd)
    expect(await made()).toMatchObject({ text: 'two', installed: 1 })
  })

  test('with a directory: it is built each time', async () => {
    const { cwd, made, write } = await locked('{ path = "libs/numpy" }')
    const backend = (text: string) => ({
      'libs/numpy/pyproject.toml':
        '[project]\nname = "numpy"\nversion = "1"\n[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n',
      'libs/numpy/backend.py': `import os, zipfile
def build_wheel(directory, *_):
    name = "numpy-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(directory, name), "w") as wheel:
        wheel.writestr("numpy.py", "text = '${text}'")
        wheel.writestr("numpy-1.dist-info/METADATA", "Metadata-Version: 2.1\\nName: numpy\\nVersion: 1\\n")
        wheel.writestr("numpy-1.dist-info/WHEEL", "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("numpy-1.dist-info/RECORD", "")
    return name
`,
    })
    await write(backend('one'))
    await lock(cwd)
    // Of another size: Python takes what it has compiled for a file of the same second and size.
    for (const text of ['one', 'another']) {
      await write(backend(text))
      const found = await made()
      expect(found).toMatchObject({ text, installed: 1 })
      expect(found.said).toContain('it takes a directory that is built')
    }
  })
})

test('main does not take what a pull request has built', async () => {
  const { wheel, made } = await repository(BY_PATH)
  await wheel('wheels', 'one')
  const on = (ref: string, event: string) => ({
    GITHUB_REPOSITORY: 'octo/train',
    GITHUB_REF: ref,
    GITHUB_EVENT_NAME: event,
  })
  const [pull, main] = [on('refs/pull/7/merge', 'pull_request'), on('refs/heads/main', 'push')]
  const first = await made(pull)
  const other = { ...main, GITHUB_REPOSITORY: 'octo/other' }
  for (const env of [main, other, {}]) expect((await made(env)).python).not.toBe(first.python)
  expect((await made(pull)).python).toBe(first.python)
})

test('where others meet, no file is one of the cache that uv keeps', async () => {
  const { cwd, wheel, made } = await repository(BY_PATH)
  await wheel('wheels', 'one')
  const links = async (env: NodeJS.ProcessEnv) => {
    const { python } = await made({ UV_NO_CACHE: undefined, UV_CACHE_DIR: join(cwd, 'uv'), ...env })
    const words = ['-I', '-c', 'import numpy, os; print(os.stat(numpy.__file__).st_nlink)']
    return (await execa(python, words)).stdout
  }
  const env = { GITHUB_REPOSITORY: 'octo/train', UV_LINK_MODE: 'hardlink' }
  expect(await links(env)).toBe('1')
  expect(await links({ ...env, RUNNER_ENVIRONMENT: 'github-hosted', GITHUB_REF: 'x' })).toBe('2')
})
