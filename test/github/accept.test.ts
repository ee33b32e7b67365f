import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { accepted, proposed } from './accept-place.ts'

test('a command leaves the accepted baseline, a command to copy, and one answer', async () => {
  const { github, repository, upload, archived, say, replies, command } = await proposed()
  upload(archived)
  const { status, outputs, log } = await say(`Fine with me.\r\n\r\n${command}\r\nThanks!`)
  expect(log).not.toContain('::error')
  expect(status).toBe(0)
  const file = join(repository, 'lddpr-report/accepted-cpu-x2.json')
  expect(outputs).toEqual({ 'baseline-path': file, 'commit-sha': '' })
  expect(await accepted(await readFile(file, 'utf8'))).toMatchObject({
    kind: 'baseline',
    reason: 'as we train with it',
    author: 'octocat',
  })
  expect(replies()).toHaveLength(1)
  expect(replies()[0]).toContain('👍 Accepted')
  expect(replies()[0]).toContain(
    [
      'gh run download 102 --repo octo/train --dir lddpr-download &&',
      '  mkdir -p .lddpr &&',
      "  find lddpr-download -name accepted-cpu-x2.json -exec cp {} .lddpr/cpu-x2.json ';' &&",
      '  git add .lddpr/cpu-x2.json &&',
      "  git commit -m 'Baseline of the random streams'",
    ].join('\n'),
  )
  expect(github.accepting.commits).toEqual([])
  expect(github.accepting.leaked).toEqual([])
  expect(github.requests).toEqual([
    'GET /repos/octo/train/collaborators/octocat/permission 200',
    'GET /repos/octo/train/pulls/7 200',
    'GET /repos/octo/train/issues/7/comments?per_page=100&page=1 200',
    'POST /graphql 200',
    'GET /repos/octo/train/actions/runs/101/artifacts?per_page=100&page=1 200',
    'GET /repos/octo/train/actions/artifacts/0/zip 302',
    'POST /graphql 200',
    'GET /repos/octo/train/issues/7/comments?per_page=100&page=1 200',
    'POST /repos/octo/train/issues/7/comments 201',
  ])
})

test('a command that may commit does, to the branch of the pull request, and the check then matches', async () => {
  const { github, repository, upload, archived, say, replies, command, step } = await proposed()
  upload(archived)
  const { status, outputs } = await say(command, { inputs: { commit: 'true' } })
  expect(status).toBe(0)
  expect(outputs['commit-sha']).toBe('acce97ed'.repeat(5))
  const [commit] = github.accepting.commits
  expect(commit).toMatchObject({
    path: '.lddpr/cpu-x2.json',
    branch: 'bump-lightning',
    headline: 'Baseline of the random streams: cpu-x2',
    body: 'as we train with it\n\nAccepted by octocat',
  })
  expect(replies()[0]).toContain('starts no workflow')
  await mkdir(join(repository, '.lddpr'))
  await writeFile(join(repository, '.lddpr/cpu-x2.json'), commit?.text ?? '')
  expect((await step()).outputs.verdict).toBe('match')
})

test('the answer is one, also if the job runs again', async () => {
  const { upload, archived, say, replies, command } = await proposed()
  upload(archived)
  await say(command)
  await say(command)
  expect(replies()).toHaveLength(1)
})

test.for([
  ['words', 'Looks good to me.'],
  ['a quote', '> /lddpr accept 0123456789abcdef -- x'],
  ['a fence', '```\n/lddpr accept 0123456789abcdef -- x\n```'],
  ['a fence in a fence', '````\n```\n/lddpr accept 0123456789abcdef -- x\n```\n````'],
  ['the middle of a line', 'say /lddpr accept 0123456789abcdef -- x'],
  ['another program', '/lddprs accept 0123456789abcdef -- x'],
])('%s is no command, and costs nothing', async ([, body = '']) => {
  const { github, say } = await proposed()
  const { status, outputs, log } = await say(body)
  expect(status).toBe(0)
  expect(outputs).toEqual({})
  expect(log).toContain('nothing to do: the comment is no command for lddpr')
  expect(github.requests).toEqual([])
})

test.for([
  [{ action: 'edited' }, 'a comment was edited, and only a new one can command'],
  [{ action: 'deleted' }, 'a comment was deleted'],
  [{ issue: { pull_request: null } }, 'the comment is not on a pull request'],
  [{ type: 'Bot' }, 'the comment is not by a person'],
] as const)('a command that is %j is none', async ([how, why]) => {
  const { github, say, command } = await proposed()
  const { status, log } = await say(command, how)
  expect(status).toBe(0)
  expect(log).toContain(`nothing to do: ${why}`)
  expect(github.requests).toEqual([])
})

test.for(['mallory', 'nobody'])('%s may not write, and gets a thumb', async login => {
  const { github, upload, archived, say, replies, command } = await proposed()
  upload(archived)
  const { status, outputs, log } = await say(command, { login })
  expect(status).toBe(2)
  expect(outputs).toEqual({})
  expect(log).toContain(`${login} may not write to this repository`)
  expect(github.accepting.reactions).toEqual([{ comment: 555, content: '-1' }])
  expect(replies()).toEqual([])
})

test.for(['triage', 'none', 'read'])('so does whoever has the role %s', async role => {
  const { github, say, command } = await proposed()
  github.accepting.permissions.octocat = role
  expect((await say(command)).status).toBe(2)
  expect(github.accepting.reactions).toHaveLength(1)
})
