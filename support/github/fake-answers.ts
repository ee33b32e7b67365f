/** Things of GitHub as its API shows them. */

/** Whom the token of a workflow belongs to. */
export const BOT = 'github-actions[bot]'

export interface StoredComment {
  id: number
  author: string
  body: string
  /** When it was written, and written again. */
  created: string
  updated: string
  /** Every text that it has had, the newest first, as the history of its edits has them. */
  revisions: string[]
}

const API = 'https://api.github.com'
const REPO = `${API}/repos/octo/train`

export const showComment = ({ id, author, body, created, updated }: StoredComment) => ({
  id,
  node_id: `IC_${id}`,
  url: `${REPO}/issues/comments/${id}`,
  html_url: `https://github.com/octo/train/pull/7#issuecomment-${id}`,
  issue_url: `${REPO}/issues/7`,
  created_at: created,
  updated_at: updated,
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
