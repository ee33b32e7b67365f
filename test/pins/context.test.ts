import { describe, expect, test } from 'vitest'
import { ExpectedError } from '../../src/lib/errors.ts'
import { FORMATS, readPins } from '../../src/pins/index.ts'
import { memoryFiles } from '../../support/files.ts'
import {
  condaLock,
  entry,
  optional,
  PYPI,
  poetryLock,
  root,
  uv,
} from '../../support/pins/fixtures/fixture.ts'

/** What a lock was made from is context: broken, it takes nothing from what the lock says. */

const PIXI_LOCK = `version: 6
environments:
  default:
    packages:
      linux-64:
      - conda: https://conda.example/linux-64/lightning-2.6.5-py_0.conda
packages: []
`
const LOCKS: Record<string, string> = {
  'uv.lock': uv(root('{ name = "lightning" }'), entry('lightning', '2.6.5', PYPI)),
  'poetry.lock': poetryLock(entry('lightning', '2.6.5', optional(false))),
  'pdm.lock': entry('lightning', '2.6.5', 'groups = ["default"]\n'),
  'Pipfile.lock': '{"default": {"lightning": {"version": "==2.6.5"}}}',
  'pylock.toml': 'lock-version = "1.0"\n[[packages]]\nname = "lightning"\nversion = "2.6.5"\n',
  'conda-lock.yml': condaLock(['lightning', '2.6.5', 'conda', 'linux-64']),
  'pixi.lock': PIXI_LOCK,
}

const DYNAMIC = `[project]
name = "demo"
dynamic = ["dependencies"]
[tool.setuptools.dynamic]
dependencies = { file = ["requirements.in"] }
`
const include = (line: string) => ({
  'pyproject.toml': DYNAMIC.replace('requirements.in', 'deps.list'),
  'deps.list': line,
})

/** A manifest that cannot be read whole, by its name, and what is said of it. */
const BROKEN: Record<string, [string, Record<string, string>, RegExp][]> = {
  'pyproject.toml': [
    ['a missing include', { 'pyproject.toml': DYNAMIC }, /requirements.in: it does not exist/],
    ['an include of an include', include('-r nowhere.txt'), /nowhere.txt: it does not exist/],
    ['an include outside', include('-r ../secret.txt'), /a file outside/],
    ['an include that is too large', include('#'.repeat(2 ** 21)), /at most 1048576 bytes/],
    ['no TOML', { 'pyproject.toml': '[project' }, /pyproject.toml is not TOML/],
    ['another shape', { 'pyproject.toml': 'project = 1' }, /pyproject.toml: project: /],
    [
      'another shape of the table of a tool',
      { 'pyproject.toml': '[project]\nname = "demo"\n[tool.poetry]\ndependencies = 1' },
      /tool.poetry.dependencies/,
    ],
    ['a directory', { 'pyproject.toml/x': '' }, /pyproject.toml: it is not a file/],
  ],
  Pipfile: [
    ['no TOML', { Pipfile: '[packages' }, /Pipfile is not TOML/],
    ['another shape', { Pipfile: 'packages = 1' }, /Pipfile: packages/],
    ['a directory', { 'Pipfile/x': '' }, /Pipfile: it is not a file/],
  ],
  'environment.yml': [
    ['no YAML', { 'environment.yml': 'a: [' }, /environment.yml is not YAML/],
    ['another shape', { 'environment.yml': 'dependencies: x' }, /environment.yml: dependencies/],
    [
      'a missing include',
      { 'environment.yml': 'dependencies: [{pip: [-r nowhere.txt]}]' },
      /nowhere.txt: it does not exist/,
    ],
  ],
  'pixi.toml': [
    ['no TOML', { 'pixi.toml': '[dependencies' }, /pixi.toml is not TOML/],
    ['another shape', { 'pixi.toml': 'dependencies = 1' }, /pixi.toml: dependencies/],
  ],
}

const formats = FORMATS.filter(format => 'lock' in format)
const cases = formats.flatMap(({ file, madeFrom }) =>
  madeFrom.flatMap(name =>
    (BROKEN[name] ?? []).map(([what, files, said]) => ({ file, name, what, files, said })),
  ),
)

test('every lock is tried with what it is made from', () => {
  expect(Object.keys(LOCKS)).toEqual(formats.map(({ file }) => file))
  const first = cases.map(({ file, name }) => `${file} ${name}`)
  for (const { file, madeFrom } of formats) expect(first).toContain(`${file} ${madeFrom[0]}`)
})

describe.each(cases)('$file beside $name: $what', ({ file, files: manifest, name, said }) => {
  const contents = { [file]: LOCKS[file] ?? '', ...manifest }
  const read = (options = {}, all: Record<string, string> = contents) =>
    readPins('/repo', { files: memoryFiles(all).files, ...options })

  test('the lock counts, with a note', async () => {
    const found = await read()
    expect(found).toMatchObject({ source: file, pins: { lightning: '2.6.5' } })
    const notes = found?.notes.filter(note => said.test(note))
    expect(notes).toEqual([
      expect.stringContaining(`only ${file} counts, without what it was made from: `),
    ])
  })

  test('so does it where it is named', async () => {
    expect((await read({ manifest: file }))?.pins.lightning).toBe('2.6.5')
  })

  test('without the lock it is an error', async () => {
    const failed = read({ manifest: name }, manifest)
    await expect(failed).rejects.toThrow(ExpectedError)
    await expect(failed).rejects.toThrow(said)
  })

  test('and where the lock is broken, too', async () => {
    const all = { ...contents, [file]: '{[' }
    await expect(read({}, all)).rejects.toThrow(ExpectedError)
  })
})

test('a manifest that a lock without Lightning was not made from is read, or it is an error', async () => {
  const files = { 'uv.lock': uv(entry('numpy', '2.4.6', PYPI)), 'pyproject.toml': DYNAMIC }
  await expect(readPins('/repo', { files: memoryFiles(files).files })).rejects.toThrow(
    /requirements.in: it does not exist/,
  )
})

test('what is whole of a broken manifest still tells whose lock it is', async () => {
  const files = {
    'uv.lock': LOCKS['uv.lock'] ?? '',
    'poetry.lock': poetryLock(entry('lightning', '2.3.3', optional(false))),
    'pyproject.toml': DYNAMIC,
  }
  const found = await readPins('/repo', { files: memoryFiles(files).files })
  expect(found?.notes.join()).toMatch(/poetry.lock says lightning 2.3.3, and is not used/)
})
