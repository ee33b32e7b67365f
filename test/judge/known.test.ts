import { readFile } from 'node:fs/promises'
import { valid } from '@renovatebot/pep440'
import { describe, expect, test } from 'vitest'
import { CATALOGUE } from '../../src/judge/catalogue.ts'
import { CHECKS } from '../../src/judge/checks.ts'
import { hasIssue, type IssueRow, KNOWN, releasesWith } from '../../src/judge/known.ts'

/** The table of known issues: whole, well formed, and as the ladder has measured it. */

const ids = new Set(CHECKS.map(({ id }) => id))

test.each(KNOWN)('$packages $introduced, $checks: the row is whole', row => {
  const { checks, introduced, fixedIn, stay, issue, what, affects, packages } = row
  for (const id of checks) expect(ids).toContain(id)
  expect(packages.length).toBeGreaterThan(0)
  for (const version of [introduced, fixedIn, stay])
    if (version) expect(valid(version), version).toBe(version)
  if (introduced) expect(hasIssue(row, introduced)).toBe(true)
  if (fixedIn) expect(hasIssue(row, fixedIn)).toBe(false)
  if (stay) expect(hasIssue(row, stay)).toBe(false)
  // Where to stay is asked only of what no release fixes.
  expect(stay !== undefined).toBe(fixedIn === null)
  expect(introduced ?? fixedIn).not.toBeNull()
  expect(hasIssue(row, '0.0.1')).toBe(introduced === null)
  expect(hasIssue(row, '99')).toBe(fixedIn === null)
  expect(hasIssue(row, 'no version')).toBe(false)
  expect(issue).toMatch(/^https:\/\/github\.com\/[\w-]+\/[\w-]+\/(issues|pull)\/\d+$/)
  expect(releasesWith(row)).toMatch(/^(since \S+, )?(fixed in \S+|no release fixes it yet)$/)
  // Both stand inside of a sentence.
  expect(what).toMatch(/^[a-z].*[^.]$/)
  expect(affects).toMatch(/^you.*[^.]$/)
})

test('no two rows say the same of a check, a part and a release', () => {
  const claims = KNOWN.flatMap(({ checks, parts, packages, introduced }) =>
    checks.flatMap(id =>
      packages.flatMap(name =>
        (parts.length ? parts : ['*']).map(part => [id, name, part, introduced].join(' ')),
      ),
    ),
  )
  expect(new Set(claims).size).toBe(claims.length)
})

test('each change of the catalogue that brings an issue has its row', () => {
  const introduced = new Set(KNOWN.map(row => row.introduced))
  const fixed = new Set(KNOWN.map(row => row.fixedIn))
  for (const { id, version, packages } of CATALOGUE)
    if (packages.includes('lightning'))
      expect(introduced.has(version) || fixed.has(version), id).toBe(true)
})

describe('the recorded ladder of Lightning', async () => {
  const page = await readFile('docs/evidence/ladder.md', 'utf8')
  const [, table = ''] = page.split('results:lightning:begin')
  const steps = [...table.matchAll(/^\| (\S+) → (\S+) \| \w+ \|.*\| ([^|]*) \| right \|$/gm)].map(
    ([, from = '', to = '', got = '']) => ({
      from,
      to,
      fails: [...(/fails ([^;]*)/.exec(got)?.[1] ?? '').matchAll(/[\w-]+/g)].map(([id]) => id),
      improved: [...got.matchAll(/([\w-]+) \((worker\/\w+|order)\)/g)].map(
        ([, id, part]) => `${id} ${part}`,
      ),
    }),
  )
  const rows = KNOWN.filter(row => row.packages.includes('lightning') && !row.crossed)
  const begins = (row: IssueRow, from: string, to: string) =>
    !hasIssue(row, from) && hasIssue(row, to)
  const namesOf = ({ checks, parts }: IssueRow) =>
    checks.flatMap(id => parts.filter(part => !part.startsWith('val.')).map(one => `${id} ${one}`))

  test('has steps', () => expect(steps.length).toBeGreaterThan(10))

  test.each(steps)('$from → $to breaks what a row says, and nothing else', step => {
    const { from, to, fails, improved } = step
    const brought = rows.filter(row => begins(row, from, to))
    expect(new Set(fails)).toEqual(new Set(brought.flatMap(({ checks }) => checks)))
    const ended = rows.filter(row => begins(row, to, from))
    expect(new Set(improved)).toEqual(new Set(ended.flatMap(namesOf)))
  })
})
