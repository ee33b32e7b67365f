import * as core from '@actions/core'
import { abandonCheckRun, openKey } from './check-run/check-run.ts'
import { connect } from './client/api.ts'
import { describeFailure, Patience } from './client/retry.ts'
import { readEvent } from './run/event.ts'
import { say, warn } from './run/log.ts'
import { readPayload } from './run/payload.ts'

/** After the job, whatever became of it: a check run that was left in progress would stay so for ever. */
export async function post(): Promise<void> {
  const key = openKey()
  const token = core.getInput('github-token')
  if (!key || !token) return
  try {
    const event = readEvent(process.env, await readPayload(process.env))
    const ended = await abandonCheckRun(connect(token, event, new Patience(say)), key)
    if (ended) say(`the check run ${key.name} is ${ended}: the step ended before it was complete`)
  } catch (error) {
    warn(`the check run ${key.name} could not be completed: ${describeFailure(error)}`)
  }
}
