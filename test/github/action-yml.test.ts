import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { CONTRACTS, STRETCHES } from '../../src/github/run/actions.ts'
import { inputsIn, readInputs } from '../../src/github/run/inputs.ts'
import type { Output } from '../../src/github/run/outputs.ts'
import { actionInputs, runInputs } from '../../src/pipeline/inputs.ts'
import { root } from '../../support/python.ts'
import { workplace } from './workplace.ts'

const folderOf = (action: string) => join(root, action === 'check' ? '' : action)
const actionOf = async (action: string) =>
  parse(await readFile(join(folderOf(action), 'action.yml'), 'utf8'))

describe.each(Object.entries(CONTRACTS))('%s', (action, { inputs, outputs }) => {
  test('its action.yml has the inputs that are read and the outputs that are set', async () => {
    const found = await actionOf(action)
    expect(Object.keys(found.inputs)).toEqual(inputsIn(inputs).map(({ name }) => name))
    expect(Object.keys(found.outputs)).toEqual([...outputs])
  })

  test('its action.yml starts what is there, and nothing after the job', async () => {
    const { runs } = await actionOf(action)
    expect(Object.keys(runs)).toEqual(['using', 'main'])
    expect(existsSync(join(folderOf(action), runs.main))).toBe(true)
  })

  test('only the token has a default of its own, the descriptions name the others', async () => {
    const { inputs: described } = await actionOf(action)
    for (const { name, text, standard } of inputsIn(inputs)) {
      expect('default' in described[name], name).toBe(name === 'github-token')
      if (standard && !text.includes(' Default: '))
        expect(described[name].description).toContain(`Default \`${standard}\`.`)
    }
  })
})

test('each input of the schemas is one of some action', () => {
  const taken = Object.values(CONTRACTS).flatMap(({ inputs }) => Object.keys(inputs.shape))
  for (const name of Object.keys({ ...runInputs.shape, ...actionInputs.shape }))
    expect(taken.includes(name), name).toBe(name !== 'noInstall')
})

test('the timeout in minutes is that of the terminal in seconds', () => {
  expect(runInputs.parse({}).timeout / 60).toBe(10)
})

test.each(STRETCHES)('what a workflow leaves out has its default: %s', action => {
  const { inputs } = CONTRACTS[action]
  expect(readInputs(inputs, () => '')).toEqual({
    run: runInputs.parse({}),
    action: actionInputs.parse({}),
  })
})

test('an action reads no input that it does not have', () => {
  const given = (name: string) => (name === 'commit' ? 'true' : '')
  expect(readInputs(CONTRACTS.accept.inputs, given).action.commit).toBe(true)
  expect(readInputs(CONTRACTS.check.inputs, given).action.commit).toBe(false)
})

test('a workflow counts minutes in a working directory', () => {
  const given: Record<string, string> = { 'working-directory': 'train', 'timeout-minutes': '3' }
  const { run } = readInputs(CONTRACTS.check.inputs, name => given[name] ?? '')
  expect(run).toMatchObject({ cwd: 'train', timeout: 180 })
})

test('the outputs of each action are those that it sets', async () => {
  const { repository, step } = await workplace()
  const set = {
    check: await step(),
    accept: await step({
      uses: 'accept',
      event: { name: 'workflow_dispatch', payload: {} },
      inputs: { reason: 'measured' },
      env: { GITHUB_ACTOR: 'octocat', GITHUB_WORKSPACE: repository },
    }),
    record: await step({ uses: 'record' }),
    report: await step({ uses: 'report' }),
  }
  const sorted = (names: readonly string[]) => names.toSorted()
  for (const action of STRETCHES) {
    const outputs: readonly Output[] = CONTRACTS[action].outputs
    expect(sorted(Object.keys(set[action].outputs)), action).toEqual(sorted(outputs))
  }
})
