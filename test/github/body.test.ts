import { expect, test } from 'vitest'
import { commentBody, MAX_COMMENT_BYTES } from '../../src/github/comment/body.ts'
import type { CommentState } from '../../src/github/comment/hidden-state.ts'
import { readEvent } from '../../src/github/run/event.ts'

const event = readEvent(
  { GITHUB_RUN_ID: '10', GITHUB_RUN_ATTEMPT: '2', GITHUB_REPOSITORY: 'octo/train' },
  { pull_request: { number: 7, head: { sha: 'c0ffee' } } },
)

const state: CommentState = {
  runId: 10,
  runAttempt: 2,
  sha: 'c0ffee',
  digest: 'd'.repeat(64),
  class: 'cuda-h100-x4',
  verdict: 'drift',
  text: '0123456789abcdef',
}

test('a comment leaves the report the bytes that it does not need itself', () => {
  const body = commentBody(bytes => 'x'.repeat(bytes), 'gpu', state, event)
  expect(Buffer.byteLength(body)).toBe(MAX_COMMENT_BYTES)
  expect(body).toContain('[log and job summary](https://github.com/octo/train/actions/runs/10)')
})

test('a comment shows what its pending baseline is called, for whoever accepts it', () => {
  const shown = (digest: string | null) =>
    commentBody(() => '# R\n', 'gpu', { ...state, digest }, event)
  expect(shown('0123456789abcdef'.repeat(4))).toMatch(
    / · pending baseline `0123456789abcdef`<\/sub>\n$/,
  )
  expect(shown(null)).not.toContain('pending baseline')
})
