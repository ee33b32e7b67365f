import type { AcceptedChange, Report } from '../model/report.ts'
import { titleOf, type Verdict } from '../model/verdict.ts'
import { BREAKS } from './breaks.ts'
import { bumps } from './bumps.ts'
import { clip, text, visible } from './inert.ts'
import { onlyKnown, releaseOf } from './known.ts'
import {
  headlineOfTraining,
  leadingTraining,
  onlyTraining,
  titleByTrainings,
  withoutEnd,
} from './trainings.ts'
import { HOME, LOOKS, withStatus } from './words.ts'

/** The first line of a report: whether to merge, and why. */

const LONGEST_REASON = 160
const MOST_BUMPS = 2
/** In the place of what else says whether to merge: nothing is known of what the change asks for. */
const APART = 'Other versions measured'
const OF_WHAT_IS_PINNED: readonly Verdict[] = ['match', 'new', 'drift']

/** `Do not merge: augmentation repeats in every epoch`; of a training alone, what it did. */
export function headlineOf(report: Report): string {
  const alone = onlyTraining(report)
  return alone
    ? visible(withoutEnd(headlineOfTraining(alone)))
    : `${titleFor(report)}: ${whatOf(report)}`
}

const titleFor = ({ verdict, isApart }: Report) =>
  isApart && OF_WHAT_IS_PINNED.includes(verdict) ? APART : titleOf(verdict)

function whatOf(report: Report): string {
  const { verdict, accepted } = report
  if (accepted && !leadingTraining(report)) return acceptedBy(accepted)
  return titleByTrainings(report) ?? WHAT[verdict](report)
}

const acceptedBy = ({ isFirst, author, reason }: AcceptedChange) =>
  `${isFirst ? 'first baseline' : 'changed, and'} accepted by ${visible(author)}: "${clip(visible(reason), LONGEST_REASON)}"`

const WHAT: Record<Verdict, (report: Report) => string> = {
  error: () => 'the random streams could not be measured',
  unstable: () => 'runs with the same seed differ',
  violation: report => {
    const [first, ...others] = withStatus(report, 'fail')
    const what = (first && BREAKS[first.id]) ?? 'a check fails'
    const known = onlyKnown(report)
    if (known.length) return `known bug of ${visible(releaseOf(known))}: ${what}`
    return others.length
      ? `${what}, and ${others.length} more ${others.length === 1 ? 'check fails' : 'checks fail'}`
      : what
  },
  drift: () => 'seeded runs will give different results',
  new: ({ added, comparedWith }) =>
    added.length
      ? `this suite has streams that the ${comparedWith === 'base' ? 'base commit' : 'baseline'} lacks`
      : 'there is no baseline yet',
  match: report => {
    const moved = bumps(report)
    if (moved.length === 0) return 'no random number changes'
    const names = moved.map(({ name, versions }) => visible(`${name} ${versions}`))
    return moved.length > MOST_BUMPS
      ? `${moved.length} package bumps change no random number`
      : `${names.join(' and ')} ${moved.length > 1 ? 'change' : 'changes'} no random number`
  },
}

/** How a report in Markdown begins. The page says what to do. */
export const headingOf = (verdict: Verdict, title: string = titleOf(verdict)): string =>
  `## ${LOOKS[verdict].icon} [${title}](${HOME}/docs/verdicts/${verdict}.md): `

export function markdownHeading(report: Report): string {
  const title = titleFor(report)
  const headline = headlineOf(report)
  const what = onlyTraining(report) ? headline : headline.slice(`${title}: `.length)
  return `${headingOf(report.verdict, title)}${text(what)}`
}

/** Whether a line is the heading of a report with this verdict. */
export const isHeadingOf = (line: string, verdict: Verdict): boolean =>
  [titleOf(verdict), APART].some(title => line.startsWith(headingOf(verdict, title)))
