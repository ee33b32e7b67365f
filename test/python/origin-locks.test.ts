import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { makeWheel } from '../../support/packages.ts'
import { BY_PATH, paths, repository } from './origin-place.ts'

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
