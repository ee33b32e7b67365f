import { expect, test } from 'vitest'
import { baselineOf } from '../../src/baseline/reference.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { reportOn } from '../../src/pipeline/report.ts'
import { page } from '../../src/report/html/page.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { fresh, plan, put } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** A change next to its base commit, where something is broken at both. */

const good = goodRecord(plan({ plain: {} }))
const place = (name: string, epoch = 0) => ({ scenario: 'plain', name, epoch })
const old = put(good, place('rank1/worker1/torch'), { startsOver: 2 })
const both = put(old, place('rank1/main/numpy'), fresh('apart'))
const ID = 'worker-streams-do-not-repeat'

const reported = (record: ProbeRecord, base: ProbeRecord) =>
  reportOn(
    { record, pins: null, imports: null, framework: 'auto' as const, mayDiffer: false },
    { baseline: () => null, classes: [] },
    { cwd: '/d', directory: '/d/lddpr-report', timings: {} },
    { spell: String },
    { commit: 'c'.repeat(40), change: null, record: base, replaces: () => null },
  )

test('what fails at both is known, one visible line with a fix, and nobody has accepted it', () => {
  const { report } = reported(old, old)
  expect(report.verdict).toBe('match')
  expect(report.summary).toMatch(/equal the base commit, and 1 check fails on both sides$/)
  expect(report.checks.find(({ id }) => id === ID)).toMatchObject({
    status: 'known',
    detail: expect.stringMatching(/ \(the base commit has it, too\)$/),
  })
  const shown = markdown(report)
  const line =
    /1 check fails on the base commit already: .*worker-streams-do-not-repeat.* \(fix: This change did not cause it\./
  for (const text of [
    shown.split('<details>')[0],
    terminal(report, false),
    page(report, old, null),
  ])
    expect(text).toMatch(line)
  expect(`${shown}${terminal(report, false)}`).not.toMatch(
    /accepted|every check passes|all \d+ checks pass/i,
  )
})

test('what the change breaks is to be accepted by name, and not what was broken before', () => {
  const { report, proposal } = reported(both, old)
  expect(report.verdict).toBe('violation')
  expect(report.pending?.violations).toEqual(['main-streams-agree'])
  expect(proposal?.accepted).toMatchObject([{ check: ID, subjects: ['plain: worker/torch'] }])
  expect(proposal?.verdict).toBe('violation')
})

test('a first baseline takes over what the base commit has', () => {
  const { proposal } = reported(old, old)
  expect(proposal).toMatchObject({ verdict: 'new', violations: [] })
  expect(proposal?.accepted.map(({ check }) => check)).toEqual([ID])
})

test('what a committed baseline accepts stays its own', () => {
  const committed = {
    ...baselineOf(good, 'x'),
    accepted: [{ check: ID, subjects: ['plain: worker/torch'], reason: 'mine', author: 'me' }],
  }
  const { proposal } = reportOn(
    { record: both, pins: null, imports: null, framework: 'auto' as const, mayDiffer: false },
    { baseline: () => ({ file: '/d/.lddpr/cpu-x2.json', baseline: committed }), classes: [] },
    { cwd: '/d', directory: '/d/lddpr-report', timings: {} },
    { spell: String },
    { commit: 'c'.repeat(40), change: null, record: old, replaces: () => null },
  )
  expect(proposal?.accepted.map(({ reason }) => reason)).toEqual(['mine'])
})

test('a drift beside what is known does not claim that every check passes', () => {
  const moved = put(old, place('rank0/worker0/python', 1), fresh('moved'))
  const shown = terminal(reported(moved, old).report, false)
  expect(shown).toContain('1 known problem is still there. All other')
})
