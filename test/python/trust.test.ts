import { expect, test } from 'vitest'
import { namespaceOf } from '../../src/python/cache/trust.ts'

/** Who takes the environments of whom. */

const on = (ref: string, event: string, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  GITHUB_REPOSITORY: 'octo/train',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REF: ref,
  GITHUB_EVENT_NAME: event,
  ...more,
})
const PROTECTED = { GITHUB_REF_PROTECTED: 'true' }
const MAIN = on('refs/heads/main', 'push', PROTECTED)
const pull = (number: number) => on(`refs/pull/${number}/merge`, 'pull_request')

// biome-ignore format: a table
test.for<[string, NodeJS.ProcessEnv, NodeJS.ProcessEnv]>([
  ['the same pull request', pull(7), { ...pull(7), GITHUB_SHA: 'other', GITHUB_RUN_ID: '2' }],
  ['two protected branches', MAIN, on('refs/heads/v1', 'push', PROTECTED)],
  ['the nightly run of main', MAIN, on('refs/heads/main', 'schedule', PROTECTED)],
  ['main by hand', MAIN, on('refs/heads/main', 'workflow_dispatch', PROTECTED)],
  ['main where nothing is protected', on('refs/heads/main', 'push'), on('refs/heads/main', 'schedule')],
  ['terminals', {}, { USER: 'x' }],
])('shared: %s', ([, one, other]) => expect(namespaceOf(one)).toBe(namespaceOf(other)))

// biome-ignore format: a table
test.for<[string, NodeJS.ProcessEnv, NodeJS.ProcessEnv]>([
  ['a pull request and main', pull(7), MAIN],
  ['two pull requests', pull(7), pull(8)],
  ['a branch and main', on('refs/heads/x', 'push'), MAIN],
  ['two branches', on('refs/heads/x', 'push'), on('refs/heads/y', 'push')],
  ['another repository', MAIN, { ...MAIN, GITHUB_REPOSITORY: 'octo/other' }],
  ['another server', MAIN, { ...MAIN, GITHUB_SERVER_URL: 'https://example.org' }],
  ['a stranger on the ref of main', on('refs/heads/main', 'pull_request_target', { ...PROTECTED, GITHUB_HEAD_REF: 'x' }), MAIN],
  ['two strangers', on('refs/heads/main', 'pull_request_target', { GITHUB_HEAD_REF: 'x' }), on('refs/heads/main', 'pull_request_target', { GITHUB_HEAD_REF: 'y' })],
  ['a comment on the ref of main', on('refs/heads/main', 'issue_comment', PROTECTED), MAIN],
  ['a run of another workflow', on('refs/heads/main', 'workflow_run', PROTECTED), MAIN],
  ['a merge queue and main', on('refs/heads/gh-readonly-queue/main/pr-7', 'merge_group'), MAIN],
  ['a pull request that claims to be protected', { ...pull(7), ...PROTECTED }, MAIN],
  ['a terminal and main', {}, MAIN],
])('apart: %s', ([, one, other]) => expect(namespaceOf(one)).not.toBe(namespaceOf(other)))
