import { readFile } from 'node:fs/promises'
import { zipSync } from 'fflate'
import { expect } from 'vitest'
import { withDigest } from '../../src/baseline/canonical.ts'
import { baselineSchema, type Pending } from '../../src/model/baseline.ts'
import { now } from './fake-comments.ts'
import payloads from './payloads.json' with { type: 'json' }
import { workplace } from './runner.ts'

/** Where baselines are accepted. */

export const HEAD = 'c0ffee1234'
const RUN = 101

/** A pull request whose report, in run 101, has proposed a baseline, and a person who may write. */
export async function proposed(edit: (pending: Pending) => Pending = pending => pending) {
  const place = await workplace()
  const { github, repository, step } = place
  const { outputs } = await step()
  const text = await readFile(outputs['pending-baseline-path'] ?? '', 'utf8')
  const measured: Pending = JSON.parse(text)
  const pending = withDigest(edit(measured))
  const upload = (entries: Record<string, string>, differs: object = {}) => {
    const files = Object.entries(entries).map(([path, content]) => [path, Buffer.from(content)])
    const bytes = zipSync(Object.fromEntries(files))
    github.accepting.artifacts.push({
      run: RUN,
      name: 'lddpr-report',
      bytes,
      expired: false,
      ...differs,
    })
  }
  const { digest } = pending
  const [report] = github.comments
  if (!report) throw new Error('there is no report')
  report.body = report.body.replaceAll(measured.digest, digest)
  github.requests = []
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
    const given = { mode: 'accept', python: '', suite: '', accelerator: '', ...inputs }
    return step({ event, inputs: given, env: { GITHUB_WORKSPACE: repository, ...env } })
  }
  const replies = () => github.comments.filter(each => each !== report).map(({ body }) => body)
  const command = `/lddpr accept ${digest.slice(0, 16)} -- as we train with it`
  // What actions/upload-artifact makes of the report directory.
  const of = (name: string) => readFile(outputs[name] ?? '', 'utf8')
  const archived = {
    'record.json': await of('record-path'),
    'report.json': (await of('report-json-path')).replaceAll(measured.digest, digest),
    'report.md': await of('report-path'),
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
  expect({ status, outputs }).toEqual({ status: 2, outputs: { verdict: 'error' } })
  expect(place.replies()).toHaveLength(1)
  expect(place.replies()[0]).toContain('👎 Not accepted')
  expect(place.replies()[0]).toContain(expected)
  expect(place.github.accepting.commits).toEqual([])
}
