import { copyFileSync, existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeWheel } from '../../support/packages.ts'
import { BY_NAME, BY_PATH, repository } from './origin-place.ts'

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
