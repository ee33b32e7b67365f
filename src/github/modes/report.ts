import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Committed } from '../../baseline/committed.ts'
import { ExpectedError, wrongInput } from '../../lib/errors.ts'
import { interruption } from '../../lib/interrupt.ts'
import { reason } from '../../lib/json.ts'
import type { ProbeRecord } from '../../model/record.ts'
import type { Measured, World } from '../../model/world.ts'
import { pinsFor } from '../../pins/index.ts'
import { baseNotices, compareFiles, locateBase } from '../../pipeline/base.ts'
import { type Checked, publishLocally, reportDirectory, unwritten } from '../../pipeline/check.ts'
import type { RunInputs } from '../../pipeline/inputs.ts'
import { mustBe } from '../../pipeline/machine-type.ts'
import { committedIn, stopwatch, suiteOf } from '../../pipeline/measure.ts'
import { type Concluded, failed, conclude as judge } from '../../pipeline/review.ts'
import { readRecord } from '../../probe/digest.ts'
import { startPublishing } from '../publish.ts'
import { spell } from '../run/inputs.ts'
import { say } from '../run/log.ts'
import { within } from '../run/paths.ts'
import type { Call, RunMode } from './call.ts'
import { conclude } from './conclude.ts'

/** A quick suite of two ranks makes a tenth of a MiB. What another job hands over is not read without end. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024

/** Judges what another job has measured, and publishes. Nothing of the record is believed unread. */
export const report: RunMode = async call => {
  await using publishing = await startPublishing(call.action, call.event)
  return await conclude(
    await judged(call).catch(error => unwritten(error, spell)),
    publishing,
    call,
  )
}

async function judged({ run, action, event, env, git }: Call): Promise<Checked> {
  const cwd = resolve(run.cwd)
  const directory = resolve(cwd, run.reportDir)
  const wanted = action.recordPath
    ? resolve(cwd, action.recordPath)
    : join(directory, 'record.json')
  const timings: Record<string, number> = {}
  const world = { env, git, progress: say, spell }
  const digest = action.recordDigest
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
    result = failed(error, run.suite ?? 'standard', timings, { progress: say, spell })
  }
  return publishLocally(result, record, directory, { progress: say, spell })
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
  let file = await within(wanted, 'recordPath', env)
  let found = await status(file)
  if (found?.isDirectory()) {
    file = await within(join(file, 'record.json'), 'recordPath', env)
    found = await status(file)
  }
  if (!found)
    throw new ExpectedError(
      `there is no record at ${wanted}: the job that measures has failed or was skipped, or its artifact was not downloaded to there`,
    )
  if (!found.isFile()) throw wrongInput('recordPath', `${file} is not a file`)
  if (found.size > MAX_RECORD_BYTES)
    throw wrongInput(
      'recordPath',
      `expected at most ${MAX_RECORD_BYTES} bytes, found ${found.size} in ${file}`,
    )
  return readRecord(file, { digest, input: 'recordDigest', limit: MAX_RECORD_BYTES })
}

async function status(file: string) {
  try {
    return await stat(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw wrongInput('recordPath', `cannot read ${file}: ${reason(error)}`)
  }
}

/** A record of fewer scenarios, or of another device, than this repository asks for would match too easily. */
function mustBeAsAsked(record: ProbeRecord, run: RunInputs, committed: Committed): void {
  if (run.compareWith === 'base')
    throw wrongInput(
      'compareWith',
      'base needs a probe of the base commit, which mode report has not: use mode check, or compare with the baseline',
    )
  const plan = suiteOf(run, committed)
  const { suite, environment } = record
  if (!isDeepStrictEqual(suite, plan))
    throw new ExpectedError(
      `the record is of the suite ${describe(suite)}, and this job asks for ${describe(plan)}: give both jobs the same suite, devices and config.yml`,
    )
  mustBe(run.class, record)
  const device = { auto: null, cpu: 'cpu', gpu: 'cuda' }[run.accelerator]
  if (device && environment.accelerator !== device)
    throw wrongInput(
      'accelerator',
      `expected a record from ${run.accelerator}, found one from ${environment.accelerator}`,
    )
}

const describe = ({ name, scenarios }: ProbeRecord['suite']) =>
  `${name} (${scenarios.length} scenarios of ${scenarios[0]?.parameters.num_devices} ranks)`
