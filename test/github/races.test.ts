import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { isNewer, readState } from '../../src/github/state.ts'
import { FakeGitHub } from './fake-github.ts'
import { ourComments, prepare, publishIn, type Schedule, schedules, statesOf } from './races.ts'

const RUNS = Number(process.env.LDDPR_SCHEDULES ?? 1000)

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
