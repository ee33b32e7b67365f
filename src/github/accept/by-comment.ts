import * as core from '@actions/core'
import { getOctokit } from '@actions/github'
import * as z from 'zod'
import { approve } from '../../baseline/accept.ts'
import { InputError } from '../../errors.ts'
import { explain } from '../../json.ts'
import { type ReportLine, readReportLine } from '../body.ts'
import { impatient, type Octokit, ownLogin } from '../comment.ts'
import { inert } from '../log.ts'
import type { Call } from '../modes/call.ts'
import { setOutputs } from '../outputs.ts'
import { readPayload } from '../payload.ts'
import { isHttpError, retrying } from '../retry.ts'
import { type Asked, fenced, reply, thumbsDown } from './answer.ts'
import { pendingOf } from './artifact.ts'
import { type AcceptCommand, readCommand } from './command.ts'
import { type Delivered, deliver } from './deliver.ts'

const payloadSchema = z.object({
  action: z.string(),
  comment: z.object({
    id: z.int(),
    body: z.string(),
    user: z.object({ login: z.string(), type: z.string() }),
  }),
})

const say = (message: string) => core.info(inert(message))

/** Somebody has commented. What is no command costs nothing, and nothing is said. */
export async function acceptByComment(call: Call): Promise<number> {
  const { event, action, env } = call
  const parsed = payloadSchema.safeParse(await readPayload(env))
  if (!parsed.success)
    throw new InputError(`the payload of the event issue_comment: ${explain(parsed.error)}`)
  const { action: happened, comment } = parsed.data
  const command = readCommand(comment.body)
  const silence =
    (happened !== 'created' && `a comment was ${happened}, and only a new one can command`) ||
    (event.pullRequest === null && 'the comment is not on a pull request') ||
    (comment.user.type !== 'User' && 'the comment is not by a person') ||
    (command === null && 'the comment is no command for lddpr')
  if (silence || command === null || event.pullRequest === null) {
    say(`nothing to do: ${silence}`)
    setOutputs({ verdict: '' })
    return 0
  }
  const token = action['github-token']
  if (!token) throw new InputError('github-token: expected one to look up who commands, found none')
  const octokit = impatient(getOctokit(token))
  const { owner, repo } = event
  const asked: Asked = { owner, repo, issue: event.pullRequest, comment: comment.id }
  const { login } = comment.user
  if (!(await mayWrite(octokit, asked, login))) {
    await thumbsDown(octokit, asked)
    throw new InputError(`${login} may not write to this repository, so cannot accept its baseline`)
  }
  try {
    if (typeof command === 'string') throw new InputError(command)
    const delivered = await carryOut(octokit, command, call, asked, login)
    await reply(octokit, asked, success(delivered, command, event.runUrl))
    return 0
  } catch (error) {
    const said = error instanceof InputError || isHttpError(error)
    const message = said ? error.message : 'a fault of this action; its log has more'
    await reply(octokit, asked, `👎 Not accepted:\n\n${fenced(message)}\n\n[log](${event.runUrl})`)
    if (isHttpError(error)) throw new InputError(`GitHub did not answer as it must: ${message}`)
    throw error
  }
}

/** Whoever may push may accept. What GitHub says of a comment's author says nothing about that. */
async function mayWrite(octokit: Octokit, { owner, repo }: Asked, login: string): Promise<boolean> {
  try {
    const { data } = await retrying(
      () => octokit.rest.repos.getCollaboratorPermissionLevel({ owner, repo, username: login }),
      say,
    )
    return ['admin', 'maintain', 'write'].includes(data.permission)
  } catch (error) {
    if (isHttpError(error) && error.status === 404) return false
    throw new InputError(
      `it could not be found out whether ${login} may write to this repository: ${(error as Error).message}`,
    )
  }
}

async function carryOut(
  octokit: Octokit,
  { digest, violations, reason }: AcceptCommand,
  call: Call,
  asked: Asked,
  author: string,
): Promise<Delivered> {
  const { owner, repo, issue } = asked
  const given = (['pending-path', 'reason', 'accept-violation'] as const).find(
    input => call.action[input].length > 0,
  )
  if (given)
    throw new InputError(`${given}: expected nothing on issue_comment, the command says it`)
  const { data: pull } = await retrying(
    () => octokit.rest.pulls.get({ owner, repo, pull_number: issue }),
    say,
  )
  if (pull.state !== 'open') throw new InputError('the pull request is not open any more')
  const line = await reportOf(octokit, asked, digest)
  if (line.sha !== pull.head.sha)
    throw new InputError(
      `the pull request has moved on: its head is ${pull.head.sha.slice(0, 9)}, and the report is about ${line.sha.slice(0, 9)}; wait for the report on the new head`,
    )
  const pending = await pendingOf(octokit, { owner, repo, run: line.runId }, line.digest, say)
  if (pending.class !== line.class)
    throw new InputError(
      `expected a baseline of class ${line.class}, found one of ${pending.class}`,
    )
  const baseline = approve(pending, { reason, author, violations })
  if (!call.action.commit) return deliver([baseline], call, null)
  if (pull.head.repo?.full_name !== `${owner}/${repo}`)
    throw new InputError(
      "this pull request comes from a fork, to which this action's token cannot commit: run the job with commit: false for a file and a command",
    )
  const branch = { owner, repo, ref: pull.head.ref, head: line.sha }
  return deliver([baseline], call, { octokit, branch })
}

/** What our comment on the pull request says of the pending baseline with this digest. */
async function reportOf(
  octokit: Octokit,
  { owner, repo, issue }: Asked,
  digest: string,
): Promise<ReportLine> {
  const where = { owner, repo, issue_number: issue, per_page: 100 }
  const comments = await retrying(
    () => octokit.paginate(octokit.rest.issues.listComments, where),
    say,
  )
  const login = await ownLogin(octokit)
  const lines = comments.flatMap(({ body, user }) => {
    const ours = login ? user?.login === login : user?.login.endsWith('[bot]')
    const line = ours ? readReportLine(body ?? '') : null
    return line ? [line] : []
  })
  const [found, ...others] = lines.filter(line => line.digest.startsWith(digest))
  const known = lines.map(line => line.digest.slice(0, 8)).filter(Boolean)
  if (!found)
    throw new InputError(
      `no report on this pull request proposes ${digest}; ${known.length ? `it proposes ${known.join(', ')}` : 'none proposes a baseline'}`,
    )
  if (others.some(line => line.digest !== found.digest))
    throw new InputError(`${digest} begins the digests of several reports: give more of it`)
  return found
}

function success({ commit, command }: Delivered, { digest }: AcceptCommand, log: string): string {
  if (!commit)
    return `👍 Accepted \`${digest}\`. In a clone of this branch, once [the job](${log}) has uploaded its report directory:\n\n${fenced(command)}`
  return (
    `👍 Accepted \`${digest}\` in ${commit.sha}. A commit made with the workflow's own token starts no workflow: ` +
    'if no check appears on it, close and reopen the pull request, or push.'
  )
}
