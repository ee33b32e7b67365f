import { access, mkdir, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { type KnownBaseline, readBaseline, writeBaseline } from './baseline/files.ts'
import { propose } from './baseline/pending.ts'
import { classOf, ranksOf } from './environment/class.ts'
import { prepareInterpreter, type Surroundings, splitCommand } from './environment/interpreter.ts'
import { pinnedFramework, pinsFor, readPins } from './environment/pins.ts'
import { InputError } from './errors.ts'
import type { RunInputs } from './inputs.ts'
import { reason, writeAtomically } from './json.ts'
import { couldNotMeasure, judge } from './judge/judge.ts'
import { REPORT_VERSION, type Report } from './judge/report.ts'
import { readSuite } from './probe/config.ts'
import { withoutSecrets } from './probe/environment.ts'
import { runProbe } from './probe/run.ts'
import type { ProbeRecord, Run } from './probe/schema.ts'
import type { Progress } from './progress.ts'
import { markdown } from './report/markdown.ts'
import { describeEnvironment } from './report/words.ts'

/** What the road needs besides its inputs: where this program lies, and the world around it. */
export interface World {
  /** The directory that holds `python-probe`. */
  root: string
  env: NodeJS.ProcessEnv
  progress: Progress
}

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
  let report: Report
  try {
    const measured = await measure(inputs, world, timed)
    record = measured.record
    const known = (className: string) => readBaseline(resolve(cwd, inputs.baseline), className)
    report = await timed('judge', () => conclude(measured, known, { cwd, directory, timings }))
  } catch (error) {
    report = failure(error, inputs.suite ?? 'standard', timings)
  }
  return publishLocally(report, record, directory)
}

export interface Measured {
  record: ProbeRecord
  pins: Awaited<ReturnType<typeof readPins>>
  pinsBind: boolean
}

type Timed = <T>(name: string, work: () => Promise<T>) => Promise<T>

/** From the repository's pins to a record. */
export async function measure(inputs: RunInputs, world: World, timed: Timed): Promise<Measured> {
  const cwd = resolve(inputs.cwd)
  const surroundings: Surroundings = {
    cwd,
    env: withoutSecrets(world.env),
    progress: world.progress,
  }
  const plan = await readSuite(inputs.suite, resolve(cwd, inputs.baseline), inputs.devices)
  const pins = await readPins(cwd, { manifest: inputs.manifest })
  for (const warning of pins?.warnings ?? []) world.progress(`warning: ${warning}`)
  const interpreter = await timed('prepare', async () =>
    inputs.python
      ? splitCommand(inputs.python)
      : prepareInterpreter(pins, !inputs['no-install'], surroundings),
  )
  const record = await timed('probe', () =>
    runProbe(
      {
        probe: join(world.root, 'python-probe'),
        interpreter,
        suite: plan,
        framework: pinnedFramework(pins),
        accelerator: inputs.accelerator,
        jobs: sideBySide(inputs.devices),
        timeout: inputs.timeout,
        temporary: world.env.RUNNER_TEMP || tmpdir(),
      },
      surroundings,
    ),
  )
  const bound = await pinsFor(cwd, inputs.manifest, record.environment)
  return { record, pins: bound, pinsBind: !inputs.python }
}

/** Runs at the same time: of two ranks one a core, and fewer of more. Each holds some memory. */
export function sideBySide(ranks: number): number {
  return Math.max(1, Math.min(8, Math.floor((2 * availableParallelism()) / ranks)))
}

interface Place {
  cwd: string
  /** Where the reports go. */
  directory: string
  timings: Record<string, number>
}

/** From a record to a report, with a pending baseline unless it is a match. */
export async function conclude(
  { record, pins, pinsBind }: Measured,
  findBaseline: (className: string) => Promise<KnownBaseline | null>,
  { cwd, directory, timings }: Place,
): Promise<Report> {
  const className = classOf(record.environment, ranksOf(record))
  const known = await findBaseline(className)
  const judgement = judge({ record, baseline: known?.baseline ?? null, pins, pinsBind })
  const { verdict } = judgement
  let pending: Report['pending'] = null
  if (verdict !== 'match' && verdict !== 'error') {
    const file = join(directory, 'pending', `${className}.json`)
    const proposal = propose(record, className, verdict, judgement.checks, known?.baseline ?? null)
    await writeBaseline(file, proposal)
    pending = { file: relative(cwd, file), digest: proposal.digest }
  }
  return {
    schemaVersion: REPORT_VERSION,
    ...judgement,
    class: className,
    suite: record.suite.name,
    environment: describeEnvironment(record.environment),
    baseline: known && { file: relative(cwd, known.file), digest: known.baseline.digest },
    pending,
    retried: record.runs.filter(({ retries }) => retries > 0).map(nameOf),
    timings,
  }
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
    class: null,
    suite: suiteName,
    environment: null,
    baseline: null,
    pending: null,
    retried: [],
    timings,
  }
}

/** What a run leaves in the report directory. */
const REPORT_FILES = ['report.md', 'report.json', 'record.json', 'pending']

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

/** Writes report.md, report.json and record.json. */
export async function publishLocally(
  report: Report,
  record: ProbeRecord | null,
  directory: string,
): Promise<Checked> {
  if (record) await writeAtomically(join(directory, 'record.json'), `${JSON.stringify(record)}\n`)
  await writeAtomically(join(directory, 'report.json'), `${JSON.stringify(report, null, 2)}\n`)
  await writeAtomically(join(directory, 'report.md'), markdown(report))
  return { report, record, directory }
}

/** Measures pieces of work in seconds. */
export function stopwatch(timings: Record<string, number>): Timed {
  return async (name, work) => {
    const start = performance.now()
    try {
      return await work()
    } finally {
      timings[name] = Math.round(performance.now() - start) / 1000
    }
  }
}
