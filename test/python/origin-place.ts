import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { readPins } from '../../src/pins/index.ts'
import { prepareInterpreter } from '../../src/python/interpreter.ts'
import { temporary } from '../../support/lddpr.ts'
import { makeWheel, toolbox } from '../../support/packages.ts'

/** Real environments of one tiny package: another package is another environment, whatever names it. */

const TEXT = ['-I', '-c', 'import numpy; print(numpy.text)']

let place: Awaited<ReturnType<typeof temporary>>
export let paths: Record<'uv' | 'pip', string>
beforeAll(async () => {
  place = await temporary()
  const path = async (...tools: string[]) =>
    [await toolbox(join(place.path, `with-${tools}`), ...tools), process.env.PATH].join(delimiter)
  paths = { uv: await path('uv'), pip: await path() }
})
afterAll(() => place[Symbol.asyncDispose]())

/** A repository, and a way to make an environment from it. */
export async function repository(files: Record<string, string>, tool: 'uv' | 'pip' = 'uv') {
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

export const BY_PATH = { 'requirements.txt': './wheels/numpy-1-py3-none-any.whl\n' }
export const BY_NAME = { 'requirements.txt': 'numpy==1\n' }
