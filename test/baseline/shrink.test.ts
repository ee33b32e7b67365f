import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Acceptance, accept, approve } from '../../src/baseline/accept.ts'
import { writeBaseline } from '../../src/baseline/files.ts'
import { lossInWords, replacedBy } from '../../src/baseline/loss.ts'
import { propose } from '../../src/baseline/pending.ts'
import { flag } from '../../src/cli/command.ts'
import { judge } from '../../src/judge/judge.ts'
import type { ExpectedError } from '../../src/lib/errors.ts'
import type { Accepted, Baseline } from '../../src/model/baseline.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { readSuite } from '../../src/probe/config.ts'
import { suite } from '../../src/probe/suites.ts'
import { fresh } from '../../support/judging.ts'
import { temporary } from '../../support/lddpr.ts'
import { alter, goodRecord } from '../../support/record.ts'

/** A baseline cannot shrink by accident. */

const yes: Acceptance = { reason: 'because', author: 'me', violations: [] }
const known = 'known: resume-continues-order'
const standard = goodRecord(suite('standard', 2))
const quick = goodRecord(suite('quick', 2))
const edited = (config: string) =>
  goodRecord(readSuite('standard', { file: 'config.yml', text: config }, 2))

const pendingOf = (record: ProbeRecord, baseline: Baseline | null) => {
  const { checks, verdict } = judge({ record, baseline, pins: null })
  const kind = verdict === 'match' || verdict === 'error' ? 'new' : verdict
  return propose(record, 'cpu-x2', kind, checks, baseline)
}
const baselineOf = (record: ProbeRecord, accepted: Accepted[] = []) => ({
  ...approve(pendingOf(record, null), yes),
  accepted,
})
const full = baselineOf(standard)

const refusal = (record: ProbeRecord, before: Baseline) => {
  try {
    approve(pendingOf(record, before), yes)
    return ''
  } catch (error) {
    return (error as ExpectedError).spelled(flag)
  }
}

describe('it is refused', () => {
  test('to accept a quick run over a standard baseline, and said what to do', () => {
    expect(refusal(quick, full)).toBe(
      "this run is 'quick' (304 streams), the baseline is 'standard' (652): " +
        'run with --suite standard, or accept with --shrink',
    )
  })

  const cases: [string, ProbeRecord, Baseline, string][] = [
    [
      'without the scenarios that config.yml leaves out',
      edited('scenarios: {resumed: false, cut: false}'),
      full,
      'this run drops 88 of the 652 streams of the baseline (left out: cut, resumed)',
    ],
    [
      'with a scenario that config.yml has edited, whose values nobody can compare any more',
      edited('scenarios: {seeded-other: {seed: 44}}'),
      full,
      'this run drops 28 of the 652 streams of the baseline (edited: seeded-other)',
    ],
    [
      'of a standard run over a full baseline',
      standard,
      baselineOf(goodRecord(suite('full', 2))),
      "this run is 'standard' (652 streams), the baseline is 'full' (896): run with --suite full",
    ],
    [
      'of a quick run over an edited standard baseline',
      quick,
      baselineOf(edited('scenarios: {cut: false, resumed: false}')),
      "the baseline is 'edited standard' (564): run with --suite standard",
    ],
  ]
  test.each(cases)('%s', (_, record, before, sentence) => {
    expect(refusal(record, before)).toContain(sentence)
  })

  test('without one stream of a scenario that is there', () => {
    const pending = pendingOf(standard, full)
    const { 'seeded/rank1/order': _, ...channels } = pending.channels
    expect(() => approve({ ...pending, channels }, yes, full)).toThrow(
      'this run drops 1 of the 652 streams of the baseline (not measured: seeded)',
    )
  })
})

describe('nothing is refused', () => {
  const many = goodRecord(suite('standard', 16))
  const folded = (name: string) => /rank\d+-/.test(name)
  test.each<[string, ProbeRecord, Baseline | null]>([
    ['where there was no baseline', quick, null],
    ['to a run of the same suite', standard, full],
    ['to a run of more', goodRecord(suite('full', 2)), full],
    ['to a standard run over a quick baseline', standard, baselineOf(quick)],
    ['to one whose scenarios only run more often', edited('scenarios: {seeded: {runs: 3}}'), full],
  ])('%s', (_, record, before) => {
    expect(approve(pendingOf(record, before), yes).kind).toBe('baseline')
  })

  test('where other ranks are folded, for no rank is lost', () => {
    const detailed = baselineOf(many)
    const channels = Object.fromEntries(
      Object.entries(detailed.channels).filter(([name]) => !/rank1[0-5]\//.test(name)),
    )
    const more = Object.fromEntries(
      Object.entries(channels).map(([name, stream]) => [
        name.replace(/rank9\//, 'rank9-15/'),
        stream,
      ]),
    )
    const coarse = { ...pendingOf(many, null), channels: more }
    expect(Object.keys(more).some(folded)).toBe(true)
    expect(replacedBy(coarse, detailed).lost).toEqual([])
    expect(replacedBy(detailed as never, { ...detailed, channels: more }).lost).toEqual([])
  })
})

test('who says shrink gets the smaller one, without what is accepted in scenarios that are gone', () => {
  const accepted = [
    { check: 'resume-continues-order', subjects: ['resumed: order'], reason: 'r', author: 'a' },
    { check: 'launcher-agrees', subjects: ['launcher: order'], reason: 'r', author: 'a' },
    { check: 'pins-are-installed', subjects: ['environment: torch'], reason: 'r', author: 'a' },
  ]
  const before = { ...full, accepted }
  const pending = { ...pendingOf(quick, before), accepted }
  const after = approve(pending, { ...yes, shrink: true }, before)
  expect(Object.keys(after.scenarios)).toEqual(quick.suite.scenarios.map(({ id }) => id))
  expect(after.accepted.map(({ check }) => check)).toEqual([
    'launcher-agrees',
    'pins-are-installed',
  ])
})

describe('what was accepted', () => {
  const resumeIsBroken = {
    check: 'resume-continues-order',
    subjects: ['resumed: order'],
    reason: known,
    author: 'Ada',
  }
  const before = { ...full, accepted: [resumeIsBroken] }
  // The resumed training is there, and nothing to judge it by.
  const withoutWhole = edited(
    'scenarios: {uncut: false, seeded: false, launcher: false, seeded-sanity: false}',
  )
  const broken = (record: ProbeRecord) => {
    const first = record.runs.find(({ scenario }) => scenario === 'cut')?.channels
    return alter(record, 'resumed', /order/, (_, name) => ({ ...first?.[name]?.[0], epoch: 1 }))
  }

  test('is kept where this run has not looked for it', () => {
    for (const record of [quick, edited('scenarios: {resumed: false}')])
      expect(pendingOf(record, before).accepted).toEqual([resumeIsBroken])
    expect(pendingOf(withoutWhole, before).accepted).toEqual([resumeIsBroken])
  })

  test('is not said to be better where this run has not looked for it', () => {
    for (const record of [quick, withoutWhole]) {
      const { improvements } = judge({ record, baseline: before, pins: null })
      expect(improvements).toEqual([])
    }
  })

  test('is dropped where it holds again', () => {
    expect(pendingOf(standard, before).accepted).toEqual([])
    expect(approve(pendingOf(standard, before), yes, before).accepted).toEqual([])
  })

  test('keeps its reason and author beside what is broken in another place as well', () => {
    const id = 'worker-streams-differ-across-epochs'
    const repeat = (record: ProbeRecord, scenario: string) =>
      alter(record, scenario, /worker\d\/torch/, (_, name) => fresh(`${scenario} ${name}`))
    const one = repeat(standard, 'seeded')
    const accepted = [
      { check: id, subjects: ['seeded: worker/torch'], reason: known, author: 'Ada' },
    ]
    const pending = pendingOf(repeat(one, 'uncut'), { ...full, accepted })
    expect(pending.accepted).toEqual(accepted)
    expect(pending.violations.find(({ check }) => check === id)?.subjects).toEqual([
      'uncut: worker/torch',
    ])
  })

  test('is not forgotten by a proposal that was made without knowing it', () => {
    const stale = pendingOf(broken(standard), full)
    const acceptance = { ...yes, violations: stale.violations.map(({ check }) => check) }
    const other = { ...resumeIsBroken, check: 'main-streams-agree' }
    const now = { ...before, digest: '1'.repeat(64), accepted: [resumeIsBroken, other] }
    expect(() => approve(stale, acceptance, now)).toThrow(
      /not compared with the committed baseline \(.*it accepts main-streams-agree\): check again, or accept with shrink/,
    )
    expect(approve(stale, { ...acceptance, shrink: true }, now).accepted).toHaveLength(1)
  })
})

describe('what somebody has accepted meanwhile', () => {
  const moved = alter(standard, 'seeded-other', /main\/torch/, ({ epoch }) => fresh(`${epoch}`))
  const newer = baselineOf(moved)

  test('is not undone by an older proposal', () => {
    for (const before of [null, full])
      expect(() => approve({ ...pendingOf(standard, before) }, yes, newer)).toThrow(
        /was not compared with the committed baseline \(2 of its streams have other values\)/,
      )
    expect(approve(pendingOf(standard, null), { ...yes, shrink: true }, newer).kind).toBe(
      'baseline',
    )
  })

  test('may be accepted again, with another reason', () => {
    const proposal = pendingOf(moved, full)
    const again = approve(
      proposal,
      { ...yes, reason: 'in other words' },
      approve(proposal, yes, full),
    )
    expect(again.reason).toBe('in other words')
  })
})

describe('from a file', () => {
  async function repository(pending: Parameters<typeof writeBaseline>[1]) {
    const place = await temporary()
    const file = join(place.path, 'pending.json')
    await writeBaseline(file, pending)
    const committed = join(place.path, 'cpu-x2.json')
    return {
      file,
      committed,
      directory: place.path,
      [Symbol.asyncDispose]: place[Symbol.asyncDispose],
    }
  }

  test('the committed file counts, whatever the proposal was compared with', async () => {
    await using place = await repository(pendingOf(quick, null))
    await writeBaseline(place.committed, approve(pendingOf(standard, null), yes))
    await expect(accept(place.file, place.directory, yes)).rejects.toThrow(
      "this run is 'quick' (304 streams), the baseline is 'standard' (652)",
    )
    const { baseline } = await accept(place.file, place.directory, { ...yes, shrink: true })
    expect(baseline.suite).toBe('quick')
  })

  test('a committed file that nobody can read is not replaced by accident', async () => {
    await using place = await repository(pendingOf(quick, null))
    await writeFile(place.committed, '<<<<<<< HEAD')
    await expect(accept(place.file, place.directory, yes)).rejects.toThrow(
      /cpu-x2.json has merge conflict markers \(line 1\).*; or accept with shrink/,
    )
    expect((await accept(place.file, place.directory, { ...yes, shrink: true })).file).toBe(
      place.committed,
    )
  })
})

test('a proposal says what it would lose', () => {
  const { replaces, ...pending } = pendingOf(quick, full)
  expect(lossInWords(pending, replaces, flag)).toContain('--suite standard')
  expect(replaces).toMatchObject({ suite: 'standard', digest: full.digest, streams: 652 })
})
