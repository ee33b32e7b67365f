import { createHash } from 'node:crypto'
import { appendFile, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { survivors } from '../../support/lddpr.ts'
import { workplace } from './workplace.ts'

/** What the probe leaves running neither keeps the step waiting, nor stays, nor changes what was measured. */

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const NOTICE = /The probe left processes running; they are ended: \S+ \(\d+\)/

test('the step ends when the probe does, whoever holds its streams, and says who did', async () => {
  const { github, repository, spawnStep: step } = await workplace()
  const inputs = { 'timeout-minutes': '1', comment: 'always' }
  const { status, outputs, log, summary } = await step({ probe: '--holds', inputs })
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 5, verdict: 'new' })
  expect(log).toMatch(NOTICE)
  expect(summary).toMatch(NOTICE)
  expect(github.comments[0]?.body).toMatch(NOTICE)
  expect(await survivors(dirname(repository))).toEqual([])
})

/** A record, which a process that hides wants to be another one. */
async function recorded() {
  const place = await workplace()
  const file = join(place.repository, 'gpu.json')
  const inputs = { 'record-path': 'gpu.json' }
  const env = { GITHUB_WORKSPACE: place.repository }
  const measured = await place.spawnStep({
    env,
    probe: `--rewrites=${file}`,
    uses: 'record',
    inputs: { ...inputs, 'github-token': '' },
  })
  expect(measured.status).toBe(0)
  const report = (digest: string) =>
    place.spawnStep({ env, uses: 'report', inputs: { ...inputs, 'record-digest': digest } })
  return {
    ...place,
    file,
    report,
    digest: measured.outputs['record-digest'] ?? '',
    log: measured.log,
  }
}

test('nobody is left to change a record, and its digest is put out', async () => {
  const { file, digest, log } = await recorded()
  expect(log).toMatch(NOTICE)
  const bytes = await readFile(file)
  await setTimeout(300) // it would be written every few milliseconds
  expect(await readFile(file)).toEqual(bytes)
  expect(digest).toBe(sha256(bytes))
  expect(log).toContain(`recorded: ${file}, sha256 ${digest}`)
})

test('report judges the record that has the digest', async () => {
  const { report, digest } = await recorded()
  for (const spelled of [digest, digest.toUpperCase(), ''])
    expect((await report(spelled)).outputs.verdict).toBe('new')
})

test('report refuses another record, and publishes that', async () => {
  const { github, file, report, digest } = await recorded()
  await appendFile(file, ' ')
  const { status, outputs, log } = await report(digest)
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 2, verdict: 'error' })
  const found = sha256(await readFile(file))
  expect(found).not.toBe(digest)
  const sentence = `record-digest: expected ${digest.slice(0, 16)}…, found ${found.slice(0, 16)}… in `
  expect(log).toContain(sentence)
  expect(github.comments[0]?.body).toContain('record again')
})

test.for(['abc', 'x'.repeat(64)])('a digest that is none is refused: %s', async wrong => {
  const { step } = await workplace()
  const { status, log } = await step({ uses: 'report', inputs: { 'record-digest': wrong } })
  expect(status).toBe(2)
  expect(log).toContain(
    'record-digest: expected the 64 digits of the output record-digest of lddpr-action/record',
  )
})
