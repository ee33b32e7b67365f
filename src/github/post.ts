import { abandonCheckRun, readKey } from './check-run/check-run.ts'
import { connect } from './client/api.ts'
import { describeFailure } from './client/retry.ts'
import { core } from './run/core.ts'
import { readEvent, readPayload } from './run/event.ts'
import { type Runner, runnerOf } from './run/runner.ts'

/** After the job, whatever became of it: a check run that was left in progress would stay so for ever. */
export async function post(runner: Runner): Promise<void> {
  const { env, say, warn } = runner
  const key = readKey(runner)
  const token = runner.getInput('github-token')
  if (!key || !token) return
  try {
    const event = readEvent(env, await readPayload(env))
    const ended = await abandonCheckRun(connect(token, event, runner), key, runner)
    if (ended) say(`the check run ${key.name} is ${ended}: the step ended before it was complete`)
  } catch (error) {
    warn(`the check run ${key.name} could not be completed: ${describeFailure(error)}`)
  }
}

export const main = (env: NodeJS.ProcessEnv) => post(runnerOf(core, env))
