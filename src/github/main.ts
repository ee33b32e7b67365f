import * as core from '@actions/core'
import { context } from '@actions/github'
import { check } from '../check.ts'
import { InputError } from '../errors.ts'
import { describe, exitCode } from '../verdict.ts'
import { readEvent } from './event.ts'
import { readInputs } from './inputs.ts'
import { inert } from './log.ts'
import { attempt, setOutputs, startPublishing } from './publish.ts'

/** The action. `root` holds `python-probe`. Returns the exit status, settled before publishing. */
export async function main(root: string): Promise<number> {
  // Whatever ends this process early has measured nothing.
  await attempt('the outputs', () => setOutputs({ verdict: 'error' }))
  try {
    const { run, action } = readInputs(core.getInput)
    await using publishing = await startPublishing(action, readEvent(process.env, context.payload))
    const progress = (message: string) => core.info(inert(message))
    const checked = await core.group('lddpr: probe', () =>
      check(run, { root, env: process.env, progress }),
    )
    const { verdict, summary, error } = checked.report
    const status = exitCode(verdict, run['fail-on'])
    if (error?.detail) core.info(inert(error.detail))
    await publishing.publish(checked, run, status)
    const line = `lddpr: ${describe(verdict).title}: ${summary}`
    if (status) core.error(line)
    else core.info(inert(line))
    return status
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    core.error(`lddpr: ${describe('error').title}: ${error.message}`)
    if (error.detail) core.info(inert(error.detail))
    return exitCode('error', [])
  }
}
