import type { AcceptedChange, Report } from '../model/report.ts'
import { titleOf } from '../model/verdict.ts'
import { clip, text, visible } from './inert.ts'
import { headingOf, LOOKS } from './words.ts'

/** How a report speaks of a change that somebody has accepted. */

const LONGEST_REASON = 160
const CHANGED = 'Changed, and accepted by'
const FIRST = 'First baseline, accepted by'

/** The verdict in words; who has accepted a change, where that is the news. */
export const headlineOf = ({ verdict, accepted }: Pick<Report, 'verdict' | 'accepted'>): string =>
  accepted ? acceptedBy(accepted) : titleOf(verdict)

const acceptedBy = ({ isFirst, author, reason }: AcceptedChange) =>
  `${isFirst ? FIRST : CHANGED} ${visible(author)}: "${clip(visible(reason), LONGEST_REASON)}"`

/** How a report in Markdown begins. */
export const markdownHeading = (report: Pick<Report, 'verdict' | 'accepted'>): string =>
  report.accepted
    ? `## ${LOOKS[report.verdict].icon} ${text(headlineOf(report))}`
    : headingOf(report.verdict)

/** Whether a line is the heading of a report with this verdict. */
export const isHeadingOf = (line: string, verdict: Report['verdict']): boolean =>
  line === headingOf(verdict) ||
  (verdict === 'match' &&
    [CHANGED, FIRST].some(words => line.startsWith(`## ${LOOKS.match.icon} ${words} `)))

/** What the accepted change is, in numbers. */
export function acceptedInWords({ accepted }: Report): string {
  if (!accepted) return ''
  const { isFirst, drift, compared, violations, added, dropped } = accepted
  if (isFirst)
    return 'The base commit has no baseline of this machine type: nothing says what this change moves.'
  const moved = drift.reduce((sum, { channels }) => sum + channels.length, 0)
  const sentences = [
    moved
      ? `Relative to the baseline of the base commit, ${moved} of ${compared} streams have changed.`
      : `All ${compared} streams equal those of the base commit's baseline as well.`,
    added && `The new baseline has ${added} more streams.`,
    dropped && `It no longer has ${dropped} streams.`,
    violations.length && `It accepts that ${violations.join(', ')} fails.`,
  ]
  return sentences.filter(Boolean).join(' ')
}

/** The report with what was accepted in the place of what differs from the new baseline, which is nothing. */
export function withAccepted(report: Report): Report {
  const { accepted } = report
  if (!accepted || accepted.isFirst) return report
  const { drift, firstDivergence, improvements, candidates } = accepted
  return { ...report, drift, firstDivergence, improvements, candidates, comparedWith: 'base' }
}
