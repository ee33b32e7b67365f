import { access, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { MAX_COMMENT_BYTES } from '../../src/github/comment/body.ts'
import { PROGRAM } from '../../src/report/words.ts'
import { BOT } from '../../support/github/fake-answers.ts'
import { commandName, pullRequest, workplace } from './workplace.ts'

/**
 * What users complain about where other actions report on pull requests. docs/evidence/complaints.md has where
 * each was met; it names these tests, and is held against them.
 */

const MARKER = '<!-- lddpr-action:default -->'
const NEVER = { times: 1e9, status: 403, message: 'Resource not accessible by integration' }
const WRITES = ['create-comment', 'update-comment']
const readOnly = WRITES.map(on => ({ on, ...NEVER }))
/** More than a comment takes: a log of about 90 kB, in which every character is three bytes. */
const LONG = "'--dies=乱数の再現性が壊れました' --lines=2500"

test('a token that may only read costs the comment, and says what to add', async () => {
  const { github, step } = await workplace()
  github.faults = readOnly
  const { status, outputs, summary, obeyed } = await step()
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 5, verdict: 'new' })
  expect(summary).toContain('Not compared')
  const warnings = obeyed.filter(line => commandName(line) === 'warning')
  expect(warnings).toEqual([
    expect.stringContaining('permissions:%0A  contents: read%0A  pull-requests: write'),
  ])
})

test('the job is the check: no check run is created', async () => {
  const { github, step } = await workplace()
  expect((await step()).status).toBe(5)
  expect(github.requests.filter(each => each.includes('check-run'))).toEqual([])
})

test('the comment is about the head of the pull request, not about the merge commit', async () => {
  const { github, step } = await workplace()
  await step({ env: { GITHUB_SHA: 'abad1dea00' } })
  expect(github.comments[0]?.body).toContain('sha:c0ffee1234')
  expect(github.comments[0]?.body).not.toContain('abad1dea')
})

test('a report that is too long is cut where it may be, and says where all of it is', async () => {
  const { github, step } = await workplace()
  const { status } = await step({ probe: LONG })
  expect(status).toBe(2)
  const body = github.comments[0]?.body ?? ''
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_COMMENT_BYTES)
  expect(body.match(/^```/gm)?.length ?? 0).toSatisfy((count: number) => count % 2 === 0)
  expect(body).toContain('Not checked')
})

test('a job summary stays below a megabyte, so that GitHub does not drop it', async () => {
  const { step } = await workplace()
  const { status, summary, obeyed } = await step({ probe: LONG })
  expect(status).toBe(2)
  expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(1_048_576)
  expect(summary).toContain('乱数の再現性が壊れました')
  expect(obeyed.map(commandName)).toEqual(['group', 'endgroup', 'error'])
})

test('two runs at once leave one comment, that of the newer run', async () => {
  const { github, spawnStep: step } = await workplace()
  github.faults = [
    { on: 'list-comments', times: 2, slow: 400 }, // both look before either writes
    { on: 'create-comment', times: 1, delay: 200 },
  ]
  const own = (directory: string) => ({ 'report-dir': directory }) // a runner has its own checkout
  const [older, newer] = await Promise.all([
    step({ probe: '--dies=x', inputs: own('older') }),
    step({ inputs: own('newer') }),
  ])
  expect([older.status, newer.status]).toEqual([2, 5])
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]?.body).toContain('<!-- run:102 ')
  expect(older.outputs['comment-url']).toBe(newer.outputs['comment-url'])
})

test('jobs of a matrix that share an id get a warning, and the more severe verdict stays', async () => {
  const { github, step } = await workplace()
  const env = { GITHUB_RUN_ID: '101' }
  const first = await step({ env, probe: '--dies=x' })
  const second = await step({ env })
  expect([first.status, second.status]).toEqual([2, 5])
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]?.body).toContain('Not checked')
  expect(second.log).toContain('::warning::another job of this run writes the same comment')
  expect(second.log).toContain('give each job its own comment-id')
})

test('jobs of a matrix with an id each have a comment each', async () => {
  const { github, step } = await workplace()
  const env = { GITHUB_RUN_ID: '101' }
  const ids = ['gpu', 'gpu.2', 'cpu']
  const steps = await Promise.all(ids.map(id => step({ env, inputs: { 'comment-id': id } })))
  expect(github.comments).toHaveLength(3)
  const told = steps.flatMap(({ obeyed }) => obeyed.map(commandName))
  expect(told).not.toContain('warning')
})

test('a comment of somebody else with our marker is left alone', async () => {
  const { github, step } = await workplace()
  github.add('mallory', `${MARKER}\n<!-- run:999 attempt:1 sha:f -->\nall is well`)
  await step()
  expect(github.comments.map(({ author }) => author)).toEqual(['mallory', BOT])
  expect(github.comments[0]?.body).toContain('all is well')
})

test('a token that may not ask who it is finds its comment all the same', async () => {
  const { github, step } = await workplace()
  github.viewer = null
  github.signature = 'octocat' // a personal token, not a bot's
  await step()
  await step()
  await step()
  expect(github.comments.map(({ author, id }) => `${author} ${id}`)).toEqual(['octocat 1000'])
  expect(github.comments[0]?.body).toContain('<!-- run:103 ')
})

test('the comment turns as soon as all is well again', async () => {
  const { github, step, acceptBaseline } = await workplace()
  await acceptBaseline()
  await step({ probe: '--moved' })
  expect(github.comments[0]?.body).toContain('Your decision')
  await step()
  expect(github.comments[0]?.body).toContain('Safe to merge')
  expect(github.comments).toHaveLength(1)
})

test('findings that do not fail the job are in the comment, too', async () => {
  const { github, step, acceptBaseline } = await workplace()
  await acceptBaseline()
  const inputs = { 'fail-on': 'error' }
  const { status, outputs } = await step({ inputs, probe: '--moved' })
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 0, verdict: 'drift' })
  expect(github.comments[0]?.body).toContain('Your decision')
})

test('a merge queue gets its verdict, on the commit that it is about to merge', async () => {
  const { step } = await workplace()
  const event = {
    name: 'merge_group',
    payload: { merge_group: { head_sha: 'cafe000000', base_sha: 'ba5e' } },
  }
  const { status, log, outputs } = await step({ event })
  expect(status).toBe(5)
  expect(log).toContain('no comment: the event merge_group belongs to no pull request')
  expect(log).toContain('commit cafe00000')
  expect(outputs.verdict).toBe('new')
})

test('time does not matter: a run that took ten times as long is a match, without a comment', async () => {
  const { github, step, acceptBaseline } = await workplace()
  await acceptBaseline()
  const { status, outputs } = await step({ probe: '--slow' })
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 0, verdict: 'match' })
  expect(github.comments).toEqual([])
})

test('a first run works without a baseline, and says how to get one', async () => {
  const { github, spawnStep: step, acceptBaseline } = await workplace()
  const { status, outputs, summary } = await step()
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 5, verdict: 'new' })
  await expect(access(outputs['pending-baseline-path'] ?? '')).resolves.toBeUndefined()
  for (const text of [summary, github.comments[0]?.body])
    expect(text).toContain(`${PROGRAM} accept lddpr-report/pending/cpu-x2.json`)
  await acceptBaseline()
  expect((await step()).outputs.verdict).toBe('match')
})

test('nothing is pushed: a new baseline is a file and a command', async () => {
  const { github, repository, step } = await workplace()
  const git = (...args: string[]) => execa('git', ['-C', repository, ...args])
  await git('init', '--quiet')
  await step()
  const { stdout } = await git('status', '--porcelain')
  expect(stdout).toBe('') // the directory of the reports keeps itself out of commits
  const writes = github.requests.filter(each => !/^GET|graphql/.test(each))
  expect(writes).toEqual(['POST /repos/octo/train/issues/7/comments 201'])
})

describe('surroundings', () => {
  test('a permissions block to copy leaves the checkout its right', async () => {
    const { github, step } = await workplace()
    github.faults = [{ on: 'list-comments', times: 9, status: 404, message: 'Not Found' }]
    const { log, status } = await step()
    expect(status).toBe(5)
    expect(log).toContain('permissions:%0A  contents: read%0A  pull-requests: write')
  })

  test('an Enterprise Server is asked under its own address, and linked', async () => {
    const { github, step } = await workplace()
    github.prefix = '/api/v3'
    await step({ env: { GITHUB_SERVER_URL: 'https://ghe.example' } })
    expect(github.comments[0]?.body).toContain('](https://ghe.example/octo/train/actions/runs/101)')
    expect(github.requests.every(each => / \/api\/(v3\/repos|graphql)/.test(each))).toBe(true)
  })

  test('nothing of an earlier run passes for this one on a machine that is not cleaned', async () => {
    const { repository, step, acceptBaseline } = await workplace()
    await acceptBaseline()
    await step({ probe: '--moved' })
    const left = join(repository, 'lddpr-report')
    expect(await readdir(join(left, 'pending'))).toEqual(['cpu-x2.json'])
    const { outputs, status } = await step({ probe: '--dies=x' })
    expect({ status, verdict: outputs.verdict }).toEqual({ status: 2, verdict: 'error' })
    expect(await readdir(left)).not.toContain('pending')
    expect(await readdir(left)).not.toContain('record.json')
    // Nor is the last good run lost.
    expect(await readdir(join(left, 'earlier/pending'))).toEqual(['cpu-x2.json'])
    expect(await readdir(join(left, 'earlier'))).toContain('record.json')
    await step({ probe: '--dies=x' })
    expect(await readdir(join(left, 'earlier'))).toContain('record.json')
    await step({ probe: '--moved' })
    expect(await readdir(left)).not.toContain('earlier')
    expect(outputs['record-path']).toBe('')
  })

  test('a secondary limit is waited for as told', async () => {
    const { github, spawnStep: step } = await workplace()
    const message = 'You have exceeded a secondary rate limit.'
    github.faults = [
      { on: 'create-comment', times: 1, status: 403, message, headers: { 'retry-after': '2' } },
    ]
    const start = performance.now()
    const { log } = await step()
    expect(log).toContain(`| ${message}; again in 2 s`)
    expect(performance.now() - start).toBeGreaterThan(2000)
    expect(github.comments).toHaveLength(1)
  })

  test('a path is named as GitHub names it, also from within a part of the repository', async () => {
    const { repository, step, acceptBaseline } = await workplace()
    await mkdir(join(repository, 'train'))
    const inputs = { 'working-directory': 'train' }
    await acceptBaseline(inputs, 'train')
    await writeFile(join(repository, 'train/requirements.txt'), 'numpy==2.4.6\nlightning==2.7.0\n')
    const { obeyed } = await step({ inputs, probe: '--moved --has=lightning@2.7.0' })
    expect(obeyed.join('\n')).toContain('file=train/requirements.txt,line=2')
  })

  test('the committed bundle is what runs, as an ES module', async () => {
    const { log } = await (await workplace()).spawnStep()
    expect(log).not.toMatch(/Dynamic require|ERR_|^\s+at /m)
    const manifest = await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')
    expect(JSON.parse(manifest).type).toBe('module')
  })
})

test('a pull request from a fork is told that its token can only read', async () => {
  const { github, step } = await workplace()
  github.faults = readOnly
  const { status, log } = await step({ event: pullRequest('mallory/train') })
  expect(status).toBe(5)
  expect(log).toContain('A pull request from a fork gets a token that can only read')
})
