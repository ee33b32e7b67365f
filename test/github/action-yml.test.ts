import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { inputsIn, readInputs } from '../../src/github/run/inputs.ts'
import { USES } from '../../src/github/run/uses.ts'
import { actionInputs, runInputs } from '../../src/pipeline/inputs.ts'
import { workplace } from './workplace.ts'

const INPUT_NAMES = [...inputsIn(runInputs), ...inputsIn(actionInputs)].map(({ name }) => name)
const action = parse(await readFile(join(import.meta.dirname, '../../action.yml'), 'utf8'))

test('action.yml has the inputs that are read', () => {
  expect(Object.keys(action.inputs).sort()).toEqual([...INPUT_NAMES].sort())
})

test('only the token has a default of its own', () => {
  const withDefault = Object.entries<object>(action.inputs).filter(
    ([, input]) => 'default' in input,
  )
  expect(withDefault.map(([name]) => name)).toEqual(['github-token'])
})

test('the descriptions name the defaults that hold', () => {
  const inputs = [...inputsIn(runInputs), ...inputsIn(actionInputs)]
  const named = inputs.filter(({ text, standard }) => standard && !text.includes(' Default: '))
  expect(named.map(({ name }) => name).sort()).toEqual([
    'accelerator',
    'allow-fork-pr',
    'allow-version-mismatch',
    'baseline',
    'comment',
    'comment-id',
    'commit',
    'compare-with',
    'devices',
    'framework',
    'install',
    'mode',
    'report-dir',
    'shrink',
    'timeout-minutes',
    'torch-build',
    'torch-index',
    'trainings',
    'working-directory',
  ])
  for (const { name, standard } of named)
    expect(action.inputs[name].description).toContain(`Default \`${standard}\`.`)
  expect(runInputs.parse({}).timeout / 60).toBe(10)
})

test('an empty input is absent', () => {
  expect(readInputs(() => '')).toEqual({
    run: runInputs.parse({}),
    action: actionInputs.parse({}),
    ignored: [],
  })
})

test('a workflow counts minutes in a working directory', () => {
  const given: Record<string, string> = { 'working-directory': 'train', 'timeout-minutes': '3' }
  expect(readInputs(name => given[name] ?? '').run).toMatchObject({ cwd: 'train', timeout: 180 })
})

test('what a mode makes no use of is an input, and each is said once', () => {
  const rows = USES.map(({ input }) => input)
  for (const name of rows) expect(INPUT_NAMES).toContain(name)
  expect(new Set(rows).size).toBe(rows.length)
})

test('the outputs of action.yml are those that are set', async () => {
  const { repository, step } = await workplace()
  const checked = await step()
  const accepted = await step({
    event: { name: 'workflow_dispatch', payload: {} },
    inputs: { mode: 'accept', reason: 'measured' },
    env: { GITHUB_ACTOR: 'octocat', GITHUB_WORKSPACE: repository },
  })
  const recorded = await step({ inputs: { mode: 'record' } })
  const set = { ...checked.outputs, ...accepted.outputs, ...recorded.outputs }
  expect(Object.keys(action.outputs).sort()).toEqual(Object.keys(set).sort())
})
