import * as core from '@actions/core'
import type { Checked } from '../../check.ts'
import { describe, exitCode } from '../../verdict.ts'
import { inert } from '../log.ts'
import { publish } from '../publish.ts'
import type { Call } from './call.ts'

/** Publishes what was found. The status is settled first: nothing that fails here changes it. */
export async function conclude(checked: Checked, { run, action, event }: Call): Promise<number> {
  const { verdict, summary, error } = checked.report
  const status = exitCode(verdict, run['fail-on'])
  if (error?.detail) core.info(inert(error.detail))
  await publish(checked, run.cwd, action, event)
  const line = `lddpr: ${describe(verdict).title}: ${summary}`
  if (status) core.error(line)
  else core.info(inert(line))
  return status
}
