/**
 * Whose environments these are. What a pull request has run can change an environment while it uses it, so none
 * is ever handed on: neither to another repository on the same machine, nor to a branch that more people trust.
 */

/** Events whose code is that of GITHUB_REF. Of others it may be a stranger's, whatever the ref says. */
const OWN_EVENTS = [
  'push',
  'schedule',
  'workflow_dispatch',
  'repository_dispatch',
  'merge_group',
  'pull_request',
]

const TERMINAL = 'a terminal'

/** Environments of one name are shared: those of protected refs, of each other ref, and of a terminal. */
export function namespaceOf(env: NodeJS.ProcessEnv): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_REF: ref } = env
  const event = env.GITHUB_EVENT_NAME ?? ''
  if (!repository && !event && !ref) return TERMINAL
  const isOwn = OWN_EVENTS.includes(event)
  const isProtected = isOwn && event !== 'pull_request' && env.GITHUB_REF_PROTECTED === 'true'
  const who = isProtected ? ['protected'] : [isOwn ? '' : event, ref, env.GITHUB_HEAD_REF]
  return JSON.stringify([server, repository, ...who])
}

/** Whether jobs that are not trusted alike meet on this machine. A hosted runner is there for one. */
export const meetsOthers = (env: NodeJS.ProcessEnv) =>
  namespaceOf(env) !== TERMINAL && env.RUNNER_ENVIRONMENT !== 'github-hosted'
