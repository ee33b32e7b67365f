import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { approve } from '../../src/baseline/accept.ts'
import { baselineFile, writeBaseline } from '../../src/baseline/files.ts'
import { propose } from '../../src/baseline/pending.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { commit, git, repository as makeRepository } from '../../support/git.ts'
import record from '../../support/github/record.json' with { type: 'json' }
import { type Step, workplace } from './workplace.ts'

/** What a pull request is compared with, where it is left to the action: the baseline, or else its base commit. */

const PLAYBACK = join(import.meta.dirname, '../../support/github/playback.ts')
const playback = (flags = '') => `"${process.execPath}" "${PLAYBACK}" ${flags}`

/** A pull request that moves a comment of its requirements, and what of it may be otherwise. */
async function changed({ before = 'lightning==2.6.6\n' } = {}) {
  const place = await workplace()
  const base = await makeRepository(place.repository, { 'requirements.txt': before })
  await git(place.repository, 'checkout', '--quiet', '-b', 'bump')
  const head = await commit(place.repository, { 'requirements.txt': 'lightning==2.6.6 # now\n' })
  const event = (baseSha = base) => ({
    name: 'pull_request',
    payload: {
      pull_request: {
        number: 7,
        head: { sha: head, repo: { full_name: 'octo/train' } },
        base: { sha: baseSha },
      },
    },
  })
  const check = (
    inputs: Record<string, string> = {},
    { baseSha = base, ...more }: Pick<Step, 'uses' | 'probe'> & { baseSha?: string } = {},
  ) =>
    place.step({
      ...more,
      event: event(baseSha),
      inputs: { 'base-python': playback(), comment: 'never', ...inputs },
    })
  return { ...place, base, check }
}

const NONE = 'No baseline for CPU, 2 ranks'

test('without a baseline, the base commit is probed in the same run', async () => {
  const { check, base } = await changed()
  const { status, outputs, log, summary } = await check()
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 0, verdict: 'match' })
  const commit = base.slice(0, 9)
  expect(log).toContain(`${NONE}: compared with the base commit ${commit}. All 304 are equal.`)
  expect(summary.replace(/&#8203;|`/g, '')).toContain(`compared with the base commit ${commit}`)
})

test('what the change moves is drift, and what the base has broken, too, does not fail', async () => {
  const { check } = await changed()
  const moved = await check({}, { probe: '--moved' })
  expect({ status: moved.status, verdict: moved.outputs.verdict }).toEqual({
    status: 1,
    verdict: 'drift',
  })
  const broken = await check({}, { probe: '--broken' })
  expect(broken.outputs.verdict).toBe('violation')
  const both = await check({ 'base-python': playback('--broken') }, { probe: '--broken' })
  expect({ status: both.status, verdict: both.outputs.verdict }).toEqual({
    status: 0,
    verdict: 'match',
  })
})

test('a baseline of this machine type is taken, and the base commit is not probed', async () => {
  const { check, acceptProposed } = await changed()
  await acceptProposed(await check({ 'compare-with': 'baseline' }))
  const { status, log } = await check({
    'base-python': playback('--dies=never'),
    accelerator: 'auto',
  })
  expect(status).toBe(0)
  expect(log).toContain('all 304 streams equal the baseline')
})

test('a baseline of another machine type is none: the base commit is probed when that is known', async () => {
  const { check, repository } = await changed()
  const other = 'cuda-h100-x2'
  const pending = propose(record as unknown as ProbeRecord, other, 'new', [], null)
  const baseline = approve(pending, { reason: 'measured', author: 'a test', violations: [] })
  await mkdir(join(repository, '.lddpr'))
  await writeBaseline(baselineFile(join(repository, '.lddpr'), other), baseline)
  const { status, log } = await check({ accelerator: 'auto' })
  expect(status).toBe(0)
  expect(log).toContain(
    `${NONE} (there is one for CUDA H100, 2 ranks): compared with the base commit`,
  )
})

test.each([
  ['one interpreter', { 'base-python': '' }, 'name that of the base commit with base-python'],
  [
    'a base that is not here',
    { base: 'f'.repeat(40) },
    'fetch it first: in a workflow with `fetch-depth: 0`',
  ],
  [
    'a base that cannot be probed',
    { 'base-python': playback('--dies=boom') },
    'ended with status 1',
  ],
  ['the commit itself as its base', { base: 'HEAD' }, 'the change starts from this very commit'],
])('%s: the verdict is new, and the reason is told', async (_, inputs, reason) => {
  const { check } = await changed()
  const { status, outputs, log } = await check(inputs)
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 5, verdict: 'new' })
  const line = log.split('\n').find(each => each.includes(NONE))
  expect(line).toContain(`${NONE}, and no comparison with the base commit: `)
  expect(line).toContain(reason)
  expect(line).toContain('Nothing was compared.')
})

test.each([
  ['one interpreter', { 'base-python': '' }, 'takes python and base-python, or neither'],
  ['a base that is not here', { base: 'f'.repeat(40) }, 'which is not there'],
  [
    'a base that cannot be probed',
    { 'base-python': playback('--dies=boom') },
    'ended with status 1',
  ],
])('%s is an error where the base is asked for', async (_, inputs, reason) => {
  const { check } = await changed()
  const { status, log } = await check({ 'compare-with': 'base', ...inputs })
  expect(status).toBe(2)
  expect(log).toContain(reason)
})

test('where the baseline is asked for, nothing is said of the base commit', async () => {
  const { check } = await changed()
  const { status, log } = await check({ 'compare-with': 'baseline', 'base-python': '' })
  expect(status).toBe(5)
  expect(log).toContain(`${NONE}. Nothing was compared.`)
})

test('without a repository the verdict is new', async () => {
  const { check, repository } = await changed()
  await rm(join(repository, '.git'), { recursive: true })
  const { status, log } = await check()
  expect(status).toBe(5)
  expect(log).toContain(
    `${NONE}, and no comparison with the base commit: expected a git repository`,
  )
})

/** Two jobs: the one that measures has no right to write. */
async function jobs(given: { before?: string } = {}) {
  const place = await changed(given)
  const { check } = place
  const record = (inputs: Record<string, string> = {}) =>
    check(
      { 'github-token': '', comment: '', 'record-path': 'r.json', ...inputs },
      { uses: 'record' },
    )
  const report = (inputs: Record<string, string> = {}) =>
    check({ 'record-path': 'r.json', python: '', 'base-python': '', ...inputs }, { uses: 'report' })
  return { ...place, record, report, file: join(place.repository, 'r.json') }
}

test('the job that measures hands over the record of the base, and the one that judges compares with it', async () => {
  const { record, report, base, file } = await jobs()
  const recorded = await record()
  expect(recorded.log).toContain(`with the base commit ${base.slice(0, 9)}`)
  const handed = JSON.parse(await readFile(file, 'utf8'))
  expect(handed.base).toMatchObject({ commit: base, record: { kind: 'record' } })
  const digest = recorded.outputs['record-digest'] ?? ''
  const { status, outputs, log } = await report({ 'record-digest': digest })
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 0, verdict: 'match' })
  expect(log).toContain(`${NONE}: compared with the base commit ${base.slice(0, 9)}`)
})

test('after another run, where git is not started, the base is the one that was measured, and that is told', async () => {
  const { record, step, base } = await jobs()
  await record()
  const workflow_run = {
    event: 'pull_request',
    head_sha: 'a'.repeat(40),
    head_branch: 'bump',
    head_repository: { full_name: 'mallory/train' },
    repository: { id: 1 },
    pull_requests: [],
  }
  const { outputs, log, summary } = await step({
    event: { name: 'workflow_run', payload: { workflow_run } },
    uses: 'report',
    inputs: {
      'record-path': 'r.json',
      python: '',
      comment: 'never',
      'github-token': '',
    },
  })
  expect(outputs.verdict).toBe('match')
  expect(log).toContain(`${NONE}: compared with the base commit ${base.slice(0, 9)}`)
  expect(summary).toContain(
    'The job that has measured names the base commit; it is not looked up here.',
  )
})

test('a record of another base is not compared', async () => {
  const { record, report, file } = await jobs()
  await record()
  const handed = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(
    file,
    JSON.stringify({ ...handed, base: { ...handed.base, commit: 'e'.repeat(40) } }),
  )
  const { status, log } = await report()
  expect(status).toBe(2)
  expect(log).toContain(`the record is compared with the commit ${'e'.repeat(9)}`)
})

test('a record of the base that has other versions than the base pins is an error', async () => {
  const { record, report, file } = await jobs({ before: 'lightning==2.6.0\n' })
  await record({ 'base-python': playback('--has=lightning@2.6.0') })
  expect((await report()).status).not.toBe(2)
  const handed = JSON.parse(await readFile(file, 'utf8'))
  await writeFile(file, JSON.stringify({ ...handed, base: { ...handed.base, record: null } }))
  const { status, log } = await report()
  expect(status).toBe(2)
  expect(log).toContain('asks for lightning 2.6.0')
})

test('where the base is asked for, a record without it is an error', async () => {
  const { record, report } = await jobs()
  await record({ 'compare-with': 'baseline' })
  const { status, log } = await report({ 'compare-with': 'base' })
  expect(status).toBe(2)
  expect(log).toContain('compare-with: base: the record has none')
})
