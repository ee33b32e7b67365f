import { expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { markdown } from '../../src/report/markdown.ts'
import { markdownStructure } from '../../support/report/structure.ts'
import { report } from './sample.ts'

const size = (text: string) => Buffer.byteLength(text)
const headings = (text: string) =>
  [...text.matchAll(/^#{2,3} (.*)$|<summary>(.*?)<\/summary>/gm)].map(found => found[1] ?? found[2])
const links = new Set([
  ...[...report.candidates, ...report.changedPackages].flatMap(({ link }) => link ?? []),
  ...report.checks.flatMap(({ link }) => link?.address ?? []),
])
const stories = (count: number): Report => ({
  ...report,
  drift: [...Array(count).keys()].map(index => ({
    channels: [`seeded/rank0/worker${index}/torch`],
    first: { epoch: 0, step: index, draw: null },
    expected: 'd74f88c4edf5caf3',
    actual: '0123456789abcdef',
  })),
})

test('without a limit, nothing is left out', () => {
  expect(markdown(report)).not.toContain('Left out here')
})

test('extra sections go first, the last of them before the others', () => {
  const whole = markdown(report)
  const shorter = markdown(report, size(whole) - 1)
  const gone = headings(whole).filter(heading => !headings(shorter).includes(heading))
  expect(gone).toEqual(['Environment'])
  expect(shorter).toContain('Left out here: environment. All of it is in report.html')
})

test('then rows of long tables, and they are counted', () => {
  const all = markdown(stories(40))
  const short = markdown(stories(40), 6000)
  expect(short).not.toContain('All checks')
  expect(short).toMatch(/… and \d+ more in report.json/)
  expect(short).toContain('<summary>Checks that fail')
  expect(size(short)).toBeLessThanOrEqual(6000)
  expect(all).not.toContain('more in report.json')
})

test('then what is least important; the verdict stays', () => {
  const short = markdown(report, 900)
  expect(headings(short)).toEqual([expect.stringMatching(/^❌ \[Do not merge\]/)])
  expect(short).toContain('**Fix:** Keep lightning 2.6.6')
})

test('whatever the limit, it is kept, and what is left is whole', () => {
  const long = stories(200)
  for (let limit = 1500; limit < 20_000; limit += 487) {
    const text = markdown(long, limit)
    expect(size(text)).toBeLessThanOrEqual(limit)
    markdownStructure(text, links)
  }
})

test('what is never left out is never long', () => {
  const worst = '@'.repeat(5000)
  const filled = {
    ...report,
    summary: worst,
    class: worst,
    suite: worst,
    notices: Array(30).fill(worst),
  }
  expect(size(markdown(filled, 40_000))).toBeLessThanOrEqual(40_000)
})
