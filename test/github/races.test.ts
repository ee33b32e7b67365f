import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { isNewer, readState } from '../../src/github/comment/hidden-state.ts'
import { BOT } from '../../support/github/fake-answers.ts'
import { FakeGitHub } from '../../support/github/fake-github.ts'
import {
  MARKER,
  ourComments,
  prepare,
  publishIn,
  type Schedule,
  schedules,
  statesOf,
} from '../../support/github/races.ts'

const RUNS = Number(process.env.LDDPR_SCHEDULES ?? 250)

test(`${RUNS} random schedules of faults and races end with one comment, the newest verdict's`, async () => {
  const github = await FakeGitHub.start()
  onTestFinished(() => github.stop())
  await fc.assert(
    fc.asyncProperty(schedules, async schedule => {
      const { said, shown, count, violations } = await play(github, schedule)
      const newest = statesOf(schedule)
        .map(({ state }) => state)
        .reduce((a, b) => (isNewer(b, a) ? b : a))
      expect(violations).toEqual([])
      if (schedule.forbidden) {
        expect(said.every(each => each.startsWith('failed: Resource not accessible'))).toBe(true)
        return
      }
      expect(said.filter(each => each.startsWith('failed'))).toEqual([])
      expect(count).toBe(1)
      expect(shown).toMatchObject(newest)
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
}, 600_000)

test('a run that was slow to write does not hide what a newer one has written meanwhile', async () => {
  const github = await FakeGitHub.start()
  onTestFinished(() => github.stop())
  github.add(BOT, `${MARKER}\n<!-- run:1 attempt:1 sha:f -->\nold`)
  const runs: Schedule['runs'] = [
    { verdict: 'error', start: 0 },
    { verdict: 'new', start: 0 },
  ]
  const plan = { before: 'nothing' as const, siblings: false, faults: [], forbidden: false, runs }
  const [older, newer] = statesOf(plan)
  if (!older || !newer) throw new Error('two runs are needed')
  for (const { state } of [older, newer]) github.runs.add(state.runId)
  const shown = () => github.comments[0]?.body ?? ''
  // The older one has looked, and GitHub takes its text only when the newer one's is there.
  github.faults = [
    { on: 'update-comment', times: 1, until: () => shown().includes('<!-- run:102 ') },
  ]
  const slow = publishIn(github, older.state, older.report)
  while (github.faults[0]?.times) await sleep(5)
  expect(await publishIn(github, newer.state, newer.report)).toContain('comment updated')
  expect(await slow).toContain('a newer run (102) has written it')
  expect(shown()).toContain('<!-- run:102 ')
  // Either of the two may have put it back.
  const texts = github.comments[0]?.revisions.map(text => readState(text)?.runId)
  expect(texts?.slice(-3)).toEqual([101, 102, 1])
})

async function play(github: FakeGitHub, schedule: Schedule) {
  github.reset()
  prepare(github, schedule)
  const said = await Promise.all(
    statesOf(schedule).map(async ({ state, report }, index) => {
      await sleep(schedule.runs[index]?.start)
      return publishIn(github, state, report)
    }),
  )
  const left = ourComments(github)
  return {
    said,
    count: left.length,
    shown: readState(left[0]?.body ?? ''),
    violations: github.violations,
  }
}
