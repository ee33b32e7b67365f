import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { accept } from '../../src/baseline/accept.ts'
import { type CommentState, isNewer, readState } from '../../src/github/comment/hidden-state.ts'
import { exitCode, type Verdict } from '../../src/model/verdict.ts'
import type { FakeGitHub } from '../../support/github/fake-github.ts'
import { ourComments, prepare, type Schedule, statesOf } from '../../support/github/races.ts'
import { type Place, runStep } from '../../support/github/step.ts'

/** A schedule with the bundled action in processes of its own, and nothing about it made short. */

/** How the played-back probe brings a verdict about where there is a baseline. */
const PROBE: Partial<Record<Verdict, string>> = {
  error: '--dies=x',
  violation: '--broken',
  drift: '--moved',
  match: '',
}
/** What the playback cannot bring about, stands for another verdict. */
const played = (verdict: Verdict): Verdict =>
  verdict === 'unstable' || verdict === 'new' ? 'match' : verdict

/** A repository with a baseline, for all schedules. */
export async function prepareRepository(directory: string, url: string): Promise<string> {
  const repository = join(directory, 'known')
  await mkdir(repository)
  const place: Place = { runner: join(directory, 'runner'), repository, url, number: 1 }
  const { outputs } = await runStep(place, { inputs: { comment: 'never' } })
  await accept(outputs['pending-baseline-path'] ?? '', join(repository, '.lddpr'), {
    reason: 'measured',
    author: 'a test',
    violations: [],
  })
  return repository
}

/** Plays a schedule in an empty directory. Returns what is not as it must be. */
export async function playSpawned(
  schedule: Schedule,
  { github, known, directory }: { github: FakeGitHub; known: string; directory: string },
): Promise<string[]> {
  await mkdir(directory, { recursive: true })
  github.reset()
  prepare(github, schedule)
  const wanted = statesOf(schedule).map(({ state }) => ({
    ...state,
    verdict: played(state.verdict ?? 'match'),
    text: '',
  }))
  const steps = await Promise.all(
    wanted.map(async ({ runId, verdict }, index) => {
      const repository = join(directory, `repository-${index}`)
      await cp(known, repository, { recursive: true })
      await sleep(schedule.runs[index]?.start)
      return runStep(
        { runner: join(directory, `runner-${index}`), repository, url: github.url, number: runId },
        { probe: PROBE[verdict] ?? '', inputs: { comment: 'always' } },
      )
    }),
  )
  return [
    ...steps.flatMap(({ status, outputs, log }, index) => {
      const { verdict = 'error' } = wanted[index] ?? {}
      const right = status === exitCode(verdict, [verdict]) && outputs.verdict === verdict
      return right ? [] : [`${verdict}: status ${status}, output ${outputs.verdict}\n${log}`]
    }),
    ...github.violations,
    ...commentProblems(github, schedule, wanted),
  ]
}

function commentProblems(github: FakeGitHub, { forbidden }: Schedule, wanted: CommentState[]) {
  const left = ourComments(github).map(({ body }) => readState(body))
  if (forbidden) {
    const written = left.filter(state => (state?.runId ?? 0) > 100)
    return written.length ? ['what is forbidden was written'] : []
  }
  if (left.length !== 1) return [`${left.length} comments`]
  const newest = wanted.reduce((a, b) => (isNewer(b, a) ? b : a))
  const [shown] = left
  const right = shown?.runId === newest.runId && shown.verdict === newest.verdict
  const said = (state: CommentState | null | undefined) => `${state?.runId} ${state?.verdict}`
  return right ? [] : [`shown: ${said(shown)}, newest: ${said(newest)}`]
}
