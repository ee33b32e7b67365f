import { join, resolve } from 'node:path'
import { asValue, ExpectedError, type Spell } from '../lib/errors.ts'
import { interruption } from '../lib/interrupt.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { Report } from '../model/report.ts'
import type { Measured, World } from '../model/world.ts'
import type { Repository } from '../pins/index.ts'
import { cleanBaseline, cleanRecord, cleanReport, recordText } from '../report/clean.ts'
import { page } from '../report/html/page.ts'
import { markdown } from '../report/markdown.ts'
import { earlierInWords } from './earlier.ts'
import { flagsOf } from './flags.ts'
import type { RunInputs } from './inputs.ts'
import { keepLogs } from './logs.ts'
import { stopwatch, type Timed } from './measure.ts'
import { type Baselines, type Origin, type Outcome, reportFailure, reportOn } from './report.ts'
import { claimReports, leftIn, type ReportFile, replaceReports } from './report-directory.ts'
import { keepLogsOf, withWatched } from './trainings/report.ts'
import type { Watched } from './trainings/run.ts'

/** The one road from a record to reports, for every entry that measures. */

export interface Evidence {
  measured: Measured
  /** The repository as its pins were read; null where the record comes without one. */
  files: Repository | null
  baselines: Baselines
  origin: Origin | null
  /** Why values are not compared with the base commit, in a sentence without an end; empty where nothing hinders. */
  withoutBase?: string
  trainings?: readonly Watched[]
}

export interface Gathering {
  timed: Timed
  /** Keeps a record that is in order, though something else may turn out not to be. */
  keep: (record: ProbeRecord) => void
}

export interface Reviewed {
  report: Report
  record: ProbeRecord | null
  /** The directory that received the reports; empty if they could not be written. */
  directory: string
  /** The file that the versions come from, if something could be judged. */
  source: { file: string; text: string } | null
}

/**
 * Gathers the evidence, judges it, and writes the reports. What cannot be measured is the verdict `error`;
 * ExpectedError is thrown only where not even a report can be written. `handed` are files of the report
 * directory that an earlier job has put there for this one.
 */
export async function review(
  inputs: RunInputs,
  world: World,
  gather: (gathering: Gathering) => Promise<Evidence>,
  handed: readonly ReportFile[] = [],
): Promise<Reviewed> {
  const timings: Record<string, number> = {}
  const timed = stopwatch(timings)
  const directory = await claimReports(inputs, world, handed)
  const place = { cwd: resolve(inputs.cwd), directory, timings }
  let record: ProbeRecord | null = null
  const keep = (found: ProbeRecord) => {
    record = found
  }
  let outcome: Outcome
  let source: Reviewed['source'] = null
  let keptLogs = false
  try {
    const evidence = await gather({ timed, keep })
    const { measured, files, baselines, origin, withoutBase } = evidence
    keep(measured.record)
    interruption.throwIfAborted() // A signal is not a verdict: what is there stays.
    source = sourceOf(measured, files)
    const trainings = await keepLogsOf(evidence.trainings ?? [], place)
    keptLogs = trainings.keptLogs
    outcome = await timed('judge', async () =>
      withWatched(
        reportOn(measured, baselines, place, world, origin, withoutBase),
        trainings.watched,
        place,
        world,
      ),
    )
  } catch (error) {
    interruption.throwIfAborted()
    const kept = await keepLogs(error, directory, place.cwd)
    keptLogs = kept !== error
    outcome = outcomeOfError(kept, inputs.suite ?? 'standard', timings, world)
  }
  const report = { ...outcome.report, flags: flagsOf(inputs, world) }
  const kept = { keptLogs, handed }
  const written = await writeReports({ ...outcome, report }, record, directory, world, kept)
  return { ...written, source }
}

function sourceOf({ pins }: Measured, files: Repository | null): Reviewed['source'] {
  if (!pins?.source || !files) return null
  const text = files.read(pins.source)
  return text === null ? null : { file: join(files.root, pins.source), text }
}

/** Writes the stack of a bug of ours, to the log alone. */
function outcomeOfError(
  error: unknown,
  suite: string,
  timings: Record<string, number>,
  { progress, spell }: Pick<World, 'progress' | 'spell'>,
): Outcome {
  if (!(error instanceof ExpectedError))
    progress(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return reportFailure(error, suite, timings, spell)
}

/** What is published where no report can be written: an old comment must not stand as it is. */
export function reviewUnwritten(error: unknown, spell: Spell): Reviewed {
  const { report } = reportFailure(asValue(error), 'unknown', {}, spell)
  return { report, record: null, directory: '', source: null }
}

/** Writes report.md, report.html, report.json, record.json and the pending baseline, all without secrets. */
export async function writeReports(
  outcome: Outcome,
  record: ProbeRecord | null,
  directory: string,
  world: Pick<World, 'progress' | 'spell' | 'git'>,
  { keptLogs = false, handed = [] }: { keptLogs?: boolean; handed?: readonly ReportFile[] } = {},
): Promise<Omit<Reviewed, 'source'>> {
  const hasMeasured = outcome.report.verdict !== 'error'
  const inClone = world.git.look === 'upwards'
  const found =
    hasMeasured || !inClone ? outcome : await withEarlier(outcome, directory, record, handed)
  const { report, pages } = render(found, record, world)
  const measured = report.verdict !== 'error'
  const files = { ...(record ? { 'record.json': recordText(record) } : {}), ...pages }
  await replaceReports(directory, {
    files,
    proposal: measured ? outcome.proposal : null,
    trainings: measured ? (outcome.trainings ?? []) : [],
    keptLogs,
    measured,
    handed,
    inClone,
  })
  return { report, record, directory }
}

/** Nothing of an earlier run passes for this one's: what is left of it is named. */
async function withEarlier(
  outcome: Outcome,
  directory: string,
  record: ProbeRecord | null,
  handed: readonly ReportFile[],
): Promise<Outcome> {
  const left = await leftIn(directory, record ? ['record.json'] : handed)
  const notices = [...outcome.report.notices, ...earlierInWords(left)]
  return { ...outcome, report: { ...outcome.report, notices } }
}

/** A report that cannot be shown is an error, too. */
function render(
  outcome: Outcome,
  record: ProbeRecord | null,
  world: Pick<World, 'progress' | 'spell'>,
) {
  try {
    return pagesOf(outcome, record)
  } catch (error) {
    const { suite, timings } = outcome.report
    return pagesOf(outcomeOfError(error, suite, timings, world), null)
  }
}

function pagesOf({ report: found, reference }: Outcome, record: ProbeRecord | null) {
  const report = cleanReport(found)
  const pages = {
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
    'report.md': markdown(report),
    'report.html': page(
      report,
      record && cleanRecord(record),
      reference && cleanBaseline(reference),
    ),
  }
  return { report, pages }
}
