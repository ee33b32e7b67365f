import { nameOf, type Stretch } from './actions.ts'
import type { Event } from './event.ts'

/** Everything that decides whether the action may start at all. */
export interface Situation {
  action: Stretch
  event: Event
  /** The runner is GitHub's own, made for this job and thrown away after it. */
  hosted: boolean
  allowForkPr: boolean
  /** The commit in the workspace and those it was made of; null if there is none, and not there if nobody asked. */
  checkedOut?: { sha: string; parents: readonly string[] } | null | undefined
}

interface Refusal {
  id: string
  what: string
  /** Why a run must not start like this. */
  reason: string
  applies: (situation: Situation) => boolean
  /** What is wrong and what to do, in one sentence. */
  sentence: (situation: Situation) => string
}

/** Actions that run packages which the change chooses. */
const RUNS_PACKAGES: readonly Stretch[] = ['check', 'record']

/** Events whose jobs have the secrets of the repository, whoever wrote the change. */
const PRIVILEGED = ['pull_request_target', 'workflow_run']

/** Events in which somebody who may start a workflow has decided something, or said so. */
const DECISIONS = ['workflow_dispatch', 'issue_comment']

const runsPackages = ({ action }: Situation) => RUNS_PACKAGES.includes(action)
const isPrivileged = ({ event }: Situation) => PRIVILEGED.includes(event.name)

/** Whether what lies in the working directory is the change that the verdict would be about. */
function isTheChange({ event, checkedOut }: Situation): boolean {
  if (!checkedOut) return false
  return [checkedOut.sha, ...checkedOut.parents.slice(1)].some(
    sha => sha === event.headSha || (event.mergeSha !== '' && sha === event.mergeSha),
  )
}

/** The first row that applies gives the message. */
export const REFUSALS: readonly Refusal[] = [
  {
    id: 'comment-runs-nothing',
    what: 'any action but `accept/` on `issue_comment`',
    reason: 'anybody can comment, and the job has the secrets of the repository',
    applies: ({ action, event }) => event.name === 'issue_comment' && action !== 'accept',
    sentence: ({ action }) =>
      `${nameOf(action)} is not for the event issue_comment, which anybody can cause: use lddpr-action/accept there, and pull_request for the check`,
  },
  {
    id: 'acceptance-is-a-decision',
    what: '`accept/` on any event but `workflow_dispatch` and `issue_comment`',
    reason: 'a baseline that accepts itself guards nothing',
    applies: ({ action, event }) => action === 'accept' && !DECISIONS.includes(event.name),
    sentence: ({ event }) =>
      `lddpr-action/accept is not for the event ${event.name}: accepting is somebody's decision, so start it by ${DECISIONS.join(' or ')}`,
  },
  {
    id: 'fork-on-own-machine',
    what: "measuring a fork's pull request on a runner that GitHub does not host, without `allow-fork-pr: true`",
    reason: "a fork's packages could stay on a machine that other jobs use",
    applies: situation =>
      runsPackages(situation) &&
      situation.event.isFork &&
      !situation.hosted &&
      !situation.allowForkPr,
    sentence: () =>
      'this pull request comes from a fork and would run its packages on a runner that is not hosted by GitHub: use a hosted runner, or say allow-fork-pr: true if the runner is made for one job and thrown away',
  },
  {
    id: 'fork-with-secrets',
    what: "measuring a fork's pull request on `pull_request_target` or `workflow_run`, whatever the inputs",
    reason: 'code of a fork beside a token that may write can take over a repository',
    applies: situation =>
      runsPackages(situation) && isPrivileged(situation) && situation.event.isFork,
    sentence: ({ event }) =>
      `the event ${event.name} has the secrets of this repository, and this pull request comes from a fork, whose packages must not run beside them: measure on the event pull_request, and judge its record with lddpr-action/report`,
  },
  {
    id: 'another-commit',
    what: 'measuring on `pull_request_target` or `workflow_run` what is not the head of the change, or its merge',
    reason: 'both events check out the default branch: its match would pass for that of the change',
    applies: situation =>
      runsPackages(situation) &&
      isPrivileged(situation) &&
      situation.checkedOut !== undefined &&
      !isTheChange(situation),
    sentence: ({ event, checkedOut }) =>
      `the event ${event.name} is about commit ${event.headSha.slice(0, 9)}, and the workspace has ${checkedOut?.sha.slice(0, 9) ?? 'no commit that git can tell'}: check out that commit, or use the event pull_request`,
  },
]

export function refuse(situation: Situation): string | null {
  return REFUSALS.find(({ applies }) => applies(situation))?.sentence(situation) ?? null
}

/** Whether the refusals depend on what is checked out. */
export const needsCommit = ({ action, event }: Pick<Situation, 'action' | 'event'>) =>
  RUNS_PACKAGES.includes(action) && PRIVILEGED.includes(event.name)
