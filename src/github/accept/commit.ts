import { ExpectedError } from '../../lib/errors.ts'
import type { Api } from '../client/api.ts'
import { describeFailure, isHttpError } from '../client/retry.ts'

export interface Branch {
  ref: string
  head: string
}

export interface Committed {
  path: string
  text: string
}

const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid url } }
}`

interface Answer {
  createCommitOnBranch: { commit: { oid: string; url: string } }
}

/**
 * Commits to a branch, only if it is where it is thought to be: GitHub compares and commits in one
 * step, so nothing can come in between. It is not tried again: an answer that got lost may have been
 * a commit.
 */
export async function commitTo(
  { octokit, owner, repo }: Api,
  { ref, head }: Branch,
  files: readonly Committed[],
  message: { headline: string; body: string },
): Promise<{ sha: string; url: string }> {
  const additions = files.map(({ path, text }) => ({
    path,
    contents: Buffer.from(text).toString('base64'),
  }))
  const input = {
    branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: ref },
    expectedHeadOid: head,
    fileChanges: { additions },
    message,
  }
  try {
    const { createCommitOnBranch } = await octokit.graphql<Answer>(MUTATION, { input })
    const { oid, url } = createCommitOnBranch.commit
    return { sha: oid, url }
  } catch (error) {
    if (isHttpError(error) && error.status >= 500)
      throw new ExpectedError(
        `GitHub did not say whether it has committed the baseline to ${ref} (${describeFailure(error)}): look at the branch`,
      )
    throw new ExpectedError(
      `the baseline could not be committed to ${ref}: ${inOneLine(error)}; ` +
        'the job needs `contents: write`, and the branch must be as the report saw it and open to this token',
    )
  }
}

/** GraphQL's errors come as a list with a heading. */
const inOneLine = (error: unknown) => (error as Error).message.replace(/\s+/g, ' ')
