import { isHeadingOf } from '../../report/headline.ts'
import type { Api } from '../client/api.ts'
import { isHttpError } from '../client/retry.ts'
import { type CommentState, isLater, isSameRun } from './hidden-state.ts'
import type { Written } from './next-move.ts'

/** Whether a text in our name is what it says. Whoever had a token for one job can have written it. */

/** What the comment of this run says, and where. */
interface Own extends Written {
  pullRequest: number
}

/** What GitHub knows of a run, as far as it bears on a comment. */
type Run = Awaited<ReturnType<Api['octokit']['rest']['actions']['getWorkflowRun']>>['data']

/** Null if there is no such run, undefined if the token may not know. */
type Answer = Run | null | undefined

/** Asks GitHub each question once. What comes back says why a text is not believed, or null. */
export function checkClaims(api: Api, own: Own): (written: Written) => Promise<string | null> {
  const { state: mine, pullRequest } = own
  const findRun = once((id: number) => readRun(api, id))
  const findHead = once((number: number) => readHead(api, number))
  return async ({ body, state: claim }) => {
    if (isSameRun(claim, mine))
      return showsItsVerdict(body, claim) ? null : 'it shows another verdict than it names'
    if (!isLater(claim, mine)) return null
    const ours = await findRun(mine.runId)
    const theirs = ours && (await findRun(claim.runId))
    if (ours && theirs !== undefined) {
      const doubt = doubtAboutRun(claim, theirs, ours, pullRequest)
      if (doubt !== undefined) return doubt
    }
    // GitHub does not tell. What is about the head of the pull request is newer than what is not.
    const current = await findHead(pullRequest)
    const newer = claim.sha === current && (theirs || mine.sha !== current)
    return newer ? null : 'GitHub does not confirm that it is a newer run on this pull request'
  }
}

/** Undefined where the run does not say to which pull request it belongs. */
function doubtAboutRun(
  claim: CommentState,
  theirs: Run | null,
  ours: Run,
  pullRequest: number,
): string | null | undefined {
  if (!theirs) return 'there is no such run'
  if (theirs.repository.id !== ours.repository.id) return 'that run is of another repository'
  if (theirs.workflow_id !== ours.workflow_id) return 'that run is of another workflow'
  if ((theirs.run_attempt ?? 1) < claim.runAttempt) return 'that run has no such attempt'
  const listed = theirs.pull_requests ?? [] // a fork's is not listed
  const elsewhere = listed.length > 0 && listed.every(({ number }) => number !== pullRequest)
  if (elsewhere || branchOf(theirs) !== branchOf(ours)) return 'that run is of another pull request'
  return theirs.event.startsWith('pull_request') ? null : undefined
}

const branchOf = (run: Run) => `${run.head_repository?.id} ${run.head_branch}`

async function readRun({ octokit, owner, repo }: Api, run_id: number): Promise<Answer> {
  try {
    return (await octokit.rest.actions.getWorkflowRun({ owner, repo, run_id })).data
  } catch (error) {
    return isHttpError(error) && error.status === 404 ? null : undefined
  }
}

/** The commit that a pull request is at; null where GitHub does not say. */
async function readHead(
  { octokit, owner, repo }: Api,
  pull_number: number,
): Promise<string | null> {
  const answer = await octokit.rest.pulls.get({ owner, repo, pull_number }).catch(() => null)
  return answer?.data.head.sha ?? null
}

/** A green text must not pass for the more severe verdict of another job of this run, which stays. */
function showsItsVerdict(body: string, { verdict }: CommentState): boolean {
  const [, , first] = body.split(/\r?\n/).filter(Boolean)
  return verdict !== null && isHeadingOf(first ?? '', verdict)
}

function once<T>(ask: (key: number) => Promise<T>): (key: number) => Promise<T> {
  const answers = new Map<number, Promise<T>>()
  return key => {
    const answer = answers.get(key) ?? ask(key)
    answers.set(key, answer)
    return answer
  }
}
