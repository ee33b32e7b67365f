import type { getOctokit } from '@actions/github'
import type { ActionInputs } from '../inputs.ts'
import type { Verdict } from '../verdict.ts'
import { isNewer, writtenBy } from './body.ts'
import type { Event } from './event.ts'

export type Octokit = ReturnType<typeof getOctokit>

export interface Comment {
  id: string
  body: string
  when: ActionInputs['comment']
  verdict: Verdict
}

/** What became of the comment: its address if there is one, and a line for the log. */
export interface Placed {
  url: string | null
  said: string
}

const SECONDS_FOR_ANSWER = 20

/** An octokit that gives up on a request that is not answered. */
export function impatient(octokit: Octokit): Octokit {
  octokit.hook.before('request', options => {
    options.request = { ...options.request, signal: AbortSignal.timeout(SECONDS_FOR_ANSWER * 1000) }
  })
  return octokit
}

/**
 * Brings the one comment of this id on the pull request up to date. It reads the comments first, so
 * that doing all of it again after a failure never leaves two.
 */
export async function placeComment(
  octokit: Octokit,
  event: Event & { pullRequest: number },
  { id, body, when, verdict }: Comment,
): Promise<Placed> {
  const { owner, repo, pullRequest } = event
  const where = { owner, repo, issue_number: pullRequest }
  const [first, ...rest] = await ours(octokit, where, id)
  if (!first) {
    if (when === 'on-change' && verdict === 'match')
      return { url: null, said: 'no comment: nothing has changed, and there is none to update' }
    const { data } = await octokit.rest.issues.createComment({ ...where, body })
    return { url: data.html_url, said: `commented: ${data.html_url}` }
  }
  const newer = [first, ...rest].find(({ run }) => isNewer(run, event))
  if (newer)
    return {
      url: newer.url,
      said: `the comment is left alone: a newer run (${newer.run.runId}) has written it: ${newer.url}`,
    }
  await octokit.rest.issues.updateComment({ owner, repo, comment_id: first.number, body })
  // Two jobs that started at the same time may each have created one.
  for (const { number } of rest.filter(({ author }) => author === first.author))
    await octokit.rest.issues.deleteComment({ owner, repo, comment_id: number })
  return { url: first.url, said: `comment updated: ${first.url}` }
}

/** Every comment that carries the marker at its very start and that was written with this token. */
async function ours(
  octokit: Octokit,
  where: { owner: string; repo: string; issue_number: number },
  id: string,
) {
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...where,
    per_page: 100,
  })
  const marked = comments.flatMap(({ id: number, html_url: url, body, user }) => {
    const run = writtenBy(body ?? '', id)
    return run ? [{ number, url, run, author: user?.login ?? '' }] : []
  })
  if (marked.length === 0) return []
  const login = await ownLogin(octokit)
  return marked.filter(({ author }) => (login ? author === login : author.endsWith('[bot]')))
}

/** Null if the token may not ask; then it is taken for a bot's, which a workflow's own token is. */
export async function ownLogin(octokit: Octokit): Promise<string | null> {
  try {
    const { viewer } = await octokit.graphql<{ viewer: { login: string } }>('{ viewer { login } }')
    return viewer.login
  } catch {
    return null
  }
}
