import * as z from 'zod'

/** What of a workflow run bears on publishing. */
export interface Event {
  name: string
  owner: string
  repo: string
  /** The pull request to comment on; null where the event belongs to none. */
  pullRequest: number | null
  /** The commit that people see on the pull request, not the merge commit that was checked out. */
  headSha: string
  /** The pull request comes from another repository, so that the token can only read. */
  isFork: boolean
  runId: number
  runAttempt: number
  /** The page with the log and the job summary. */
  runUrl: string
}

const payloadSchema = z
  .object({
    pull_request: z
      .object({
        number: z.int().positive(),
        head: z.object({
          sha: z.string(),
          repo: z.object({ full_name: z.string() }).nullish(), // null if the fork was deleted
        }),
      })
      .nullish(),
    merge_group: z.object({ head_sha: z.string() }).nullish(),
  })
  .catch({})

/** Reads the runner's variables and the payload of the event that started the workflow. */
export function readEvent(env: NodeJS.ProcessEnv, payload: unknown): Event {
  const { pull_request: pull, merge_group: group } = payloadSchema.parse(payload)
  const repository = env.GITHUB_REPOSITORY ?? ''
  const [owner = '', repo = ''] = repository.split('/')
  const runId = Number(env.GITHUB_RUN_ID ?? 0)
  return {
    name: env.GITHUB_EVENT_NAME ?? '',
    owner,
    repo,
    pullRequest: pull?.number ?? null,
    headSha: pull?.head.sha ?? group?.head_sha ?? env.GITHUB_SHA ?? '',
    isFork: pull ? pull.head.repo?.full_name !== repository : false,
    runId,
    runAttempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1),
    runUrl: `${env.GITHUB_SERVER_URL ?? 'https://github.com'}/${repository}/actions/runs/${runId}`,
  }
}
