import { mkdir, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { asValue, ExpectedError, wrongInput } from '../../lib/errors.ts'
import { interruption } from '../../lib/interrupt.ts'
import { reason, writeAtomically } from '../../lib/json.ts'
import type { Handed } from '../../model/handed.ts'
import { measureBoth } from '../../pipeline/check.ts'
import { keepLogs, removeLogs } from '../../pipeline/logs.ts'
import { stopwatch } from '../../pipeline/measure.ts'
import { claimReports } from '../../pipeline/report-directory.ts'
import type { Evidence } from '../../pipeline/review.ts'
import { handOver } from '../../pipeline/trainings/handed.ts'
import { digestOf } from '../../probe/digest.ts'
import { recordText } from '../../report/clean.ts'
import { spell } from '../run/inputs.ts'
import { confinePath } from '../run/workspace.ts'
import type { RunAction } from './call.ts'

/** Measures and writes the record, for a job that has the device and no right to write anywhere. */
export const recordAction: RunAction = async ({ run, action, event, env, git, runner }) => {
  const { say, setOutputs } = runner
  const cwd = resolve(run.cwd)
  const directory = resolve(cwd, run.reportDir)
  const world = { env, git, progress: say, spell }
  const wanted = action.recordPath
    ? resolve(cwd, action.recordPath)
    : join(directory, 'record.json')
  const file = await confinePath(wanted, 'recordPath', env)
  const reports = await claimReports(run, world)
  await removeLogs(reports)
  const inputs = { ...run, base: run.base || event.baseSha }
  const found = await runner
    .group('lddpr: probe', () => measureBoth(inputs, world, stopwatch({})))
    .catch(async error => asValue(await keepLogs(error, reports, cwd)))
  interruption.throwIfAborted() // A signal is not a verdict: what is there stays.
  await prepare(file)
  if (found instanceof ExpectedError) throw found
  const text = recordText(handedOf(found))
  const digest = digestOf(text)
  await writeAtomically(file, text)
  setOutputs({ 'record-path': file, 'record-digest': digest })
  say(`recorded: ${file}, sha256 ${digest}`)
  if (found.origin?.record) say(`with the base commit ${found.origin.commit.slice(0, 9)}`)
  else if (found.withoutBase) say(`without the base commit: ${found.withoutBase}`)
  say('lddpr-action/report judges it, in a job that waits for this one')
  return 0
}

function handedOf({ measured, origin, trainings = [] }: Evidence): Handed {
  const record = { ...measured.record, ...handOver(trainings, origin?.commit ?? null) }
  if (!origin?.record) return record
  const { commit, isSame } = origin
  return { ...record, base: { commit, record: isSame ? null : origin.record } }
}

/** What an earlier run left must not pass for this one's. */
async function prepare(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await rm(file, { force: true })
  } catch (error) {
    throw wrongInput('recordPath', `cannot write ${file}: ${reason(error)}`)
  }
}
