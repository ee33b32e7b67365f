import { expect, test } from 'vitest'
import { runStep } from '../../support/github/step.ts'
import { BEFORE, type Files, LOCKED, moved, PINS, planned, useRepositories } from './plan-place.ts'

useRepositories()

test('a bump of what the probe is about is needed', async () => {
  expect(await planned(BEFORE, moved('2.6.5', '2.6.6'), { run: runStep })).toMatchObject({
    status: 0,
    needed: 'true',
    reason: 'lightning 2.6.5 → 2.6.6',
    packages: [{ name: 'lightning', from: '2.6.5', to: '2.6.6' }],
  })
})

test('a bump of what it imports is needed', async () => {
  const { needed, reason } = (await planned(BEFORE, moved('2026.1.0', '2026.2.0'))) as never
  expect({ needed, reason }).toEqual({ needed: 'true', reason: 'fsspec 2026.1.0 → 2026.2.0' })
})

test('a bump of anything else is not', async () => {
  expect(await planned(BEFORE, moved('8.0.0', '8.1.0'), { run: runStep })).toMatchObject({
    status: 0,
    needed: 'false',
    reason: 'the change moves nothing that the probe imports; it moves pytest',
    packages: [{ name: 'pytest', from: '8.0.0', to: '8.1.0' }],
  })
})

test('nor is a change of the sources', async () => {
  expect(await planned(BEFORE, { 'train.py': 'x = 1', 'README.md': 'x' })).toMatchObject({
    needed: 'false',
    reason: 'the change moves nothing that the probe imports',
    packages: [],
  })
})

test('a training of the team’s own runs its code and all of its packages', async () => {
  const trained = {
    ...BEFORE,
    '.lddpr/config.yml': 'trainings: { tones: { run: [python, train.py] } }\n',
  }
  const reason = 'differs, and the training tones runs what the repository has'
  for (const [change, file] of [
    [{ 'train.py': 'x = 1' }, 'train.py'],
    [moved('8.0.0', '8.1.0'), 'requirements.txt'],
  ] as const)
    expect(await planned(trained, change)).toMatchObject({
      needed: 'true',
      reason: `${file} ${reason}`,
    })
  expect(await planned(trained, { 'README.md': 'x' })).toMatchObject({ needed: 'false' })
})

// Whatever cannot be told is a reason to measure.
test.for<[string, Files, Files, string]>([
  ['a package that comes', BEFORE, moved('pytest', 'hook==1\npytest'), 'hook (none) → 1'],
  ['a package that goes', BEFORE, moved('pytest==8.0.0\n', ''), 'pytest 8.0.0 → (none)'],
  ['no baseline', { 'requirements.txt': PINS }, { 'a.py': '' }, 'there is no baseline yet'],
  [
    'another baseline',
    BEFORE,
    { '.lddpr/config.yml': 'suite: quick\n' },
    '.lddpr/config.yml differs',
  ],
  [
    'a broken baseline',
    { ...BEFORE, '.lddpr/cpu-x4.json': '{}' },
    { 'a.py': '' },
    'the plan could not find out',
  ],
  [
    'the workflow',
    BEFORE,
    { '.github/workflows/ci.yml': 'on: push' },
    'the workflow says what is measured',
  ],
  ['an action beside it', BEFORE, { '.github/actions/x/action.yml': 'x' }, 'the workflow says'],
  ['the image', BEFORE, { 'docker/Dockerfile.gpu': 'FROM x' }, 'the image that it is measured in'],
  ['the Python', BEFORE, { '.python-version': '3.13' }, 'the Python'],
  ['setup.py', BEFORE, { 'setup.py': 'x' }, 'a program that can ask for packages'],
  [
    'no file with versions',
    { 'a.py': '' },
    { 'a.py': 'x' },
    'no file says which versions are installed',
  ],
  ['an empty lock', BEFORE, { 'uv.lock': 'version = 1\n' }, 'uv.lock differs'],
  [
    'another file with versions',
    BEFORE,
    { 'requirements.txt': null, 'reqs.txt': PINS },
    'versions come from reqs.txt, and came from requirements.txt',
  ],
  ['a range', BEFORE, moved('torch==2.13.0', 'torch>=2'), 'nothing fixes the version of torch'],
  [
    'no lightning',
    BEFORE,
    moved('lightning==2.6.5\n', ''),
    'nothing fixes the version of lightning',
  ],
  [
    'an index',
    BEFORE,
    moved('lightning', '--index-url https://example.org\nlightning'),
    'requirements.txt differs in more than versions: --index-url https://example.org',
  ],
  [
    'an index beside a bump that does not matter',
    BEFORE,
    { 'requirements.txt': `--index-url https://example.org\n${PINS.replace('8.0.0', '8.1.0')}` },
    'differs in more than versions: --index-url',
  ],
  [
    'another manifest',
    { ...BEFORE, 'environment.yml': 'dependencies: [wheel=1]\n' },
    { 'environment.yml': 'dependencies: [wheel=2]\n' },
    'environment.yml differs; if that is not what is installed',
  ],
  [
    'a manifest of the same name elsewhere',
    { ...BEFORE, 'docs/requirements.txt': 'sphinx==1\n' },
    { 'docs/requirements.txt': 'sphinx==2\n' },
    'docs/requirements.txt differs',
  ],
  [
    'another dependency in pyproject.toml',
    LOCKED,
    { 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\ndependencies = ["y"]\n' },
    'pyproject.toml differs',
  ],
])('needed: %s', async ([, before, change, expected]) => {
  const found = await planned(before, change)
  expect(found).toMatchObject({
    status: 0,
    needed: 'true',
    reason: expect.stringContaining(expected),
  })
})

const WHEEL = 'wheels/lightning-2.6.6-py3-none-any.whl'
const UV_LOCK = `version = 1
requires-python = ">=3.10"
[[package]]
name = "x"
version = "1"
source = { virtual = "." }
dependencies = [{ name = "lightning" }, { name = "torch" }, { name = "numpy" }]
${['torch 2.13.0', 'numpy 2.4.6', 'lightning 2.6.5']
  .map(each => {
    const [name, version] = each.split(' ')
    const needs = name === 'lightning' ? 'dependencies = [{ name = "lib" }]\n' : ''
    return `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "https://example.org/simple" }\n${needs}`
  })
  .join('')}[[package]]
name = "lib"
version = "1"
source = { directory = "libs/lib" }
[[package]]
name = "member"
version = "1"
source = { editable = "packages/member" }
`
const PYPROJECT = '[project]\nname = "x"\nversion = "1"\ndependencies = []\n'

// Files that an installer reads, of a repository whose lines are as they were.
// biome-ignore format: a table
test.for<[string, Files, string, string, Record<string, string>?]>([
  ['a wheel by its path', { 'requirements.txt': `${PINS}./${WHEEL}\n` }, WHEEL, 'a package'],
  ['a wheel in a directory of links', { 'requirements.txt': `-f wheels\n${PINS}` }, WHEEL, 'a package'],
  ['a wheel that only the check leads to', {}, 'some/where/x.whl', 'a package'],
  ['a source', {}, 'vendor/x-1.tar.gz', 'a package'],
  ['a page of links', { 'requirements.txt': `-f ./links/all.html\n${PINS}` }, 'links/all.html', 'which is read to install'],
  ['a page of an index', { 'requirements.txt': `--extra-index-url file:simple\n${PINS}` }, 'simple/lightning/index.html', 'which is read to install'],
  ['a project that is built', { 'requirements.txt': `${PINS}lib @ file:libs/lib\n` }, 'libs/lib/lib.py', 'which is read to install'],
  ['a directory of a lock', { 'uv.lock': UV_LOCK, 'pyproject.toml': PYPROJECT }, 'libs/lib/lib.py', 'which is read to install'],
  ['limits by their name', {}, 'ci/constraints-gpu.txt', 'limits that a variable of the check may name'],
  ['limits that a variable names', {}, 'ci/limits', 'which is read to install', { PIP_CONSTRAINT: 'ci/limits' }],
  ['links that a variable names', {}, 'ci/x/y', 'which is read to install', { PIP_FIND_LINKS: 'ci/x' }],
  ['the settings that a variable names', {}, 'ci/pip', 'which is read to install', { PIP_CONFIG_FILE: 'ci/pip' }],
  ['the settings of uv', {}, 'uv.toml', 'where packages come from'],
  ['the settings of pip', {}, 'ci/pip.conf', 'where packages come from'],
])('needed: %s', async ([, files, name, why, env = {}]) => {
  const before = { ...BEFORE, ...files, [name]: '1' }
  const found = await planned(before, { [name]: '2' }, { env })
  expect(found).toMatchObject({ needed: 'true', reason: expect.stringContaining(why) })
  expect(found).toMatchObject({ reason: expect.stringContaining(`${name} differs`) })
})

test('needed: other limits, in lines that the file includes', async () => {
  const before = { ...BEFORE, 'requirements.txt': `${PINS}-c limits.txt\n`, 'limits.txt': 'x<2\n' }
  expect(await planned(before, { 'limits.txt': 'x<3\n' })).toMatchObject({
    needed: 'true',
    reason: 'requirements.txt differs in more than versions: x<2',
  })
})

test('nothing is read of a project that is left out', async () => {
  const before = {
    ...BEFORE,
    'requirements.txt': `-e .\n./libs/lib\n${PINS}`,
    'pyproject.toml': PYPROJECT,
    'libs/lib/lib.py': '1',
  }
  expect(await planned(before, { 'libs/lib/lib.py': '2', 'x.py': '' })).toMatchObject({
    needed: 'false',
  })
  const locked = { ...BEFORE, 'uv.lock': UV_LOCK, 'packages/member/x.py': '1' }
  expect(await planned(locked, { 'packages/member/x.py': '2' })).toMatchObject({ needed: 'false' })
})
