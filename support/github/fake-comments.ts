import { type StoredComment, showComment } from './fake-answers.ts'
import type { Answer } from './fake-faults.ts'

const MAX_CHARACTERS = 65_536
const GONE: Answer = { status: 404, body: { message: 'Not Found' } }

/** The comments of one pull request. */
export class FakeComments {
  all: StoredComment[] = []
  #ids = 1000

  add(author: string, body: string): StoredComment {
    const when = now()
    const comment = {
      id: this.#ids++,
      author,
      body,
      created: when,
      updated: when,
      revisions: [body],
    }
    this.all.push(comment)
    return comment
  }

  list({ size, page }: { size: number; page: number }, address: string): Answer {
    const items = this.all.slice((page - 1) * size, page * size).map(showComment)
    const next = `<${address}?per_page=${size}&page=${page + 1}>; rel="next"`
    const more = this.all.length > page * size
    return { status: 200, body: items, ...(more && { headers: { link: next } }) }
  }

  create(author: string, body: string): Answer {
    return tooLong(body) ?? { status: 201, body: showComment(this.add(author, body)) }
  }

  update(id: number, body: string): Answer {
    const comment = this.all.find(each => each.id === id)
    if (!comment) return GONE
    const refusal = tooLong(body)
    if (refusal) return refusal
    comment.body = body
    comment.updated = now()
    comment.revisions.unshift(body)
    return { status: 200, body: showComment(comment) }
  }

  delete(id: number): Answer {
    if (!this.all.some(each => each.id === id)) return GONE
    this.all = this.all.filter(each => each.id !== id)
    return { status: 204 }
  }

  history(node: string): Answer {
    const comment = this.all.find(({ id }) => `IC_${id}` === node)
    const nodes = comment?.revisions.map(diff => ({ diff }))
    return { status: 200, body: { data: { node: nodes ? { userContentEdits: { nodes } } : null } } }
  }
}

/** As GitHub tells it, in seconds. */
export const now = (later = 0) => new Date(Date.now() + later).toISOString().replace(/\.\d+/, '')

function tooLong(body: string): Answer | null {
  if (body.length <= MAX_CHARACTERS) return null
  return {
    status: 422,
    body: { message: `body is too long (maximum is ${MAX_CHARACTERS} characters)` },
  }
}
