import { expect, test } from 'vitest'
import { advise } from '../../src/github/client/permissions.ts'
import { CONTRACTS } from '../../src/github/run/actions.ts'
import { readEvent } from '../../src/github/run/event.ts'
import { readInputs } from '../../src/github/run/inputs.ts'

const refusal = (
  status: number,
  message = 'Resource not accessible by integration',
  headers = {},
) => Object.assign(new Error(message), { status, response: { headers } })
const event = readEvent({}, {})
const inputs = (given: Record<string, string> = {}) =>
  readInputs(CONTRACTS.check.inputs, name => given[name] ?? '').action
const SUMMARY = 'The report is in the job summary.'
const NEEDED = 'permissions:\n  contents: read\n  pull-requests: write'

test.for([
  ['a token that may not write', refusal(403), NEEDED],
  ['one that may not even know', refusal(404), NEEDED],
  ['one that has expired', refusal(401), 'not valid, or not any more'],
  ['a pull request that is locked', refusal(403, 'issue is locked'), SUMMARY],
  ['a rate limit', refusal(403, 'x', { 'retry-after': '1' }), SUMMARY],
  ['a text that GitHub does not take', refusal(422), SUMMARY],
  ['no answer at all', new Error('fetch failed'), SUMMARY],
] as const)('%s has its advice', ([, error, expected]) => {
  expect(advise(error, event, inputs())).toContain(expected)
})

test('the permissions are those that the inputs need', () => {
  const told = (given: Record<string, string>) => advise(refusal(403), event, inputs(given))
  expect(told({})).toContain(NEEDED)
  expect(told({ comment: 'never' })).not.toContain('pull-requests')
})

test('a fork has no permission to add', () => {
  const told = advise(refusal(403), { ...event, isFork: true }, inputs())
  expect(told).toContain('from a fork')
  expect(told).not.toContain('permissions:')
})
