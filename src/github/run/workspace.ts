import { isAbsolute, relative, resolve, sep } from 'node:path'
import { within } from '../../lib/paths.ts'
import type { Where } from '../../model/world.ts'
import type { Event } from './event.ts'

/** What of the machine a step may touch: its files, and the git repository that it may ask. */

/** The runner is GitHub's own, made for this job and thrown away after it. */
export const isHosted = (env: NodeJS.ProcessEnv) => env.RUNNER_ENVIRONMENT === 'github-hosted'

/** What has been checked out, as the runner says. Started by hand, a step works where it is. */
const workspaceOf = (env: NodeJS.ProcessEnv) => resolve(env.GITHUB_WORKSPACE || '.')

/**
 * Where a path leads when links are followed, if that is in the workspace or among the runner's
 * temporary files: a step has no business elsewhere, and what it reads may come from another job.
 */
export const confinePath = (path: string, input: string, env: NodeJS.ProcessEnv): Promise<string> =>
  within(
    path,
    input,
    [workspaceOf(env), ...(env.RUNNER_TEMP ? [env.RUNNER_TEMP] : [])],
    'the workspace or in RUNNER_TEMP',
  )

/** The path of a file from the root of the repository, with slashes; null if it lies elsewhere. */
export function pathInRepository(path: string, env: NodeJS.ProcessEnv): string | null {
  const from = relative(workspaceOf(env), path)
  return from.startsWith('..') || isAbsolute(from) ? null : from.split(sep).join('/')
}

/** What decides whether git may be asked about what a step has been given. */
export interface Asked {
  event: Pick<Event, 'name' | 'isFork' | 'owner' | 'repo'>
  hosted: boolean
  allowForkPr: boolean
  token: string
}

/**
 * Which repository a step may ask. Git only ever reads objects there; where a change has no business on the
 * machine at all, it does not even do that.
 */
export function chooseRepository(
  { event, hosted, allowForkPr, token }: Asked,
  env: NodeJS.ProcessEnv,
): Where {
  const workspace = workspaceOf(env)
  const nowhere = (because: string) => ({ look: 'nowhere', workspace, because }) as const
  if (event.name === 'workflow_run')
    return nowhere(
      'the event workflow_run brings files of another run, and git is not started there',
    )
  if (event.isFork && !hosted && !allowForkPr)
    return nowhere(
      'the pull request comes from a fork, and git is not started for one on a runner that GitHub does not host',
    )
  const url = `${env.GITHUB_SERVER_URL || 'https://github.com'}/${event.owner}/${event.repo}`
  const look = event.name === 'pull_request_target' ? 'workspace' : 'downwards'
  return { look, workspace, server: { url, token } }
}
