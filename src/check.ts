import { resolve } from 'node:path'
import { baseNotices, compareFiles, locateBase, prepareBase } from './base/base.ts'
import { workingTree } from './base/place.ts'
import type { Committed } from './baseline/committed.ts'
import { type Concluded, conclude, failed, failure, type Origin } from './conclude.ts'
import { Repository, readPins } from './environment/pins.ts'
import { asValue, InputError } from './errors.ts'
import type { RunInputs } from './inputs.ts'
import { interruption } from './interrupt.ts'
import type { Report } from './judge/report.ts'
import {
  committedIn,
  type Measured,
  type Prepared,
  prepare,
  probe,
  stopwatch,
  suiteOf,
  type Timed,
  type World,
} from './measure.ts'
import type { ProbeRecord } from './probe/schema.ts'
import type { Progress } from './progress.ts'
import { cleanBaseline, cleanRecord, cleanReport, recordText } from './report/clean.ts'
import { page } from './report/html/page.ts'
import { markdown } from './report/markdown.ts'
import { claimReportDirectory, type ReportFile, replaceReports } from './report-directory.ts'
import { temporaryDirectory, temporaryPlace } from './temporary.ts'

export interface Checked {
  report: Report
  record: ProbeRecord | null
  /** The directory that received the reports; empty if they could not be written. */
  directory: string
}

/** What is published where no report can be written: an old comment must not stand as it is. */
export function unwritten(error: unknown): Checked {
  const { report } = failure(asValue(error), 'unknown', {})
  return { report, record: null, directory: '' }
}

/**
 * The whole road: pins, interpreter, probe, record, judgement, reports. What cannot be measured is the
 * verdict `error`; InputError is thrown only where not even a report can be written.
 */
export async function check(inputs: RunInputs, world: World): Promise<Checked> {
  const cwd = resolve(inputs.cwd)
  const timings: Record<string, number> = {}
  const timed = stopwatch(timings)
  let record: ProbeRecord | null = null
  const directory = await reportDirectory(inputs, world)
  let concluded: Concluded
  try {
    const committed = await committedIn(inputs, world)
    const { measured, origin } = await measureBoth(inputs, committed, world, timed)
    record = measured.record
    interruption.throwIfAborted() // A signal is not a verdict: what is there stays.
    concluded = await timed('judge', async () =>
      conclude(measured, committed, { cwd, directory, timings }, origin),
    )
  } catch (error) {
    interruption.throwIfAborted()
    concluded = failed(error, inputs.suite ?? 'standard', timings, world.progress)
  }
  return publishLocally(concluded, record, directory, world.progress)
}

/**
 * The record of the files as they are, and what is to be known of the commit that they started from. All
 * that decides is read before anything that is installed can run.
 */
async function measureBoth(
  inputs: RunInputs,
  committed: Committed,
  world: World,
  timed: Timed,
): Promise<{ measured: Measured; origin: Origin | null }> {
  const suite = suiteOf(inputs, committed)
  const cwd = resolve(inputs.cwd)
  mustNameBoth(inputs)
  await using work = await temporaryDirectory(temporaryPlace(world.env))
  const base = await locateBase(cwd, inputs, world, work.path)
  const files = new Repository(cwd)
  await readPins(files, inputs)
  files.seal()
  const wanted = inputs['compare-with'] === 'base' ? base : null
  await using preparedBase =
    wanted && (await timed('prepare-base', () => prepareBase(wanted, work.path, inputs, world)))
  await using prepared = await timed('prepare', () => prepare(files, inputs.python, inputs, world))
  const isSame = preparedBase && sameInterpreter(prepared, preparedBase)
  const before =
    preparedBase && !isSame
      ? (await timed('probe-base', () => probe(preparedBase, suite, inputs, world))).record
      : null
  const probed = await timed('probe', () => probe(prepared, suite, inputs, world))
  const written = files
    .changed()
    .map(name => `${name} was written while packages ran; it counts as it was before.`)
  const notices = [...(probed.notices ?? []), ...written, ...baseNotices(world.git)]
  const measured = { ...probed, notices }
  await committed.mustBeUnchanged()
  if (!base) return { measured, origin: null }
  const change = await compareFiles(base, inputs, measured, world)
  // Where nothing that is installed differs, it would be measured twice.
  const record = isSame ? measured.record : before
  return { measured, origin: { commit: base.commit, change, record } }
}

function mustNameBoth(inputs: RunInputs): void {
  const both = Boolean(inputs.python) === Boolean(inputs['base-python'])
  if (inputs['compare-with'] === 'base' && !both)
    throw new InputError(
      'compare-with: base takes python and base-python, or neither: one interpreter cannot have the versions of both commits',
    )
}

const sameInterpreter = (one: Prepared, other: Prepared) =>
  one.pinsBind && other.pinsBind && one.interpreter.join('\0') === other.interpreter.join('\0')

/** The directory that the reports go to; what is there stays until there is something to put in its place. */
export async function reportDirectory(
  inputs: Pick<RunInputs, 'cwd' | 'baseline' | 'report-dir'>,
  { git }: Pick<World, 'git'>,
  handed: readonly ReportFile[] = [],
): Promise<string> {
  const cwd = resolve(inputs.cwd)
  const tree = await workingTree(cwd, git)
  const { baseline } = inputs
  return claimReportDirectory(resolve(cwd, inputs['report-dir']), { cwd, tree, baseline }, handed)
}

/** Writes report.md, report.html, report.json, record.json and the pending baseline, all without secrets. */
export async function publishLocally(
  concluded: Concluded,
  record: ProbeRecord | null,
  directory: string,
  progress: Progress,
): Promise<Checked> {
  const { report, pages } = rendered(concluded, record, progress)
  const files = { ...(record ? { 'record.json': recordText(record) } : {}), ...pages }
  await replaceReports(directory, files, concluded.proposal)
  return { report, record, directory }
}

/** A report that cannot be shown is an error, too. */
function rendered(concluded: Concluded, record: ProbeRecord | null, progress: Progress) {
  try {
    return pagesOf(concluded, record)
  } catch (error) {
    const { suite, timings } = concluded.report
    return pagesOf(failed(error, suite, timings, progress), null)
  }
}

function pagesOf({ report: found, reference }: Concluded, record: ProbeRecord | null) {
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
