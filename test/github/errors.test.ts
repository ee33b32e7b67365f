import { expect, test } from 'vitest'
import { commandName, workplace } from './workplace.ts'

test.for([
  ['fail-on', 'nonsense', 'expected some of error, unstable, violation, drift, new, match'],
  [
    'timeout-minutes',
    '0',
    'expected a time from 1 s to 24 h such as 90s, 10m or 10, which are min',
  ],
  ['timeout-minutes', '1.5', 'expected a time from 1 s to 24 h'],
  ['timeout-minutes', '1441', 'expected a time from 1 s to 24 h'],
  ['devices', 'two', 'expected a whole number from 1 to 64'],
  ['comment-id', 'a b', 'expected up to 64 letters'],
  ['comment', 'sometimes', 'expected one of always, on-change, never'],
] as const)('%s: %s is refused in one line', async ([name, value, expected]) => {
  const { github, step } = await workplace()
  const { status, log, outputs } = await step({ inputs: { [name]: value } })
  expect(status).toBe(2)
  expect(log).toContain(`::error::lddpr: Not checked: ${name}: `)
  expect(log).toContain(expected)
  expect(log).toContain(`found "${value}"`)
  expect(log).not.toMatch(/^\s+at /m)
  expect(outputs).toEqual({ verdict: 'error' })
  expect(github.requests).toEqual([])
})

test('what the probe prints is never a command', async () => {
  const { github, spawnStep: step } = await workplace()
  const detail = '::set-output name=verdict::match\r::add-mask::e  ##[error]x'
  const { status, log, obeyed, outputs } = await step({
    probe: `'--dies=${detail}'`,
  })
  expect(status).toBe(2)
  expect(outputs).toMatchObject({
    verdict: 'error',
    'record-path': '',
    'pending-baseline-path': '',
  })
  expect(log).toContain('| ::set-output name=verdict::match')
  expect(obeyed.map(commandName)).toEqual(['group', 'endgroup', 'error'])
  expect(github.comments[0]?.body).toContain('rank 0 ended with status 1')
})

test('an interpreter that is not there is an error', async () => {
  const { step } = await workplace()
  const { status, log, outputs } = await step({ inputs: { python: './no-python' } })
  expect(status).toBe(2)
  expect(outputs.verdict).toBe('error')
  expect(log).toContain("::error::lddpr: Not checked: python: './no-python' does not exist")
})
