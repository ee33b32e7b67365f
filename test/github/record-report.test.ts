import { cp, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ProbeRecord } from '../../src/model/record.ts'
import payloads from '../../support/github/payloads.json' with { type: 'json' }
import { type Step, workplace } from './workplace.ts'

const RECORD = join(import.meta.dirname, '../../support/github/record.json')

/** Two jobs of one workflow on one machine: what the first records, the second judges. */
async function jobs() {
  const place = await workplace()
  const env = { GITHUB_WORKSPACE: place.repository }
  const record = (inputs: Record<string, string> = {}, probe = '', step = place.step) =>
    step({ probe, env, uses: 'record', inputs: { 'github-token': '', ...inputs } })
  const report = (inputs: Record<string, string> = {}, more: Step = {}, step = place.step) =>
    step({ ...more, env, uses: 'report', inputs: { python: '', ...inputs } })
  const inRepository = (path: string) => join(place.repository, path)
  return { ...place, record, report, inRepository }
}

const edited = async (file: string, edit: (record: ProbeRecord) => void) => {
  const record: ProbeRecord = JSON.parse(await readFile(RECORD, 'utf8'))
  edit(record)
  await writeFile(file, JSON.stringify(record))
}

test('record measures, writes, says where, and judges nothing', async () => {
  const { github, record, inRepository, spawnStep } = await jobs()
  const inputs = { 'record-path': 'out/gpu.json' }
  const { status, outputs, log, summary } = await record(inputs, '', spawnStep)
  expect(status).toBe(0)
  expect(outputs).toEqual({
    'record-path': inRepository('out/gpu.json'),
    'record-digest': expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(log).toContain(`recorded: ${inRepository('out/gpu.json')}`)
  expect(JSON.parse(await readFile(inRepository('out/gpu.json'), 'utf8')).kind).toBe('record')
  expect(summary).toBe('')
  expect(github.requests).toEqual([])
})

test('record writes beside the reports unless told otherwise', async () => {
  const { record, inRepository } = await jobs()
  expect((await record()).outputs['record-path']).toBe(inRepository('lddpr-report/record.json'))
})

test('a probe that dies leaves no record, nor the one of an earlier run', async () => {
  const { record, inRepository } = await jobs()
  await writeFile(inRepository('gpu.json'), 'of an earlier run')
  const { status, outputs, log } = await record({ 'record-path': 'gpu.json' }, '--dies=boom')
  expect(status).toBe(2)
  expect(outputs).toEqual({})
  expect(log).toContain('rank 0 ended with status 1')
  await expect(readFile(inRepository('gpu.json'))).rejects.toThrow('ENOENT')
})

test('report judges a record and publishes, with the exit status of the verdict', async () => {
  const { github, record, report, acceptBaseline, inRepository, spawnStep } = await jobs()
  await record({ 'record-path': 'gpu.json' })
  const first = await report({ 'record-path': 'gpu.json' }, {}, spawnStep)
  expect(first.status).toBe(5)
  expect(first.outputs).toMatchObject({
    verdict: 'new',
    'record-path': inRepository('lddpr-report/record.json'),
    'pending-baseline-path': inRepository('lddpr-report/pending/cpu-x2.json'),
  })
  expect(first.summary).toContain('Not compared')
  expect(github.comments).toHaveLength(1)
  await acceptBaseline()
  expect((await report({ 'record-path': 'gpu.json' })).outputs.verdict).toBe('match')
  await record({ 'record-path': 'moved.json' }, '--moved')
  const drift = await report({ 'record-path': 'moved.json' })
  expect({ status: drift.status, ...drift.outputs }).toMatchObject({ status: 1, verdict: 'drift' })
  expect(github.comments).toHaveLength(1)
})

test.for(['', 'lddpr-report', 'lddpr-report/record.json'])(
  'a record where the reports go (%j) is read before they do',
  async path => {
    const { record, report } = await jobs()
    await record()
    expect((await report({ 'record-path': path })).outputs.verdict).toBe('new')
  },
)

test('a record that is not there is an error, which is published: the other job may have been skipped', async () => {
  const { github, report } = await jobs()
  const { status, outputs, summary } = await report({ 'fail-on': 'drift' })
  expect(status).toBe(2)
  expect(outputs).toMatchObject({ verdict: 'error', 'record-path': '' })
  expect(summary).toContain('has failed or was skipped')
  expect(github.comments[0]?.body).toContain('has failed or was skipped')
})

test.for([
  ['is text', async (file: string) => writeFile(file, 'no JSON'), 'is not JSON'],
  ['is no record', async (file: string) => writeFile(file, '{"kind":"record"}'), 'schemaVersion: '],
  [
    'lacks a channel',
    (file: string) =>
      edited(file, ({ runs }) => {
        delete runs[0]?.channels['rank0/order']
      }),
    'channel rank0/order is missing',
  ],
  [
    'lacks a scenario',
    (file: string) =>
      edited(file, record => {
        record.suite.scenarios.pop()
        record.runs = record.runs.filter(({ scenario }) => scenario !== 'launcher')
      }),
    'give both jobs the same suite',
  ],
  [
    'has a scenario of a thousand million ranks',
    (file: string) =>
      edited(file, ({ suite }) => {
        for (const { parameters } of suite.scenarios) parameters.num_devices = 1_000_000_000
      }),
    'num_devices: expected at most 512 ranks',
  ],
  [
    'is from another device',
    (file: string) =>
      edited(file, ({ environment }) => {
        environment.accelerator = 'cuda'
        environment.deviceModel = '../../../escape'
      }),
    'accelerator: expected a record from cpu, found one from cuda',
  ],
  [
    'is larger than any',
    async (file: string) => {
      await writeFile(file, '')
      await truncate(file, 65 * 1024 * 1024)
    },
    'expected at most 67108864 bytes',
  ],
  [
    'is a directory',
    async (file: string) => {
      await mkdir(file)
    },
    'there is no record at',
  ],
] as const)('a record that %s is an error', async ([, write, expected]) => {
  const { report, inRepository } = await jobs()
  await write(inRepository('gpu.json'))
  const { status, outputs, log } = await report({ 'record-path': 'gpu.json' })
  expect(log).toContain(expected)
  expect(status).toBe(2)
  expect(outputs.verdict).toBe('error')
})

test.for(['../outside.json', 'link.json', 'directory'])(
  'a record outside of the workspace (%s) is not read',
  async path => {
    const { report, inRepository } = await jobs()
    const outside = inRepository('../outside.json')
    await cp(RECORD, outside)
    await symlink(outside, inRepository('link.json'))
    await mkdir(inRepository('directory'))
    await symlink(outside, inRepository('directory/record.json'))
    const { status, log } = await report({ 'record-path': path })
    expect(status).toBe(2)
    expect(log).toContain('record-path: expected a path in the workspace or in RUNNER_TEMP')
  },
)

test('a path through a file leads nowhere', async () => {
  const { record, inRepository } = await jobs()
  await writeFile(inRepository('file'), '')
  const { status, log } = await record({ 'record-path': 'file/record.json' })
  expect(status).toBe(2)
  expect(log).toContain('record-path: cannot follow')
})

test('nor is one written there', async () => {
  const { record, inRepository } = await jobs()
  const { status, log } = await record({ 'record-path': '../outside.json' })
  expect(status).toBe(2)
  expect(log).toContain('record-path: expected a path in the workspace')
  await expect(readFile(inRepository('../outside.json'))).rejects.toThrow('ENOENT')
})

test('a record of another commit does not have the versions that this one pins', async () => {
  const { record, report, acceptBaseline, inRepository } = await jobs()
  await acceptBaseline()
  await record({ 'record-path': 'gpu.json' })
  await writeFile(inRepository('requirements.txt'), 'lightning==2.6.0\n')
  const { status, outputs, log } = await report({ 'record-path': 'gpu.json' })
  expect(status).toBe(2)
  expect(outputs.verdict).toBe('error')
  expect(log).toContain(
    'requirements.txt asks for lightning 2.6.0, but what was measured has 2.6.6. Install first (`pip install -r requirements.txt`), or rebuild the image; allow-version-mismatch measures it all the same',
  )
})

test('an input that another action has is left to the warning of GitHub, one that is misspelled is not', async () => {
  const { record } = await jobs()
  expect((await record({ comment: 'never' })).status).toBe(0)
  const { status, log } = await record({ 'record-pathh': 'x' })
  expect(status).toBe(2)
  expect(log).toContain("unknown input 'record-pathh'; did you mean 'record-path'?")
})

test.for([
  ['accept', 'commit', 'yes'],
  ['check', 'allow-fork-pr', '1'],
] as const)('%s: %s: %s is refused', async ([uses, name, value]) => {
  const { step } = await workplace()
  const { status, log } = await step({ uses, inputs: { [name]: value } })
  expect(status).toBe(2)
  expect(log).toContain(`::error::lddpr: Not checked: ${name}: `)
})

const fromFork = (sha: string) => {
  const { workflow_run: run } = payloads.workflow_run
  return {
    name: 'workflow_run',
    payload: {
      ...payloads.workflow_run,
      workflow_run: {
        ...run,
        head_sha: sha,
        head_branch: 'bump',
        head_repository: { ...run.head_repository, full_name: 'mallory/train' },
      },
    },
  }
}

test("a workflow run finds the fork's pull request by its branch and head", async () => {
  const { github, record, report, spawnStep } = await jobs()
  await record()
  const head = { sha: 'c0ffee', ref: 'bump', repository: 'mallory/train' }
  const base = { sha: 'ba5e' }
  github.accepting.pulls = [
    { number: 6, state: 'open', head: { ...head, sha: 'def' }, base },
    { number: 7, state: 'open', head, base },
  ]
  const { status } = await report({}, { event: fromFork('c0ffee') }, spawnStep)
  expect(status).toBe(5)
  expect(github.requests[0]).toBe(
    'GET /repos/octo/train/pulls?state=open&head=mallory%3Abump&per_page=100 200',
  )
  expect(github.requests).toContain('POST /repos/octo/train/issues/7/comments 201')
  expect(github.comments[0]?.body).toContain('sha:c0ffee')
})

test('a workflow run whose pull request has moved on comments nowhere', async () => {
  const { github, record, report } = await jobs()
  await record()
  const head = { sha: 'c0ffee', ref: 'bump', repository: 'mallory/train' }
  github.accepting.pulls = [{ number: 7, state: 'open', head, base: { sha: 'ba5e' } }]
  const { status, log } = await report({}, { event: fromFork('5badc0de') })
  expect(status).toBe(5)
  expect(log).toContain('no open pull request has the head 5badc0de of mallory:bump')
  expect(github.comments).toEqual([])
})

test('one job records into the temporary files, another takes a copy', async () => {
  const { repository, step, inRepository } = await jobs()
  const temporary = inRepository('../temporary')
  await mkdir(temporary)
  const env = { GITHUB_WORKSPACE: repository, RUNNER_TEMP: temporary }
  const path = join(temporary, 'record.json')
  expect((await step({ env, uses: 'record', inputs: { 'record-path': path } })).status).toBe(0)
  const inputs = { 'record-path': temporary }
  expect((await step({ env, uses: 'report', inputs })).outputs.verdict).toBe('new')
  await rm(temporary, { recursive: true })
})
