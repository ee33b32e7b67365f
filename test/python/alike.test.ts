import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Repository } from '../../src/pins/index.ts'
import { parseInputs, runInputs } from '../../src/pipeline/inputs.ts'
import { stopwatch } from '../../src/pipeline/measure.ts'
import { prepareSides } from '../../src/pipeline/sides.ts'
import { suite } from '../../src/probe/suites.ts'
import { temporary } from '../../support/lddpr.ts'
import { type Index, makeWheel, packageIndex, toolbox } from '../../support/packages.ts'

/** Sides of a change that install the same have one environment: real installers, of tiny packages. */

let place: Awaited<ReturnType<typeof temporary>>
let index: Index
let paths: Record<'uv' | 'pip', string>
beforeAll(async () => {
  place = await temporary()
  index = await packageIndex(join(place.path, 'packages'))
  const path = async (...tools: string[]) =>
    [await toolbox(join(place.path, `with-${tools}`), ...tools), process.env.PATH].join(delimiter)
  paths = { uv: await path('uv'), pip: await path() }
})
afterAll(async () => {
  await index[Symbol.asyncDispose]()
  await place[Symbol.asyncDispose]()
})

type Files = Record<string, string>

async function write(directory: string, files: Files): Promise<string> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(directory, name)), { recursive: true })
    await writeFile(join(directory, name), text)
  }
  return directory
}

let count = 0
/** What was installed for the two sides, and what became of the base. */
async function prepared(
  [base, head]: readonly [Files, Files],
  { tool = 'uv', given = {} }: { tool?: 'uv' | 'pip'; given?: Record<string, string> } = {},
  prepareBase: (directory: string) => Promise<unknown> = async () => {},
) {
  const here = join(place.path, `case-${count++}`)
  const files = new Repository(await write(join(here, 'head'), head))
  const said: string[] = []
  const inputs = parseInputs(runInputs, { cwd: files.root, ...given })
  const env = {
    PATH: paths[tool],
    HOME: here,
    PYENV_ROOT: process.env.PYENV_ROOT ?? join(process.env.HOME ?? '', '.pyenv'),
    PIP_CONFIG_FILE: '/dev/null',
    PIP_INDEX_URL: index.url,
    UV_DEFAULT_INDEX: index.url,
    UV_NO_CACHE: '1',
    LDDPR_CACHE: join(here, 'cache'),
  }
  const world = {
    env,
    spell: String,
    git: { look: 'upwards' as const },
    progress: (text: string) => said.push(text),
  }
  const task = { files, inputs, suite: suite('quick', 2), world, timed: stopwatch({}) }
  const copy = {
    write: async (directory: string) => {
      await write(directory, base)
      await prepareBase(directory)
      return directory
    },
  }
  const start = { commit: 'c0ffee'.repeat(7).slice(0, 40), copy, directory: join(here, 'base') }
  await using sides = await prepareSides(task, start)
  const isSame = sides.base === 'same'
  if (sides.base instanceof Error) throw sides.base
  const installed = said.filter(line => /(^|: )installing /.test(line))
  return { isSame, installed: installed.length, said }
}

const project = (...dependencies: string[]) => ({
  'pyproject.toml': `[project]\nname = "x"\nversion = "1"\nrequires-python = ">=3.10"\ndependencies = ${JSON.stringify(dependencies)}\n`,
})
const REST = ['torch<9.3', 'numpy']
const ONE = { isSame: true, installed: 1 }
const TWO = { isSame: false, installed: 2 }
const PINNED = 'numpy==9.1\nlightning==9.1\ntorch==9.2\n'

const MOVED = [
  [
    'a range that moves and still chooses the same is one environment',
    project('lightning<11', ...REST),
    project('lightning<10', ...REST),
    ONE,
  ],
  [
    'a range that chooses another version is another environment',
    project('lightning', 'torch<9.3', 'numpy'),
    project('lightning', 'torch<9.2', 'numpy'),
    TWO,
  ],
] as const

const MORE = [
  [
    'a group for development changes nothing that is installed',
    project('lightning', ...REST),
    {
      'pyproject.toml': `${project('lightning', ...REST)['pyproject.toml']}[dependency-groups]\ndev = ["unrelated"]\n`,
    },
    ONE,
  ],
  [
    'a package that comes is another environment',
    project('lightning', ...REST),
    project('lightning', ...REST, 'unrelated'),
    TWO,
  ],
  [
    'requirements in another file and another order are one environment',
    project('lightning==9.1', 'torch==9.2', 'numpy==9.1'),
    { 'requirements.txt': PINNED },
    ONE,
  ],
] as const

test.each([...MOVED, ...MORE])('with uv, %s', async (_, base, head, found) => {
  expect(await prepared([base, head])).toMatchObject(found)
})

test.each(MOVED)('with pip, %s', async (_, base, head, found) => {
  expect(await prepared([base, head], { tool: 'pip' })).toMatchObject(found)
})

test('nobody is asked where the files fix other versions', async () => {
  const sides = ['torch==9.1', 'torch==9.2'].map(torch => project('lightning', torch, 'numpy'))
  const { said, installed } = await prepared(sides as unknown as [Files, Files])
  expect(said.filter(line => line.startsWith('asking'))).toEqual([])
  expect(installed).toBe(2)
})

test('a wheel of the repository with other bytes is another environment', async () => {
  const files = { 'requirements.txt': `${PINNED}./wheels/own-1-py3-none-any.whl\n` }
  const directory = join(place.path, `case-${count}`, 'head')
  await makeWheel(join(directory, 'wheels'), 'own', '1', 'of the head')
  const other = await prepared([files, files], {}, base =>
    makeWheel(join(base, 'wheels'), 'own', '1', 'of the base'),
  )
  expect(other).toMatchObject(TWO)
})

test('a base that cannot be built is told, and the change is built all the same', async () => {
  const none = project('lightning==9.7', ...REST)
  await expect(prepared([none, project('lightning', ...REST)])).rejects.toThrow(
    /^the base commit c0ffeec0f: /,
  )
})
