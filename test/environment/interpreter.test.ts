import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cached, cacheKey } from '../../src/environment/cache.ts'
import { classOf } from '../../src/environment/class.ts'
import { prepareInterpreter, splitCommand } from '../../src/environment/interpreter.ts'
import { readPins } from '../../src/environment/pins.ts'
import { probeEnvironment } from '../../src/probe/environment.ts'
import { goodRecord } from '../support/record.ts'

describe('a command line becomes arguments, never a shell', () => {
  test.each([
    ['.venv/bin/python', ['.venv/bin/python']],
    ['uv run python', ['uv', 'run', 'python']],
    ['"C:/Program Files/python" -X dev', ['C:/Program Files/python', '-X', 'dev']],
    ["conda run -n 'my env' python", ['conda', 'run', '-n', 'my env', 'python']],
    ['python; rm -rf $HOME', ['python;', 'rm', '-rf', '$HOME']],
  ])('%j', (command, words) => expect(splitCommand(command)).toEqual(words))
  test('an empty one is refused', () => expect(() => splitCommand('  ')).toThrow(/--python/))
})

describe('what no environment is built from', () => {
  test.each([
    ['poetry.lock', '', /poetry.lock: this program builds .* is for poetry; .* with --python/],
    ['pylock.toml', 'lock-version = "1.0"', /pylock.toml: this program builds .* with --python/],
    ['pyproject.toml', '[project]\ndependencies = ["torch==2.12.0"]', /is for setuptools/],
    ['environment.yml', 'dependencies: [pytorch=2.5.1]', /is for conda/],
    ['README', '', /has no uv.lock, .* name an interpreter with --python/],
  ])('%s', async (name, text, message) => {
    const cwd = await mkdtemp(join(tmpdir(), 'lddpr-test-'))
    try {
      await writeFile(join(cwd, name), text)
      const surroundings = { cwd, env: {}, progress: () => {} }
      const prepared = prepareInterpreter(await readPins(cwd), false, surroundings)
      await expect(prepared).rejects.toThrow(message)
    } finally {
      await rm(cwd, { recursive: true })
    }
  })
})

describe('the cache', () => {
  let cache: string
  beforeEach(async () => {
    cache = await mkdtemp(join(tmpdir(), 'lddpr-test-'))
  })
  afterEach(() => rm(cache, { recursive: true }))
  const key = cacheKey(['a', 'b'])
  const fill = (directory: string) => writeFile(join(directory, 'built'), '')

  test('builds once', async () => {
    const first = await cached(cache, key, fill)
    const second = await cached(cache, key, () => Promise.reject(new Error('built again')))
    expect(second).toBe(first)
  })

  test('never uses half a build, and leaves nothing of it', async () => {
    await expect(cached(cache, key, () => Promise.reject(new Error('half')))).rejects.toThrow(
      'half',
    )
    expect(await readdir(cache)).toEqual([])
    expect(await readdir(await cached(cache, key, fill))).toEqual(['built'])
  })

  test('two builds at once do not meet', async () => {
    const [a, b] = await Promise.all([cached(cache, key, fill), cached(cache, key, fill)])
    expect(await readdir(a)).toEqual(['built'])
    expect(await readdir(b)).toEqual(['built'])
  })

  test('builds again when the directory is gone', async () => {
    await rm(await cached(cache, key, fill), { recursive: true })
    expect(await readdir(await cached(cache, key, fill))).toEqual(['built'])
  })

  test('keys tell parts apart', () => expect(cacheKey(['ab'])).not.toBe(cacheKey(['a', 'b'])))
})

describe('the probe', () => {
  const env = probeEnvironment(
    { PATH: '/bin', PYTHONPATH: '/mine', GITHUB_TOKEN: 's', INPUT_X: 's', ACTIONS_ID_TOKEN: 's' },
    '/probe',
  )
  test('sees no token and no input', () => expect(Object.values(env)).not.toContain('s'))
  test('sees the path of the user behind its own', () => {
    expect(env).toMatchObject({ PATH: '/bin', PYTHONPATH: '/probe:/mine' })
  })
})

describe('classes', () => {
  const on = (deviceModel: string | null) => {
    const { environment } = goodRecord()
    return classOf({ ...environment, accelerator: deviceModel ? 'cuda' : 'cpu', deviceModel }, 4)
  }
  test.each([
    [null, 'cpu-x4'],
    ['NVIDIA H100 80GB HBM3', 'cuda-h100-x4'],
    ['NVIDIA A100-SXM4-40GB', 'cuda-a100-x4'],
    ['NVIDIA GeForce RTX 3090', 'cuda-rtx-3090-x4'],
    ['Tesla T4', 'cuda-t4-x4'],
  ])('%s is %s', (model, name) => expect(on(model)).toBe(name))
})
