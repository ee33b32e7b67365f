import type { Report } from '../model/report.ts'

/** How a report speaks of a change that somebody has accepted. */

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
