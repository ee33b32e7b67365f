import { hide } from '../../lib/secrets.ts'
import { type Api, everyPage } from '../client/api.ts'
import { describeFailure } from '../client/retry.ts'
import { findOwnLogin } from '../comment/place.ts'
import type { Runner } from '../run/runner.ts'

export interface Asked {
  issue: number
  comment: number
  /** When it was given, in milliseconds. */
  when: number
}

/** One reply to a command, also if the job runs again or an answer gets lost. Failing changes nothing. */
export async function reply(
  api: Api,
  { issue, comment }: Asked,
  text: string,
  runner: Runner,
): Promise<void> {
  const { octokit, owner, repo } = api
  const mark = `<!-- lddpr-answer:${comment} -->`
  const body = `${mark}\n${hide(text)}\n`
  const where = { owner, repo, issue_number: issue }
  const { issues } = octokit.rest
  await insist(api, runner, async () => {
    const login = await findOwnLogin(api)
    const comments = await everyPage(page => issues.listComments({ ...where, per_page: 100, page }))
    const known = comments.find(
      each => each.user?.login === login && each.body?.split(/\r?\n/)[0] === mark,
    )
    if (known) await issues.updateComment({ owner, repo, comment_id: known.id, body })
    else await issues.createComment({ ...where, body })
  })
}

/** No words for those who may not command: nobody shall make this write comments. */
export async function giveThumbsDown(api: Api, { comment }: Asked, runner: Runner): Promise<void> {
  const { octokit, owner, repo } = api
  await insist(api, runner, async () => {
    await octokit.rest.reactions.createForIssueComment({
      owner,
      repo,
      comment_id: comment,
      content: '-1',
    })
  })
}

/** Says it, again where that helps: what is done twice is done once. */
async function insist(
  { patience }: Api,
  { warn }: Runner,
  work: () => Promise<void>,
): Promise<void> {
  try {
    for (let failures = 0, done = false; !done; )
      try {
        await work()
        done = true
      } catch (error) {
        await patience.after(error, ++failures)
      }
  } catch (error) {
    warn(
      `the command could not be answered: ${describeFailure(error)}\nThe job needs \`pull-requests: write\`.`,
    )
  }
}

export function fence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}\n${text.replaceAll('<!--', '<! --')}\n${marks}`
}
