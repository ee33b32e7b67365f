import { join, relative } from 'node:path'
import { type Change, noticesOf } from './base/change.ts'
import { type KnownBaseline, writeBaseline } from './baseline/files.ts'
import { propose } from './baseline/pending.ts'
import { baselineOf } from './baseline/reference.ts'
import type { Baseline } from './baseline/schema.ts'
import { classOf, ranksOf } from './environment/class.ts'
import { InputError } from './errors.ts'
import { couldNotMeasure, type Judgement, judge } from './judge/judge.ts'
import { REPORT_VERSION, type Report } from './judge/report.ts'
import type { Measured } from './measure.ts'
import type { ProbeRecord, Run } from './probe/schema.ts'
import { describeEnvironment } from './report/words.ts'

interface Place {
  cwd: string
  /** Where the reports go. */
  directory: string
  timings: Record<string, number>
}

/** What is known of the commit that the change starts from. */
export interface Origin {
  change: Change | null
  /** The record of its own versions, where values are to be compared with them. */
  record: ProbeRecord | null
  commit: string
}

type FindBaseline = (className: string) => Promise<KnownBaseline | null>

/** A report with what its values were compared with, which a reader of report.html sees beside them. */
export interface Concluded {
  report: Report
  reference: Baseline | null
}

/** From a record to a report, with a pending baseline unless the committed one is met. */
export async function conclude(
  measured: Measured,
  findBaseline: FindBaseline,
  { cwd, directory, timings }: Place,
  origin: Origin | null = null,
): Promise<Concluded> {
  const { record } = measured
  const className = classOf(record.environment, ranksOf(record))
  const known = await findBaseline(className)
  const own = judge({
    ...measured,
    baseline: known?.baseline ?? null,
    base: origin?.change ?? null,
  })
  const versus = origin?.record ? againstBase(measured, origin.record, own, origin) : null
  const { verdict } = own
  let pending: Report['pending'] = null
  if (verdict !== 'match' && verdict !== 'error') {
    const file = join(directory, 'pending', `${className}.json`)
    const proposal = propose(record, className, verdict, own.checks, known?.baseline ?? null)
    await writeBaseline(file, proposal)
    const violations = proposal.violations.map(({ check }) => check)
    pending = { file: relative(cwd, file), digest: proposal.digest, violations }
  }
  const isAccepted = versus?.judgement === own
  const report: Report = {
    schemaVersion: REPORT_VERSION,
    ...(versus?.judgement ?? own),
    notices: noticesAbout(measured, origin, known, isAccepted),
    class: className,
    suite: record.suite.name,
    environment: describeEnvironment(record.environment),
    comparedWith: versus && !isAccepted ? 'base' : 'baseline',
    base: origin && { commit: origin.commit },
    baseline: known && { file: relative(cwd, known.file), digest: known.baseline.digest },
    pending,
    retried: record.runs.filter(({ retries }) => retries > 0).map(nameOf),
    timings,
  }
  return { report, reference: versus?.baseline ?? known?.baseline ?? null }
}

/**
 * The judgement against the base's own record; `own`, against the committed baseline, where that is met:
 * then somebody has accepted the difference.
 */
function againstBase(
  measured: Measured,
  base: ProbeRecord,
  own: Judgement,
  { change, commit }: Origin,
): { judgement: Judgement; baseline: Baseline | null } {
  if (own.verdict === 'match' || own.verdict === 'error') return { judgement: own, baseline: null }
  const baseline = baselineOf(base, `the base commit ${commit.slice(0, 9)}`)
  const { record } = measured
  const className = classOf(record.environment, ranksOf(record))
  if (className !== baseline.class)
    throw new InputError(
      `this change is of class ${className}, the base commit ${commit.slice(0, 9)} of ${baseline.class}: ` +
        'their values cannot be compared',
    )
  return {
    judgement: judge({ ...measured, baseline, reference: 'the base commit', base: change }),
    baseline,
  }
}

function noticesAbout(
  { pins }: Measured,
  origin: Origin | null,
  known: KnownBaseline | null,
  accepted: boolean,
): string[] {
  return [
    ...(pins?.warnings ?? []),
    ...(origin?.change ? noticesOf(origin.change, pins) : []),
    ...(accepted && known && origin
      ? [`Compared with ${known.file}, which this environment meets, not with the base commit.`]
      : []),
  ]
}

const nameOf = ({ scenario, run }: Run) => `${scenario}, run ${run + 1}`

/** The report on a run that could not be measured. A bug of ours is not dressed up as user error. */
export function failure(
  error: unknown,
  suiteName: string,
  timings: Record<string, number>,
): Report {
  if (!(error instanceof InputError)) throw error
  return {
    schemaVersion: REPORT_VERSION,
    ...couldNotMeasure(error.message, error.detail),
    notices: [],
    class: null,
    suite: suiteName,
    environment: null,
    comparedWith: 'baseline',
    base: null,
    baseline: null,
    pending: null,
    retried: [],
    timings,
  }
}
