import { group, parseChannel } from '../../src/model/channels.ts'
import type { Report } from '../../src/model/report.ts'
import { parseSubject } from '../../src/model/subject.ts'
import { type Expectation, improvement } from './ladder.ts'

/** The part of an expectation that a report can be held against, lists in the order of names. */
type Told = Pick<
  Expectation,
  'verdict' | 'moved' | 'scenarios' | 'fails' | 'improved' | 'candidates'
>

export const sorted = (items: Iterable<string>) => [...new Set(items)].sort()

export function told(report: Report): Told {
  const moved = report.drift.flatMap(({ channels }) => channels).flatMap(n => parseChannel(n) ?? [])
  return {
    verdict: report.verdict,
    moved: sorted(moved.map(group)),
    scenarios: sorted(moved.map(({ scenario }) => scenario)),
    fails: sorted(report.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)),
    improved: sorted(
      report.improvements.flatMap(({ check, subjects }) =>
        subjects.map(subject => improvement(check, parseSubject(subject).part)),
      ),
    ),
    candidates: sorted(report.candidates.map(({ id }) => id)),
  }
}

export function inWords({ verdict, moved, scenarios, fails, improved, candidates }: Told): string {
  const parts = { moved, in: scenarios, fails, improved, candidates }
  const said = Object.entries(parts).filter(([, names]) => names.length)
  const phrases = said.map(([what, names]) => `${what} ${sorted(names).join(', ')}`)
  return [`**${verdict}**`, ...phrases].join('; ')
}

/** For a line that is right: many scenarios are a number. */
export const shorter = (text: string) =>
  text.replace(/; in ([a-z-]+(?:, [a-z-]+){3,})/, (_, names) => {
    return `; in ${names.split(', ').length} scenarios`
  })
