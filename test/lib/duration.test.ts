import { expect, test } from 'vitest'
import { CONTRACTS } from '../../src/github/run/actions.ts'
import { readInputs } from '../../src/github/run/inputs.ts'
import { parseDuration } from '../../src/lib/duration.ts'
import { runInputs } from '../../src/pipeline/inputs.ts'

test.each([
  ['90s', 90],
  ['10m', 600],
  ['2h', 7200],
  ['1h30m', 5400],
  ['5 min', 300],
  ['90', 90],
  ['', null],
  ['1.5m', null],
  ['soon', null],
  ['10x', null],
])('%j is %s seconds', (text, seconds) => expect(parseDuration(text, 's')).toBe(seconds))

test.each([
  ['90s', 90, 90],
  ['10m', 600, 600],
  ['30', 30, 1800],
])('%j is a time for --timeout and for timeout-minutes', (text, terminal, workflow) => {
  expect(runInputs.parse({ timeout: text }).timeout).toBe(terminal)
  const { run } = readInputs(CONTRACTS.check.inputs, name =>
    name === 'timeout-minutes' ? text : '',
  )
  expect(run.timeout).toBe(workflow)
})
