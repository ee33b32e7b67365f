/** Whom the token of a workflow belongs to. */
export const BOT = 'github-actions[bot]'

export interface StoredComment {
  id: number
  author: string
  body: string
}

const API = 'https://api.github.com'
const NOW = '2026-11-22T00:00:00Z'

/** A comment as the API shows it. */
export const show = ({ id, author, body }: StoredComment) => ({
  id,
  node_id: `IC_${id}`,
  url: `${API}/repos/octo/train/issues/comments/${id}`,
  html_url: `https://github.com/octo/train/pull/7#issuecomment-${id}`,
  issue_url: `${API}/repos/octo/train/issues/7`,
  created_at: NOW,
  updated_at: NOW,
  body,
  user: user(author),
})

function user(login: string) {
  const url = `${API}/users/${login}`
  return {
    login,
    id: 1,
    node_id: 'U_1',
    avatar_url: url,
    gravatar_id: '',
    url,
    html_url: url,
    followers_url: url,
    following_url: url,
    gists_url: url,
    starred_url: url,
    subscriptions_url: url,
    organizations_url: url,
    repos_url: url,
    events_url: url,
    received_events_url: url,
    type: login.endsWith('[bot]') ? 'Bot' : 'User',
    site_admin: false,
  }
}

type Operation = 'list-comments' | 'create-comment' | 'update-comment' | 'delete-comment'

export interface Fault {
  on: Operation
  status: number
  times: number
  message?: string
  headers?: Record<string, string>
  /** The work was done before the answer got lost. */
  done?: boolean
}

export interface Answer {
  status: number
  body?: unknown
  headers?: Record<string, string>
}

/** What a fault answers instead. */
export const broken = ({ status, message, headers }: Fault): Answer => ({
  status,
  body: { message: message ?? `status ${status}` },
  ...(headers && { headers }),
})
