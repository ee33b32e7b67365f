// Random faults of GitHub and races of runs against the bundled action, each run a process of its own:
// `npm run trial:chaos [-- --schedules N] [--seed N] [--at-once N]`.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import fc from 'fast-check'
import { FakeGitHub } from '../../support/github/fake-github.ts'
import { type Schedule, schedules } from '../../support/github/races.ts'
import { fail, session } from '../../support/session.ts'
import { playSpawned, prepareRepository } from './chaos.ts'

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
    'at-once': { type: 'string', default: '4' },
  },
})
const number = (name: keyof typeof values) => {
  const value = Number(values[name])
  return Number.isInteger(value) && value > 0 ? value : fail(`--${name}: expected a number`)
}
const [wanted, seed, atOnce] = [number('schedules'), number('seed'), number('at-once')]

await using here = await session()
const { work, progress } = here
const queue = fc.sample(schedules, { numRuns: wanted, seed }).entries()
const bad: { schedule: Schedule; problems: string[] }[] = []
const played: Schedule[] = []
const started = performance.now()

async function workOff(lane: number): Promise<void> {
  const github = await FakeGitHub.start()
  const directory = join(work, `lane-${lane}`)
  await mkdir(directory)
  const known = await prepareRepository(directory, github.url)
  for (const [index, schedule] of queue) {
    const place = join(directory, String(index))
    const problems = await playSpawned(schedule, { github, known, directory: place })
    await rm(place, { recursive: true })
    played.push(schedule)
    if (problems.length) bad.push({ schedule, problems })
    if (problems.length) progress(`${JSON.stringify(schedule)}\n${problems.join('\n')}`)
    if (played.length % 50 === 0) progress(`${played.length} of ${wanted}, ${bad.length} wrong`)
  }
  await github.stop()
}
await Promise.all([...Array(atOnce).keys()].map(workOff))

const sum = (count: (schedule: Schedule) => number) =>
  played.reduce((all, schedule) => all + count(schedule), 0)
const minutes = ((performance.now() - started) / 60_000).toFixed(1)
console.log(
  [
    `${played.length - bad.length} of ${played.length} schedules end as they must (seed ${seed})`,
    `${sum(({ runs }) => runs.length)} runs of dist/action.js, ${sum(({ runs }) => Number(runs.length > 1))} races`,
    `${sum(({ faults }) => faults.reduce((all, { times }) => all + times, 0))} faults planned`,
    `${sum(({ forbidden }) => Number(forbidden))} schedules with a token that may not write`,
    `${minutes} minutes, ${atOnce} at once`,
  ].join('\n'),
)
process.exitCode = bad.length ? 1 : 0
