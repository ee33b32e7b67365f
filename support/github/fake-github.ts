import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import {
  type Context,
  type Document,
  OpenAPIBackend,
  type Operation,
  type Request,
} from 'openapi-backend'
import { FakeAccept } from './fake-accept.ts'
import { BOT, type StoredComment } from './fake-answers.ts'
import { FakeComments } from './fake-comments.ts'
import { type Answer, type Fault, send, take, under } from './fake-faults.ts'
import { FakeRuns } from './fake-runs.ts'
import description from './openapi.json' with { type: 'json' }

/**
 * The part of GitHub that the action talks to, on a port of this machine, with a memory. Requests and
 * answers alike are held against GitHub's own description; what does not fit lands in `violations`.
 */
export class FakeGitHub {
  faults: Fault[] = []
  /** Whose token it is; null if GraphQL is not open to it. */
  viewer: string | null = BOT
  /** What comments are signed with, where the token may not ask who it is. */
  signature = BOT
  requests: string[] = []
  violations: string[] = []
  /** `/api/v3` makes it an Enterprise Server. */
  prefix = ''
  /** What a command in a comment needs. */
  readonly accepting = new FakeAccept()
  readonly runs = new FakeRuns()
  #comments = new FakeComments()
  #server = createServer((request, response) => this.#answer(request, response))

  /** GitHub's description, read once for all tests of a process. */
  static readonly #api = new OpenAPIBackend({
    definition: description as unknown as Document,
    quick: true,
    ajvOpts: { strict: false, validateFormats: false },
    handlers: {
      'issues/list-comments': (c, github: FakeGitHub) =>
        github.#comments.list(page(c), `${github.url}${c.request.path}`),
      'issues/create-comment': (c, github: FakeGitHub) =>
        github.#comments.create(github.viewer ?? github.signature, c.request.body.body),
      'issues/update-comment': (c, github: FakeGitHub) =>
        github.#comments.update(id(c), c.request.body.body),
      'issues/delete-comment': (c, github: FakeGitHub) => github.#comments.delete(id(c)),
      'actions/get-workflow-run': (c, github: FakeGitHub) => github.runs.get(c),
      ...Object.fromEntries(
        Object.entries(FakeAccept.handlers).map(([name, handle]) => [
          name,
          (c: Context, github: FakeGitHub) => handle(c, github.accepting),
        ]),
      ),
      validationFail: c => refused(422, JSON.stringify(c.validation.errors)),
      notFound: c => refused(404, `no such route: ${c.request.method} ${c.request.path}`),
    },
  })

  static readonly #operations = new Map<string, Operation | undefined>()

  /** Found once for each path: the description is long. */
  static #operationOf(request: Request): Operation | undefined {
    const key = `${request.method} ${request.path}`
    if (!FakeGitHub.#operations.has(key))
      FakeGitHub.#operations.set(key, FakeGitHub.#api.matchOperation(request))
    return FakeGitHub.#operations.get(key)
  }

  static readonly #ready = FakeGitHub.#api.init()

  static async start(): Promise<FakeGitHub> {
    const github = new FakeGitHub()
    await FakeGitHub.#ready
    await github.accepting.start()
    await new Promise<void>(resolve => github.#server.listen(0, '127.0.0.1', resolve))
    return github
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${this.prefix}`
  }

  get comments(): StoredComment[] {
    return this.#comments.all
  }

  /** Forgets everything. */
  reset(): void {
    this.#comments = new FakeComments()
    this.faults = []
    this.requests = []
    this.violations = []
  }

  async stop(): Promise<void> {
    await this.accepting.stop()
    this.#server.closeAllConnections()
    await new Promise(resolve => this.#server.close(resolve))
  }

  add(author: string, body: string): StoredComment {
    return this.#comments.add(author, body)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const url = new URL(request.url ?? '', 'http://github.invalid')
    const asked = {
      method: request.method ?? '',
      path: url.pathname.slice(this.prefix.length),
      query: Object.fromEntries(url.searchParams),
      headers: request.headers as Record<string, string>,
      body: body && JSON.parse(body),
    }
    const graphql = url.pathname === `${this.prefix.replace('/v3', '')}/graphql`
    const operation = graphql
      ? 'graphql'
      : (FakeGitHub.#operationOf(asked)?.operationId ?? 'unknown')
    const fault = take(this.faults, operation)
    const answer = await under(fault, () => {
      if (asked.headers.authorization !== 'token a-token')
        return this.#noted(refused(401, `authorization: ${asked.headers.authorization}`))
      if (graphql) return this.#graphql(asked.body)
      if (!url.pathname.startsWith(this.prefix)) return this.#noted(refused(404, url.pathname))
      return this.#rest(asked)
    })
    const lost = fault?.connection ? ` ${fault.connection}` : ''
    this.requests.push(`${asked.method} ${url.pathname}${url.search} ${answer.status}${lost}`)
    send(response, answer, fault)
  }

  async #rest(request: Request): Promise<Answer> {
    const operation = FakeGitHub.#operationOf(request)
    const answer: Answer = await FakeGitHub.#api.handleRequest(request, this)
    if (!operation || !answer.body) return this.#noted(answer)
    const { errors } = FakeGitHub.#api.validateResponse(answer.body, operation, answer.status)
    if (errors) this.violations.push(`our answer: ${JSON.stringify(errors)}`)
    return this.#noted(answer)
  }

  /** A request that GitHub refuses for what it says is a mistake of ours, unless a race explains it. */
  #noted(answer: Answer): Answer {
    if (answer.status >= 400 && ![403, 410].includes(answer.status) && !isGone(answer))
      this.violations.push((answer.body as { message: string }).message)
    return answer
  }

  #graphql({ query, variables }: { query: string; variables?: { id?: string } }): Answer {
    if (query.includes('createCommitOnBranch'))
      return this.accepting.graphql(variables as unknown as Parameters<FakeAccept['graphql']>[0])
    if (this.viewer === null) return { status: 403, body: { message: 'not for you' } }
    if (query.includes('viewer'))
      return { status: 200, body: { data: { viewer: { login: this.viewer } } } }
    return this.#comments.history(variables?.id ?? '')
  }
}

const refused = (status: number, message: string): Answer => ({ status, body: { message } })
const isGone = ({ status, body }: Answer) =>
  status === 404 && (body as { message: string }).message === 'Not Found'

const page = ({ request: { query } }: Context) => ({
  size: Number(query.per_page ?? 30),
  page: Number(query.page ?? 1),
})
const id = ({ request: { params } }: Context) => Number(params.comment_id)
