import { resolve } from 'node:path'
import * as core from '@actions/core'
import { ExpectedError } from '../lib/errors.ts'
import { interruptible, interruption } from '../lib/interrupt.ts'
import { exitCode, titleOf } from '../model/verdict.ts'
import type { Where } from '../model/world.ts'
import type { Mode } from '../pipeline/inputs.ts'
import type { RunMode } from './modes/call.ts'
import { type Event, readEvent } from './run/event.ts'
import { type Inputs, readInputs, spell } from './run/inputs.ts'
import { fail, say, warn } from './run/log.ts'
import { attempt, setOutputs } from './run/outputs.ts'
import { within } from './run/paths.ts'
import { readPayload } from './run/payload.ts'
import { asksForCommit, refuse } from './run/refuse.ts'
import { isHosted, whereToLook } from './run/where.ts'

/** Loaded only when they are wanted: the first line of the log comes before the libraries. */
const MODES: Record<Mode, () => Promise<RunMode>> = {
  check: async () => (await import('./modes/check.ts')).check,
  record: async () => (await import('./modes/record.ts')).record,
  report: async () => (await import('./modes/report.ts')).report,
  accept: async () => (await import('./modes/accept.ts')).accept,
}

/** The action. Returns the exit status. */
export const main = (): Promise<number> => interruptible(act, say)

async function act(): Promise<number> {
  const { env } = process
  // Whatever ends this process early has measured nothing.
  await attempt('the outputs', () => setOutputs({ verdict: 'error' }))
  try {
    const { run, action, ignored } = readInputs(core.getInput)
    const told = readEvent(env, await readPayload(env))
    say(`lddpr: mode ${action.mode}, ${about(told)}`)
    for (const line of ignored) warn(line)
    const git = whereToLook(
      {
        event: told,
        hosted: isHosted(env),
        allowForkPr: action.allowForkPr,
        token: action.githubToken,
      },
      env,
    )
    await mayStart({ run, action }, told, git, env)
    const event = await located(told, action.githubToken)
    const mode = await MODES[action.mode]()
    return await mode({ run, action, event, env, git })
  } catch (error) {
    interruption.throwIfAborted()
    if (!(error instanceof ExpectedError)) throw error
    fail(`lddpr: ${titleOf('error')}: ${error.spelled(spell)}`)
    if (error.detail) say(error.detail)
    return exitCode('error', [])
  }
}

function about({ name, pullRequest, headSha }: Event): string {
  const what = pullRequest === null ? '' : ` of pull request ${pullRequest}`
  return `event ${name || 'none'}${what}, commit ${headSha.slice(0, 9) || 'unknown'}`
}

/** Throws where one of the refusals applies, before anything is run. Those that need no commit come before git. */
async function mayStart(
  { run, action }: Pick<Inputs, 'run' | 'action'>,
  event: Event,
  git: Where,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { mode, allowForkPr } = action
  // Both can be links that the change has committed, and files are written and removed there.
  await within(run.cwd, 'cwd', env)
  await within(resolve(run.cwd, run.reportDir), 'reportDir', env)
  const situation = { mode, event, hosted: isHosted(env), allowForkPr }
  const commit = async () => {
    const { checkedOut } = await import('./run/checkout.ts')
    return { ...situation, checkedOut: await checkedOut(run.cwd, git, env) }
  }
  const refusal = refuse(situation) ?? (asksForCommit(situation) ? refuse(await commit()) : null)
  if (refusal) throw new ExpectedError(refusal)
}

/** The event with its pull request, where the payload does not say which that is. */
async function located(event: Event, token: string): Promise<Event> {
  if (event.name !== 'workflow_run' || event.pullRequest !== null || !token) return event
  const { findPullRequest } = await import('./run/workflow-run.ts')
  return findPullRequest(event, token)
}
