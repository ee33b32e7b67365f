import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { compareFiles, locateBase } from '../../base/base.ts'
import { readBaseline } from '../../baseline/files.ts'
import { type Checked, emptyReportDirectory, publishLocally } from '../../check.ts'
import { type Concluded, failure, conclude as judge } from '../../conclude.ts'
import { pinsFor } from '../../environment/pins.ts'
import { InputError } from '../../errors.ts'
import type { RunInputs } from '../../inputs.ts'
import { readJson, reason } from '../../json.ts'
import { type Measured, stopwatch, suiteOf, type World } from '../../measure.ts'
import { type ProbeRecord, recordSchema } from '../../probe/schema.ts'
import { say } from '../log.ts'
import { within } from '../paths.ts'
import { startPublishing } from '../publish.ts'
import type { Call, RunMode } from './call.ts'
import { conclude } from './conclude.ts'

/** A quick suite of two ranks makes a tenth of a MiB. What another job hands over is not read without end. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024

/** Judges what another job has measured, and publishes. Nothing of the record is believed unread. */
export const report: RunMode = async call => {
  await using publishing = await startPublishing(call.action, call.event)
  return await conclude(await judged(call), publishing, call)
}

async function judged({ run, action, event, root, env }: Call): Promise<Checked> {
  const cwd = resolve(run.cwd)
  const directory = resolve(cwd, run['report-dir'])
  const wanted = action['record-path']
    ? resolve(cwd, action['record-path'])
    : join(directory, 'record.json')
  const timings: Record<string, number> = {}
  // Read first: the directory that is emptied for the reports may hold it.
  const found = await readRecord(wanted, env).catch(asValue)
  await emptyReportDirectory(directory, cwd)
  let record: ProbeRecord | null = null
  let result: Concluded
  try {
    if (found instanceof InputError) throw found
    const inputs = { ...run, base: run.base || event.baseSha }
    await mustBeAsAsked(found, inputs)
    record = found
    const pins = await pinsFor(cwd, run.manifest, record.environment)
    const measured = { record, pins, pinsBind: !run.python }
    const origin = await originOf(inputs, measured, { root, env, progress: say })
    const known = (className: string) => readBaseline(resolve(cwd, run.baseline), className)
    result = await stopwatch(timings)('judge', () =>
      judge(measured, known, { cwd, directory, timings }, origin),
    )
  } catch (error) {
    result = { report: failure(error, run.suite ?? 'standard', timings), reference: null }
  }
  return publishLocally(result, record, directory)
}

/** What the change has done to the files that are checked out here. */
async function originOf(inputs: RunInputs, measured: Measured, world: World) {
  const cwd = resolve(inputs.cwd)
  const base = await locateBase(cwd, inputs, world)
  if (!base) return null
  const change = await compareFiles(base, cwd, inputs, measured, world)
  return { commit: base.commit, change, record: null }
}

function asValue(error: unknown): InputError {
  if (error instanceof InputError) return error
  throw error
}

async function readRecord(wanted: string, env: NodeJS.ProcessEnv): Promise<ProbeRecord> {
  let file = await within(wanted, 'record-path', env)
  let found = await status(file)
  if (found?.isDirectory()) {
    file = await within(join(file, 'record.json'), 'record-path', env)
    found = await status(file)
  }
  if (!found)
    throw new InputError(
      `there is no record at ${wanted}: the job that measures has failed or was skipped, or its artifact was not downloaded to there`,
    )
  if (!found.isFile()) throw new InputError(`record-path: ${file} is not a file`)
  if (found.size > MAX_RECORD_BYTES)
    throw new InputError(
      `record-path: expected at most ${MAX_RECORD_BYTES} bytes, found ${found.size} in ${file}`,
    )
  return readJson(recordSchema, file)
}

async function status(file: string) {
  try {
    return await stat(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new InputError(`record-path: cannot read ${file}: ${reason(error)}`)
  }
}

/** A record of fewer scenarios, or of another device, than this repository asks for would match too easily. */
async function mustBeAsAsked(record: ProbeRecord, run: RunInputs): Promise<void> {
  if (run['compare-with'] === 'base')
    throw new InputError(
      'compare-with: base needs a probe of the base commit, which mode report has not: use mode check, or compare with the baseline',
    )
  const plan = await suiteOf(run)
  const { suite, environment } = record
  if (!isDeepStrictEqual(suite, plan))
    throw new InputError(
      `the record is of the suite ${describe(suite)}, and this job asks for ${describe(plan)}: give both jobs the same suite, devices and config.yml`,
    )
  const device = { auto: null, cpu: 'cpu', gpu: 'cuda' }[run.accelerator]
  if (device && environment.accelerator !== device)
    throw new InputError(
      `accelerator: expected a record from ${run.accelerator}, found one from ${environment.accelerator}`,
    )
}

const describe = ({ name, scenarios }: ProbeRecord['suite']) =>
  `${name} (${scenarios.length} scenarios of ${scenarios[0]?.parameters.num_devices} ranks)`
