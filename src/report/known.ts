import { checkPage } from '../judge/checks.ts'
import type { CheckResult, KnownIssue, Report } from '../model/report.ts'
import { code, link, type Phrase, type Sentence, say, text, words } from './sentence.ts'
import { HOME, withStatus } from './words.ts'

/** What fails here and already failed in what it is compared with: a line each, which no report folds away. */

const MOST_ISSUES = 8
const MOST_CHECKS = 5
const LONGEST_FIX = 300

export const pageOf = (id: string): Phrase => link(id, `${HOME}/${checkPage(id)}`)

export function knownIssues(report: Report): Sentence[] {
  const staying = [...withStatus(report, 'known'), ...withStatus(report, 'accepted')]
  const issues = new Map(
    staying.flatMap(result =>
      result.issues.map(issue => [`${issue.package} ${issue.link}`, { issue, result }] as const),
    ),
  )
  const lines = [...issues.values()].map(({ issue, result }) => aboutIssue(issue, result, report))
  return [
    ...lines.slice(0, MOST_ISSUES),
    ...aboutChecks(
      staying.filter(({ status, unexplained }) => status === 'known' && unexplained.length > 0),
      'on the base commit already',
      ({ fix }) => say`fix: ${text(fix, LONGEST_FIX)}`,
    ),
    ...aboutChecks(
      staying.filter(({ status, unexplained }) => status === 'accepted' && unexplained.length > 0),
      'as the baseline accepts',
      ({ detail }) => [text(detail, LONGEST_FIX)],
    ),
  ]
}

function aboutIssue(issue: KnownIssue, { status }: CheckResult, report: Report): Sentence {
  const { package: name, version, affects } = issue
  const where =
    report.comparedWith === 'base'
      ? 'also on the base commit'
      : status === 'accepted'
        ? 'accepted in the baseline'
        : "also in the baseline's version"
  return say`Known bug of ${code(`${name} ${version}`)} (${words(where)}): ${bugInWords(issue)}. It matters if ${affects}${wayOut(issue)}.`
}

/** What it is, since when, and where that is written. */
export const bugInWords = ({ what, releases, link: address }: KnownIssue): Sentence =>
  say`${what} (${releases}; ${link(numberOf(address), address)})`

function wayOut({ fixedIn, stay }: KnownIssue): Sentence {
  if (fixedIn) return say`; take ${code(fixedIn)} or later then`
  return stay ? say`; stay at ${code(stay)} then` : []
}

/** A bare #21938 would be one of the reader's own repository. */
const numberOf = (address: string) => {
  const [, kind, number] = /\/(issues|pull)\/(\d+)$/.exec(address) ?? []
  return number ? `${kind === 'pull' ? 'pull request' : 'issue'} ${number}` : 'source'
}

/** Checks without a known issue, in one line. */
function aboutChecks(
  results: readonly CheckResult[],
  where: string,
  why: (result: CheckResult) => Sentence,
): Sentence[] {
  if (results.length === 0) return []
  const shown = results.slice(0, MOST_CHECKS)
  const more = results.length - shown.length
  const rows = shown.map(result => say`${pageOf(result.id)} (${why(result)})`)
  const [first = [], ...others] = rows
  const list = [...first, ...others.flatMap(row => say`; ${row}`)]
  const rest = more ? `; and ${more} more` : ''
  return [say`${words(checksThat(results.length))} ${words(where)}: ${list}${words(rest)}.`]
}

const checksThat = (count: number) => (count === 1 ? '1 check fails' : `${count} checks fail`)

/** The known issues that are all that fails, where nothing says whether the change brings them. */
export function onlyKnown(report: Report): KnownIssue[] {
  const { verdict, baseline, comparedWith } = report
  if (verdict !== 'violation' || baseline || comparedWith === 'base') return []
  if (report.trainings?.some(each => each.verdict === 'violation')) return []
  const failing = withStatus(report, 'fail')
  const isKnown = failing.every(
    ({ issues, unexplained }) =>
      issues.length > 0 && unexplained.length === 0 && !issues.some(({ brought }) => brought),
  )
  return isKnown ? failing.flatMap(({ issues }) => issues) : []
}

/** What that means to whoever has made the change. */
export function knownInWords(report: Report): string {
  const known = onlyKnown(report)
  if (known.length === 0) return ''
  return `It comes with ${releaseOf(known)}. Nothing is there to compare with: the first baseline, which lddpr init makes, adopts it.`
}

/** `lightning 2.6.6`: what has them. */
export const releaseOf = (issues: readonly KnownIssue[]): string =>
  [...new Set(issues.map(({ package: name, version }) => `${name} ${version}`))].join(', ')
