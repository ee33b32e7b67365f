import { resolve } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { interruption } from '../lib/interrupt.ts'
import { exitCode, titleOf } from '../model/verdict.ts'
import type { Call, RunAction } from './actions/call.ts'
import { CONTRACTS, nameOf, type Stretch } from './run/actions.ts'
import { type Event, readEvent, readPayload } from './run/event.ts'
import { readInputs, refuseMisspelled, spell } from './run/inputs.ts'
import { needsCommit, refuse } from './run/refuse.ts'
import type { Runner } from './run/runner.ts'
import { chooseRepository, confinePath, isHosted } from './run/workspace.ts'

/** Loaded only when they are wanted: the first line of the log comes before the libraries. */
const ACTIONS: Record<Stretch, () => Promise<RunAction>> = {
  check: async () => (await import('./actions/check.ts')).checkAction,
  record: async () => (await import('./actions/record.ts')).recordAction,
  report: async () => (await import('./actions/report.ts')).reportAction,
  accept: async () => (await import('./actions/accept.ts')).acceptAction,
}

export async function main(runner: Runner, name: Stretch): Promise<number> {
  const { env, say, fail } = runner
  const { inputs, outputs } = CONTRACTS[name]
  // Whatever ends this process early has measured nothing.
  if (outputs.includes('verdict'))
    await runner.attempt('the outputs', () => runner.setOutputs({ verdict: 'error' }))
  try {
    const { run, action } = readInputs(inputs, runner.getInput)
    const event = readEvent(env, await readPayload(env))
    say(`${nameOf(name)}: ${describeEvent(event)}`)
    refuseMisspelled(env, inputs)
    const { allowForkPr, githubToken: token } = action
    const git = chooseRepository({ event, hosted: isHosted(env), allowForkPr, token }, env)
    const call = { run, action, event, env, git, runner }
    await throwIfRefused(name, call)
    const runAction = await ACTIONS[name]()
    return await runAction({ ...call, event: await withPullRequest(call) })
  } catch (error) {
    interruption.throwIfAborted()
    if (!(error instanceof ExpectedError)) throw error
    fail(`lddpr: ${titleOf('error')}: ${error.spelled(spell)}`)
    if (error.detail) say(error.detail)
    return exitCode('error', [])
  }
}

function describeEvent({ name, pullRequest, headSha }: Event): string {
  const what = pullRequest === null ? '' : ` of pull request ${pullRequest}`
  return `event ${name || 'none'}${what}, commit ${headSha.slice(0, 9) || 'unknown'}`
}

/** Before anything is run. The refusals that need no commit come before git. */
async function throwIfRefused(
  name: Stretch,
  { run, action, event, env, git }: Call,
): Promise<void> {
  const { allowForkPr } = action
  // Both can be links that the change has committed, and files are written and removed there.
  await confinePath(run.cwd, 'cwd', env)
  await confinePath(resolve(run.cwd, run.reportDir), 'reportDir', env)
  const situation = { action: name, event, hosted: isHosted(env), allowForkPr }
  const withCommit = async () => {
    const { findCommit } = await import('./run/checkout.ts')
    return { ...situation, checkedOut: await findCommit(run.cwd, git, env) }
  }
  const refusal = refuse(situation) ?? (needsCommit(situation) ? refuse(await withCommit()) : null)
  if (refusal) throw new ExpectedError(refusal)
}

/** The event with its pull request, where the payload does not say which that is. */
async function withPullRequest({ action, event, runner }: Call): Promise<Event> {
  const token = action.githubToken
  if (event.name !== 'workflow_run' || event.pullRequest !== null || !token) return event
  const { findPullRequest } = await import('./run/pull-request.ts')
  return findPullRequest(event, token, runner)
}
