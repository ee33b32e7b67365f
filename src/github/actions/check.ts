import { check } from '../../pipeline/check.ts'
import { reviewUnwritten } from '../../pipeline/review.ts'
import { preparePublishing } from '../publish.ts'
import { spell } from '../run/inputs.ts'
import type { RunAction } from './call.ts'
import { finish } from './finish.ts'

export const checkAction: RunAction = async call => {
  const { run, event, env, git, runner } = call
  const publish = await preparePublishing(call)
  const inputs = { ...run, base: run.base || event.baseSha }
  const checked = await runner
    .group('lddpr: probe', () => check(inputs, { env, git, progress: runner.say, spell }))
    .catch(error => reviewUnwritten(error, spell))
  return await finish(checked, publish, call)
}
