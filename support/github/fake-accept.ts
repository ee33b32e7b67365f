import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Context } from 'openapi-backend'
import type { Answer } from './fake-faults.ts'
import examples from './openapi-examples.json' with { type: 'json' }

/** A pull request, as far as anybody asks for it. */
export interface StoredPull {
  number: number
  state: 'open' | 'closed'
  head: { sha: string; ref: string; repository: string }
  base: { sha: string }
}

interface StoredArtifact {
  run: number
  name: string
  bytes: Uint8Array
  expired: boolean
  /** What GitHub says of its size, where that is not its length. */
  size?: number
}

/** The part of GitHub that a command in a comment needs. Answers are GitHub's own examples with our values. */
export class FakeAccept {
  permissions: Record<string, string> = {}
  pulls: StoredPull[] = []
  artifacts: StoredArtifact[] = []
  reactions: { comment: number; content: string }[] = []
  /** What was given to createCommitOnBranch, and done. */
  commits: { path: string; text: string; branch: string; headline: string; body: string }[] = []
  /** Artifacts come from another host, which must not get the token. */
  leaked: string[] = []
  readonly #blobs = createServer((request, response) => {
    if (request.headers.authorization) this.leaked.push(request.headers.authorization)
    const artifact = this.artifacts[Number(request.url?.slice(1))]
    response.writeHead(artifact ? 200 : 404, { 'content-type': 'application/zip' })
    response.end(artifact?.bytes)
  })

  static readonly handlers: Record<string, (c: Context, fake: FakeAccept) => Answer> = {
    'repos/get-collaborator-permission-level': (c, fake) => fake.#permission(c),
    'pulls/get': (c, fake) => fake.#pull(Number(c.request.params.pull_number)),
    'pulls/list': (c, fake) => fake.#list(String(c.request.query.head ?? '')),
    'actions/list-workflow-run-artifacts': (c, fake) => fake.#listed(c),
    'actions/download-artifact': (c, fake) => fake.#redirect(Number(c.request.params.artifact_id)),
    'reactions/create-for-issue-comment': (c, fake) => fake.#react(c),
  }

  start = () => new Promise<void>(resolve => this.#blobs.listen(0, '127.0.0.1', resolve))

  async stop(): Promise<void> {
    this.#blobs.closeAllConnections()
    await new Promise(resolve => this.#blobs.close(resolve))
  }

  graphql(variables: { input: CommitInput }): Answer {
    const { branch, expectedHeadOid, fileChanges, message } = variables.input
    const pull = this.pulls.find(({ head }) => head.ref === branch.branchName)
    if (pull && pull.head.sha !== expectedHeadOid)
      return failed(`Expected branch to point to "${expectedHeadOid}" but it did not.`)
    for (const { path, contents } of fileChanges.additions)
      this.commits.push({
        path,
        text: Buffer.from(contents, 'base64').toString(),
        branch: branch.branchName,
        ...message,
      })
    const oid = 'acce97ed'.repeat(5)
    if (pull) pull.head.sha = oid
    const commit = { oid, url: `https://github.com/octo/train/commit/${oid}` }
    return { status: 200, body: { data: { createCommitOnBranch: { commit } } } }
  }

  #permission({ request: { params } }: Context): Answer {
    const permission = this.permissions[String(params.username)]
    if (!permission) return { status: 404, body: { message: 'Not Found' } }
    const example =
      examples['repository-collaborator-permission-response-if-user-has-admin-permissions']
    const user = { ...example.user, role_name: permission } // which GitHub's example lacks
    return { status: 200, body: { ...example, user, permission, role_name: permission } }
  }

  #pull(number: number): Answer {
    const pull = this.pulls.find(each => each.number === number)
    if (!pull) return { status: 404, body: { message: 'Not Found' } }
    return { status: 200, body: shown(pull, examples['pull-request']) }
  }

  #list(head: string): Answer {
    const [example] = examples['pull-request-simple-items']
    const found = this.pulls.filter(
      each =>
        each.state === 'open' && `${each.head.repository.split('/')[0]}:${each.head.ref}` === head,
    )
    return { status: 200, body: found.map(each => shown(each, example as PullExample)) }
  }

  #listed({ request: { params } }: Context): Answer {
    const artifacts = this.artifacts.flatMap(({ run, name, bytes, expired, size }, id) =>
      run === Number(params.run_id)
        ? [{ ...examples.artifact, id, name, expired, size_in_bytes: size ?? bytes.length }]
        : [],
    )
    return { status: 200, body: { total_count: artifacts.length, artifacts } }
  }

  #redirect(id: number): Answer {
    const { port } = this.#blobs.address() as AddressInfo
    return { status: 302, headers: { location: `http://127.0.0.1:${port}/${id}` } }
  }

  #react({ request: { params, body } }: Context): Answer {
    this.reactions.push({ comment: Number(params.comment_id), content: body.content })
    return { status: 201, body: { ...examples.reaction, content: body.content } }
  }
}

interface CommitInput {
  branch: { repositoryNameWithOwner: string; branchName: string }
  expectedHeadOid: string
  fileChanges: { additions: { path: string; contents: string }[] }
  message: { headline: string; body: string }
}

/** GraphQL says what went wrong in an answer that went well. */
const failed = (message: string): Answer => ({
  status: 200,
  body: { data: { createCommitOnBranch: null }, errors: [{ type: 'STALE_DATA', message }] },
})

type PullExample = { head: { repo: object }; base: object }

const shown = ({ number, state, head, base }: StoredPull, example: PullExample) => ({
  ...example,
  requested_teams: [], // GitHub's example lacks what its description requires
  number,
  state,
  head: {
    ...example.head,
    sha: head.sha,
    ref: head.ref,
    repo: { ...example.head.repo, full_name: head.repository },
  },
  base: { ...example.base, sha: base.sha },
})
