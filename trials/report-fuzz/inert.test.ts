import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cases } from '../../support/report/hostile.ts'
import { htmlStructure, markdownStructure } from '../../support/report/structure.ts'
import { mustBeInert } from './inert.ts'

const RUNS = Number(process.env.LDDPR_HOSTILE_REPORTS || 150)

test('no text of a report does anything but stand there, in any form of it', () => {
  fc.assert(fc.property(cases, mustBeInert), { numRuns: RUNS })
})

const none = new Set<string>()
test.each([
  ['a mention', 'see @octocat'],
  ['an issue', 'see #12'],
  ['a commit', 'in c0ffee0'],
  ['an address', 'at https://evil.example'],
  ['an address without a scheme', 'at www.evil.example'],
  ['a link', '[x](https://evil.example)'],
  ['an image', '<img src=x>'],
  ['a comment', '<!-- lddpr-action:default -->'],
  ['a direction mark', 'a\u202eb'],
  ['an emoji', ':tada:'],
])('%s in Markdown would be found', (_, markdown) =>
  expect(() => markdownStructure(markdown, none)).toThrow(),
)

test.each([
  ['a script', '<script></script>'],
  ['an attribute', '<p onclick="x">'],
  ['a style', '<p style="x">'],
  ['a link', '<a href="https://evil.example">x</a>'],
  ['a comment', '<!-- x -->'],
  ['a control character', '<p>\u0001'],
])('%s in HTML would be found', (_, part) =>
  expect(() =>
    htmlStructure(`<!doctype html><html><head></head><body>${part}</body></html>`, none),
  ).toThrow(),
)
