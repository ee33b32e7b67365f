import * as core from '@actions/core'
import { connect } from './api.ts'
import { abandonCheckRun, openKey } from './check-run.ts'
import { readEvent } from './event.ts'
import { say, warn } from './log.ts'
import { readPayload } from './payload.ts'
import { describeFailure, Patience } from './retry.ts'

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
