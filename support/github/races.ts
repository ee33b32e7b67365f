import fc from 'fast-check'
import { connect } from '../../src/github/client/api.ts'
import { commentBody } from '../../src/github/comment/body.ts'
import { type CommentState, textDigest } from '../../src/github/comment/hidden-state.ts'
import { placeComment } from '../../src/github/comment/place.ts'
import { readEvent } from '../../src/github/run/event.ts'
import type { Verdict } from '../../src/model/verdict.ts'
import { headingOf } from '../../src/report/headline.ts'
import { quick } from './clock.ts'
import { BOT } from './fake-answers.ts'
import type { Fault } from './fake-faults.ts'
import type { FakeGitHub } from './fake-github.ts'

/** Random races and faults, for the tests in this process and for those with real ones. */

/** What is on the pull request before anybody starts. */
type Before = 'nothing' | 'a comment' | 'two comments' | 'a crowd'

export interface Schedule {
  before: Before
  /** In the order of the runs; each starts so many milliseconds after the first. */
  runs: { verdict: Exclude<Verdict, 'match'>; start: number }[]
  /** The runs are jobs of one run that share an id. */
  siblings: boolean
  faults: Fault[]
  /** The token may not write. */
  forbidden: boolean
}

const WRITES = ['create-comment', 'update-comment', 'delete-comment']
const on = fc.constantFrom('list-comments', 'graphql', '*', ...WRITES, ...WRITES)
const times = fc.integer({ min: 1, max: 2 })
const short = fc.integer({ min: 0, max: 15 })

/** Each kind of trouble that the issue names. */
const faults: fc.Arbitrary<Fault>[] = [
  fc.record({ on, times, status: fc.constantFrom(500, 502, 503, 504), done: fc.boolean() }),
  fc.record({ on, times, delay: short, slow: short }),
  fc.record({ on, times, connection: fc.constant('reset' as const), done: fc.boolean() }),
  fc.record({ on, times, connection: fc.constantFrom('cut' as const, 'half' as const) }),
  fc.record({
    on,
    times,
    status: fc.constantFrom(403, 429),
    message: fc.constant('You have exceeded a secondary rate limit'),
    headers: fc.constantFrom({ 'retry-after': '1' }, { 'retry-after': '0' }),
  }),
  fc.record({
    on,
    times,
    status: fc.constant(403),
    message: fc.constant('API rate limit exceeded'),
    headers: fc.constant({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1' }),
  }),
]

export const schedules: fc.Arbitrary<Schedule> = fc.record({
  before: fc.constantFrom<Before>('nothing', 'nothing', 'a comment', 'two comments', 'a crowd'),
  runs: fc.array(
    fc.record({
      verdict: fc.constantFrom('error', 'unstable', 'violation', 'drift', 'new'),
      start: fc.integer({ min: 0, max: 12 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
  siblings: fc.nat(5).map(number => number === 0),
  // One more in a row would be a server that stays down.
  faults: fc
    .array(fc.oneof(...faults), { maxLength: 5 })
    .filter(all => all.reduce((sum, { times }) => sum + times, 0) <= 6),
  forbidden: fc.nat(15).map(number => number === 0),
})

export const MARKER = '<!-- lddpr-action:default -->'

/** Brings the pull request into the state that a schedule starts from. */
export function prepare(github: FakeGitHub, schedule: Schedule): void {
  const { before, faults, forbidden } = schedule
  for (const { state } of statesOf(schedule)) github.runs.add(state.runId)
  if (before === 'a crowd')
    for (let number = 0; number < 120; number++) github.add('somebody', `comment ${number}`)
  const old = { 'a comment': 1, 'a crowd': 1, 'two comments': 2, nothing: 0 }[before]
  for (let number = 1; number <= old; number++)
    github.add(BOT, `${MARKER}\n<!-- run:${number} attempt:1 sha:f verdict:drift -->\nold`)
  github.add('mallory', `${MARKER}\n<!-- run:999 attempt:1 sha:f -->\nnot ours`)
  github.faults = structuredClone(faults)
  const never = { times: 1e9, status: 403, message: 'Resource not accessible by integration' }
  if (forbidden) github.faults.unshift(...WRITES.map(each => ({ on: each, ...never })))
}

/** The comments that a reader takes for ours. */
export const ourComments = (github: FakeGitHub) =>
  github.comments.filter(({ author, body }) => author === BOT && body.startsWith(MARKER))

/** One run publishes, in this process. */
export async function publishIn(
  github: FakeGitHub,
  state: CommentState,
  report: string,
): Promise<string> {
  const event = readEvent(
    {
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: 'octo/train',
      GITHUB_RUN_ID: String(state.runId),
    },
    { pull_request: { number: 7, head: { sha: state.sha } } },
  )
  const api = connect('a-token', event, { say: () => {}, clock: quick() }, { seconds: 20 })
  const body = commentBody(() => report, 'default', state, event)
  try {
    return (
      await placeComment(api, {
        id: 'default',
        pullRequest: 7,
        when: 'always',
        isQuiet: false,
        body,
        state,
      })
    ).line
  } catch (error) {
    return `failed: ${(error as Error).message}`
  }
}

/** The states of a schedule's runs, the newest last. */
export function statesOf({ runs, siblings }: Schedule): { state: CommentState; report: string }[] {
  return runs.map(({ verdict }, index) => {
    const report = `${headingOf(verdict)}\n\nof ${index}\n`
    return {
      report,
      state: {
        runId: siblings ? 101 : 101 + index,
        runAttempt: 1,
        sha: 'c0ffee1234',
        digest: null,
        class: null,
        verdict,
        text: textDigest(report),
      },
    }
  })
}
