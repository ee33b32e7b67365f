import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readPins } from '../../src/pins/index.ts'
import { prepareInterpreter } from '../../src/python/interpreter.ts'
import { temporary } from '../../support/lddpr.ts'
import { type Index, packageIndex, toolbox } from '../../support/packages.ts'

/** A package that names its index comes from there, and that index is asked for nothing else. */

const REST = ['aio', 'fsspec', 'lightning', 'mpmath', 'numpy', 'sympy']
const TOOLS = ['uv', 'pip'] as const

let place: Awaited<ReturnType<typeof temporary>>
/** Has all but torch, and is the usual one. */
let usual: Index
/** Has torch, and sympy, which it must not be asked for. */
let own: Index
let env: Record<'uv' | 'pip' | 'poetry', NodeJS.ProcessEnv>

beforeAll(async () => {
  place = await temporary()
  usual = await packageIndex(join(place.path, 'usual'), ...REST)
  own = await packageIndex(join(place.path, 'own'), 'torch', 'sympy')
  const home = join(place.path, 'home')
  await mkdir(home)
  const withTools = async (...tools: string[]) => ({
    PATH: `${await toolbox(join(place.path, `with-${tools}`), ...tools)}${delimiter}${process.env.PATH}`,
    HOME: home,
    PYENV_ROOT: process.env.PYENV_ROOT ?? join(process.env.HOME ?? '', '.pyenv'),
    PIP_CONFIG_FILE: '/dev/null',
    PIP_INDEX_URL: usual.url,
    UV_NO_CACHE: '1',
    PIP_NO_CACHE_DIR: '1',
  })
  env = { uv: await withTools('uv'), pip: await withTools(), poetry: await withTools('poetry') }
})
afterAll(async () => {
  await usual[Symbol.asyncDispose]()
  await own[Symbol.asyncDispose]()
  await place[Symbol.asyncDispose]()
})

async function project(name: string, pyproject: string): Promise<string> {
  const cwd = join(place.path, name)
  await mkdir(cwd)
  const text = `[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.10"\ndependencies = ["lightning", "torch<9.2"]\n`
  await writeFile(join(cwd, 'pyproject.toml'), text + pyproject)
  return cwd
}

/** Installs, and says which index was asked for which packages. */
async function asked(cwd: string, tool: (typeof TOOLS)[number]) {
  const cache = join(place.path, `cache-${tool}`)
  const said: string[] = []
  const surroundings = {
    cwd,
    env: { ...env[tool], LDDPR_CACHE: cache },
    progress: (message: string) => said.push(message),
  }
  const [python] = await prepareInterpreter(await readPins(cwd), true, surroundings)
  const { stdout } = await execa(python, ['-c', 'import torch, sympy; print(torch.version)'])
  expect(stdout).toBe('9.1')
  expect(said[0]).toContain(` with ${tool}, `)
  return { usual: usual.asked(), own: own.asked() }
}

const APART = { usual: REST, own: ['torch'] }

describe('an index of one package is asked for that package alone', () => {
  beforeEach(() => {
    usual.asked()
    own.asked()
  })
  const uvTables = () => `[tool.uv.sources]
torch = { index = "own" }
[[tool.uv.index]]
name = "own"
url = "${own.url}"
explicit = true
[[tool.uv.index]]
name = "usual"
url = "${usual.url}"
default = true
`
  test('by uv.lock, without uv', async () => {
    const cwd = await project('uv', uvTables())
    await execa('uv', ['lock', '--quiet'], { cwd, env: env.uv })
    usual.asked()
    own.asked()
    expect(await asked(cwd, 'pip')).toEqual(APART)
  })

  test('by poetry.lock, with uv and with pip', async () => {
    const cwd = await project(
      'poetry',
      `[tool.poetry.dependencies]
torch = { source = "own" }
[[tool.poetry.source]]
name = "own"
url = "${own.url}"
priority = "explicit"
[[tool.poetry.source]]
name = "usual"
url = "${usual.url}"
priority = "primary"
`,
    )
    await execa('poetry', ['lock', '--no-interaction'], { cwd, env: env.poetry })
    for (const tool of TOOLS) {
      usual.asked()
      own.asked()
      expect(await asked(cwd, tool)).toEqual(APART)
    }
  })

  test.each(TOOLS)('by a pyproject.toml of uv, with %s', async tool => {
    const cwd = await project(`manifest-${tool}`, uvTables())
    expect(await asked(cwd, tool)).toEqual(APART)
  })

  test.each(TOOLS)('by a Pipfile, with %s', async tool => {
    const cwd = join(place.path, `pipfile-${tool}`)
    await mkdir(cwd)
    const source = (name: string, { url }: Index) =>
      `[[source]]\nname = "${name}"\nurl = "${url}"\n`
    const packages = `[packages]\nlightning = "*"\ntorch = {version = "<9.2", index = "own"}\n`
    await writeFile(join(cwd, 'Pipfile'), source('pypi', usual) + source('own', own) + packages)
    const { own: names } = await asked(cwd, tool)
    expect(names).toEqual(['torch'])
  })
})
