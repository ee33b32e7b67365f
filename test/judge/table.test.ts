import { expect, test } from 'vitest'
import { CHECKS, checkPage } from '../../src/judge/checks.ts'

test.each(CHECKS)('$id is seen where its link leads, and has its page', ({ id, seen }) => {
  expect(seen.link).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w-]+\/(issues|pull)\/\d+$/)
  expect(checkPage(id)).toBe(`docs/checks/${id}.md`)
})

test('no two checks have one id', () =>
  expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length))
