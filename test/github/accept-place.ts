import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { zipSync } from 'fflate'
import { expect } from 'vitest'
import { withDigest } from '../../src/baseline/canonical.ts'
import { baselineSchema, type Pending, pendingSchema } from '../../src/model/baseline.ts'
import { BOT } from '../../support/github/fake-answers.ts'
import { now } from '../../support/github/fake-comments.ts'
import payloads from '../../support/github/payloads.json' with { type: 'json' }
import { FIRST_RUN, workplace } from './workplace.ts'

/** Where baselines are accepted. */

export const HEAD = 'c0ffee1234'

/** What a run has left on its machine and on the pull request, to be laid where a test wants it. */
interface Left {
  comment: string
  files: Map<string, Buffer>
}

let left: Promise<Left> | undefined

/** Judges the recording once for all tests: it takes longer than what they are about. */
async function judgeOnce(): Promise<Left> {
  const { github, repository, step } = await workplace()
  await cp(
    join(import.meta.dirname, '../../support/github/record.json'),
    join(repository, 'record.json'),
  )
  const { status } = await step({ uses: 'report', inputs: { 'record-path': 'record.json' } })
  expect(status).toBe(5)
  await rm(join(repository, 'record.json'))
  const entries = await readdir(repository, { recursive: true, withFileTypes: true })
  const paths = entries.filter(each => each.isFile()).map(each => join(each.parentPath, each.name))
  const files = await Promise.all(
    paths.map(async path => [relative(repository, path), await readFile(path)] as const),
  )
  return { comment: github.comments[0]?.body ?? '', files: new Map(files) }
}

/** A pull request whose report, in run 101, has proposed a baseline, and a person who may write. */
export async function proposed(edit: (pending: Pending) => Pending = pending => pending) {
  left ??= judgeOnce()
  const { comment, files } = await left
  const place = await workplace({ runs: 1 })
  const { github, repository } = place
  for (const [name, content] of files) {
    await mkdir(dirname(join(repository, name)), { recursive: true })
    await writeFile(join(repository, name), content)
  }
  const textOf = (name: string) => files.get(`lddpr-report/${name}`)?.toString() ?? ''
  const measured = pendingSchema.parse(JSON.parse(textOf('pending/cpu-x2.json')))
  const pending = withDigest(edit(measured))
  const { digest } = pending
  const report = github.add(BOT, comment.replaceAll(measured.digest, digest))
  const upload = (entries: Record<string, string>, differs: object = {}) => {
    const files = Object.entries(entries).map(([path, content]) => [path, Buffer.from(content)])
    const bytes = zipSync(Object.fromEntries(files))
    github.accepting.artifacts.push({
      run: FIRST_RUN,
      name: 'lddpr-report',
      bytes,
      expired: false,
      ...differs,
    })
  }
  github.accepting.permissions = { octocat: 'write', mallory: 'read' }
  github.accepting.pulls = [
    {
      number: 7,
      state: 'open',
      head: { sha: HEAD, ref: 'bump-lightning', repository: 'octo/train' },
      base: { sha: 'ba5e' },
    },
  ]
  const say = (
    body: string,
    {
      login = 'octocat',
      action = 'created',
      type = 'User',
      inputs = {},
      issue = {},
      later = 60_000,
      env = {},
    } = {},
    step = place.step,
  ) => {
    const { issue: example, comment } = payloads.issue_comment
    const event = {
      name: 'issue_comment',
      payload: {
        ...payloads.issue_comment,
        action,
        issue: { ...example, number: 7, pull_request: {}, ...issue },
        comment: {
          ...comment,
          id: 555,
          body,
          created_at: now(later),
          user: { ...comment.user, login, type },
        },
      },
    }
    return step({ event, uses: 'accept', inputs, env: { GITHUB_WORKSPACE: repository, ...env } })
  }
  const replies = () => github.comments.filter(each => each !== report).map(({ body }) => body)
  const command = `/lddpr accept ${digest.slice(0, 16)} -- as we train with it`
  // What actions/upload-artifact makes of the report directory.
  const archived = {
    'record.json': textOf('record.json'),
    'report.json': textOf('report.json').replaceAll(measured.digest, digest),
    'report.md': textOf('report.md'),
    'pending/cpu-x2.json': JSON.stringify(pending),
  }
  return { ...place, ...github, github, pending, upload, archived, say, replies, report, command }
}

/** A committed baseline, read as such. */
export const accepted = async (text: string) => baselineSchema.parse(JSON.parse(text))

/** What goes wrong, in one answer and one line of the log. */
export async function refusedWith(
  place: Awaited<ReturnType<typeof proposed>>,
  expected: string,
  ...words: Parameters<typeof place.say>
) {
  const { status, outputs, log } = await place.say(...words)
  expect(log).toContain(expected)
  expect({ status, outputs }).toEqual({ status: 2, outputs: {} })
  expect(place.replies()).toHaveLength(1)
  expect(place.replies()[0]).toContain('👎 Not accepted')
  expect(place.replies()[0]).toContain(expected)
  expect(place.github.accepting.commits).toEqual([])
}
