import type { Report } from '../model/report.ts'
import { SUITE_NAMES } from '../model/suite.ts'
import type { Block } from './blocks.ts'
import { code, say, text } from './sentence.ts'
import { PROGRAM } from './words.ts'

/** Commands for the reader, as far as this report's case has some. */

/** Several packages at once: the program can tell which of them it is. */
export function bisection(report: Report): Block[] {
  const { verdict, comparedWith, base, suite } = report
  const moved = report.changedPackages.filter(({ imported, from, to }) => imported && from !== to)
  if (moved.length < 2 || verdict === 'match' || verdict === 'error') return []
  const commit = comparedWith === 'base' || !report.baseline ? base?.commit.slice(0, 9) : ''
  if (commit === undefined) return []
  const isNamed = (SUITE_NAMES as readonly string[]).includes(suite)
  const introduction = `${moved.length} packages that the training imports changed. In a clone, this finds the one that does it:`
  const words = [
    ['bisect', commit].filter(Boolean).join(' '),
    ...(isNamed ? [`--suite ${suite}`] : []),
  ]
  const where = say`It runs the probe some ${Math.ceil(Math.log2(moved.length)) + 3} times, and needs Node.js 24.`
  return [{ kind: 'command', introduction, words, where }]
}

export function acceptance({ pending, verdict }: Report): Block[] {
  if (!pending || verdict === 'unstable') return []
  const introduction =
    verdict === 'match'
      ? 'To remove from the baseline what it no longer has to accept:'
      : verdict === 'new'
        ? 'If what was measured is right, make it the baseline and commit the file:'
        : 'If this is meant, make it the new baseline and commit the file:'
  const words = [
    `accept ${pending.file}`,
    ...pending.violations.map(id => `--accept-violation ${id}`),
    '--reason "why this is right"',
  ]
  const loses =
    pending.loses && say`Accepting this loses what the baseline has: ${text(pending.loses)}. `
  const where = say`${loses || ''}The file is in the artifact of the run, if its workflow keeps the reports, and ${code(`${PROGRAM} check`)} makes it in a clone. Both commands need Node.js 24.`
  return [{ kind: 'command', introduction, words, where }]
}
