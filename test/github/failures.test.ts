import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BOT } from '../../support/github/fake-answers.ts'
import type { Fault } from '../../support/github/fake-faults.ts'
import { commandName, pullRequest, workplace } from './workplace.ts'

const MARKER = '<!-- lddpr-action:default -->'
const INTEGRATION = 'Resource not accessible by integration'

test('a token that must not write is told what it needs, and the verdict stands', async () => {
  const { github, spawnStep: step } = await workplace()
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
    const created = github.requests.filter(each => each.startsWith('POST /repos'))
    expect(created).toHaveLength(done ? 1 : 3)
  },
)

const CUT: Record<string, Partial<Fault>> = {
  'is reset before an answer': { connection: 'reset' },
  'is reset after the work was done': { connection: 'reset', done: true },
  'is cut within the answer': { connection: 'cut' },
  'ends with half of the answer': { connection: 'half' },
}
test.for(
  Object.entries(CUT).flatMap(([what, fault]) =>
    ['list-comments', 'create-comment', 'update-comment', 'delete-comment', 'graphql'].map(
      on => [what, on, fault] as const,
    ),
  ),
)('a connection that %s to %s leaves one comment, created once', async ([, on, fault]) => {
  const { github, step } = await workplace()
  if (on === 'update-comment' || on === 'delete-comment')
    for (const run of [1, 2]) github.add(BOT, `${MARKER}\n<!-- run:${run} attempt:1 sha:f -->\nold`)
  github.faults = [{ on, times: 1, ...fault }]
  const { status, obeyed } = await step()
  expect(status).toBe(5)
  expect(obeyed.map(commandName)).toEqual(['group', 'endgroup', 'error'])
  expect(github.faults[0]?.times).toBe(0)
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]?.body).toContain('<!-- run:101 ')
  expect(github.requests.filter(each => /^POST .* 201/.test(each)).length).toBeLessThan(2)
})

test('an answer that is slow is waited for', async () => {
  const { github, spawnStep: step } = await workplace()
  github.faults = [{ on: '*', times: 9, delay: 300, slow: 300 }]
  expect((await step()).status).toBe(5)
  expect(github.comments).toHaveLength(1)
})

test("a gateway's page is no message", async () => {
  const { github, step } = await workplace()
  github.faults = [
    { on: 'create-comment', times: 1, status: 502, message: '<html>\n<h1>Unicorn</h1>' },
  ]
  const { log } = await step()
  expect(log).toContain('| GitHub answered 502; again in 0.5 s')
  expect(log).not.toContain('Unicorn')
})

const ELSE: [number, string, string][] = [
  [401, 'Bad credentials', 'The github-token is not valid, or not any more.'],
  [403, 'Unable to create comment because issue is locked.', 'The report is in the job summary.'],
  [403, 'Repository was archived so is read-only.', 'The report is in the job summary.'],
  [
    404,
    'Not Found',
    'The job needs these permissions in its workflow:%0A%0Apermissions:%0A  contents: read%0A  pull-requests: write',
  ],
  [422, 'Validation Failed', 'The report is in the job summary.'],
]
test.for(ELSE)(
  'status %d, %s, is told with what helps, once',
  async ([status, message, advice]) => {
    const { github, step } = await workplace()
    github.faults = [{ on: 'create-comment', times: 99, status, message }]
    const { status: exit, obeyed } = await step()
    expect(exit).toBe(5)
    const warnings = obeyed.filter(line => commandName(line) === 'warning')
    expect(warnings).toEqual([
      `::warning::the comment could not be written: ${message}%0A${advice}`,
    ])
    expect(github.faults[0]?.times).toBe(98)
  },
)

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
  expect(log).toMatch(/given up: that would be 3\d{3} s, and 300 s are left/)
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
  const { github, spawnStep: step, repository } = await workplace()
  const missing = join(repository, 'missing')
  const { status, log } = await step({
    env: { GITHUB_OUTPUT: missing, GITHUB_STEP_SUMMARY: missing },
  })
  expect(status).toBe(5)
  expect(log).toContain('::warning::the job summary could not be written: ')
  expect(github.comments).toHaveLength(1)
})
