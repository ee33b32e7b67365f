import { execa } from 'execa'
import { expect, test } from 'vitest'
import { STRETCHES } from '../../src/github/run/actions.ts'
import { readEvent } from '../../src/github/run/event.ts'
import { REFUSALS, refuse, type Situation } from '../../src/github/run/refuse.ts'
import payloads from '../../support/github/payloads.json' with { type: 'json' }
import { pullRequest, workplace } from './workplace.ts'

const HEAD = 'c0ffee1234'

function situation(
  name: string,
  { fork = false, ...rest }: Partial<Situation> & { fork?: boolean } = {},
): Situation {
  const {
    event: { payload },
  } = { event: pullRequest(fork ? 'mallory/train' : 'octo/train') }
  const event = readEvent(
    { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REPOSITORY: 'octo/train', GITHUB_SHA: '5ba' },
    payload,
  )
  const checkedOut = { sha: HEAD, parents: [] }
  return {
    action: 'check',
    event: { ...event, name },
    hosted: true,
    allowForkPr: false,
    checkedOut,
    ...rest,
  }
}

/** The row that speaks. */
function refused(given: Situation): string | null {
  const sentence = refuse(given)
  return REFUSALS.find(row => row.applies(given) && row.sentence(given) === sentence)?.id ?? null
}

test('nothing is refused where nothing is wrong', () => {
  for (const name of ['pull_request', 'push', 'merge_group', 'schedule', 'workflow_dispatch'])
    for (const action of ['check', 'record', 'report'] as const)
      expect(refuse(situation(name, { action, hosted: false, checkedOut: null }))).toBeNull()
})

test.for(STRETCHES)('%s on a comment', action => {
  expect(refused(situation('issue_comment', { action }))).toBe(
    action === 'accept' ? null : 'comment-runs-nothing',
  )
})

test.for([
  'pull_request',
  'pull_request_target',
  'push',
  'merge_group',
  'schedule',
  'workflow_run',
])('nobody has decided anything on %s', name => {
  expect(refused(situation(name, { action: 'accept' }))).toBe('acceptance-is-a-decision')
})

test("a fork's packages stay off a machine that others use", () => {
  const given = { fork: true, hosted: false }
  for (const action of ['check', 'record'] as const)
    expect(refused(situation('pull_request', { ...given, action }))).toBe('fork-on-own-machine')
  expect(refused(situation('pull_request', { ...given, action: 'report' }))).toBeNull()
  expect(refused(situation('pull_request', { ...given, allowForkPr: true }))).toBeNull()
  expect(refused(situation('pull_request', { ...given, hosted: true }))).toBeNull()
  expect(refused(situation('pull_request', { hosted: false }))).toBeNull()
})

test.for(['pull_request_target', 'workflow_run'])("%s never runs a fork's packages", name => {
  for (const allowForkPr of [true, false])
    for (const sha of [HEAD, '5ba', 'unknown'])
      expect(
        refused(situation(name, { fork: true, allowForkPr, checkedOut: { sha, parents: [] } })),
      ).toBe('fork-with-secrets')
  expect(refused(situation(name, { fork: true, action: 'report' }))).toBeNull()
})

test.for(['pull_request_target', 'workflow_run'])('%s measures the change or nothing', name => {
  const at = (checkedOut: Situation['checkedOut']) => refused(situation(name, { checkedOut }))
  expect(at({ sha: HEAD, parents: ['ba5e'] })).toBeNull()
  expect(at({ sha: '5ba', parents: ['ba5e', HEAD] })).toBeNull() // refs/pull/7/merge
  expect(at({ sha: '5ba', parents: [HEAD] })).toBe('another-commit') // built upon it
  expect(at({ sha: '5ba', parents: [] })).toBe('another-commit')
  expect(at(null)).toBe('another-commit')
})

test('every row says why, and what to do in one sentence', () => {
  const given = situation('pull_request_target', { fork: true })
  for (const row of REFUSALS) {
    expect(row.reason).toMatch(/\w+ \w+ \w+/)
    expect(row.sentence(given)).not.toMatch(/[.\n]/)
  }
})

test('a refusal is an error before anything is run or asked', async () => {
  const { github, spawnStep: step } = await workplace()
  const given = { event: pullRequest('mallory/train'), env: { RUNNER_ENVIRONMENT: 'self-hosted' } }
  const { status, outputs, log } = await step(given)
  expect(status).toBe(2)
  expect(outputs).toEqual({ verdict: 'error' })
  expect(log).toContain('::error::lddpr: Not checked: this pull request comes from a fork')
  expect(log).toContain('or say allow-fork-pr: true')
  expect(log).not.toContain('probe')
  expect(github.requests).toEqual([])
  expect((await step({ ...given, inputs: { 'allow-fork-pr': 'true' } })).status).toBe(5)
})

test('a runner that does not say whose it is, is not GitHub’s', async () => {
  const { step } = await workplace()
  const { status } = await step({
    event: pullRequest('mallory/train'),
    env: { RUNNER_ENVIRONMENT: '' },
  })
  expect(status).toBe(2)
})

test('pull_request_target looks at what is checked out', async () => {
  const { github, repository, spawnStep: step } = await workplace()
  const git = async (...words: string[]) =>
    (
      await execa('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...words], {
        cwd: repository,
      })
    ).stdout
  const target = (sha: string) => {
    const { payload } = pullRequest()
    return {
      name: 'pull_request_target',
      payload: {
        pull_request: { ...payload.pull_request, head: { ...payload.pull_request.head, sha } },
      },
    }
  }
  const nothing = await step({ event: target(HEAD) })
  expect(nothing.status).toBe(2)
  expect(nothing.log).toContain('the workspace has no commit that git can tell')
  await git('init', '-q')
  await git('commit', '-q', '--allow-empty', '-m', 'change')
  const head = await git('rev-parse', 'HEAD')
  const other = await step({ event: target(HEAD) })
  expect(other.status).toBe(2)
  expect(other.log).toContain(`the workspace has ${head.slice(0, 9)}`)
  expect(github.requests).toEqual([])
  expect((await step({ event: target(head) })).status).toBe(5)
  expect(github.comments).toHaveLength(1)
})

test('a workflow run of a fork is judged and not measured', async () => {
  const { step } = await workplace()
  const event = { name: 'workflow_run', payload: payloads.workflow_run }
  const { status, log } = await step({ event })
  expect(status).toBe(2)
  expect(log).toContain('judge its record with lddpr-action/report')
})
