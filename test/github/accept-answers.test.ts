import { expect, test } from 'vitest'
import { proposed, refusedWith } from './accept-place.ts'

/** Commands that GitHub does not let be answered as they should. */

test('GitHub does not say who may write', async () => {
  const { github, say, command, replies } = await proposed()
  const on = 'get-collaborator-permission-level'
  github.faults = [
    { on, status: 403, times: 99, message: 'Resource not accessible by integration' },
  ]
  const { status, log } = await say(command)
  expect(status).toBe(2)
  expect(log).toContain('it could not be found out whether octocat may write')
  expect(replies()).toEqual([])
})

test('a gateway that fails is asked again', async () => {
  const { github, upload, archived, say, command, replies } = await proposed()
  upload(archived)
  github.faults = ['get-collaborator-permission-level', 'download-artifact', 'create-comment'].map(
    on => ({ on, status: 502, times: 1, done: true }),
  )
  expect((await say(command)).status).toBe(0)
  expect(replies()).toHaveLength(1)
})

test('a commit is asked for once: an answer that got lost may have been one', async () => {
  const place = await proposed()
  place.upload(place.archived)
  const first = { on: 'graphql', times: 1, delay: 1 } // who we are
  place.github.faults = [first, { on: 'graphql', times: 1, status: 502, done: true }]
  const { status, log } = await place.say(place.command, { inputs: { commit: 'true' } })
  expect(status).toBe(2)
  expect(log).toContain(
    'GitHub did not say whether it has committed the baseline to bump-lightning',
  )
  expect(place.github.accepting.commits).toHaveLength(1)
  expect(place.replies()[0]).toContain('look at the branch')
})

test('an answer that must not be given is a warning, and the acceptance stands', async () => {
  const { github, upload, archived, say, command, replies } = await proposed()
  upload(archived)
  github.faults = [
    {
      on: 'create-comment',
      status: 403,
      times: 9,
      message: 'Resource not accessible by integration',
    },
  ]
  const { status, outputs, log } = await say(command)
  expect(status).toBe(0)
  expect(outputs['baseline-path']).toContain('accepted-cpu-x2.json')
  expect(log).toContain('::warning::the command could not be answered: Resource not accessible')
  expect(log).toContain('pull-requests: write')
  expect(replies()).toEqual([])
})

test('a command without a token is an error', async () => {
  const { say, command } = await proposed()
  const { status, log } = await say(command, { inputs: { 'github-token': '' } })
  expect(status).toBe(2)
  expect(log).toContain('github-token: expected one to look up who commands')
})

test('an input that the command says', async () => {
  const place = await proposed()
  await refusedWith(place, 'the command says it', place.command, { inputs: { reason: 'x' } })
})
