import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { accept, approve, removedBy, removedInWords } from '../../src/baseline/accept.ts'
import { Committed } from '../../src/baseline/committed.ts'
import { baselineFile, writeBaseline } from '../../src/baseline/files.ts'
import { propose } from '../../src/baseline/pending.ts'
import { adopt } from '../../src/baseline/reference.ts'
import { judge } from '../../src/judge/judge.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { reportOn } from '../../src/pipeline/report.ts'
import { suite } from '../../src/probe/suites.ts'
import { page } from '../../src/report/html/page.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { alter, epoch, goodRecord } from '../../support/record.ts'

/** An accepted failure ends: it is said, removed, and counts when it comes back. */

const ID = 'main-streams-agree'
const whole = goodRecord()
const broken = alter(whole, 'seeded', /rank1\/main\/numpy/, (e, name) => epoch(name, e.epoch))
const why = { reason: 'for now', author: 'me' }

function adopted(record: ProbeRecord): Baseline {
  const { checks } = judge({ record, baseline: null, pins: null })
  return adopt(propose(record, 'cpu-x2', 'new', checks, null), checks, why)
}
const reported = (record: ProbeRecord, baseline: Baseline, base: ProbeRecord | null = null) =>
  reportOn(
    { record, pins: null, imports: null, framework: 'auto' as const, mayDiffer: false },
    { baseline: () => ({ file: '/d/.lddpr/cpu-x2.json', baseline }), classes: ['cpu-x2'] },
    { cwd: '/d', directory: '/d/lddpr-report', timings: {} },
    { spell: String },
    base && { commit: 'c'.repeat(40), change: null, record: base, replaces: () => null },
  )
/** It accepts a failure that its own streams do not show any more, as where a check has changed. */
const stale: Baseline = { ...adopted(whole), accepted: adopted(broken).accepted }

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lddpr-test-'))
})
afterEach(() => rm(directory, { recursive: true }))

test('accepting a run in which it has ended removes it, says so, and it fails when it comes back', async () => {
  const { proposal } = reported(whole, adopted(broken))
  await writeBaseline(baselineFile(directory, 'cpu-x2'), adopted(broken))
  await writeBaseline(join(directory, 'pending', 'cpu-x2.json'), proposal ?? stale)
  const pending = join(directory, 'pending', 'cpu-x2.json')
  const { baseline, removed } = await accept(pending, directory, { ...why, violations: [] })
  expect(removed.map(removedInWords)).toContain(
    `${ID} (main/numpy): it does not fail any more, so the baseline no longer accepts it`,
  )
  expect(baseline.accepted).toEqual([])
  const committed = (await Committed.read(directory, directory)).baseline('cpu-x2')?.baseline
  const again = reported(broken, committed ?? stale).report
  expect(again.verdict).toBe('violation')
  expect(again.pending?.violations).toContain(ID)
})

test.each([
  ['streams that moved with it', adopted(broken), null, 'drift'],
  ['no stream that moved', stale, null, 'match'],
  ['the base commit, which has it no more either', adopted(broken), whole, 'match'],
] as const)('a report on its end says how to remove it: %s', (_, baseline, base, verdict) => {
  const { report, reference } = reported(whole, baseline, base)
  expect(report.verdict).toBe(verdict)
  const words = 'The baseline still accepts the failure. Remove that with'
  expect(markdown(report)).toContain(`${words} \`accept lddpr-report/pending/cpu-x2.json\`.`)
  expect(terminal(report, false)).toContain(`${words} accept lddpr-report/pending/cpu-x2.json.`)
  expect(terminal(report, false)).toMatch(/lddpr accept lddpr-report\/pending\/cpu-x2\.json/)
  expect(page(report, whole, reference)).toContain(words)
})

test('the baseline of a match that it proposes is the same without it', () => {
  const { proposal, report } = reported(whole, stale)
  expect(proposal).toMatchObject({ verdict: 'match', accepted: [], violations: [] })
  if (!proposal) throw new Error('nothing is proposed')
  const next = approve(proposal, { ...why, violations: [] }, stale)
  expect(next.channels).toEqual(stale.channels)
  expect(removedBy(next, stale).map(({ check }) => check)).toContain(ID)
  expect(report.pending?.violations).toEqual([])
  expect(reported(whole, next).report.pending).toBeNull()
})

test('what a smaller suite does not look at is not removed', () => {
  const quick = goodRecord(suite('quick', 2))
  const accepted = alter(whole, 'resumed', /order/, (_, name) => epoch(`again ${name}`, 1))
  const baseline = adopted(accepted)
  const { proposal } = reported(quick, { ...baseline, channels: { ...baseline.channels } })
  expect(proposal).toBeNull() // a match, and nothing has ended
  const shrunk = propose(quick, 'cpu-x2', 'new', [], null)
  expect(removedBy(approve(shrunk, { ...why, violations: [] }), baseline)).toEqual([])
})

test('a first baseline gives each failure its reason', () => {
  const { checks } = judge({ record: broken, baseline: null, pins: null })
  const pending = propose(broken, 'cpu-x2', 'new', checks, null)
  const baseline = adopt(pending, checks, { ...why, otherwise: 'it failed on that day' })
  expect(baseline.reason).toBe('for now')
  expect(new Set(baseline.accepted.map(({ reason }) => reason))).toEqual(
    new Set(['it failed on that day']),
  )
  expect(reported(broken, baseline).report.verdict).toBe('match')
})
