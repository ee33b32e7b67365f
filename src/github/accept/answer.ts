import * as core from '@actions/core'
import type { Octokit } from '../comment.ts'
import { inert } from '../log.ts'
import { retrying } from '../retry.ts'

/** The comment that is answered. */
export interface Asked {
  owner: string
  repo: string
  issue: number
  comment: number
}

/** One reply to a command, also if the job runs again. Failing to say it changes nothing. */
export async function reply(octokit: Octokit, asked: Asked, text: string): Promise<void> {
  const { owner, repo, issue, comment } = asked
  const mark = `<!-- lddpr-answer:${comment} -->`
  const body = `${mark}\n${text}\n`
  await told(async () => {
    const comments = await octokit.paginate(octokit.rest.issues.listComments, {
      owner,
      repo,
      issue_number: issue,
      per_page: 100,
    })
    const known = comments.find(
      each => each.user?.type === 'Bot' && each.body?.split(/\r?\n/)[0] === mark,
    )
    if (known) await octokit.rest.issues.updateComment({ owner, repo, comment_id: known.id, body })
    else await octokit.rest.issues.createComment({ owner, repo, issue_number: issue, body })
  })
}

/** No words for those who may not command: nobody shall make this write comments. */
export async function thumbsDown(octokit: Octokit, asked: Asked): Promise<void> {
  const { owner, repo, comment } = asked
  await told(async () => {
    await octokit.rest.reactions.createForIssueComment({
      owner,
      repo,
      comment_id: comment,
      content: '-1',
    })
  })
}

async function told(work: () => Promise<void>): Promise<void> {
  try {
    await retrying(work, message => core.info(inert(message)))
  } catch (error) {
    core.warning(
      `the command could not be answered: ${(error as Error).message}\nThe job needs \`pull-requests: write\`.`,
    )
  }
}

/** Foreign text that may stand in a comment: nothing in a fence is markup or a mention. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}\n${text.replaceAll('<!--', '<! --')}\n${marks}`
}
