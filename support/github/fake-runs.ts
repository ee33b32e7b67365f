import type { Context } from 'openapi-backend'
import type { Answer } from './fake-faults.ts'
import examples from './openapi-examples.json' with { type: 'json' }

/** A run of a workflow, as far as anybody asks for it. */
export interface StoredRun {
  id: number
  attempt: number
  workflow: number
  event: string
  head: { branch: string; repository: number }
  repository: number
  pullRequests: number[]
}

/** The runs of one repository's workflows. Answers are GitHub's own example with our values. */
export class FakeRuns {
  all: StoredRun[] = []
  /** The token may see them: it has `actions: read`, or the repository is public. */
  visible = true

  /** A run of the same workflow on the same pull request as all others, unless it differs. */
  add(id: number, differs: Partial<StoredRun> = {}): void {
    this.all = this.all.filter(each => each.id !== id)
    this.all.push({
      id,
      attempt: 1,
      workflow: 159038,
      event: 'pull_request',
      head: { branch: 'bump', repository: 1 },
      repository: 1,
      pullRequests: [7],
      ...differs,
    })
  }

  get({ request: { params } }: Context): Answer {
    if (!this.visible)
      return { status: 403, body: { message: 'Resource not accessible by integration' } }
    const run = this.all.find(({ id }) => id === Number(params.run_id))
    return run ? { status: 200, body: shown(run) } : { status: 404, body: { message: 'Not Found' } }
  }
}

function shown({ id, attempt, workflow, event, head, repository, pullRequests }: StoredRun) {
  const example = examples['workflow-run']
  const repo = { id: repository, url: '', name: 'train' }
  const side = { ref: head.branch, sha: 'c0ffee1234', repo }
  return {
    ...example,
    id,
    run_attempt: attempt,
    workflow_id: workflow,
    event,
    head_branch: head.branch,
    head_repository: { ...example.head_repository, id: head.repository },
    repository: { ...example.repository, id: repository },
    pull_requests: pullRequests.map(number => ({
      id: number,
      number,
      url: '',
      head: side,
      base: side,
    })),
  }
}
