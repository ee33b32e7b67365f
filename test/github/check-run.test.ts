import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { conclusionOf } from '../../src/github/check-run/check-run.ts'
import { VERDICTS } from '../../src/model/verdict.ts'
import type { Fault } from '../../support/github/fake-faults.ts'
import { commandName, workplace } from './workplace.ts'

const inputs = { 'check-run': 'streams' }
const FORBIDDEN = { times: 9, status: 403, message: 'Resource not accessible by integration' }

test('it is in progress while the probe runs, and completed with the report', async () => {
  const { github, spawnStep: step } = await workplace()
  const { status, log, post } = await step({ inputs })
  expect(status).toBe(5)
  expect(github.checks).toMatchObject([
    {
      name: 'streams',
      head_sha: 'c0ffee1234',
      status: 'completed',
      conclusion: 'failure',
      details_url: 'https://github.com/octo/train/actions/runs/101',
      output: { title: expect.stringMatching(/^Not compared: /) },
    },
  ])
  expect(github.checks[0]?.output.summary).toContain('lddpr-action accept')
  const calls = github.requests.filter(each => each.includes('check-runs'))
  expect(calls).toEqual([
    'POST /repos/octo/train/check-runs 201',
    'PATCH /repos/octo/train/check-runs/5000 200',
  ])
  expect(log).toContain('the check run streams is failure')
  expect(post).toBe('')
})

test('it is completed also where nothing could be measured', async () => {
  const { github, step } = await workplace()
  await step({ inputs, probe: '--dies=x' })
  expect(github.checks[0]).toMatchObject({ status: 'completed', conclusion: 'failure' })
  expect(github.checks[0]?.output.title).toContain('Not checked')
})

test('it is completed also where not even a report can be written', async () => {
  const { github, step, repository } = await workplace()
  await writeFile(join(repository, 'occupied'), '')
  const { status } = await step({ inputs: { ...inputs, 'report-dir': 'occupied' } })
  expect(status).toBe(2)
  expect(github.checks[0]).toMatchObject({ status: 'completed', conclusion: 'failure' })
})

test('an old comment does not stand where not even a report can be written', async () => {
  const { github, step, repository } = await workplace()
  await step({})
  await writeFile(join(repository, 'occupied'), '')
  for (const mode of ['check', 'report']) {
    const { status, outputs } = await step({ inputs: { mode, 'report-dir': 'occupied' } })
    expect({ status, verdict: outputs.verdict }).toEqual({ status: 2, verdict: 'error' })
    expect(outputs['report-path']).toBe('')
    expect(github.comments[0]?.body).toContain('report-dir: cannot')
  }
})

test('that of a step that is killed is cancelled when the job ends', async () => {
  const { github, spawnStep: step } = await workplace()
  const { status, post } = await step({
    inputs,
    probe: '--hangs',
    killWhen: () => github.checks.length === 1,
  })
  expect(status).not.toBe(0)
  expect(github.checks[0]).toMatchObject({ status: 'completed', conclusion: 'cancelled' })
  expect(post).toContain('the check run streams is cancelled')
})

test('what the step could not complete the end of the job completes', async () => {
  const { github, spawnStep: step } = await workplace()
  github.faults = [{ on: 'update', ...FORBIDDEN, times: 1 }]
  const { status, log } = await step({ inputs })
  expect(status).toBe(5)
  expect(log).toContain('::warning::the check run could not be completed: Resource not accessible')
  expect(github.checks[0]).toMatchObject({ status: 'completed', conclusion: 'failure' })
  expect(github.checks[0]?.output.title).toContain('Not compared')
})

test('a token that must not is told what it needs, and all else goes on', async () => {
  const { github, step } = await workplace()
  github.faults = [{ on: 'create', ...FORBIDDEN }]
  const { status, obeyed, post } = await step({ inputs })
  expect(status).toBe(5)
  expect(github.checks).toEqual([])
  expect(github.comments).toHaveLength(1)
  const warning = obeyed.find(line => commandName(line) === 'warning')
  expect(warning).toContain('the check run could not be created: Resource not accessible')
  expect(warning).toContain('%0A  checks: write')
  expect(post).toBe('')
})

const TROUBLE: Record<string, Partial<Fault>> = {
  'is a bad gateway': { status: 502 },
  'comes after the work was done, and is a bad gateway': { status: 502, done: true },
  'never comes': { connection: 'reset' },
  'never comes, though the work was done': { connection: 'reset', done: true },
  'is cut off': { connection: 'cut' },
  'ends in the middle': { connection: 'half' },
}
test.for(Object.entries(TROUBLE))(
  'there is one, once completed, where the answer %s',
  async ([, fault]) => {
    const { github, repository, step, acceptBaseline } = await workplace()
    await acceptBaseline()
    await writeFile(join(repository, 'requirements.txt'), 'lightning==2.7.0\n')
    github.faults = ['create', 'update'].map(on => ({ on, times: 1, ...fault }))
    await step({ inputs, probe: '--moved --has=lightning@2.7.0' })
    expect(github.checks).toMatchObject([{ status: 'completed', conclusion: 'failure' }])
    expect(github.checks[0]?.annotations).toHaveLength(1)
  },
)

test('without a token there is none, which is said', async () => {
  const { github, step } = await workplace()
  const { log } = await step({ inputs: { ...inputs, 'github-token': '' } })
  expect(log).toContain('no check run: there is no github-token')
  expect(github.requests).toEqual([])
})

test('a name that the job has already is warned of', async () => {
  const { step } = await workplace()
  const { log } = await step({ inputs: { 'check-run': 'reproducibility' } })
  expect(log).toContain('::warning::check-run: reproducibility is the job, too')
})

test('only a match is a success; what fail-on lets pass is neutral', () => {
  for (const { name, exit } of VERDICTS) {
    expect(conclusionOf(name, exit)).toBe(name === 'match' ? 'success' : 'failure')
    expect(conclusionOf(name, 0)).toBe(name === 'match' ? 'success' : 'neutral')
  }
})

test('annotations stand on the lines that moved, in the log and in the check run', async () => {
  const { github, repository, step, acceptBaseline } = await workplace()
  const lines = ['# pins', 'numpy==2.4.6', 'torch==2.13.0', 'lightning==2.7.0']
  await acceptBaseline()
  await writeFile(join(repository, 'requirements.txt'), `${lines.join('\n')}\n`)
  const { obeyed } = await step({ inputs, probe: '--broken --has=lightning@2.7.0' })
  const place = 'title=Do not merge'
  expect(obeyed.filter(line => line.includes('file='))).toEqual([
    expect.stringMatching(`^::error ${place}%3A init-weights-agree,file=requirements.txt,line=4::`),
    expect.stringMatching(
      `^::warning ${place},file=requirements.txt,line=4::lightning was 2\\.6\\.6 `,
    ),
  ])
  expect(github.checks[0]?.annotations).toMatchObject([
    { path: 'requirements.txt', start_line: 4, end_line: 4, annotation_level: 'failure' },
    { path: 'requirements.txt', start_line: 4, end_line: 4, annotation_level: 'warning' },
  ])
})

test('a version that would be a command is none', async () => {
  const { repository, step, acceptBaseline } = await workplace()
  await acceptBaseline()
  await writeFile(join(repository, 'requirements.txt'), 'lightning==2.7.0\n')
  const version = '2.7.0\n::set-output name=verdict::match'
  const inputs = { 'allow-version-mismatch': 'true' }
  const { obeyed } = await step({ inputs, probe: `--moved '--has=lightning@${version}'` })
  expect(obeyed.map(commandName)).not.toContain('set-output')
})
