import type { Verdict } from '../../src/model/verdict.ts'
import { headingOf } from '../../src/report/headline.ts'
import type { Result } from './act.ts'
import type { State } from './world.ts'

/** What happens to the example workflows under act, and what must come of it. */

export interface Step {
  /** As a reader of docs/evidence/workflows.md is told of it. */
  what: string
  /** Runs another example than the story's: the one that comes before it. */
  example?: string
  event: 'pull_request' | 'merge_group' | 'workflow_run' | 'issue_comment' | 'workflow_dispatch'
  /** The branch and the change; absent, those of the step before. */
  states?: [State, State]
  fork?: boolean
  /** The command in a comment; `DIGEST` is that of the last report. */
  comment?: string
  inputs?: Record<string, string>
  jobs: Record<string, Result>
  /** Of the last step that judges; empty where none does. */
  verdict: string
  /** How each comment begins that there is afterwards. */
  comments: string[]
  /** What the first of them says, besides. */
  says?: RegExp
}

export interface Story {
  example: string
  /** What is other than in the file: what this machine has not. */
  replaced?: readonly (readonly [string | RegExp, string])[]
  steps: Step[]
}

/** How a comment begins, behind the marks of a heading. */
const beginning = (verdict: Verdict) => headingOf(verdict).slice('## '.length)
const MATCH = beginning('match')
const ACCEPTED = `${MATCH}changed, and accepted by`
const BROKEN = beginning('violation')
const FAILED = beginning('error')
const NO_GPU = [
  ['accelerator: gpu', 'accelerator: cpu'],
  [/class: cuda-.*-x2/g, 'class: cpu-x2'],
] as const

export const STORIES: readonly Story[] = [
  {
    example: 'two-jobs.yml',
    steps: [
      {
        what: 'first run, no baseline, nothing moved',
        event: 'pull_request',
        states: ['fresh', 'fresh'],
        jobs: { 'lddpr record': 'success', lddpr: 'success' },
        verdict: 'match',
        comments: [],
      },
      {
        what: 'first run, no baseline, Lightning 2.6.6 → 2.6.0',
        event: 'pull_request',
        states: ['fresh', 'fresh-bumped'],
        jobs: { 'lddpr record': 'success', lddpr: 'failure' },
        verdict: 'violation',
        comments: [BROKEN],
      },
      {
        what: 'a training of its own, Lightning 2.6.6 → 2.6.0 under the same code',
        event: 'pull_request',
        states: ['fresh-trained', 'fresh-trained-bumped'],
        jobs: { 'lddpr record': 'success', lddpr: 'failure' },
        verdict: 'violation',
        comments: [BROKEN],
        says: /Training `tones`.*\n?.*2 ranks, 10 steps, compared with the base/s,
      },
      {
        what: 'its baseline is accepted',
        event: 'pull_request',
        states: ['accepted', 'accepted'],
        jobs: { 'lddpr record': 'success', lddpr: 'success' },
        verdict: 'match',
        comments: [MATCH],
      },
      {
        what: 'Lightning 2.6.6 → 2.6.0',
        event: 'pull_request',
        states: ['accepted', 'bumped'],
        jobs: { 'lddpr record': 'success', lddpr: 'failure' },
        verdict: 'violation',
        comments: [BROKEN],
      },
      {
        what: 'the environment cannot be made: the comment says so',
        event: 'pull_request',
        states: ['accepted', 'impossible'],
        jobs: { 'lddpr record': 'failure', lddpr: 'failure' },
        verdict: 'error',
        comments: [FAILED],
      },
    ],
  },
  {
    example: 'summary.yml',
    steps: [
      {
        what: 'Lightning 2.6.6 → 2.6.0, told in the summary alone',
        event: 'pull_request',
        states: ['fresh', 'fresh-bumped'],
        jobs: { lddpr: 'failure' },
        verdict: 'violation',
        comments: [],
      },
    ],
  },
  {
    example: 'single-job.yml',
    steps: [
      {
        what: 'first run, no baseline, nothing moved',
        event: 'pull_request',
        states: ['fresh', 'fresh'],
        jobs: { lddpr: 'success' },
        verdict: 'match',
        comments: [],
      },
      {
        what: 'first run, no baseline, Lightning 2.6.6 → 2.6.0',
        event: 'pull_request',
        states: ['fresh', 'fresh-bumped'],
        jobs: { lddpr: 'failure' },
        verdict: 'violation',
        comments: [BROKEN],
      },
    ],
  },
  {
    example: 'merge-queue.yml',
    steps: [
      {
        what: 'Lightning 2.6.6 → 2.6.0, in the queue',
        event: 'merge_group',
        states: ['accepted', 'bumped'],
        jobs: { lddpr: 'failure' },
        verdict: 'violation',
        comments: [],
      },
    ],
  },
  {
    example: 'dependabot-bumps.yml',
    steps: [
      {
        what: 'a page is changed: nothing is measured',
        event: 'pull_request',
        states: ['accepted', 'docs'],
        jobs: { lddpr: 'success' },
        verdict: '',
        comments: [],
      },
      {
        what: 'Lightning 2.6.6 → 2.6.0',
        event: 'pull_request',
        states: ['accepted', 'bumped'],
        jobs: { lddpr: 'failure' },
        verdict: 'violation',
        comments: [BROKEN],
      },
    ],
  },
  {
    example: 'fork-safe-comment.yml',
    steps: [
      {
        what: "a fork's Lightning 2.6.6 → 2.6.0, first half",
        example: 'fork-safe.yml',
        event: 'pull_request',
        states: ['accepted', 'bumped'],
        fork: true,
        jobs: { lddpr: 'failure' },
        verdict: 'violation',
        comments: [],
      },
      {
        what: 'second half',
        event: 'workflow_run',
        fork: true,
        jobs: { 'lddpr comment': 'failure' },
        verdict: 'violation',
        comments: [BROKEN],
      },
    ],
  },
  {
    example: 'gpu-split.yml',
    replaced: NO_GPU,
    steps: [
      {
        what: 'a page is changed: the GPU is not asked for',
        event: 'pull_request',
        states: ['accepted', 'docs'],
        jobs: { 'lddpr plan': 'success', 'lddpr record': 'skipped', 'lddpr gate': 'success' },
        verdict: '',
        comments: [],
      },
      {
        what: 'Lightning 2.6.6 → 2.6.0',
        event: 'pull_request',
        states: ['accepted', 'bumped'],
        jobs: { 'lddpr plan': 'success', 'lddpr record': 'success', 'lddpr gate': 'failure' },
        verdict: 'violation',
        comments: [BROKEN],
      },
      {
        what: 'the environment cannot be made: the gate fails and the comment says so',
        event: 'pull_request',
        states: ['accepted', 'impossible'],
        jobs: { 'lddpr plan': 'success', 'lddpr record': 'failure', 'lddpr gate': 'failure' },
        verdict: 'error',
        comments: [FAILED],
      },
      {
        what: "a fork's: record is skipped, the gate fails",
        event: 'pull_request',
        states: ['accepted', 'bumped'],
        fork: true,
        jobs: { 'lddpr plan': 'success', 'lddpr record': 'skipped', 'lddpr gate': 'failure' },
        verdict: 'error',
        comments: [FAILED],
      },
    ],
  },
  {
    example: 'gpu-matrix.yml',
    replaced: NO_GPU,
    steps: [
      {
        what: 'Lightning 2.6.6 → 2.6.0',
        event: 'pull_request',
        states: ['accepted', 'bumped'],
        jobs: {
          'lddpr plan': 'success',
          'lddpr record (a100)': 'success',
          'lddpr record (h100)': 'success',
          'lddpr report (a100)': 'failure',
          'lddpr report (h100)': 'failure',
          'lddpr gate': 'failure',
        },
        verdict: 'violation',
        comments: [BROKEN, BROKEN],
      },
    ],
  },
  {
    example: 'accept-by-comment.yml',
    steps: [
      {
        what: 'Lightning 2.6.6 → 2.6.0',
        example: 'single-job.yml',
        event: 'pull_request',
        states: ['accepted', 'bumped'],
        jobs: { lddpr: 'failure' },
        verdict: 'violation',
        comments: [BROKEN],
      },
      {
        what: 'a maintainer accepts it by comment',
        event: 'issue_comment',
        comment:
          '/lddpr accept DIGEST --accept-violation worker-streams-differ-across-epochs --accept-violation seed-changes-streams -- we know of it',
        jobs: { 'lddpr accept': 'success' },
        verdict: '',
        comments: [BROKEN, '👍 Accepted'],
      },
      {
        what: 'and its commit is a match',
        example: 'single-job.yml',
        event: 'pull_request',
        jobs: { lddpr: 'success' },
        verdict: 'match',
        comments: [ACCEPTED, '👍 Accepted'],
      },
    ],
  },
  {
    example: 'refresh-baseline.yml',
    steps: [
      {
        what: 'a first baseline, by hand',
        event: 'workflow_dispatch',
        states: ['fresh', 'fresh'],
        inputs: { reason: 'the first baseline', 'accept-violation': '' },
        jobs: { 'lddpr refresh baseline': 'success' },
        verdict: 'new',
        comments: [],
      },
    ],
  },
]
