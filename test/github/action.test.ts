import { expect, test } from 'vitest'
import { BOT } from '../../support/github/fake-answers.ts'
import { workplace } from './workplace.ts'

const MARKER = '<!-- lddpr-action:default -->'

test('a first run creates one comment and fails with the status of new', async () => {
  const { github, spawnStep: step } = await workplace()
  const { status, outputs, summary, log } = await step()
  expect(status).toBe(5)
  expect(github.comments).toHaveLength(1)
  const body = github.comments[0]?.body ?? ''
  expect(body.startsWith(`${MARKER}\n<!-- run:101 attempt:1 sha:c0ffee1234 digest:`)).toBe(true)
  expect(body).toContain(
    'Commit c0ffee123 · [log and job summary](https://github.com/octo/train/actions/runs/101)',
  )
  expect(summary).toContain('Not compared')
  expect(log).toMatch(/^::error::lddpr: Not compared: /m)
  const [, told = ''] = log.split(/new +Not compared: /)
  expect(told).toContain('To accept:')
  expect(told).toMatch(/\n. Report: .*https:\/\/\S+\/actions\/runs\/\d+\n::error::/)
  expect(outputs).toEqual({
    verdict: 'new',
    'failed-checks': '',
    'report-path': expect.stringMatching(/\/repository\/lddpr-report\/report\.md$/),
    'record-path': expect.stringMatching(/\/lddpr-report\/record\.json$/),
    'pending-baseline-path': expect.stringMatching(/\/lddpr-report\/pending\/cpu-x2\.json$/),
    'comment-url': 'https://github.com/octo/train/pull/7#issuecomment-1000',
  })
})

test('a later run edits the comment of the first', async () => {
  const { github, spawnStep: step } = await workplace()
  await step()
  await step()
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]?.body).toContain('<!-- run:102 ')
})

test('drift fails with 1, and the comment turns when all is well again', async () => {
  const { github, spawnStep: step, acceptBaseline } = await workplace()
  await acceptBaseline()
  const drift = await step({ probe: '--moved' })
  expect(drift.status).toBe(1)
  expect(drift.outputs).toMatchObject({ verdict: 'drift' })
  expect(github.comments[0]?.body).toContain('rank1/worker0/numpy')
  const match = await step()
  expect(match.status).toBe(0)
  expect(match.outputs).toMatchObject({ verdict: 'match', 'pending-baseline-path': '' })
  expect(match.outputs['comment-url']).toBe(drift.outputs['comment-url'])
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]?.body).not.toContain('rank1/worker0/numpy')
})

test('a match creates a comment only if it is always wanted', async () => {
  const { github, step, acceptBaseline } = await workplace()
  await acceptBaseline()
  expect((await step()).outputs).toMatchObject({ verdict: 'match', 'comment-url': '' })
  expect(github.comments).toEqual([])
  await step({ inputs: { comment: 'always' } })
  expect(github.comments).toHaveLength(1)
})

test('never leaves GitHub alone', async () => {
  const { github, spawnStep: step } = await workplace()
  github.add(BOT, `${MARKER}\nold`)
  expect((await step({ inputs: { comment: 'never' } })).status).toBe(5)
  expect(github.requests).toEqual([])
})

test('a verdict that is not on the list passes', async () => {
  const { step } = await workplace()
  const { status, outputs } = await step({ inputs: { 'fail-on': 'drift, violation' } })
  expect(status).toBe(0)
  expect(outputs.verdict).toBe('new')
})

test.for(['push', 'schedule', 'workflow_dispatch', 'merge_group'])(
  '%s has no comment',
  async name => {
    const { github, step } = await workplace()
    const { status, log, outputs } = await step({ event: { name, payload: {} } })
    expect(status).toBe(5)
    expect(log).toContain(`no comment: the event ${name} belongs to no pull request`)
    expect(outputs['comment-url']).toBe('')
    expect(github.requests).toEqual([])
  },
)
