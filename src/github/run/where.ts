import type { Where } from '../../model/world.ts'
import type { Event } from './event.ts'

/** What decides whether git may be asked about what a step has been given. */
export interface Asked {
  event: Pick<Event, 'name' | 'isFork' | 'owner' | 'repo'>
  /** The runner is GitHub's own, made for this job and thrown away after it. */
  hosted: boolean
  allowForkPr: boolean
  token: string
}

/**
 * Which repository a step may ask. Git only ever reads objects there; where a change has no business on the
 * machine at all, it does not even do that.
 */
export function whereToLook(
  { event, hosted, allowForkPr, token }: Asked,
  env: NodeJS.ProcessEnv,
): Where {
  const workspace = env.GITHUB_WORKSPACE || process.cwd()
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

export const isHosted = (env: NodeJS.ProcessEnv) => env.RUNNER_ENVIRONMENT === 'github-hosted'
