import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { readPins } from '../../src/pins/index.ts'
import { prepareInterpreter } from '../../src/python/interpreter.ts'
import { temporary } from '../../support/lddpr.ts'
import { makeWheel } from '../../support/packages.ts'
import { pythonOf } from '../../support/python.ts'

/** Real environments from the package registry, of one small package. */

const PACKAGE = 'packaging==26.3'
const VERSION = ['-c', 'import packaging; print(packaging.__version__)']

/** Directories of the path that do not hold a program. */
async function pathWithout(program: string): Promise<string> {
  const kept = []
  for (const directory of (process.env.PATH ?? '').split(delimiter))
    if (!(await readdir(directory).catch((): string[] => [])).includes(program))
      kept.push(directory)
  return kept.join(delimiter)
}

async function prepare(cwd: string, env: NodeJS.ProcessEnv, install = true) {
  const said: string[] = []
  const [python] = await prepareInterpreter(await readPins(cwd), install, {
    cwd,
    env: { ...process.env, LDDPR_CACHE: join(cwd, 'cache'), ...env },
    progress: message => said.push(message),
  })
  const { stdout } = await execa(python, VERSION, { extendEnv: false, env: {} })
  return { python, said, version: stdout }
}

const withUv = async () => ({
  PATH: [dirname(await pythonOf('managers')), process.env.PATH].join(delimiter),
})

test('requirements.txt with pip, where there is no uv, once', async () => {
  await using place = await temporary()
  await writeFile(join(place.path, 'requirements.txt'), PACKAGE)
  const env = { PATH: await pathWithout('uv') }
  const first = await prepare(place.path, env)
  expect(first).toMatchObject({
    version: '26.3',
    said: [
      expect.stringContaining('requirements.txt with pip, all of it (once'),
      expect.stringContaining('compiling what the probe imports'),
    ],
  })
  const second = await prepare(place.path, env, false)
  expect(second).toEqual({ ...first, said: [] })
})

test('requirements.txt with uv', async () => {
  await using place = await temporary()
  await writeFile(join(place.path, 'requirements.txt'), PACKAGE)
  const { version, said } = await prepare(place.path, await withUv())
  expect({ version, said }).toEqual({
    version: '26.3',
    said: [
      expect.stringContaining('requirements.txt with uv, all of it (once'),
      expect.stringContaining('compiling what the probe imports'),
    ],
  })
})

test('uv.lock with uv, which is left as it is', async () => {
  await using place = await temporary()
  const names = ['lightning', 'torch', 'numpy']
  for (const name of names) await makeWheel(join(place.path, 'wheels'), name, '9.1', '', PACKAGE)
  const list = names.map(name => JSON.stringify(name))
  const index = '[[tool.uv.index]]\nname = "own"\nurl = "./wheels"\nformat = "flat"\n'
  const project = `[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.10"\ndependencies = [${list}]\n${index}`
  await writeFile(join(place.path, 'pyproject.toml'), project)
  const env = await withUv()
  await execa('uv', ['lock', '--quiet'], { cwd: place.path, env })
  expect((await prepare(place.path, env)).version).toBe('26.3')
  expect((await readdir(place.path)).sort()).toEqual([
    'cache',
    'pyproject.toml',
    'uv.lock',
    'wheels',
  ])
})

test('another Python on the path is another environment', async () => {
  await using place = await temporary()
  await writeFile(join(place.path, 'requirements.txt'), PACKAGE)
  const bin = join(place.path, 'bin')
  await mkdir(bin)
  const managers = await pythonOf('managers')
  await symlink(join(dirname(managers), 'uv'), join(bin, 'uv'))
  const env = { PATH: [bin, process.env.PATH].join(delimiter) }
  const first = await prepare(place.path, env)
  await symlink(managers, join(bin, 'python3'))
  expect((await prepare(place.path, env)).python).not.toBe(first.python)
})

test('an environment whose Python is gone is built anew', async () => {
  await using place = await temporary()
  await writeFile(join(place.path, 'requirements.txt'), PACKAGE)
  const env = await withUv()
  const first = await prepare(place.path, env)
  await rm(first.python)
  const second = await prepare(place.path, env)
  expect(second.python).not.toBe(first.python)
  expect(second.said[0]).toBe(
    'the cached environment is not as it was installed: bin/python is gone; building it again',
  )
})

test('two at once: one installs, the other waits', async () => {
  await using place = await temporary()
  await writeFile(join(place.path, 'requirements.txt'), PACKAGE)
  const env = await withUv()
  const [a, b] = await Promise.all([prepare(place.path, env), prepare(place.path, env)])
  expect(a.python).toBe(b.python)
  expect([...a.said, ...b.said].filter(line => line.startsWith('installing'))).toHaveLength(1)
})

test('what the installer says is shown when it fails, and nothing is kept', async () => {
  await using place = await temporary()
  await writeFile(join(place.path, 'requirements.txt'), 'no-such-package-lddpr==1')
  const failed = prepare(place.path, await withUv())
  await expect(failed).rejects.toMatchObject({
    message: expect.stringMatching(/^uv found no no-such-package-lddpr/),
    detail: expect.stringContaining('no-such-package-lddpr'),
  })
  expect(await readdir(join(place.path, 'cache'))).toEqual([])
})

test('what the probe imports is compiled once, though a variable forbids that', async () => {
  await using place = await temporary()
  await makeWheel(join(place.path, 'wheels'), 'torch', '9.1', '')
  await writeFile(join(place.path, 'requirements.txt'), 'torch==9.1')
  const settings = { PIP_CONFIG_FILE: '/dev/null', PIP_CONSTRAINT: undefined, PIP_NO_INDEX: '1' }
  const links = { PIP_FIND_LINKS: join(place.path, 'wheels') }
  const env = { ...settings, ...links, PYTHONDONTWRITEBYTECODE: '1' }
  const [python] = await prepareInterpreter(await readPins(place.path), true, {
    cwd: place.path,
    env: { ...process.env, LDDPR_CACHE: join(place.path, 'cache'), ...env },
    progress: () => {},
  })
  const files = await readdir(dirname(dirname(python)), { recursive: true })
  expect(
    files.filter(name => /^lib\/.*__pycache__\/torch\.cpython-\d+\.pyc$/.test(name)),
  ).toHaveLength(1)
})
