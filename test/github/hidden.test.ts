import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Run } from '../../src/model/record.ts'
import { lddpr, temporary } from '../../support/lddpr.ts'
import { proposed } from './accept-place.ts'
import { workplace } from './workplace.ts'

/** No secret of the job leaves it, by whatever way. GitHub masks its log, and nothing else. */

const TOKEN = "hf_Zu8'Q/k1+9sVxN"
const PASSWORD = 'sesame-open-99'
const env = {
  HF_TOKEN: TOKEN,
  PIP_INDEX_URL: `https://me:${PASSWORD}@host/simple`,
  SIGNING_KEY: '-----BEGIN KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END KEY-----',
  APP_SECRET: 'production',
}

/** Everything that a step has told anybody. */
async function told(
  { github, repository }: Pick<Awaited<ReturnType<typeof workplace>>, 'github' | 'repository'>,
  { log, summary, outputs }: { log: string; summary: string; outputs: object },
) {
  const names = await readdir(join(repository, 'lddpr-report'), { recursive: true })
  const files = await Promise.all(
    names
      .filter(name => /\.(md|html|json)$/.test(name))
      .map(async name => readFile(join(repository, 'lddpr-report', name), 'utf8')),
  )
  expect(files.length).toBeGreaterThan(2)
  const comments = github.comments.flatMap(({ revisions }) => revisions)
  expect(comments).not.toEqual([])
  return [log, summary, JSON.stringify(outputs), ...comments, ...files]
}

test.each([
  ['as it is', TOKEN],
  ['in an address', encodeURIComponent(TOKEN)],
  ['in base64', btoa(`user:${TOKEN}`)],
  ['in JSON', JSON.stringify(`"${TOKEN}`).slice(3, -1)],
  ['of one line of several', 'MIIEvQIBADANBgkq'],
  ['of an index', PASSWORD],
  ['of any address', 'postgres://db:hunter2@host'],
])('what the probe says last, with a secret %s, is published without it', async (_, secret) => {
  const place = await workplace()
  const result = await place.spawnStep({
    env,
    probe: `"--dies=it needs ${secret.replaceAll('"', "'")} here"`,
  })
  expect(result.outputs).toMatchObject({ verdict: 'error' })
  const bare = secret.replace(/^.*:(?=hunter2)/, '').replace(/@host$/, '')
  for (const text of await told(place, result)) expect(text).not.toContain(bare)
  expect(place.github.comments[0]?.body).toMatch(/it needs .*\*\*\*.* here/)
})

test('an interpreter whose path has a secret is called so in no report', async () => {
  const place = await workplace()
  const result = await place.spawnStep({
    inputs: { python: `./${TOKEN.replace("'", '')}/python` },
    env: { ...env, HF_TOKEN: TOKEN.replace("'", '') },
  })
  for (const text of await told(place, result)) expect(text).not.toContain('Zu8Q/k1')
  expect(result.summary).toContain('/python')
})

test('what a record says of the packages is shown without secrets, and judged as it is', async () => {
  const place = await workplace()
  await place.acceptBaseline()
  const result = await place.spawnStep({
    env: { X_TOKEN: '1.0-leaked-by-a-build' },
    probe: '--has=fsspec@1.0-leaked-by-a-build --moved',
  })
  expect(result.outputs.verdict).toBe('drift')
  const files = (await told(place, result)).filter(
    text => !text.includes('"kind":"record"') && !text.includes('"kind": "pending"'),
  )
  for (const text of files) expect(text).not.toContain('leaked-by-a-build')
})

test('a common word is no secret, whatever variable holds it', async () => {
  const { spawnStep: step } = await workplace()
  const words = {
    A_TOKEN: 'true',
    B_SECRET: 'production',
    C_KEY: 'standard',
    D_PASSWORD: 'baseline',
    E_KEY: '12345',
  }
  const { summary, outputs } = await step({ inputs: { suite: 'quick' }, env: words })
  expect(outputs.verdict).toBe('new')
  expect(summary).not.toContain('***')
})

test('record tells nobody either, and its record is what was measured', async () => {
  const { repository, spawnStep: step } = await workplace()
  const file = 'lightning/pytorch/__init__.py' // where the played-back record says that it was found
  const given = {
    env: { ...env, SOME_TOKEN: file },
    uses: 'record' as const,
    inputs: { 'github-token': '' },
  }
  const died = await step({ ...given, probe: `"--dies=${PASSWORD} and ${TOKEN}"` })
  expect(died.status).toBe(2)
  expect(died.log).toMatch(/\| \*\*\* and \*\*\*/)
  const { status, outputs } = await step(given)
  expect(status).toBe(0)
  const record = JSON.parse(await readFile(outputs['record-path'] ?? '', 'utf8'))
  const original = JSON.parse(
    await readFile(join(import.meta.dirname, '../../support/github/record.json'), 'utf8'),
  )
  Object.assign(original, { equal: [] })
  Object.assign(original.environment, { gpu: null })
  original.environment.framework.file = '***'
  expect(record).toEqual(original)
  const env2 = { GITHUB_WORKSPACE: repository }
  const judged = await step({ env: env2, uses: 'report', inputs: { python: '' } })
  expect(judged.outputs.verdict).toBe('new')
  // What equalled a baseline there ran once, and is the suite that is asked for all the same.
  const [seeded] = record.suite.scenarios
  seeded.runs = 1
  record.runs = record.runs.filter(({ scenario, run }: Run) => scenario !== 'seeded' || run === 0)
  const handed = async (equal: string[]) => {
    await writeFile(outputs['record-path'] ?? '', JSON.stringify({ ...record, equal }))
    return (await step({ env: env2, uses: 'report', inputs: { python: '' } })).outputs.verdict
  }
  expect(await handed(['seeded'])).toBe('new')
  expect(await handed([])).toBe('error')
  expect(await handed(['seeded', 'unseeded'])).toBe('new')
})

test('an answer to a command has no secret', async () => {
  const { github, pending, upload, say, replies, command, spawnStep } = await proposed()
  upload({
    'x.json': JSON.stringify({ ...pending, [`${PASSWORD}!`]: 1 }),
  })
  await say(command, { env: { DB_PASSWORD: PASSWORD } }, spawnStep)
  expect(replies()[0]).toContain('***!')
  expect(JSON.stringify(github.comments)).not.toContain(PASSWORD)
})

test('the terminal tells neither', async () => {
  await using place = await temporary()
  const file = join(place.path, 'record.json')
  const record = await readFile(
    join(import.meta.dirname, '../../support/github/record.json'),
    'utf8',
  )
  await writeFile(file, JSON.stringify({ ...JSON.parse(record), [TOKEN]: 1 }))
  const { stdout, stderr, exitCode } = await lddpr(['compare', file], { cwd: place.path, env })
  expect(exitCode).toBe(2)
  expect(stdout + stderr).toContain("unknown key '***'")
  const python = `https://me:${PASSWORD}@host/python`
  const checked = await lddpr(['check', '--python', python], { cwd: place.path, env })
  expect(checked.exitCode).toBe(2)
  expect(checked.stdout + checked.stderr).not.toContain(PASSWORD)
})
