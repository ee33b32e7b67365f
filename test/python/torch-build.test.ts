import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Index, indexWith, makeWheel } from '../../support/packages.ts'
import {
  built,
  caches,
  cpu,
  cuda,
  FOR_CPU,
  NEEDED,
  onlyForCpu,
  PINNED,
  PROJECT,
  place,
  project,
  source,
  usual,
  withTools,
} from './torch-place.ts'

/** Real tools install tiny packages from an index like PyPI's, and torch from one like PyTorch's for CPUs. */

describe('where no GPU is used the CPU build of the pinned version is installed', () => {
  describe('uv.lock', () => {
    let cwd: string
    beforeAll(async () => {
      cwd = await project({ 'pyproject.toml': PROJECT + source() })
      await execa('uv', ['lock', '--quiet'], { cwd, env: withTools('uv') })
    })
    test.each(['uv', 'none'] as const)('with %s', async name => {
      const { has, said, choice, notices } = await built(cwd, withTools(name))
      expect(has).toEqual(NEEDED)
      expect(said).toContain(
        `torch: the CPU build of the pinned 9.1 from ${new URL(cpu.url).host}, for no GPU is used; torchBuild pinned keeps the other`,
      )
      expect(choice).toMatchObject({ build: 'cpu', version: '9.1' })
      expect(notices).toEqual([])
      onlyForCpu()
    })
    test('all of it', async () => {
      const { has } = await built(cwd, withTools('uv'), { scope: 'whole' })
      expect(has).toEqual([...NEEDED, 'unrelated 9.1'])
      onlyForCpu()
    })
    test('from the cache, though the index is gone by then', async () => {
      const first = await built(cwd, withTools('uv'))
      const gone = await indexWith(join(place.path, `gone-${caches}`), FOR_CPU)
      const { url } = gone
      await gone[Symbol.asyncDispose]()
      const pinned = await built(cwd, withTools('uv'), { index: url })
      expect(pinned.has).toEqual(PINNED)
      expect(pinned.notices).toEqual([
        expect.stringMatching(
          /^The CPU build of torch could not be looked up \(127.0.0.1:\d+: .*ECONNREFUSED.*\), so the pinned build is measured\.$/,
        ),
      ])
      const again = await built(cwd, withTools('uv'), { install: false })
      expect(again.python).toBe(first.python)
    })
    test('but the pinned one is another environment', async () => {
      const { python } = await built(cwd, withTools('uv'))
      const pinned = await built(cwd, withTools('uv'), { build: 'pinned' })
      expect(pinned.has).toEqual(PINNED)
      expect(pinned.python).not.toBe(python)
      expect(pinned.choice).toMatchObject({ build: 'pinned', why: 'torchBuild says so' })
    })
    test('and the pinned one where a GPU may be used', async () => {
      const gpu = 'a GPU may be used, for there is /dev/nvidiactl'
      const { has, choice } = await built(cwd, withTools('uv'), { gpu })
      expect(has).toEqual(PINNED)
      expect(choice).toMatchObject({ build: 'pinned', why: gpu })
      expect(cpu.files).toEqual([])
    })
  })

  test.each(['all', 'uv', 'none'] as const)('poetry.lock with %s', async name => {
    const source = `[[tool.poetry.source]]\nname = "here"\nurl = "${usual.url}"\n`
    const cwd = await project({ 'pyproject.toml': PROJECT + source })
    await execa('poetry', ['lock', '--no-interaction'], { cwd, env: withTools('all') })
    expect((await built(cwd, withTools(name))).has).toEqual(NEEDED)
    onlyForCpu()
  })

  test('pdm.lock', async () => {
    const source = `[[tool.pdm.source]]\nname = "pypi"\nurl = "${usual.url}"\nverify_ssl = false\n`
    const cwd = await project({ 'pyproject.toml': PROJECT + source })
    const env = withTools('all', { PDM_CHECK_UPDATE: '0', PDM_IGNORE_SAVED_PYTHON: '1' })
    await execa('pdm', ['lock', '--quiet'], { cwd, env })
    expect((await built(cwd, withTools('uv'))).has).toEqual(NEEDED)
    onlyForCpu()
  })

  test.each(['all', 'none'] as const)('Pipfile.lock with %s', async name => {
    const pipfile = `[[source]]\nname = "pypi"\nurl = "${usual.url}"\nverify_ssl = false\n
[packages]\nlightning = "*"\ntorch = "==9.1"\nunrelated = "*"\n`
    const cwd = await project({ Pipfile: pipfile })
    const env = withTools('all', { PIPENV_IGNORE_VIRTUALENVS: '1' })
    await execa('pipenv', ['lock', '--quiet'], { cwd, env })
    expect((await built(cwd, withTools(name))).has).toEqual([...NEEDED, 'unrelated 9.1'])
    onlyForCpu()
  })

  test('pylock.toml', async () => {
    const from = await project({ 'pyproject.toml': PROJECT + source() })
    await execa('uv', ['lock', '--quiet'], { cwd: from, env: withTools('uv') })
    const command = ['export', '--frozen', '--no-emit-project', '--format', 'pylock.toml']
    const { stdout } = await execa('uv', command, { cwd: from, env: withTools('uv') })
    const cwd = await project({ 'pylock.toml': stdout })
    expect((await built(cwd, withTools('uv'))).has).toEqual([...NEEDED, 'unrelated 9.1'])
    onlyForCpu()
  })

  describe('requirements.txt', () => {
    const LINES = 'lightning==9.1\ntorch==9.1\nnumpy==9.1\n'
    test.each(['uv', 'none'] as const)('with %s', async name => {
      const cwd = await project({ 'requirements.txt': LINES })
      expect((await built(cwd, withTools(name))).has).toEqual(NEEDED)
      onlyForCpu()
    })
    test('frozen, with what CUDA needs', async () => {
      const cwd = await project({
        'requirements.txt': `${LINES}sympy==9.1\nnvidia-cublas-cu12==9.1\ntriton==9.1 ; sys_platform == "linux"\ncuda-bindings==9.1\n`,
      })
      expect((await built(cwd, withTools('uv'))).has).toEqual(NEEDED)
      onlyForCpu()
    })
    test.each(['uv', 'none'] as const)('with hashes, with %s', async name => {
      const from = await project({ 'requirements.in': LINES })
      const command = [
        'pip',
        'compile',
        '--quiet',
        '--generate-hashes',
        '--default-index',
        usual.url,
      ]
      const { stdout } = await execa('uv', [...command, 'requirements.in'], {
        cwd: from,
        env: withTools('uv'),
      })
      const cwd = await project({ 'requirements.txt': stdout })
      expect((await built(cwd, withTools(name))).has).toEqual(NEEDED)
      onlyForCpu()
    })
    test('a build for CUDA of the same version, in a file that it includes, with its constraints', async () => {
      const cwd = await project({
        'requirements.txt': `--extra-index-url ${cuda.url}\n-r base.txt\n-c limits.txt\nlightning\n`,
        'base.txt': 'torch==9.1+cu128\n',
        'limits.txt': 'torch==9.1+cu128\nnumpy==9.1\n',
      })
      const { has, choice } = await built(cwd, withTools('uv'))
      expect(has).toEqual(NEEDED)
      expect(choice).toMatchObject({ build: 'cpu', version: '9.1+cu128' })
    })
    test('torchvision comes from the same index, whoever asks for it', async () => {
      const cwd = await project({ 'requirements.txt': `${LINES}torchvision\n` })
      const { has } = await built(cwd, withTools('uv'))
      expect(has).toEqual([...NEEDED, 'torchvision 9.1+cpu'])
      onlyForCpu()
    })
  })

  describe('a range: the version that would be chosen', () => {
    const project_ = (torch: string) => PROJECT.replace('torch==9.1', torch)
    test.each([
      ['uv', 'torch<9.2', 'torch 9.1+cpu'],
      ['uv', 'torch<9.3', 'torch 9.2+cpu'],
      ['none', 'torch<9.3', 'torch 9.2+cpu'],
    ] as const)('with %s, %s', async (name, range, torch) => {
      const cwd = await project({ 'pyproject.toml': project_(range) + source() })
      expect((await built(cwd, withTools(name))).has).toContain(torch)
      onlyForCpu()
    })
    test('one that the index for CPUs has not is taken as it is pinned', async () => {
      const cwd = await project({ 'pyproject.toml': project_('torch') + source() })
      const { has } = await built(cwd, withTools('uv'))
      expect(has).toContain('torch 9.3')
      expect(has).toContain('triton 9.1')
    })
    test('a project that has an index of its own for torch', async () => {
      const cwd = await project({
        'pyproject.toml': `${project_('torch==9.1+cu128') + source()}[tool.uv.sources]\ntorch = { index = "cuda" }\n[[tool.uv.index]]\nname = "cuda"\nurl = "${cuda.url}"\nexplicit = true\n`,
      })
      expect((await built(cwd, withTools('uv'))).has).toContain('torch 9.1+cpu')
    })
  })
})

describe('a CPU build that cannot be installed', () => {
  /** Pages whose hashes are not those of the wheels. */
  async function tampered(): Promise<Index> {
    const index = await indexWith(join(place.path, `tampered-${caches}`), [
      ['torch', '9.1+cpu', 'sympy'],
    ])
    await makeWheel(join(place.path, `tampered-${caches}`), 'torch', '9.1+cpu', 'another')
    return index
  }
  const LINES = 'lightning==9.1\ntorch==9.1\nnumpy==9.1\n'

  test.each(['requirements.txt', 'uv.lock'])(
    'of %s gives way to the pinned one, which the report says',
    async file => {
      await using index = await tampered()
      const cwd = await project(
        file === 'uv.lock' ? { 'pyproject.toml': PROJECT + source() } : { [file]: LINES },
      )
      if (file === 'uv.lock') await execa('uv', ['lock', '--quiet'], { cwd, env: withTools('uv') })
      const { has, notices, choice } = await built(cwd, withTools('uv'), { index: index.url })
      expect(has).toEqual(PINNED)
      expect(choice).toMatchObject({ build: 'pinned' })
      expect(notices).toEqual([
        expect.stringMatching(
          /^The CPU build of torch could not be installed, so the pinned one is: /,
        ),
      ])
    },
  )
  test('is an error where somebody insists on it', async () => {
    await using index = await tampered()
    const cwd = await project({ 'requirements.txt': LINES })
    await expect(
      built(cwd, withTools('uv'), { index: index.url, build: 'cpu' }),
    ).rejects.toMatchObject({ detail: expect.stringMatching(/[Hh]ash/) })
  })
})

test('what has no room is refused before anything is downloaded, whatever the build', async () => {
  const cwd = await project({ 'pyproject.toml': PROJECT + source() })
  await execa('uv', ['lock', '--quiet'], { cwd, env: withTools('uv') })
  const lock = await readFile(join(cwd, 'uv.lock'), 'utf8')
  const sized = lock.replaceAll(
    /(url = "[^"]*numpy[^"]*", hash = "[^"]*")/g,
    '$1, size = 900000000000000',
  )
  expect(sized).not.toBe(lock)
  await writeFile(join(cwd, 'uv.lock'), sized)
  await expect(built(cwd, withTools('uv'))).rejects.toThrow(
    /cache-\d+ has [\d.]+ [GM]B free, and the environment of uv.lock needs at least [\d.]+ GB: /,
  )
  expect([...usual.files, ...cpu.files]).toEqual([])
})
