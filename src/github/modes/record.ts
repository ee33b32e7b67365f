import { mkdir, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import * as core from '@actions/core'
import { emptyReportDirectory } from '../../check.ts'
import { InputError } from '../../errors.ts'
import { reason, writeAtomically } from '../../json.ts'
import { measure, stopwatch } from '../../measure.ts'
import { say } from '../log.ts'
import { setOutputs } from '../outputs.ts'
import { within } from '../paths.ts'
import type { RunMode } from './call.ts'

/** Measures and writes the record, for a job that has the device and no right to write anywhere. */
export const record: RunMode = async ({ run, action, root, env }) => {
  const cwd = resolve(run.cwd)
  const directory = resolve(cwd, run['report-dir'])
  const wanted = action['record-path']
    ? resolve(cwd, action['record-path'])
    : join(directory, 'record.json')
  const file = await within(wanted, 'record-path', env)
  await emptyReportDirectory(directory, cwd)
  await prepare(file)
  const measured = await core.group('lddpr: probe', () =>
    measure(run, { root, env, progress: say }, stopwatch({})),
  )
  await writeAtomically(file, `${JSON.stringify(measured.record)}\n`)
  setOutputs({ verdict: '', 'record-path': file })
  say(`recorded: ${file}`)
  say('nothing is judged yet: that does mode report, in a job that waits for this one')
  return 0
}

/** What an earlier run left must not pass for this one's. */
async function prepare(file: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await rm(file, { force: true })
  } catch (error) {
    throw new InputError(`record-path: cannot write ${file}: ${reason(error)}`)
  }
}
