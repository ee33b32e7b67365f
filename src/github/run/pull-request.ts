import { connect } from '../client/api.ts'
import { describeFailure } from '../client/retry.ts'
import type { Event } from './event.ts'
import type { Runner } from './runner.ts'

/**
 * The pull request whose head the other workflow ran on. For a fork's the payload has none, so it is
 * looked for by branch; one that has moved on since is not the one that was measured.
 */
export async function findPullRequest(event: Event, token: string, runner: Runner): Promise<Event> {
  const { owner, repo, head, headSha } = event
  const { say, warn } = runner
  if (!head?.ref || !head.repository) return event
  const branch = `${head.repository.split('/')[0]}:${head.ref}`
  try {
    const { octokit } = connect(token, event, runner)
    const { data } = await octokit.rest.pulls.list({
      owner,
      repo,
      state: 'open',
      head: branch,
      per_page: 100,
    })
    const [found, ...others] = data
      .filter(pull => pull.head.sha === headSha)
      .sort((a, b) => a.number - b.number)
    if (!found) {
      say(`no open pull request has the head ${headSha.slice(0, 9)} of ${branch}`)
      return event
    }
    for (const { number } of others)
      say(`pull request ${number} has the same head and gets no comment`)
    return { ...event, pullRequest: found.number, baseSha: found.base.sha }
  } catch (error) {
    warn(`the pull request of the workflow run could not be looked for: ${describeFailure(error)}`)
    return event
  }
}
