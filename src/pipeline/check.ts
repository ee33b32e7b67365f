import { resolve } from 'node:path'
import type { Committed } from '../baseline/committed.ts'
import { workingTree } from '../change/place.ts'
import { asValue, ExpectedError, type Spell } from '../lib/errors.ts'
import { interruption } from '../lib/interrupt.ts'
import { temporaryDirectory, temporaryPlace } from '../lib/temporary.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { Report } from '../model/report.ts'
import type { Measured, World } from '../model/world.ts'
import { Repository, readPins } from '../pins/index.ts'
import { cleanBaseline, cleanRecord, cleanReport, recordText } from '../report/clean.ts'
import { page } from '../report/html/page.ts'
import { markdown } from '../report/markdown.ts'
import { baseNotices, compareFiles, locateBase, prepareBase } from './base.ts'
import type { RunInputs } from './inputs.ts'
import {
  committedIn,
  type Prepared,
  prepare,
  probe,
  stopwatch,
  suiteOf,
  type Timed,
} from './measure.ts'
import { claimReportDirectory, type ReportFile, replaceReports } from './report-directory.ts'
import { type Concluded, conclude, failed, failure, type Origin } from './review.ts'

export interface Checked {
  report: Report
  record: ProbeRecord | null
  /** The directory that received the reports; empty if they could not be written. */
  directory: string
}

/** What is published where no report can be written: an old comment must not stand as it is. */
export function unwritten(error: unknown, spell: Spell): Checked {
  const { report } = failure(asValue(error), 'unknown', {}, spell)
  return { report, record: null, directory: '' }
}

/**
 * The whole road: pins, interpreter, probe, record, judgement, reports. What cannot be measured is the
 * verdict `error`; ExpectedError is thrown only where not even a report can be written.
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
    concluded = failed(error, inputs.suite ?? 'standard', timings, world)
  }
  return publishLocally(concluded, record, directory, world)
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
  const wanted = inputs.compareWith === 'base' ? base : null
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
  const both = Boolean(inputs.python) === Boolean(inputs.basePython)
  if (inputs.compareWith === 'base' && !both)
    throw new ExpectedError(
      spell =>
        `${spell('compareWith')}: base takes ${spell('python')} and ${spell('basePython')}, or neither: one interpreter cannot have the versions of both commits`,
    )
}

const sameInterpreter = (one: Prepared, other: Prepared) =>
  one.pinsBind && other.pinsBind && one.interpreter.join('\0') === other.interpreter.join('\0')

/** The directory that the reports go to; what is there stays until there is something to put in its place. */
export async function reportDirectory(
  inputs: Pick<RunInputs, 'cwd' | 'baseline' | 'reportDir'>,
  { git }: Pick<World, 'git'>,
  handed: readonly ReportFile[] = [],
): Promise<string> {
  const cwd = resolve(inputs.cwd)
  const tree = await workingTree(cwd, git)
  const { baseline } = inputs
  return claimReportDirectory(resolve(cwd, inputs.reportDir), { cwd, tree, baseline }, handed)
}

/** Writes report.md, report.html, report.json, record.json and the pending baseline, all without secrets. */
export async function publishLocally(
  concluded: Concluded,
  record: ProbeRecord | null,
  directory: string,
  world: Pick<World, 'progress' | 'spell'>,
): Promise<Checked> {
  const { report, pages } = rendered(concluded, record, world)
  const files = { ...(record ? { 'record.json': recordText(record) } : {}), ...pages }
  await replaceReports(directory, files, concluded.proposal)
  return { report, record, directory }
}

/** A report that cannot be shown is an error, too. */
function rendered(
  concluded: Concluded,
  record: ProbeRecord | null,
  world: Pick<World, 'progress' | 'spell'>,
) {
  try {
    return pagesOf(concluded, record)
  } catch (error) {
    const { suite, timings } = concluded.report
    return pagesOf(failed(error, suite, timings, world), null)
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
