import * as core from '@actions/core'
import { unwritten, check as walk } from '../../check.ts'
import { say } from '../log.ts'
import { startPublishing } from '../publish.ts'
import type { RunMode } from './call.ts'
import { conclude } from './conclude.ts'

/** All in one: measures, judges, publishes. */
export const check: RunMode = async call => {
  const { run, action, event, root, env, git } = call
  await using publishing = await startPublishing(action, event)
  const inputs = { ...run, base: run.base || event.baseSha }
  const checked = await core
    .group('lddpr: probe', () => walk(inputs, { root, env, git, progress: say }))
    .catch(unwritten)
  return await conclude(checked, publishing, call)
}
