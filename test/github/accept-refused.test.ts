import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { now } from '../../support/github/fake-comments.ts'
import { proposed, refusedWith } from './accept-place.ts'

test.for([
  '/lddpr',
  '/lddpr help',
  '/lddpr accept',
  '/lddpr accept 0123456789ABCDEF -- not as it is written',
  '/lddpr accept 0123456789abcdef',
  '/lddpr accept 0123456789abcdef --',
  '/lddpr accept 0123456789abcdef -- ',
  '/lddpr accept 0123456789abcdef because',
  '/lddpr accept 0123456789abcdef --accept-violation -- x',
  '/lddpr accept 0123456789abcdef --accept-violation ../x -- x',
  '/lddpr accept 0123456789abcdef --force yes -- x',
  '/lddpr accept 0123456789abcdef --shrink yes -- x',
  '/lddpr accept 0123456789abcdef --shrink --shrink -- x',
  '/lddpr accept 0123456789abcdef --accept-violation --shrink -- x',
])('%s is answered with how it is written', async body => {
  await refusedWith(await proposed(), 'expected one line such as', body)
})

test.for(['0', '01234567', '0123456789abcde'])(
  'digits that do not name one baseline for good (%s) are answered with how many do',
  async digits => {
    const place = await proposed()
    const found = `expected 16 digits of the digest, found ${digits.length}`
    await refusedWith(place, found, `/lddpr accept ${digits} -- x`)
  },
)

test('eight digits of the right digest are not enough', async () => {
  const place = await proposed()
  place.upload(place.archived)
  const eight = `/lddpr accept ${place.pending.digest.slice(0, 8)} -- x`
  await refusedWith(place, 'expected 16 digits of the digest, found 8', eight)
})

test('a report that was written again after the command', async () => {
  const place = await proposed()
  place.upload(place.archived)
  const found = 'the report was written again after this command'
  await refusedWith(place, found, place.command, { later: -60_000 })
})

test('one that a run wrote again with the same words, too, until the command is repeated', async () => {
  const place = await proposed()
  place.upload(place.archived)
  const { updated } = place.report
  place.report.updated = now(120_000)
  await refusedWith(place, 'the report was written again after this command', place.command)
  place.report.updated = updated
  expect((await place.say(place.command)).status).toBe(0)
})

/** A report on a quick run, where a standard baseline is committed. */
const smaller = () =>
  proposed(pending => ({
    ...pending,
    replaces: {
      suite: 'standard',
      digest: 'a'.repeat(64),
      streams: 652,
      lost: [{ scenario: 'uncut', streams: 28, why: 'left out' }],
    },
  }))

test('one that has less than what is committed, until the command says so', async () => {
  const place = await smaller()
  place.upload(place.archived)
  const sentence =
    "this run is 'quick' (304 streams), the baseline is 'standard' (652): run with --suite standard, or accept with --shrink"
  await refusedWith(place, sentence, place.command)
  expect((await place.say(place.command.replace(' --', ' --shrink --'))).status).toBe(0)
})

test('inputs that the command gives', async () => {
  const place = await proposed()
  place.upload(place.archived)
  const found = 'shrink: expected nothing on issue_comment'
  await refusedWith(place, found, place.command, { inputs: { shrink: 'true' } })
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
  const known = place.pending.digest.slice(0, 16)
  await refusedWith(place, `it proposes ${known}`, '/lddpr accept 0000000000000000 -- x')
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

test('an artifact that is no archive is passed over', async () => {
  const { upload, archived, say, command } = await proposed()
  upload({}, { name: 'lddpr-first', bytes: Buffer.from('no archive') })
  const without = await say(command)
  expect(without.status).toBe(2)
  expect(without.log).toContain('the artifact "lddpr-first" cannot be unpacked')
  upload(archived)
  expect((await say(command)).status).toBe(0)
})

test('a pending baseline that was changed after it was measured', async () => {
  const place = await proposed()
  place.upload({ 'pending/cpu-x2.json': JSON.stringify({ ...place.pending, suite: 'full' }) })
  await refusedWith(place, 'was edited by hand: its checksum differs', place.command)
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
  const key = '```\n@octo/all <!-- lddpr-action:x -->'
  place.upload({ 'x.json': JSON.stringify({ ...place.pending, [key]: 1 }) })
  await place.say(place.command)
  const [body = ''] = place.replies()
  expect(body).not.toContain('<!-- lddpr-action')
  const fence = /^(`{3,})$/m.exec(body)?.[1] ?? ''
  expect(body.split(new RegExp(`^${fence}$`, 'm'))[1]).toContain('@octo/all')
})

test('two reports whose digests begin alike', async () => {
  const place = await proposed()
  const { digest } = place.pending
  const other = digest.slice(0, 16) + digest.slice(16).split('').toReversed().join('')
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
