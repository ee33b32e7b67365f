import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { sealed } from '../../src/baseline/canonical.ts'
import { baselineSchema, type Pending } from '../../src/baseline/schema.ts'
import payloads from './payloads.json' with { type: 'json' }
import { workplace } from './runner.ts'

const HEAD = 'c0ffee1234'
const RUN = 101

/** A pull request whose report, in run 101, has proposed a baseline, and a person who may write. */
async function proposed(edit: (pending: Pending) => Pending = pending => pending) {
  const place = await workplace()
  const { github, repository, step } = place
  const { outputs } = await step()
  const text = await readFile(outputs['pending-baseline-path'] ?? '', 'utf8')
  const measured: Pending = JSON.parse(text)
  const pending = sealed(edit(measured))
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
    { login = 'octocat', action = 'created', type = 'User', inputs = {}, issue = {} } = {},
  ) => {
    const { issue: example, comment } = payloads.issue_comment
    const event = {
      name: 'issue_comment',
      payload: {
        ...payloads.issue_comment,
        action,
        issue: { ...example, number: 7, pull_request: {}, ...issue },
        comment: { ...comment, id: 555, body, user: { ...comment.user, login, type } },
      },
    }
    const given = { mode: 'accept', python: '', suite: '', accelerator: '', ...inputs }
    return step({ event, inputs: given, env: { GITHUB_WORKSPACE: repository } })
  }
  const replies = () => github.comments.filter(each => each !== report).map(({ body }) => body)
  const command = `/lddpr accept ${digest.slice(0, 8)} -- as we train with it`
  const archived = {
    'report.json': JSON.stringify({ pending: { digest } }),
    'pending/cpu-x2.json': JSON.stringify(pending),
  }
  return { ...place, ...github, github, pending, upload, archived, say, replies, report, command }
}

const accepted = async (text: string) => baselineSchema.parse(JSON.parse(text))

test('a command leaves the accepted baseline, a command to copy, and one answer', async () => {
  const { github, repository, upload, archived, say, replies, command } = await proposed()
  upload(archived)
  const { status, outputs, log } = await say(`Fine with me.\r\n\r\n${command}\r\nThanks!`)
  expect(log).not.toContain('::error')
  expect(status).toBe(0)
  const file = join(repository, 'lddpr-report/accepted-cpu-x2.json')
  expect(outputs).toEqual({ verdict: '', 'baseline-path': file, 'commit-sha': '' })
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
    'GET /repos/octo/train/actions/runs/101/artifacts?per_page=100 200',
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
  ['a quote', '> /lddpr accept 0123abcd -- x'],
  ['a fence', '```\n/lddpr accept 0123abcd -- x\n```'],
  ['a fence in a fence', '````\n```\n/lddpr accept 0123abcd -- x\n```\n````'],
  ['the middle of a line', 'say /lddpr accept 0123abcd -- x'],
  ['another program', '/lddprs accept 0123abcd -- x'],
])('%s is no command, and costs nothing', async ([, body = '']) => {
  const { github, say } = await proposed()
  const { status, outputs, log } = await say(body)
  expect(status).toBe(0)
  expect(outputs).toEqual({ verdict: '' })
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
  expect(outputs).toEqual({ verdict: 'error' })
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

/** What goes wrong, in one answer and one line of the log. */
async function refusedWith(
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

test.for([
  '/lddpr',
  '/lddpr help',
  '/lddpr accept',
  '/lddpr accept 0123abc -- too short',
  '/lddpr accept 0123ABCD -- not as it is written',
  '/lddpr accept 0123abcd',
  '/lddpr accept 0123abcd --',
  '/lddpr accept 0123abcd -- ',
  '/lddpr accept 0123abcd because',
  '/lddpr accept 0123abcd --accept-violation -- x',
  '/lddpr accept 0123abcd --accept-violation ../x -- x',
  '/lddpr accept 0123abcd --force yes -- x',
])('%s is answered with how it is written', async body => {
  await refusedWith(await proposed(), 'expected one line such as', body)
})

test('two commands in a comment', async () => {
  const place = await proposed()
  await refusedWith(
    place,
    'expected one command in a comment',
    `${place.command}\n${place.command}`,
  )
})

test('a digest that no report has', async () => {
  const place = await proposed()
  const known = place.pending.digest.slice(0, 8)
  await refusedWith(place, `it proposes ${known}`, '/lddpr accept 00000000 -- x')
})

test('a report that somebody else has written', async () => {
  const place = await proposed()
  place.report.author = 'mallory'
  await refusedWith(place, 'none proposes a baseline', place.command)
})

test('a report whose hidden line is quoted', async () => {
  const place = await proposed()
  place.report.body = `x\n${place.report.body}`
  await refusedWith(place, 'none proposes a baseline', place.command)
})

test('a head that has moved', async () => {
  const place = await proposed()
  place.upload(place.archived)
  for (const pull of place.github.accepting.pulls) pull.head.sha = 'deadbeef00'
  await refusedWith(
    place,
    'its head is deadbeef0, and the report is about c0ffee123',
    place.command,
  )
})

test('a head that moves while it is committed', async () => {
  const place = await proposed()
  place.upload(place.archived)
  const { pulls } = place.github.accepting
  const [pull] = pulls
  // GraphQL sees another branch of that name: the comparison is GitHub's own.
  if (pull) pulls.unshift({ ...pull, number: 8, head: { ...pull.head, sha: 'deadbeef00' } })
  await refusedWith(place, 'Expected branch to point to', place.command, {
    inputs: { commit: 'true' },
  })
})

test('a pull request that is closed', async () => {
  const place = await proposed()
  for (const pull of place.github.accepting.pulls) pull.state = 'closed'
  await refusedWith(place, 'the pull request is not open any more', place.command)
})

test('a branch of a fork cannot be committed to, and can be copied to', async () => {
  const place = await proposed()
  place.upload(place.archived)
  for (const pull of place.github.accepting.pulls) pull.head.repository = 'mallory/train'
  await refusedWith(place, 'comes from a fork', place.command, { inputs: { commit: 'true' } })
  expect((await place.say(place.command)).status).toBe(0)
})

test.for([
  ['none was uploaded', undefined, {}],
  ['it has expired', { 'pending/cpu-x2.json': '' }, { expired: true }],
  ['it is too large', { 'pending/cpu-x2.json': '' }, { size: 33 * 1024 * 1024 }],
  ['it is of another run', { 'pending/cpu-x2.json': '' }, { run: 100 }],
  ['the file is elsewhere', { 'pending/CPU.txt': '' }, {}],
  ['the file is too large', { 'pending/cpu-x2.json': ' '.repeat(140_000) }, {}],
] as const)('an artifact that is not to be had: %s', async ([, entries, differs]) => {
  const place = await proposed()
  const text = JSON.stringify(place.pending)
  const filled = Object.entries(entries ?? {}).map(([path, filler]) => [path, filler + text])
  if (entries) place.upload(Object.fromEntries(filled), differs)
  await refusedWith(place, 'artifacts of run 101 has this pending baseline', place.command)
})

test('an artifact that is no archive', async () => {
  const place = await proposed()
  place.upload({}, { bytes: Buffer.from('no archive') })
  await refusedWith(place, 'cannot be unpacked', place.command)
})

test('a pending baseline that was changed after it was measured', async () => {
  const place = await proposed()
  place.upload({ 'pending/cpu-x2.json': JSON.stringify({ ...place.pending, suite: 'full' }) })
  await refusedWith(place, 'the file was changed after it was written', place.command)
})

test('names in an archive lead nowhere', async () => {
  const { repository, upload, archived, say, command } = await proposed()
  upload({ '../../escape.json': '{}', '/etc/escape.json': '{}', ...archived })
  expect((await say(command)).status).toBe(0)
  await expect(readFile(join(repository, '../escape.json'))).rejects.toThrow('ENOENT')
  await expect(readFile('/etc/escape.json')).rejects.toThrow('ENOENT')
})

test('a class that leads elsewhere', async () => {
  const place = await proposed(pending => ({ ...pending, class: '../../../escape' }))
  place.upload(place.archived)
  await refusedWith(place, 'expected a class such as cpu-x2', place.command)
})

test('an unstable record', async () => {
  const place = await proposed(pending => ({ ...pending, verdict: 'unstable' }))
  place.upload(place.archived)
  await refusedWith(place, 'an unstable record cannot be accepted', place.command)
})

test('a violation that is not named, then one that is', async () => {
  const violations = [{ check: 'seed-changes-streams', subjects: ['seeded: rank0/order'] }]
  const place = await proposed(pending => ({ ...pending, verdict: 'violation', violations }))
  place.upload(place.archived)
  await refusedWith(place, 'add --accept-violation seed-changes-streams', place.command)
  const named = place.command.replace(' --', ' --accept-violation seed-changes-streams --')
  expect((await place.say(named.replace('seed-changes', 'init-weights'))).status).toBe(2)
  expect((await place.say(named)).status).toBe(0)
})

test('text from the archive is inert in the answer', async () => {
  const place = await proposed()
  const digest = place.pending.digest
  place.upload({
    'x.json': JSON.stringify({
      digest,
      kind: 'pending',
      schemaVersion: '```\n@octo/all <!-- lddpr-action:x -->',
    }),
  })
  await place.say(place.command)
  const [body = ''] = place.replies()
  expect(body).not.toContain('<!-- lddpr-action')
  const fence = /^(`{3,})$/m.exec(body)?.[1] ?? ''
  expect(body.split(new RegExp(`^${fence}$`, 'm'))[1]).toContain('@octo/all')
})

test('two reports whose digests begin alike', async () => {
  const place = await proposed()
  const { digest } = place.pending
  const other = digest.slice(0, 8) + digest.slice(8).split('').toReversed().join('')
  const { body, author } = place.report
  const sibling = place.github.add(
    author,
    body.replaceAll(digest, other).replace('lddpr-action:default', 'lddpr-action:gpu'),
  )
  place.upload(place.archived)
  await place.say(place.command)
  expect(place.replies().filter(each => each !== sibling.body)).toEqual([
    expect.stringContaining('begins the digests of several reports'),
  ])
})

test('the report of another job on the pull request is accepted like any', async () => {
  const { report, upload, archived, say, command } = await proposed()
  report.body = report.body.replace('lddpr-action:default', 'lddpr-action:gpu.h100')
  upload(archived)
  expect((await say(command)).status).toBe(0)
})

test('GitHub does not say who may write', async () => {
  const { github, say, command, replies } = await proposed()
  const on = 'get-collaborator-permission-level'
  github.faults = [
    { on, status: 403, times: 99, message: 'Resource not accessible by integration' },
  ]
  const { status, log } = await say(command)
  expect(status).toBe(2)
  expect(log).toContain('it could not be found out whether octocat may write')
  expect(replies()).toEqual([])
})

test('a gateway that fails is asked again', async () => {
  const { github, upload, archived, say, command, replies } = await proposed()
  upload(archived)
  github.faults = ['get-collaborator-permission-level', 'download-artifact', 'create-comment'].map(
    on => ({ on, status: 502, times: 1, done: true }),
  )
  expect((await say(command)).status).toBe(0)
  expect(replies()).toHaveLength(1)
})

test('a commit is asked for once: an answer that got lost may have been one', async () => {
  const place = await proposed()
  place.upload(place.archived)
  const first = { on: 'graphql', times: 1, delay: 1 } // who we are
  place.github.faults = [first, { on: 'graphql', times: 1, status: 502, done: true }]
  const { status, log } = await place.say(place.command, { inputs: { commit: 'true' } })
  expect(status).toBe(2)
  expect(log).toContain(
    'GitHub did not say whether it has committed the baseline to bump-lightning',
  )
  expect(place.github.accepting.commits).toHaveLength(1)
  expect(place.replies()[0]).toContain('look at the branch')
})

test('an answer that must not be given is a warning, and the acceptance stands', async () => {
  const { github, upload, archived, say, command, replies } = await proposed()
  upload(archived)
  github.faults = [
    {
      on: 'create-comment',
      status: 403,
      times: 9,
      message: 'Resource not accessible by integration',
    },
  ]
  const { status, outputs, log } = await say(command)
  expect(status).toBe(0)
  expect(outputs['baseline-path']).toContain('accepted-cpu-x2.json')
  expect(log).toContain('::warning::the command could not be answered: Resource not accessible')
  expect(log).toContain('pull-requests: write')
  expect(replies()).toEqual([])
})

test('a command without a token is an error', async () => {
  const { say, command } = await proposed()
  const { status, log } = await say(command, { inputs: { 'github-token': '' } })
  expect(status).toBe(2)
  expect(log).toContain('github-token: expected one to look up who commands')
})

test('an input that the command says', async () => {
  const place = await proposed()
  await refusedWith(place, 'the command says it', place.command, { inputs: { reason: 'x' } })
})

/** A workflow that somebody has started by hand, with the pending baseline of another run. */
async function started(inputs: Record<string, string>, env: Record<string, string> = {}) {
  const place = await proposed()
  const pending = join(place.repository, 'downloaded')
  await mkdir(pending)
  await rename(
    join(place.repository, 'lddpr-report/pending/cpu-x2.json'),
    join(pending, 'cpu-x2.json'),
  )
  const result = await place.step({
    event: { name: 'workflow_dispatch', payload: {} },
    inputs: { mode: 'accept', python: '', suite: '', accelerator: '', ...inputs },
    env: {
      GITHUB_ACTOR: 'octocat',
      GITHUB_REF_TYPE: 'branch',
      GITHUB_REF_NAME: 'bump-lightning',
      GITHUB_SHA: HEAD,
      GITHUB_WORKSPACE: place.repository,
      ...env,
    },
  })
  return { ...place, ...result }
}

test.for(['downloaded', 'downloaded/cpu-x2.json'])(
  'by hand a file or a directory (%s) is accepted',
  async path => {
    const { status, outputs, github, log } = await started({
      'pending-path': path,
      reason: 'measured',
    })
    expect(status).toBe(0)
    const baseline = await accepted(await readFile(outputs['baseline-path'] ?? '', 'utf8'))
    expect(baseline).toMatchObject({ reason: 'measured', author: 'octocat' })
    expect(log).toContain('git add .lddpr/cpu-x2.json')
    expect(github.requests).toEqual([])
  },
)

test('by hand it is committed to the branch that was chosen', async () => {
  const inputs = { 'pending-path': 'downloaded', reason: 'measured', commit: 'true' }
  const { status, github, outputs } = await started(inputs)
  expect(status).toBe(0)
  expect(outputs['commit-sha']).toBe('acce97ed'.repeat(5))
  expect(github.accepting.commits).toMatchObject([
    { path: '.lddpr/cpu-x2.json', branch: 'bump-lightning' },
  ])
})

test.for([
  [{ 'pending-path': 'missing', reason: 'x' }, {}, 'pending-path: cannot read'],
  [{ reason: 'x' }, {}, 'has no pending baseline'],
  [{ 'pending-path': 'downloaded' }, {}, '--reason: expected why this baseline is right'],
  [{ 'pending-path': '..', reason: 'x' }, {}, 'expected a path in the workspace'],
  [
    { 'pending-path': 'downloaded', reason: 'x', 'accept-violation': 'seed-changes-streams' },
    {},
    'accept-violation: nothing that is accepted here violates seed-changes-streams',
  ],
  [
    { 'pending-path': 'downloaded', reason: 'x', commit: 'true' },
    { GITHUB_REF_TYPE: 'tag', GITHUB_REF: 'refs/tags/v1' },
    'commit: expected the workflow to be started on a branch, found refs/tags/v1',
  ],
  [
    { 'pending-path': 'downloaded', reason: 'x', commit: 'true', 'github-token': '' },
    {},
    'github-token: expected one to commit with',
  ],
  [
    { 'pending-path': 'downloaded', reason: 'x', baseline: '../elsewhere' },
    {},
    'baseline: expected a directory in the workspace',
  ],
  [{ 'pending-path': 'downloaded', reason: 'x' }, { GITHUB_ACTOR: '' }, 'GITHUB_ACTOR: '],
] as const)('by hand %j with %j is refused', async ([inputs, env, expected]) => {
  const { status, outputs, log, github } = await started(inputs, env)
  expect(log).toContain(expected)
  expect(status).toBe(2)
  expect(outputs).toEqual({ verdict: 'error' })
  expect(github.accepting.commits).toEqual([])
})
