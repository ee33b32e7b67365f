import { expect, test } from 'vitest'
import { EVENTS, readEvent } from '../../src/github/run/event.ts'
import payloads from '../../support/github/payloads.json' with { type: 'json' }

const env = {
  GITHUB_API_URL: 'https://api.github.example',
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_REPOSITORY: 'Codertocat/Hello-World',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_RUN_ID: '12345678901',
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_SHA: '5ba0000000',
}
const named = (name: string) => ({ ...env, GITHUB_EVENT_NAME: name })
const pull = (head: object) => ({
  pull_request: { number: 7, head: { sha: 'c0ffee', ...head }, base: { sha: 'ba5e' } },
})

test('a pull request is its number and its head, not the merge commit', () => {
  expect(readEvent(env, payloads.pull_request)).toEqual({
    name: 'pull_request',
    action: 'opened',
    owner: 'Codertocat',
    repo: 'Hello-World',
    pullRequest: 2,
    headSha: 'ec26c3e57ca3a959ca5aad62de7213c562f8c821',
    baseSha: 'f95f852bd8fca8fcc58a9a2d6c842781e32a215e',
    head: { ref: 'changes', repository: 'Codertocat/Hello-World' },
    mergeSha: '',
    isFork: false,
    runId: 12345678901,
    runAttempt: 2,
    runUrl: 'https://github.example/Codertocat/Hello-World/actions/runs/12345678901',
    apiUrl: 'https://api.github.example',
  })
})

test('pull_request_target has the same payload', () => {
  const event = readEvent(named('pull_request_target'), payloads.pull_request)
  expect(event).toMatchObject({
    pullRequest: 2,
    headSha: payloads.pull_request.pull_request.head.sha,
  })
})

test.for([{ repo: { full_name: 'mallory/train' } }, { repo: null }, {}])(
  'a head in %j is a fork',
  head => {
    expect(readEvent(env, pull(head)).isFork).toBe(true)
  },
)

test('a merge group has a head, a base and no pull request', () => {
  const { head_sha: headSha, base_sha: baseSha } = payloads.merge_group.merge_group
  const event = readEvent(named('merge_group'), payloads.merge_group)
  expect(event).toMatchObject({ pullRequest: null, headSha, baseSha, isFork: false })
})

test('a push starts from the last one, and a new branch from nothing', () => {
  const first = readEvent(named('push'), payloads.push)
  expect(first).toMatchObject({ pullRequest: null, headSha: '5ba0000000', baseSha: '' })
  const later = readEvent(named('push'), { ...payloads.push, before: 'ba5e' })
  expect(later.baseSha).toBe('ba5e')
})

test('a comment belongs to a pull request, or to an issue', () => {
  const { issue } = payloads.issue_comment
  const onIssue = readEvent(named('issue_comment'), payloads.issue_comment)
  expect(onIssue).toMatchObject({ pullRequest: null, action: 'created', headSha: '5ba0000000' })
  const onPull = { ...payloads.issue_comment, issue: { ...issue, pull_request: { url: '…' } } }
  expect(readEvent(named('issue_comment'), onPull).pullRequest).toBe(1)
})

const ran = (differs: object) => ({
  ...payloads.workflow_run,
  workflow_run: { ...payloads.workflow_run.workflow_run, ...differs },
})
const { head_sha, repository } = payloads.workflow_run.workflow_run
const branchOf = (id: number, sha: string) => ({
  number: 5,
  head: { sha },
  base: { sha: 'ba5e', repo: { id } },
})

test("a workflow run is about the other run's head", () => {
  expect(readEvent(named('workflow_run'), payloads.workflow_run)).toMatchObject({
    pullRequest: null,
    headSha: '5779607b49aab1200488439f02372c57b4f75444',
    baseSha: '',
    head: { ref: 'main', repository: 'octo-org/octo-repo' },
    isFork: true, // seen from Codertocat/Hello-World
  })
})

test('a workflow run says its pull request, if it is one of this repository and still at that head', () => {
  const read = (pulls: object[]) =>
    readEvent(named('workflow_run'), ran({ pull_requests: pulls })).pullRequest
  expect(read([branchOf(repository.id, head_sha)])).toBe(5)
  expect(read([branchOf(repository.id + 1, head_sha)])).toBeNull()
  expect(read([branchOf(repository.id, 'c0ffee')])).toBeNull()
})

test.for(['schedule', 'workflow_dispatch', 'repository_dispatch', 'release', ''])(
  "%j is about the workflow's own commit",
  name => {
    for (const payload of [{}, null, undefined, [], 'text'])
      expect(readEvent(named(name), payload)).toMatchObject({
        pullRequest: null,
        headSha: '5ba0000000',
        baseSha: '',
        isFork: false,
      })
  },
)

test.for(
  ['pull_request', 'pull_request_target', 'issue_comment', 'workflow_run'].flatMap(name =>
    [{}, null, { pull_request: null }, { pull_request: { number: 'seven' } }, []].map(
      payload => [name, payload] as const,
    ),
  ),
)('%s with the payload %j is an error: it might be of a fork', ([name, payload]) => {
  expect(() => readEvent(named(name), payload)).toThrow(`the payload of the event ${name}: `)
})

test('every row says why', () => {
  for (const { reason } of EVENTS) expect(reason).toMatch(/\w+ \w+ \w+/)
})
