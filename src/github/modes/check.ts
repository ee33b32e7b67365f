import * as core from '@actions/core'
import { check as runCheck } from '../../pipeline/check.ts'
import { reviewUnwritten } from '../../pipeline/review.ts'
import { startPublishing } from '../publish.ts'
import { spell } from '../run/inputs.ts'
import { say } from '../run/log.ts'
import type { RunMode } from './call.ts'
import { conclude } from './conclude.ts'

/** All in one: measures, judges, publishes. */
export const check: RunMode = async call => {
  const { run, action, event, env, git } = call
  await using publishing = await startPublishing(action, event)
  const inputs = { ...run, base: run.base || event.baseSha }
  const checked = await core
    .group('lddpr: probe', () => runCheck(inputs, { env, git, progress: say, spell }))
    .catch(error => reviewUnwritten(error, spell))
  return await conclude(checked, publishing, call)
}
