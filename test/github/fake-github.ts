import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Context, type Document, OpenAPIBackend } from 'openapi-backend'
import { FakeAccept } from './fake-accept.ts'
import { type Answer, BOT, broken, type Fault, type StoredComment, show } from './fake-answers.ts'
import description from './openapi.json' with { type: 'json' }

/**
 * The part of GitHub that the action talks to, on a port of this machine, with a memory. Requests and
 * answers alike are held against GitHub's own description; what does not fit lands in `violations`.
 */
export class FakeGitHub {
  comments: StoredComment[] = []
  faults: Fault[] = []
  /** Whose token it is; null if GraphQL is not open to it. */
  viewer: string | null = BOT
  requests: string[] = []
  violations: string[] = []
  /** `/api/v3` makes it an Enterprise Server. */
  prefix = ''
  /** What a command in a comment needs. */
  readonly accepting = new FakeAccept()
  #ids = 1000
  #server = createServer((request, response) => this.#answer(request, response))
  #api = new OpenAPIBackend({
    definition: structuredClone(description) as unknown as Document,
    quick: true,
    ajvOpts: { strict: false, validateFormats: false },
    handlers: {
      'issues/list-comments': c => this.#list(c),
      'issues/create-comment': c => this.#create(c.request.body.body),
      'issues/update-comment': c => this.#update(id(c), c.request.body.body),
      'issues/delete-comment': c => this.#delete(id(c)),
      ...this.accepting.handlers,
      validationFail: c => this.#violation(422, JSON.stringify(c.validation.errors)),
      notFound: c => this.#violation(404, `no such route: ${c.request.method} ${c.request.path}`),
    },
  })

  static async start(): Promise<FakeGitHub> {
    const github = new FakeGitHub()
    await github.#api.init()
    await github.accepting.start()
    await new Promise<void>(resolve => github.#server.listen(0, '127.0.0.1', resolve))
    return github
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${this.prefix}`
  }

  async stop(): Promise<void> {
    await this.accepting.stop()
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  add(author: string, body: string): StoredComment {
    const comment = { id: this.#ids++, author, body }
    this.comments.push(comment)
    return comment
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const url = new URL(request.url ?? '', 'http://github.invalid')
    const { status, body: data, headers } = await this.#route(request, url, body)
    this.requests.push(`${request.method} ${url.pathname}${url.search} ${status}`)
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(data === undefined ? undefined : JSON.stringify(data))
  }

  async #route({ method = '', headers }: IncomingMessage, url: URL, body: string): Promise<Answer> {
    if (headers.authorization !== 'token a-token')
      return this.#violation(401, `authorization: ${headers.authorization}`)
    if (url.pathname === `${this.prefix.replace('/v3', '')}/graphql`)
      return this.#graphql(JSON.parse(body))
    if (!url.pathname.startsWith(this.prefix)) return this.#violation(404, url.pathname)
    const request = {
      method,
      path: url.pathname.slice(this.prefix.length),
      query: Object.fromEntries(url.searchParams),
      headers: headers as Record<string, string>,
      body: body && JSON.parse(body),
    }
    const operation = this.#api.matchOperation(request)
    const fault = this.faults.find(
      ({ on, times }) => `issues/${on}` === operation?.operationId && times,
    )
    if (fault) fault.times -= 1
    if (fault && !fault.done) return broken(fault)
    const answer: Answer = await this.#api.handleRequest(request)
    if (operation && answer.body) {
      const { errors } = this.#api.validateResponse(answer.body, operation, answer.status)
      if (errors) this.violations.push(`our answer: ${JSON.stringify(errors)}`)
    }
    return fault ? broken(fault) : answer
  }

  #graphql({ query, variables }: { query: string; variables?: unknown }): Answer {
    if (query.includes('createCommitOnBranch'))
      return this.accepting.graphql(variables as Parameters<FakeAccept['graphql']>[0])
    if (this.viewer === null) return { status: 403, body: { message: 'not for you' } }
    return { status: 200, body: { data: { viewer: { login: this.viewer } } } }
  }

  #violation(status: number, what: string): Answer {
    this.violations.push(what)
    return { status, body: { message: what } }
  }

  #list({ request: { query, path } }: Context): Answer {
    const size = Number(query.per_page ?? 30)
    const page = Number(query.page ?? 1)
    const items = this.comments.slice((page - 1) * size, page * size).map(each => show(each))
    const next = `<${this.url}${path}?per_page=${size}&page=${page + 1}>; rel="next"`
    const more = this.comments.length > page * size
    return { status: 200, body: items, ...(more && { headers: { link: next } }) }
  }

  #create(body: string): Answer {
    if (body.length > 65_536) return this.#violation(422, 'body is too long')
    return { status: 201, body: show(this.add(this.viewer ?? BOT, body)) }
  }

  #update(id: number, body: string): Answer {
    if (body.length > 65_536) return this.#violation(422, 'body is too long')
    const comment = this.comments.find(each => each.id === id)
    if (!comment) return this.#violation(404, `no comment ${id}`)
    comment.body = body
    return { status: 200, body: show(comment) }
  }

  #delete(id: number): Answer {
    this.comments = this.comments.filter(each => each.id !== id)
    return { status: 204 }
  }
}

const id = (context: Context) => Number(context.request.params.comment_id)
