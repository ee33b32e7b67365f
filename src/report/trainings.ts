import { REPORT_VERSION, type Report } from '../model/report.ts'
import type { TrainingReport } from '../model/training-report.ts'
import { gravestVerdict, type Verdict } from '../model/verdict.ts'
import { visible } from './inert.ts'

/** How the team's own trainings and a suite come into one report, and which of them leads it. */

/** A suite's report with trainings beside it. The gravest verdict counts. */
export function withTrainings(report: Report, trainings: readonly TrainingReport[]): Report {
  if (trainings.length === 0) return report
  const { verdict: suiteVerdict, suite } = report
  const verdict = gravestVerdict([suiteVerdict, ...trainings.map(each => each.verdict)])
  const beside: Report = { ...report, verdict, suiteVerdict, trainings: [...trainings] }
  const leading = leadingTraining(beside)
  if (!leading) return beside
  const { name, error } = leading
  const what = error?.message ?? withoutEnd(headlineOfTraining(leading))
  return { ...beside, summary: `${name}: ${what}; the ${suite} suite: ${report.summary}` }
}

/** The report of a training that was observed without a suite. */
export function trainingAlone(
  training: TrainingReport,
  { notices = [], timings, flags }: Pick<Report, 'timings' | 'flags'> & { notices?: string[] },
): Report {
  const { verdict, error, sentences, comparedWith } = training
  return {
    schemaVersion: REPORT_VERSION,
    verdict,
    summary: error?.message ?? ([...new Set(sentences)].join(' ') || checksOf(training)),
    error,
    notices,
    ...{ class: null, suite: '', trainings: [training], suiteVerdict: verdict },
    ...{
      checks: [],
      drift: [],
      firstDivergence: null,
      reach: null,
      improvements: [],
      candidates: [],
    },
    ...{ changedPackages: [], compared: 0, added: [], notCompared: [], notLookedAt: [] },
    ...{ comparison: '', isApart: false, accepted: null, environment: null, framework: null },
    comparedWith: comparedWith === 'base' ? 'base' : 'baseline',
    ...{ base: null, baseline: null, pending: null, retried: [] },
    timings,
    ...(flags ? { flags } : {}),
  }
}

/** What holds, where there is nothing else to be said. */
function checksOf({ checks }: TrainingReport): string {
  const count = (wanted: string) => checks.filter(({ status }) => status === wanted).length
  const idle = count('not-measured')
  const holds = count('pass') === 1 ? '1 check holds' : `${count('pass')} checks hold`
  return idle ? `${holds}; ${idle} found nothing to look at.` : `${holds}.`
}

/** What is said first of a training. Its message says why there is nothing to say. */
export const headlineOfTraining = ({ error, headline }: TrainingReport): string =>
  error ? 'Your training could not be observed.' : headline

/** The training that is all that was observed; null where a suite ran. */
export const onlyTraining = ({ suite, trainings = [] }: Report): TrainingReport | null =>
  suite === '' ? (trainings[0] ?? null) : null

/** The first training with the report's verdict, where the suite has a better one. */
export const leadingTraining = ({
  verdict,
  suiteVerdict = verdict,
  trainings = [],
}: Report): TrainingReport | null =>
  verdict === suiteVerdict ? null : (trainings.find(each => each.verdict === verdict) ?? null)

/** The report as the suite alone would have it. */
export const ofSuite = (report: Report): Report => ({
  ...report,
  verdict: report.suiteVerdict ?? report.verdict,
})

/** What is said first where a training makes the verdict and a suite's own words would be wrong. */
const TITLES: Record<Verdict, (leading: TrainingReport) => string> = {
  error: () => 'your training could not be observed',
  unstable: () => 'your training does not repeat itself',
  violation: leading =>
    `training ${visible(leading.name)}: ${visible(withoutEnd(leading.headline))}`,
  drift: () => 'your training computes other values',
  new: () => 'nothing to compare your training with',
  match: () => 'nothing changes beyond rounding',
}

/** Null where the suite's words fit. */
export function titleByTrainings(report: Report): string | null {
  const { verdict, trainings = [] } = report
  const close = verdict === 'match' && trainings.find(({ closeness }) => closeness === 'close')
  const leading = close || leadingTraining(report)
  return leading ? TITLES[verdict](leading) : null
}

export const withoutEnd = (sentence: string): string => sentence.replace(/\.$/, '')
