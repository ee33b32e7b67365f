import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { baseNotices, compareFiles, locateBase } from '../../base/base.ts'
import type { Committed } from '../../baseline/committed.ts'
import { type Checked, publishLocally, reportDirectory, unwritten } from '../../check.ts'
import { type Concluded, failed, conclude as judge } from '../../conclude.ts'
import { mustBe } from '../../environment/class.ts'
import { pinsFor } from '../../environment/pins.ts'
import { InputError } from '../../errors.ts'
import type { RunInputs } from '../../inputs.ts'
import { interruption } from '../../interrupt.ts'
import { reason } from '../../json.ts'
import { committedIn, type Measured, stopwatch, suiteOf, type World } from '../../measure.ts'
import { readRecord } from '../../probe/digest.ts'
import type { ProbeRecord } from '../../probe/schema.ts'
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
  return await conclude(await judged(call).catch(unwritten), publishing, call)
}

async function judged({ run, action, event, root, env, git }: Call): Promise<Checked> {
  const cwd = resolve(run.cwd)
  const directory = resolve(cwd, run['report-dir'])
  const wanted = action['record-path']
    ? resolve(cwd, action['record-path'])
    : join(directory, 'record.json')
  const timings: Record<string, number> = {}
  const world = { root, env, git, progress: say }
  const digest = action['record-digest']
  const found = await findRecord(wanted, digest, env).catch((error: unknown) => ({ error }))
  await reportDirectory(run, world, ['record.json'])
  let record: ProbeRecord | null = null
  let result: Concluded
  try {
    if ('error' in found) throw found.error
    const inputs = { ...run, base: run.base || event.baseSha }
    const committed = await committedIn(inputs, world)
    mustBeAsAsked(found, inputs, committed)
    record = found
    const pins = await pinsFor(cwd, run.manifest, record.environment)
    const measured = { record, pins, pinsBind: !run.python, notices: baseNotices(git) }
    const origin = await originOf(inputs, measured, world)
    interruption.throwIfAborted()
    result = await stopwatch(timings)('judge', async () =>
      judge(measured, committed, { cwd, directory, timings }, origin),
    )
  } catch (error) {
    interruption.throwIfAborted()
    result = failed(error, run.suite ?? 'standard', timings, say)
  }
  return publishLocally(result, record, directory, say)
}

/** What the change has done to the files that are checked out here. */
async function originOf(inputs: RunInputs, measured: Measured, world: World) {
  const cwd = resolve(inputs.cwd)
  const base = await locateBase(cwd, inputs, world)
  if (!base) return null
  const change = await compareFiles(base, inputs, measured, world)
  return { commit: base.commit, change, record: null }
}

async function findRecord(
  wanted: string,
  digest: string,
  env: NodeJS.ProcessEnv,
): Promise<ProbeRecord> {
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
  return readRecord(file, { digest, input: 'record-digest', limit: MAX_RECORD_BYTES })
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
function mustBeAsAsked(record: ProbeRecord, run: RunInputs, committed: Committed): void {
  if (run['compare-with'] === 'base')
    throw new InputError(
      'compare-with: base needs a probe of the base commit, which mode report has not: use mode check, or compare with the baseline',
    )
  const plan = suiteOf(run, committed)
  const { suite, environment } = record
  if (!isDeepStrictEqual(suite, plan))
    throw new InputError(
      `the record is of the suite ${describe(suite)}, and this job asks for ${describe(plan)}: give both jobs the same suite, devices and config.yml`,
    )
  mustBe(run.class, record)
  const device = { auto: null, cpu: 'cpu', gpu: 'cuda' }[run.accelerator]
  if (device && environment.accelerator !== device)
    throw new InputError(
      `accelerator: expected a record from ${run.accelerator}, found one from ${environment.accelerator}`,
    )
}

const describe = ({ name, scenarios }: ProbeRecord['suite']) =>
  `${name} (${scenarios.length} scenarios of ${scenarios[0]?.parameters.num_devices} ranks)`
