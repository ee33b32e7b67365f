import { mkdir, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import * as core from '@actions/core'
import { reportDirectory } from '../../check.ts'
import { asValue, InputError } from '../../errors.ts'
import { interruption } from '../../interrupt.ts'
import { reason, writeAtomically } from '../../json.ts'
import { measure, stopwatch } from '../../measure.ts'
import { digestOf } from '../../probe/digest.ts'
import { recordText } from '../../report/clean.ts'
import { say } from '../log.ts'
import { setOutputs } from '../outputs.ts'
import { within } from '../paths.ts'
import type { RunMode } from './call.ts'

/** Measures and writes the record, for a job that has the device and no right to write anywhere. */
export const record: RunMode = async ({ run, action, root, env, git }) => {
  const cwd = resolve(run.cwd)
  const directory = resolve(cwd, run['report-dir'])
  const world = { root, env, git, progress: say }
  const wanted = action['record-path']
    ? resolve(cwd, action['record-path'])
    : join(directory, 'record.json')
  const file = await within(wanted, 'record-path', env)
  await reportDirectory(run, world)
  const measured = await core
    .group('lddpr: probe', () => measure(run, world, stopwatch({})))
    .catch(asValue)
  interruption.throwIfAborted() // A signal is not a verdict: what is there stays.
  await prepare(file)
  if (measured instanceof InputError) throw measured
  const text = recordText(measured.record)
  const digest = digestOf(text)
  await writeAtomically(file, text)
  setOutputs({ verdict: '', 'record-path': file, 'record-digest': digest })
  say(`recorded: ${file}, sha256 ${digest}`)
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
