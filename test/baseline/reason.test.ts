import { expect, test } from 'vitest'
import { mustBeReason } from '../../src/baseline/reason.ts'
import { readCommand } from '../../src/github/accept/command.ts'

test.each([
  '',
  '  \n',
  '...',
  '…',
  '-',
  'reason',
  'REASON',
  '"reason"',
  'why',
  'why this is right',
  'Why this is right.',
  '<why this is right>',
  '<the bump is meant>',
  '[your reason]',
  '{reason}',
  '$REASON',
  'TEXT',
  'TODO',
  'n/a',
  'your reason here',
])('nobody has written %j as a reason', text => {
  expect(() => mustBeReason(text)).toThrow(
    /expected why this baseline is right, in your own words, found (an empty text|the placeholder)/,
  )
})

test.each([
  'Lightning 2.6.6, as we train with it',
  'x',
  'why not: 2.6.1 seeds workers anew',
  'reasonable: announced in the release notes',
  'so gewollt',
  'これは正しい',
  '<3 the new sampler',
  '#21399',
])('somebody has written %j', text => {
  expect(() => mustBeReason(text)).not.toThrow()
})

test('what the comment prints in the place of a reason is refused in the words of a comment', () => {
  expect(readCommand('/lddpr accept 0123456789abcdef -- why')).toBe(
    'expected why this baseline is right after the dashes, in your own words, found the placeholder "why"',
  )
})
