import { expect, test } from 'vitest'
import { readEvent } from '../../src/github/event.ts'

const env = {
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_REPOSITORY: 'octo/train',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_RUN_ID: '12345678901',
  GITHUB_SERVER_URL: 'https://github.example',
  GITHUB_SHA: 'merge',
}
const pull = (head: object) => ({ pull_request: { number: 7, head: { sha: 'head', ...head } } })

test('a pull request is its number and its head, not the merge commit', () => {
  expect(readEvent(env, pull({ repo: { full_name: 'octo/train' } }))).toEqual({
    name: 'pull_request',
    owner: 'octo',
    repo: 'train',
    pullRequest: 7,
    headSha: 'head',
    isFork: false,
    runId: 12345678901,
    runAttempt: 2,
    runUrl: 'https://github.example/octo/train/actions/runs/12345678901',
  })
})

test.for([{ repo: { full_name: 'mallory/train' } }, { repo: null }, {}])(
  'a head in %j is a fork',
  head => {
    expect(readEvent(env, pull(head)).isFork).toBe(true)
  },
)

test('a merge group has a head and no pull request', () => {
  const event = readEvent(env, { merge_group: { head_sha: 'queued' } })
  expect(event).toMatchObject({ pullRequest: null, headSha: 'queued', isFork: false })
})

test.for([{}, null, undefined, { pull_request: null }, { pull_request: { number: 'seven' } }, []])(
  'the payload %j belongs to no pull request',
  payload => {
    const event = readEvent(env, payload)
    expect(event).toMatchObject({ pullRequest: null, headSha: 'merge', isFork: false })
  },
)
