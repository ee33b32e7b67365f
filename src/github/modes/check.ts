import * as core from '@actions/core'
import { check as walk } from '../../check.ts'
import { inert } from '../log.ts'
import type { RunMode } from './call.ts'
import { conclude } from './conclude.ts'

/** All in one: measures, judges, publishes. */
export const check: RunMode = async call => {
  const { run, event, root, env } = call
  const progress = (message: string) => core.info(inert(message))
  const checked = await core.group('lddpr: probe', () =>
    walk({ ...run, base: run.base || event.baseSha }, { root, env, progress }),
  )
  return conclude(checked, call)
}
