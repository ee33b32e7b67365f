import type { ActionInputs } from '../../pipeline/inputs.ts'
import { type Api, everyPage } from '../client/api.ts'
import { isHttpError } from '../client/retry.ts'
import { checkClaims } from './claims.ts'
import { isSameRun } from './hidden-state.ts'
import {
  isSibling,
  type Move,
  nextMove,
  parseComment,
  type Seen,
  type Written,
} from './next-move.ts'

interface Comment extends Written {
  id: string
  pullRequest: number
  when: ActionInputs['comment']
  /** Nothing has changed, by itself or because somebody has accepted it. */
  isQuiet: boolean
}

/** What became of the comment: its address if there is one, a line for the log, and warnings. */
export interface Outcome {
  url: string | null
  line: string
  warnings: string[]
}

/** More than any race needs that ends. */
const MAX_MOVES = 40
/** How often a comment that GitHub lists may not be there: its lists lag behind. */
const MAX_GONE = 3
/** Whom the token of a workflow belongs to. */
const BOT = 'github-actions[bot]'

/**
 * Brings the one comment of this id on the pull request up to date. It looks, does one thing, and looks
 * again, until nothing is left to do: what an answer that got lost has done is seen, and what others did
 * meanwhile is, too.
 */
export async function placeComment(api: Api, wanted: Comment): Promise<Outcome> {
  const mayCreate = wanted.when === 'always' || !wanted.isQuiet
  const done = new Set<Move['kind']>()
  let login = await findOwnLogin(api)
  let siblings = false
  const doubts = new Set<string>()
  const findDoubt = checkClaims(api, wanted)
  const demote = <T extends Written>(texts: readonly T[]) =>
    demoteDoubtful(texts, findDoubt, doubts)
  const failures = { create: 0, update: 0, delete: 0 }
  const gone: number[] = []
  for (let moves = 0; moves < MAX_MOVES; moves++) {
    const seen = await demote(await listOwnComments(api, wanted, login))
    const overwritten = done.has('update')
      ? await demote(await readHistory(api, seen[0], wanted.id))
      : []
    siblings ||= [...seen, ...overwritten].some(({ state }) => isSibling(wanted.state, state))
    const move = nextMove(wanted, seen, overwritten, mayCreate)
    if (move.kind === 'done')
      return describeOutcome(wanted, move.comment, done, { siblings, doubts })
    try {
      done.add(move.kind) // though its answer may get lost
      const author = await performMove(api, wanted, move)
      // Where the token may not ask whom it belongs to, its first comment tells.
      login = author ?? login
      failures[move.kind] = 0
    } catch (error) {
      const number = isGone(error) && move.kind !== 'create' ? move.comment.number : null
      if (number === null || gone.filter(each => each === number).length === MAX_GONE)
        await api.patience.after(error, ++failures[move.kind])
      else gone.push(number)
    }
  }
  throw new Error('other jobs keep changing the comment: give each its own comment-id')
}

/** A text that is not believed is older than any: it is overwritten, and never put back. */
function demoteDoubtful<T extends Written>(
  texts: readonly T[],
  findDoubt: (text: Written) => Promise<string | null>,
  doubts: Set<string>,
): Promise<T[]> {
  return Promise.all(
    texts.map(async each => {
      const why = await findDoubt(each)
      if (why === null) return each
      doubts.add(`a comment in the name of run ${each.state.runId} is not believed: ${why}`)
      return { ...each, state: { ...each.state, runId: 0, runAttempt: 0 } }
    }),
  )
}

/** Somebody else has deleted it. */
const isGone = (error: unknown) => isHttpError(error) && error.status === 404

/** The author of what was created. */
async function performMove(
  { octokit, owner, repo }: Api,
  { pullRequest }: Comment,
  move: Exclude<Move, { kind: 'done' }>,
): Promise<string | undefined> {
  const { issues } = octokit.rest
  if (move.kind === 'create') {
    const where = { owner, repo, issue_number: pullRequest }
    const { data } = await issues.createComment({ ...where, body: move.body })
    return data.user?.login
  }
  const where = { owner, repo, comment_id: move.comment.number }
  if (move.kind === 'update') await issues.updateComment({ ...where, body: move.body })
  else await issues.deleteComment(where)
}

function describeOutcome(
  { state, id }: Comment,
  comment: Seen | null,
  done: ReadonlySet<Move['kind']>,
  { siblings, doubts }: { siblings: boolean; doubts: ReadonlySet<string> },
): Outcome {
  if (!comment)
    return {
      url: null,
      line: 'no comment: nothing has changed, and there is none to update',
      warnings: [],
    }
  const { url, state: shown } = comment
  const warnings = siblings
    ? [
        ...doubts,
        `another job of this run writes the same comment, which shows the more severe verdict: give each job its own comment-id (this one has ${id})`,
      ]
    : [...doubts]
  const what = done.has('create') ? 'commented' : 'comment updated'
  const line = isSameRun(shown, state)
    ? `${what}: ${url}`
    : `the comment is left alone: a newer run (${shown.runId}) has written it: ${url}`
  return { url, line, warnings }
}

/** Every comment that carries the marker at its very start and was written with this token. */
async function listOwnComments(
  api: Api,
  { pullRequest, id }: Comment,
  login: string,
): Promise<Seen[]> {
  const { octokit, owner, repo } = api
  const where = { owner, repo, issue_number: pullRequest, per_page: 100 }
  const all = await everyPage(page => octokit.rest.issues.listComments({ ...where, page }))
  return all
    .filter(({ user }) => user?.login === login)
    .flatMap(({ id: number, node_id: node, html_url: url, body }) =>
      parseComment(body, id).map(each => ({ ...each, number, node, url })),
    )
    .sort((a, b) => a.number - b.number)
}

interface History {
  node: { userContentEdits: { nodes: { diff: string | null }[] } | null } | null
}
const HISTORY = `query($id: ID!) {
  node(id: $id) { ... on IssueComment { userContentEdits(first: 20) { nodes { diff } } } }
}`

/** The latest texts of a comment, each whole; none where the token may not see them. */
async function readHistory(
  { octokit }: Api,
  comment: Seen | undefined,
  id: string,
): Promise<Written[]> {
  if (!comment) return []
  try {
    const { node } = await octokit.graphql<History>(HISTORY, { id: comment.node })
    return (node?.userContentEdits?.nodes ?? []).flatMap(({ diff }) => parseComment(diff, id))
  } catch {
    return []
  }
}

/** A bot's, which a workflow's own token is, if the token may not ask. */
export async function findOwnLogin({ octokit }: Api): Promise<string> {
  try {
    const { viewer } = await octokit.graphql<{ viewer: { login: string } }>('{ viewer { login } }')
    return viewer.login
  } catch {
    return BOT
  }
}
