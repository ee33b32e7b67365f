import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { approve } from '../../src/baseline/accept.ts'
import { canonical } from '../../src/baseline/canonical.ts'
import { propose } from '../../src/baseline/pending.ts'
import { findUnexplained } from '../../src/change/edit.ts'
import { spell } from '../../src/github/run/inputs.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { planInputs } from '../../src/pipeline/inputs.ts'
import { git } from '../../support/git.ts'
import { runStep, runStepHere } from '../../support/github/step.ts'

const ROOT = join(import.meta.dirname, '../..')
const action = parse(await readFile(join(ROOT, 'plan/action.yml'), 'utf8'))
const record: ProbeRecord = JSON.parse(
  await readFile(join(import.meta.dirname, '../../support/github/record.json'), 'utf8'),
)
/** The probe has imported lightning, torch, numpy and fsspec, and not pip. */
const BASELINE = canonical(
  approve(propose(record, 'cpu-x2', 'new', [], null), { reason: 'r', author: 'a', violations: [] }),
)
const PINS = 'lightning==2.6.5\ntorch==2.13.0\nnumpy==2.4.6\nfsspec==2026.1.0\npytest==8.0.0\n'
const BEFORE = { 'requirements.txt': PINS, '.lddpr/cpu-x2.json': BASELINE }

type Files = Record<string, string | null>

async function write(directory: string, files: Files) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name)
    await mkdir(dirname(path), { recursive: true })
    if (text === null) await rm(path)
    else await writeFile(path, text)
  }
  await git(directory, 'add', '--all')
  await git(directory, 'commit', '--quiet', '--allow-empty', '-m', 'x')
  return git(directory, 'rev-parse', 'HEAD')
}

/** Repositories with one commit, for all tests that start from the same files. */
const started = new Map<string, Promise<{ path: string; base: string }>>()
const place = await mkdtemp(join(tmpdir(), 'lddpr-plan-'))
afterAll(() => rm(place, { recursive: true, force: true }))

async function start(files: Files, path: string) {
  await mkdir(path)
  await git(path, 'init', '--quiet', '--initial-branch=main', '--template=')
  return { path, base: await write(path, files) }
}

/** A copy of a repository with these files. */
async function repositoryWith(files: Files, path: string): Promise<string> {
  const key = JSON.stringify(files)
  const found = started.get(key) ?? start(files, join(place, `known-${started.size}`))
  started.set(key, found)
  const known = await found
  await cp(known.path, path, { recursive: true })
  return known.base
}

let tests = 0

/** A repository with a change, and what the plan says of it. */
async function planned(
  before: Files,
  change: Files,
  {
    inputs = {},
    event,
    env = {},
    run = runStepHere,
  }: { inputs?: Record<string, string>; event?: object; env?: object; run?: typeof runStep } = {},
) {
  const directory = join(place, String(tests++))
  await mkdir(directory)
  const repository = join(directory, 'repository')
  const base = await repositoryWith(before, repository)
  const head = await write(repository, change)
  const payload = event ?? {
    pull_request: {
      number: 7,
      head: { sha: head, repo: { full_name: 'octo/train' } },
      base: { sha: base },
    },
  }
  const where = { runner: join(directory, 'runner'), repository, url: '', number: 1 }
  const none = { python: '', suite: '', accelerator: '', 'github-token': '' }
  const seen = await run(where, {
    entry: 'plan',
    event: { name: 'pull_request', payload },
    inputs: { ...none, ...inputs },
    env: { GITHUB_SHA: head, ...env },
  })
  const { packages = '', ...outputs } = seen.outputs
  return { ...outputs, packages: JSON.parse(packages), status: seen.status, log: seen.log }
}

const moved = (from: string, to: string): Files => ({ 'requirements.txt': PINS.replace(from, to) })

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

const LOCKED = { ...BEFORE, 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\n' }

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
    'it cannot be told',
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

test.for<[string, string, string]>([
  ['scripts/setup-env.sh', 'scripts/setup-env.sh', 'true'],
  ['scripts', 'scripts/a/b.sh', 'true'],
  ['*.sh', 'scripts/setup-env.sh', 'false'],
  ['**/*.sh', '.ci/setup-env.sh', 'true'],
  ['docker/**', 'docker/.hidden/x', 'true'],
  ['x\n\n  setup-{a,b}?.[sp]y  ', 'setup-b1.py', 'true'],
  ['setup-{a,b}?.[!s]y', 'setup-b1.sy', 'false'],
  ['a+b', 'aab', 'false'],
])('watch: %j of %s: %s', async ([watch, changed, needed]) => {
  const inputs = { watch, python: '.venv/bin/python' }
  const found = await planned(BEFORE, { [changed]: 'x' }, { inputs })
  expect(found).toMatchObject({ needed })
  if (needed === 'true')
    expect(found).toMatchObject({ reason: `${changed} differs, which watch names` })
})

test('watch is seen from the working directory', async () => {
  const before = Object.fromEntries(
    Object.entries(BEFORE).map(([name, text]) => [`p/${name}`, text]),
  )
  const told = (watch: string) =>
    planned(before, { 'env/x': '1' }, { inputs: { 'working-directory': 'p', watch } })
  expect(await told('env')).toMatchObject({ needed: 'false' })
  expect(await told('../env')).toMatchObject({
    needed: 'true',
    reason: expect.stringContaining('env/x differs'),
  })
})

test.for(['!x', '/etc/x', '../x', '[z-a]'])('watch: %j is a clear error', async watch => {
  const found = await planned(BEFORE, { 'x.py': '' }, { inputs: { watch } })
  expect(found).toMatchObject({ needed: 'true', reason: expect.stringContaining('watch: ') })
})

test('an interpreter that something else builds, and nothing says what from', async () => {
  const inputs = { python: '.venv/bin/python' }
  expect(await planned(BEFORE, { 'setup-env.sh': 'x' }, { inputs })).toMatchObject({
    needed: 'true',
    reason:
      'python names an interpreter that something else builds: name the files that it is built from with watch',
  })
})

test('pyproject.toml also configures tools', async () => {
  const change = {
    'pyproject.toml': '[project]\nname = "x"\nversion = "2"\n[tool.ruff]\nline-length = 99\n',
  }
  expect(await planned(LOCKED, change)).toMatchObject({ needed: 'false' })
})

test('a manifest that is named is the only one that counts', async () => {
  const before = { ...BEFORE, 'docs/requirements.txt': 'sphinx==1\n' }
  const change = { 'docs/requirements.txt': 'sphinx==2\n' }
  const inputs = { manifest: 'requirements.txt' }
  expect(await planned(before, change, { inputs })).toMatchObject({ needed: 'false' })
})

test('a project in a directory of its own', async () => {
  const before = Object.fromEntries(
    Object.entries(BEFORE).map(([name, text]) => [`p/${name}`, text]),
  )
  const inputs = { 'working-directory': 'p' }
  const harmless = { 'p/requirements.txt': PINS.replace('8.0.0', '8.1.0') }
  expect(await planned(before, harmless, { inputs })).toMatchObject({ needed: 'false' })
  const bump = { 'p/requirements.txt': PINS.replace('2.6.5', '2.6.6') }
  expect(await planned(before, bump, { inputs })).toMatchObject({ needed: 'true' })
})

test.for([
  [
    'a base that is not there',
    { pull_request: { number: 1, head: { sha: 'abcd' }, base: { sha: 'f00d' } } },
  ],
  ['no base', { pull_request: { number: 1, head: { sha: 'abcd' } } }],
  ['a payload that says nothing', {}],
] as const)('needed: %s', async ([, event]) => {
  const found = await planned(BEFORE, moved('8.0.0', '8.1.0'), { event })
  expect(found).toMatchObject({ status: 0, needed: 'true', packages: [] })
  expect(found.log).toContain('::warning::lddpr: it cannot be told what the change moves')
})

test.for(['schedule', 'workflow_dispatch'])('needed: %s starts from nothing', async name => {
  const env = { GITHUB_EVENT_NAME: name }
  expect(await planned(BEFORE, {}, { event: {}, env })).toMatchObject({ needed: 'true' })
})

test('needed: a wrong input', async () => {
  const found = await planned(BEFORE, {}, { inputs: { 'working-directory': 'nowhere' } })
  expect(found).toMatchObject({ status: 0, needed: 'true' })
})

test('what the files say is one line, and no command', async () => {
  const hostile = 'pytest==8.0.0\n--x ::set-output name=needed::false\r::add-mask::e'
  const found = await planned(BEFORE, moved('pytest==8.0.0', hostile), { run: runStep })
  expect(found).toMatchObject({ needed: 'true' })
  expect(found.log.split(/[\r\n]+/).filter(line => /^\s*::/.test(line))).toEqual([])
})

test('plan/action.yml has the inputs that are read, and the outputs that are set', async () => {
  expect(Object.keys(action.inputs).sort()).toEqual(Object.keys(planInputs.shape).map(spell).sort())
  const { status: _, log: __, ...outputs } = await planned(BEFORE, {})
  expect(Object.keys(action.outputs).sort()).toEqual(Object.keys(outputs).sort())
  expect(existsSync(join(ROOT, 'plan', action.runs.main))).toBe(true)
})

test('a line is explained by the package that moved, not by one whose name begins alike', () => {
  const bumps = [{ name: 'pytest', from: '8.0.0', to: '8.1.0' }]
  const told = (before: string, now: string) => findUnexplained(before, now, bumps)
  expect(told('pytest==8.0.0', 'pytest==8.1.0')).toBeNull()
  expect(told('version = "8.0.0"', 'version = "8.1.0"')).toBeNull()
  expect(told('', '{ url = "https://x/pytest-8.1.0-py3-none-any.whl" }')).toBeNull()
  expect(told('', '# a comment')).toBeNull()
  expect(told('pytest-cov==1 --hash=a', 'pytest-cov==1 --hash=b')).toContain('pytest-cov')
  expect(told('my-pytest==1 -i a', 'my-pytest==1 -i b')).toContain('my-pytest')
  expect(told('python = "8.0.0"', 'python = "8.1.0"')).toContain('python')
  expect(told('x', 'x\nx')).toBe('x')
})
