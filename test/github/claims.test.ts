import { expect, test } from 'vitest'
import { headingOf } from '../../src/report/headline.ts'
import { BOT } from '../../support/github/fake-answers.ts'
import type { StoredRun } from '../../support/github/fake-runs.ts'
import { pullRequest, workplace } from './workplace.ts'

/** Comments in our name by somebody who has had a token for one job: none of them stays. */

const MARKER = '<!-- lddpr-action:default -->'
const GREEN = `${headingOf('match')}no random number changes`

const forged = (run: string, more = 'attempt:1 sha:c0ffee1234 verdict:match', text = GREEN) =>
  `${MARKER}\n<!-- run:${run} ${more} -->\n\n${text}\n`

/** A pull request with a forged comment, and what the next run makes of it. */
async function against(
  body: string,
  prepare: (place: Awaited<ReturnType<typeof workplace>>) => void = () => {},
) {
  const place = await workplace()
  place.github.accepting.pulls = [
    {
      number: 7,
      state: 'open',
      head: { sha: 'c0ffee1234', ref: 'bump', repository: 'octo/train' },
      base: { sha: 'ba5e' },
    },
  ]
  place.github.add(BOT, body)
  prepare(place)
  const result = await place.step()
  expect(result.status).toBe(5)
  const [comment, ...others] = place.github.comments
  expect(others).toEqual([])
  return { ...place, ...result, body: comment?.body ?? '', number: comment?.id }
}

const OURS = '<!-- run:101 attempt:1 sha:c0ffee1234 '

test.each(['999999999999999', '102', '000000000000102'])(
  'a claim to be run %s, which GitHub does not know, is overwritten and told',
  async run => {
    const { body, log, number, github } = await against(forged(run))
    expect(number).toBe(1000)
    expect(body).toContain(OURS)
    expect(body).not.toContain(GREEN)
    expect(log).toContain(
      `::warning::a comment in the name of run ${Number(run)} is not believed: there is no such run`,
    )
    expect(github.requests.filter(each => each.includes('/actions/runs/'))).toEqual([
      'GET /repos/octo/train/actions/runs/101 200',
      `GET /repos/octo/train/actions/runs/${Number(run)} 404`,
    ])
  },
)

const OTHERS: [string, Partial<StoredRun>, string][] = [
  ['of another workflow', { workflow: 7 }, 'that run is of another workflow'],
  ['of another repository', { repository: 2 }, 'that run is of another repository'],
  [
    'of another branch',
    { head: { branch: 'evil', repository: 1 } },
    'that run is of another pull request',
  ],
  [
    'of a fork',
    { head: { branch: 'bump', repository: 3 }, pullRequests: [] },
    'of another pull request',
  ],
  ['of another pull request', { pullRequests: [8] }, 'that run is of another pull request'],
]
test.each(OTHERS)('a claim to be a real run %s is not believed', async (_, differs, why) => {
  const { body, log } = await against(forged('150'), ({ github }) => github.runs.add(150, differs))
  expect(body).toContain(OURS)
  expect(log).toContain(why)
})

test('nor one to be an attempt that a run has not had, its own included', async () => {
  for (const run of [101, 150]) {
    const text = forged(String(run), 'attempt:99 sha:c0ffee1234 verdict:match')
    const { body, log } = await against(text, ({ github }) => github.runs.add(150))
    expect(body).toContain(OURS)
    expect(log).toContain('that run has no such attempt')
  }
})

test.each([
  ['a green text in the name of a more severe verdict', GREEN],
  ['one whose heading is hidden', `<!--\n## 🛑 Not checked\n-->\n${GREEN}`],
  ['one whose heading comes later', `${GREEN.slice(3)}\n\n## 🛑 Not checked`],
])('of this run, %s is overwritten', async (_, text) => {
  const { body, log } = await against(
    forged('101', 'attempt:1 sha:c0ffee1234 verdict:error text:zz', text),
  )
  expect(body).not.toContain(GREEN)
  expect(body).toContain('Not compared')
  expect(log).toContain('it shows another verdict than it names')
})

test('a newer run of this workflow on this pull request is believed', async () => {
  const body = forged('150', 'attempt:2 sha:f verdict:match')
  const found = await against(body, ({ github }) => github.runs.add(150, { attempt: 2 }))
  expect(found.body).toBe(body)
  expect(found.log).toContain('the comment is left alone: a newer run (150) has written it')
  expect(found.obeyed.filter(line => line.startsWith('::warning'))).toEqual([])
})

test("so is one of a fork's pull request, which GitHub does not list", async () => {
  const body = forged('150')
  const found = await against(body, ({ github }) => github.runs.add(150, { pullRequests: [] }))
  expect(found.body).toBe(body)
})

test.each(['403', '404'])(
  'where the token may not see runs (%s), a claim about the head of the pull request is overwritten by it',
  async status => {
    const { body, log } = await against(forged('999999999999999'), ({ github }) => {
      if (status === '403') github.runs.visible = false
      if (status === '404') github.runs.add = () => {}
    })
    expect(body).toContain(OURS)
    expect(log).toContain('GitHub does not confirm that it is a newer run on this pull request')
  },
)

test('there a run gives way that is about a commit which is the head no more', async () => {
  const text = forged('150', 'attempt:1 sha:deadbeef00 verdict:match')
  const moved = await against(text, ({ github }) => {
    github.runs.visible = false
    for (const pull of github.accepting.pulls) pull.head.sha = 'deadbeef00'
  })
  expect(moved.body).toBe(text)
  const neither = await against(text, ({ github }) => {
    github.runs.visible = false
    for (const pull of github.accepting.pulls) pull.head.sha = 'badc0de000'
  })
  expect(neither.body).toContain(OURS)
})

test('a run of an event that names no pull request is believed about its head alone', async () => {
  for (const [sha, stays] of [
    ['c0ffee1234', true],
    ['f', false],
  ] as const) {
    const text = forged('150', `attempt:1 sha:${sha} verdict:match`)
    const { body } = await against(text, ({ github }) =>
      github.runs.add(150, { event: 'workflow_run', pullRequests: [] }),
    )
    expect(body === text).toBe(stays)
  }
})

test('a forged text that was overwritten is not put back, nor kept as a second comment', async () => {
  const { github, step } = await workplace()
  const first = github.add(BOT, forged('1'))
  first.revisions.unshift(forged('999999999999998'))
  github.add(BOT, forged('999999999999999'))
  await step()
  expect(github.comments.map(({ id, body }) => [id, body.includes(OURS)])).toEqual([[1000, true]])
})

test('the next push has a comment of its own whatever the last one left', async () => {
  const { github, step } = await workplace()
  const evil = (run: number) => forged(String(run), 'attempt:1 sha:c0ffee1234 verdict:match')
  github.add(BOT, evil(999_999_999_999_999))
  github.runs.visible = false
  await step()
  for (const comment of github.comments) comment.body = evil(999_999_999_999_999)
  const event = pullRequest()
  event.payload.pull_request.head.sha = 'ffff000011'
  github.accepting.pulls = [
    {
      number: 7,
      state: 'open',
      head: { sha: 'ffff000011', ref: 'bump', repository: 'octo/train' },
      base: { sha: 'ba5e' },
    },
  ]
  await step({ event })
  expect(github.comments.map(({ body }) => body.includes('run:102 '))).toEqual([true])
})
