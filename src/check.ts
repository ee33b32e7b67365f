import { access, mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { compareFiles, locateBase, prepareBase } from './base/base.ts'
import { readBaseline } from './baseline/files.ts'
import { type Concluded, conclude, failure, type Origin } from './conclude.ts'
import { InputError } from './errors.ts'
import type { RunInputs } from './inputs.ts'
import { reason, writeAtomically } from './json.ts'
import type { Report } from './judge/report.ts'
import {
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
import { page } from './report/html/page.ts'
import { markdown } from './report/markdown.ts'
import { temporaryDirectory, temporaryPlace } from './temporary.ts'

export interface Checked {
  report: Report
  record: ProbeRecord | null
  /** The directory that received the reports. */
  directory: string
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
  const directory = await emptyReportDirectory(resolve(cwd, inputs['report-dir']), cwd)
  let concluded: Concluded
  try {
    const { measured, origin } = await measureBoth(inputs, world, timed)
    record = measured.record
    const known = (className: string) => readBaseline(resolve(cwd, inputs.baseline), className)
    concluded = await timed('judge', () =>
      conclude(measured, known, { cwd, directory, timings }, origin),
    )
  } catch (error) {
    concluded = { report: failure(error, inputs.suite ?? 'standard', timings), reference: null }
  }
  return publishLocally(concluded, record, directory)
}

/** The record of the files as they are, and what is to be known of the commit that they started from. */
async function measureBoth(
  inputs: RunInputs,
  world: World,
  timed: Timed,
): Promise<{ measured: Measured; origin: Origin | null }> {
  const cwd = resolve(inputs.cwd)
  const suite = await suiteOf(inputs)
  const base = await locateBase(cwd, inputs, world)
  await using work = await temporaryDirectory(temporaryPlace(world.env))
  const prepared = await timed('prepare', () => prepare(cwd, inputs.python, inputs, world))
  const wanted = inputs['compare-with'] === 'base' ? base : null
  const preparedBase =
    wanted && (await timed('prepare-base', () => prepareBase(wanted, work.path, inputs, world)))
  const measured = await timed('probe', () => probe(prepared, suite, inputs, world))
  if (!base) return { measured, origin: null }
  const change = await compareFiles(base, cwd, inputs, measured, world)
  const record =
    preparedBase && sameInterpreter(prepared, preparedBase)
      ? measured.record // Nothing that is installed differs: it would be measured twice.
      : preparedBase &&
        (await timed('probe-base', () => probe(preparedBase, suite, inputs, world))).record
  return { measured, origin: { commit: base.commit, change, record } }
}

const sameInterpreter = (one: Prepared, other: Prepared) =>
  one.pinsBind && other.pinsBind && one.interpreter.join('\0') === other.interpreter.join('\0')

/** What a run leaves in the report directory. */
const REPORT_FILES = ['report.md', 'report.html', 'report.json', 'record.json', 'pending']

/** Makes the directory, without what an earlier run left there: it must not pass for this one's. */
export async function emptyReportDirectory(directory: string, cwd: string): Promise<string> {
  await access(cwd).catch(error => {
    throw new InputError(`cannot check ${cwd}: ${reason(error)}`)
  })
  try {
    await mkdir(directory, { recursive: true })
    for (const name of REPORT_FILES)
      await rm(join(directory, name), { recursive: true, force: true })
  } catch (error) {
    throw new InputError(`cannot write to the report directory ${directory}: ${reason(error)}`)
  }
  return directory
}

/** Writes report.md, report.html, report.json and record.json. */
export async function publishLocally(
  { report, reference }: Concluded,
  record: ProbeRecord | null,
  directory: string,
): Promise<Checked> {
  if (record) await writeAtomically(join(directory, 'record.json'), `${JSON.stringify(record)}\n`)
  await writeAtomically(join(directory, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  await writeAtomically(join(directory, 'report.md'), markdown(report))
  await writeAtomically(join(directory, 'report.html'), page(report, record, reference))
  return { report, record, directory }
}
