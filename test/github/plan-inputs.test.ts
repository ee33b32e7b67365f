import { expect, test } from 'vitest'
import { CONTRACTS } from '../../src/github/run/actions.ts'
import { runStep } from '../../support/github/step.ts'
import { BEFORE, LOCKED, moved, PINS, planned, useRepositories } from './plan-place.ts'

useRepositories()

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
  expect(found.log).toContain('::warning::lddpr: the plan could not find out what the change moves')
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

test('the outputs of the plan are those that it sets', async () => {
  const { status: _, log: __, ...outputs } = await planned(BEFORE, {})
  expect(Object.keys(outputs).sort()).toEqual(CONTRACTS.plan.outputs.toSorted())
})
