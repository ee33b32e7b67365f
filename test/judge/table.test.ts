import { expect, test } from 'vitest'
import { CATALOGUE } from '../../src/judge/catalogue.ts'
import { CHECKS, checkPage } from '../../src/judge/checks.ts'

const THREAD = /^https:\/\/github\.com\/[\w-]+\/[\w-]+\/(issues|pull)\/\d+$/

test.each(CHECKS)('$id is seen where its link leads, and has its page', ({ id, seen }) => {
  expect(seen.link).toMatch(THREAD)
  expect(checkPage(id)).toBe(`docs/checks/${id}.md`)
})

test.each(CATALOGUE)('$id is written where its link leads', ({ link }) =>
  expect(link).toMatch(THREAD),
)

test.each([
  ['checks', CHECKS],
  ['known changes', CATALOGUE],
])('no two %s have one id', (_, rows) =>
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length),
)
