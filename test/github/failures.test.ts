import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandName, pullRequest, workplace } from './runner.ts'

const INTEGRATION = 'Resource not accessible by integration'

test('a token that must not write is told what it needs, and the verdict stands', async () => {
  const { github, step } = await workplace()
  github.faults = [{ on: 'create-comment', status: 403, times: 9, message: INTEGRATION }]
  const { status, obeyed, outputs, summary } = await step()
  expect(status).toBe(5)
  expect(outputs).toMatchObject({ verdict: 'new', 'comment-url': '' })
  expect(summary).not.toBe('')
  const warning = obeyed.find(line => commandName(line) === 'warning')
  expect(warning).toContain(INTEGRATION)
  expect(warning).toContain('permissions:%0A  contents: read%0A  pull-requests: write')
  expect(github.faults[0]?.times).toBe(8)
})

test('on a fork the permissions are not to blame', async () => {
  const { github, step } = await workplace()
  github.faults = [{ on: 'create-comment', status: 403, times: 9, message: INTEGRATION }]
  const { status, log } = await step({ event: pullRequest('mallory/train') })
  expect(status).toBe(5)
  expect(log).toContain('A pull request from a fork gets a token that can only read')
  expect(log).not.toContain('pull-requests: write')
})

test.for([true, false])(
  'a bad gateway is asked again, and there is one comment (done: %s)',
  async done => {
    const { github, step } = await workplace()
    github.faults = [{ on: 'create-comment', status: 502, times: 2, done }]
    const { status, obeyed } = await step()
    expect(status).toBe(5)
    expect(obeyed.map(commandName)).toEqual(['group', 'endgroup', 'error'])
    expect(github.comments).toHaveLength(1)
  },
)

test('a server that stays down costs the comment only', async () => {
  const { github, step } = await workplace()
  github.faults = [{ on: 'list-comments', status: 503, times: 99 }]
  const { status, log } = await step()
  expect(status).toBe(5)
  expect(log).toContain('::warning::the comment could not be written: status 503')
  expect(github.faults[0]?.times).toBe(92)
})

test('a server that is not there costs the comment only', async () => {
  const { step } = await workplace()
  const { status, log } = await step({ env: { GITHUB_API_URL: 'http://127.0.0.1:9' } })
  expect(status).toBe(5)
  expect(log).toContain('::warning::the comment could not be written: ')
})

test.for([429, 403])('a rate limit (%s) is waited for', async status => {
  const { github, step } = await workplace()
  const headers = { 'retry-after': '1' }
  github.faults = [
    { on: 'create-comment', status, times: 1, headers, message: 'secondary rate limit' },
  ]
  const { log } = await step()
  expect(log).toContain('| secondary rate limit; again in 1 s')
  expect(github.comments).toHaveLength(1)
})

test('a rate limit of an hour is not', async () => {
  const { github, step } = await workplace()
  const headers = {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Date.now() / 1000 + 3600),
  }
  github.faults = [
    { on: 'list-comments', status: 403, times: 9, headers, message: 'API rate limit exceeded' },
  ]
  const { status, log } = await step()
  expect(status).toBe(5)
  expect(log).toContain('::warning::the comment could not be written: API rate limit exceeded')
  expect(log).not.toContain('permissions:')
})

test('without a token there is no comment, which is said', async () => {
  const { github, step } = await workplace()
  const { status, log, obeyed } = await step({ inputs: { 'github-token': '' } })
  expect(status).toBe(5)
  expect(log).toContain('no comment: there is no github-token')
  expect(obeyed.map(commandName)).toEqual(['group', 'endgroup', 'error'])
  expect(github.requests).toEqual([])
})

test('files of the runner that are missing cost the outputs and the summary only', async () => {
  const { github, step, repository } = await workplace()
  const missing = join(repository, 'missing')
  const { status, log } = await step({
    env: { GITHUB_OUTPUT: missing, GITHUB_STEP_SUMMARY: missing },
  })
  expect(status).toBe(5)
  expect(log).toContain('::warning::the job summary could not be written: ')
  expect(github.comments).toHaveLength(1)
})
