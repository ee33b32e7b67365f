import { readFile } from 'node:fs/promises'
import * as z from 'zod'
import { ExpectedError } from '../../lib/errors.ts'
import { explain } from '../../lib/issues.ts'
import { reason } from '../../lib/json.ts'

/** What of the event that started the workflow bears on measuring, judging and publishing. */
export interface Event {
  name: string
  action: string
  owner: string
  repo: string
  /** The pull request to comment on; null where the event belongs to none, or does not say to which. */
  pullRequest: number | null
  /** The commit that people see on the pull request, not the merge commit that was checked out. */
  headSha: string
  /** The commit that the change starts from; empty where the event does not say. */
  baseSha: string
  /** The branch with the change and its repository, `owner/name`; null where there is none. */
  head: { ref: string; repository: string | null } | null
  /** The merge of head and base that GitHub made to try it; empty where the event does not say. */
  mergeSha: string
  /** The change comes from another repository: its author may not write to this one. */
  isFork: boolean
  runId: number
  runAttempt: number
  runUrl: string
  apiUrl: string
}

type Facts = Pick<Event, 'pullRequest' | 'headSha' | 'baseSha' | 'head' | 'mergeSha' | 'isFork'>

interface Row {
  events: readonly string[]
  /** Which commit it is about, and which the change starts from, in words. */
  head: string
  base: string
  reason: string
  /** Throws a ZodError for a payload that is not as GitHub describes it. */
  read: (payload: unknown, env: { repository: string; sha: string }) => Partial<Facts>
}

const repository = z.object({ full_name: z.string() }).nullish() // null if the fork was deleted
const sha = z.string().regex(/^[0-9a-f]{4,64}$/, 'expected a commit')
const NOTHING = /^0+$/

const pullRequestPayload = z.object({
  pull_request: z.object({
    number: z.int().positive(),
    head: z.object({ sha, ref: z.string().default(''), repo: repository }),
    base: z.object({ sha: sha.default('') }).default({ sha: '' }),
    merge_commit_sha: z.string().nullish(),
  }),
})

/** A row for each event that says more than GITHUB_SHA does. */
export const EVENTS: readonly Row[] = [
  {
    events: [
      'pull_request',
      'pull_request_target',
      'pull_request_review',
      'pull_request_review_comment',
    ],
    head: 'the head of the pull request',
    base: 'the base of the pull request',
    reason: '`GITHUB_SHA` is a merge or the base branch',
    read: (payload, env) => {
      const { number, head, base, merge_commit_sha } =
        pullRequestPayload.parse(payload).pull_request
      return {
        pullRequest: number,
        headSha: head.sha,
        baseSha: base.sha,
        head: { ref: head.ref, repository: head.repo?.full_name ?? null },
        mergeSha: merge_commit_sha ?? '',
        isFork: head.repo?.full_name !== env.repository,
      }
    },
  },
  {
    events: ['merge_group'],
    head: 'the head of the group',
    base: 'the base of the group',
    reason: 'a group joins several pull requests: no comment',
    read: payload => {
      const schema = z.object({
        merge_group: z.object({ head_sha: sha, base_sha: sha }).nullish(),
      })
      const group = schema.parse(payload).merge_group
      return group ? { headSha: group.head_sha, baseSha: group.base_sha } : {}
    },
  },
  {
    events: ['push'],
    head: '`GITHUB_SHA`',
    base: '`before`',
    reason: 'the change is everything since the last push; a new branch has none',
    read: payload => {
      const { before } = z.object({ before: z.string().default('') }).parse(payload)
      return { baseSha: NOTHING.test(before) ? '' : before }
    },
  },
  {
    events: ['issue_comment'],
    head: 'that of the report',
    base: 'none',
    reason: '`GITHUB_SHA` is the default branch',
    read: payload => {
      const schema = z.object({
        issue: z.object({ number: z.int().positive(), pull_request: z.object({}).nullish() }),
      })
      const { issue } = schema.parse(payload)
      return { pullRequest: issue.pull_request ? issue.number : null }
    },
  },
  {
    events: ['workflow_run'],
    head: 'the head of the other run',
    base: 'that of its pull request',
    reason: "the other run says its head, and its pull request unless that is a fork's",
    read: (payload, env) => {
      const pull = z.object({
        number: z.int().positive(),
        head: z.object({ sha }),
        base: z.object({ sha, repo: z.object({ id: z.int() }) }),
      })
      const schema = z.object({
        workflow_run: z.object({
          event: z.string(),
          head_sha: sha,
          head_branch: z.string().nullish(),
          head_repository: repository,
          repository: z.object({ id: z.int() }),
          pull_requests: z.array(pull).default([]),
        }),
      })
      const { workflow_run: run } = schema.parse(payload)
      // A commit can be the head of pull requests of other repositories, too.
      const found = run.pull_requests.find(
        ({ head, base }) => base.repo.id === run.repository.id && head.sha === run.head_sha,
      )
      return {
        pullRequest: found?.number ?? null,
        headSha: run.head_sha,
        baseSha: found?.base.sha ?? '',
        head: { ref: run.head_branch ?? '', repository: run.head_repository?.full_name ?? null },
        isFork: run.head_repository?.full_name !== env.repository,
      }
    },
  },
]

/** What the runner says of the event. It is read as it stands; each event has its schema. */
export async function readPayload(env: NodeJS.ProcessEnv): Promise<unknown> {
  const file = env.GITHUB_EVENT_PATH
  if (!file) return {}
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new ExpectedError(`cannot read the event's payload ${file}: ${reason(error)}`)
  }
}

/** Reads the runner's variables and the payload. All other events are about GITHUB_SHA alone. */
export function readEvent(env: NodeJS.ProcessEnv, payload: unknown): Event {
  const name = env.GITHUB_EVENT_NAME ?? ''
  const repository = env.GITHUB_REPOSITORY ?? ''
  const [owner = '', repo = ''] = repository.split('/')
  const runId = Number(env.GITHUB_RUN_ID ?? 0)
  const sha = env.GITHUB_SHA ?? ''
  return {
    name,
    action: z.object({ action: z.string() }).safeParse(payload).data?.action ?? '',
    owner,
    repo,
    pullRequest: null,
    headSha: sha,
    baseSha: '',
    head: null,
    mergeSha: '',
    isFork: false,
    ...readFacts(name, payload, { repository, sha }),
    runId,
    runAttempt: Number(env.GITHUB_RUN_ATTEMPT ?? 1),
    runUrl: `${env.GITHUB_SERVER_URL ?? 'https://github.com'}/${repository}/actions/runs/${runId}`,
    apiUrl: env.GITHUB_API_URL ?? '',
  }
}

/** A payload that cannot be read must not pass for one without a pull request: it may be a fork's. */
function readFacts(
  name: string,
  payload: unknown,
  env: { repository: string; sha: string },
): Partial<Facts> {
  const row = EVENTS.find(({ events }) => events.includes(name))
  try {
    return row?.read(payload, env) ?? {}
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    throw new ExpectedError(`the payload of the event ${name}: ${explain(error)}`)
  }
}
