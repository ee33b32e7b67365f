import { expect, test } from 'vitest'
import { BOT } from '../../support/github/fake-answers.ts'
import { workplace } from './workplace.ts'

const MARKER = '<!-- lddpr-action:default -->'

test('each id has its comment', async () => {
  const { github, step } = await workplace()
  await step({ inputs: { 'comment-id': 'gpu' } })
  await step({ inputs: { 'comment-id': 'gpu.2' } })
  await step({ inputs: { 'comment-id': 'gpu' } })
  expect(github.comments.map(({ body }) => body.split('\n')[0])).toEqual([
    '<!-- lddpr-action:gpu -->',
    '<!-- lddpr-action:gpu.2 -->',
  ])
})

test('the comment is found behind more than a hundred others', async () => {
  const { github, step } = await workplace()
  for (let number = 0; number < 230; number++) github.add('somebody', `comment ${number}`)
  await step()
  await step()
  expect(github.comments).toHaveLength(231)
})

test.for(['a known', 'an unknown'])(
  '%s author leaves the comments of others alone',
  async author => {
    const { github, step } = await workplace()
    github.viewer = author === 'a known' ? BOT : null
    github.add('mallory', `${MARKER}\n<!-- run:999 attempt:1 sha:f -->\nall is well`)
    github.add(BOT, `> ${MARKER}\nquoted`)
    const foreign = structuredClone(github.comments)
    await step()
    await step()
    expect(github.comments).toHaveLength(3)
    expect(github.comments.slice(0, 2)).toEqual(foreign)
  },
)

test('the token of another app finds its own comment', async () => {
  const { github, step } = await workplace()
  github.viewer = 'my-app[bot]'
  github.add(BOT, `${MARKER}\n<!-- run:1 attempt:1 sha:f -->\nof another token`)
  await step()
  await step()
  expect(github.comments.map(({ author }) => author)).toEqual([BOT, 'my-app[bot]'])
})

test('the comment of a newer run stays', async () => {
  const { github, spawnStep: step } = await workplace()
  const { id } = github.add(BOT, `${MARKER}\n<!-- run:102 attempt:2 sha:f -->\nnewer`)
  github.runs.add(102, { attempt: 2 })
  const { log, outputs } = await step()
  expect(log).toContain('a newer run (102)')
  expect(outputs['comment-url']).toContain(String(id))
  await step({ attempts: 2 }) // run 102, but its first attempt
  expect(github.comments[0]?.body).toContain('newer')
  await step({ env: { GITHUB_RUN_ID: '102', GITHUB_RUN_ATTEMPT: '3' } })
  expect(github.comments[0]?.body).not.toContain('newer')
})

test('two comments of ours become one', async () => {
  const { github, step } = await workplace()
  for (const run of [1, 2]) github.add(BOT, `${MARKER}\n<!-- run:${run} attempt:1 sha:f -->\nold`)
  await step()
  expect(github.comments.map(({ id }) => id)).toEqual([1000])
})

test('an Enterprise Server is talked to under its own address', async () => {
  const { github, spawnStep: step } = await workplace()
  github.prefix = '/api/v3'
  await step()
  await step()
  expect(github.comments).toHaveLength(1)
  expect(github.requests).toContain('POST /api/graphql 200')
})
