import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { LIMITS, type ProbeRecord } from '../../src/model/record.ts'
import { BOT } from '../../support/github/fake-answers.ts'
import { workplace } from './workplace.ts'

/** What is not as anybody thought is the verdict `error` too, and no green comment outlives it. */

const GREEN = '<!-- lddpr-action:default -->\n<!-- run:1 attempt:1 sha:f verdict:match -->\n✅ well'

async function judging() {
  const place = await workplace()
  const { github, repository, step, spawnStep } = place
  github.add(BOT, GREEN)
  const record: ProbeRecord = JSON.parse(
    await readFile(join(import.meta.dirname, '../../support/github/record.json'), 'utf8'),
  )
  const judge = async (content: string, env: Record<string, string> = {}) => {
    await writeFile(join(repository, 'record.json'), content)
    const run = Object.keys(env).length ? spawnStep : step // its variables are those of its process
    return run({
      uses: 'report',
      inputs: { python: '', accelerator: 'auto', 'record-path': 'record.json' },
      env: { GITHUB_WORKSPACE: repository, ...env },
    })
  }
  const comment = () => github.comments.map(({ body }) => body).join()
  return { ...place, record, judge, comment }
}

/** An error that is told in the comment, in place of what stood there. */
async function errorOf(content: (record: ProbeRecord) => string, env = {}) {
  const { record, judge, comment } = await judging()
  const result = await judge(content(record), env)
  expect({ status: result.status, verdict: result.outputs.verdict }).toEqual({
    status: 2,
    verdict: 'error',
  })
  expect(comment()).not.toContain('✅')
  expect(comment()).toContain('Not checked')
  expect(comment()).not.toMatch(/^\s*at .*:\d+/m)
  return { ...result, comment: comment() }
}

test.each(['[', '{"kind":'])('a record of two hundred thousand %s, one in another', async open => {
  const close = open === '[' ? ']' : '}'
  const { log } = await errorOf(() => `${open.repeat(2e5)}0${close.repeat(2e5)}`)
  expect(log).toMatch(/record\.json: .*expected/)
  expect(log).not.toContain('RangeError')
})

const edited = (edit: (record: ProbeRecord) => void) => (record: ProbeRecord) => {
  edit(record)
  return JSON.stringify(record)
}

test.each([
  [
    'a device of a thousand letters',
    edited(record => {
      record.environment.accelerator = 'cuda'
      record.environment.deviceModel = 'x'.repeat(1000)
      for (const { channels } of record.runs)
        for (const rank of [0, 1])
          channels[`rank${rank}/main/cuda`] = channels[`rank${rank}/main/torch`] ?? []
    }),
    'environment.deviceModel: expected at most 100 characters of a device',
  ],
  [
    'a package of a thousand letters',
    edited(({ environment }) =>
      environment.packages.push({ name: 'x'.repeat(1000), version: '1', imported: true }),
    ),
    'environment.packages.5.name: expected at most 200 characters of a name',
  ],
  [
    'six hundred thousand packages',
    edited(({ environment }) => {
      for (let n = 0; n < 6e5; n++)
        environment.packages.push({ name: `p${n}`, version: '1', imported: true })
    }),
    'environment.packages: expected at most 5000 packages, found a list of 600005',
  ],
  [
    'too many runs',
    edited(({ runs }) => {
      for (let n = 0; n < 600; n++)
        runs.push({ ...(runs[0] as (typeof runs)[0]), channels: {}, run: n })
    }),
    'runs: expected at most 500 runs, found a list of 606',
  ],
  [
    'too many channels',
    edited(({ runs }) => {
      const [run] = runs
      for (let n = 0; run && n < 110_000; n++) run.channels[`c${n}`] = []
    }),
    'runs.0.channels: expected at most 100000 channels, found an object with rank0/weights.init',
  ],
  [
    'channels of ranks that the suite has not',
    edited(({ runs }) => {
      const [run] = runs
      for (let n = 2; run && n < 5000; n++)
        run.channels[`rank${n}/order`] = run.channels['rank0/order'] ?? []
    }),
    'channel rank2/order is not known',
  ],
  [
    'a training of a thousand million epochs',
    edited(({ suite }) => {
      for (const { parameters } of suite.scenarios) parameters.max_epochs = 1e9
    }),
    'max_epochs: expected at most 10000 epochs, found a number',
  ],
] as const)(
  'a record of %s is refused for what it is',
  async (_, content, expected) => {
    const { log } = await errorOf(content)
    expect(log).toContain(expected)
  },
  600_000,
)

const sabotaged = (what: string) => ({
  NODE_OPTIONS: `--import=data:text/javascript,${what}=()=>{throw(new(RangeError)('boom'))}`,
})

test.each([
  ['in the judge', 'Set.prototype.difference'],
  ['in a page', 'Map.groupBy'],
])('a bug of ours %s is told as one, with its stack in the log alone', async (_, what) => {
  const { log, comment } = await errorOf(record => JSON.stringify(record), sabotaged(what))
  expect(log).toContain(
    '::error::lddpr: Not checked: lddpr has failed, which is a bug in it: RangeError: boom',
  )
  expect(log).toMatch(/^\| RangeError: boom$/m)
  expect(log).toMatch(/^\| {5}at /m)
  expect(comment).toContain('which is a bug in it')
  expect(comment).toContain('lddpr-action/issues')
})

test('the check tells a bug, too', async () => {
  const { github, spawnStep: step } = await workplace()
  github.add(BOT, GREEN)
  const { status, outputs } = await step({ env: sabotaged('Set.prototype.difference') })
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 2, verdict: 'error' })
  expect(github.comments[0]?.body).toContain('which is a bug in it')
})

test('every limit has a reason', () => {
  for (const [what, { most, reason }] of Object.entries(LIMITS))
    expect({ what, most, words: reason.split(' ').length > 1 }).toEqual({ what, most, words: true })
})
