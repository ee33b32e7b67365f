import type { AcceptedChange, Report } from '../model/report.ts'
import { titleOf } from '../model/verdict.ts'
import { clip, text, visible } from './inert.ts'
import { onlyKnown, releaseOf } from './known.ts'
import {
  headlineOfTraining,
  leadingTraining,
  onlyTraining,
  titleByTrainings,
  trainingTitle,
  withoutEnd,
} from './trainings.ts'
import { headingOf, LOOKS } from './words.ts'

/** How a report speaks of a change that somebody has accepted. */

const LONGEST_REASON = 160
const CHANGED = 'Changed, and accepted by'
const FIRST = 'First baseline, accepted by'
const KNOWN_BUG = 'Known bug of'
/** How the headline of a verdict may begin besides its title. */
const OTHERWISE: Partial<Record<Report['verdict'], readonly string[]>> = {
  match: [CHANGED, FIRST],
  violation: [KNOWN_BUG],
}

/** The verdict in words, or what a training says that leads or is alone; who has accepted a change, where that is the news; a release, where it alone explains it. */
export function headlineOf(report: Report): string {
  const alone = onlyTraining(report)
  if (alone) return visible(withoutEnd(headlineOfTraining(alone)))
  if (report.accepted && !leadingTraining(report)) return acceptedBy(report.accepted)
  const title = titleByTrainings(report)
  if (title) return title
  const known = onlyKnown(report)
  return known.length ? `${KNOWN_BUG} ${visible(releaseOf(known))}` : titleOf(report.verdict)
}

const acceptedBy = ({ isFirst, author, reason }: AcceptedChange) =>
  `${isFirst ? FIRST : CHANGED} ${visible(author)}: "${clip(visible(reason), LONGEST_REASON)}"`

/** How a report in Markdown begins. */
export const markdownHeading = (report: Report): string =>
  `## ${LOOKS[report.verdict].icon} ${text(headlineOf(report))}`

/** Whether a line is the heading of a report with this verdict. */
export const isHeadingOf = (line: string, verdict: Report['verdict']): boolean =>
  line === headingOf(verdict) ||
  line === `## ${LOOKS[verdict].icon} ${trainingTitle(verdict)}` ||
  (OTHERWISE[verdict] ?? []).some(words => line.startsWith(`## ${LOOKS[verdict].icon} ${words} `))

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
