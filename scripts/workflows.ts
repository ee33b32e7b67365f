import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { markdownTable } from 'markdown-table'
import { isMap, isScalar, parseDocument } from 'yaml'
import { withTables } from './tables.ts'

/** The example workflows as data, and the tables of docs/workflows.md that are made from them. */

export const EXAMPLES_DIRECTORY = join(import.meta.dirname, '../examples/workflows')

export interface Example {
  file: string
  /** Take it when … */
  when: string
  /** The check to require in the branch's rules; null where it decides nothing about a pull request. */
  required: string | null
  /** What it adds to another one; one that stands for itself adds to none. */
  adds?: { to: string; what: string }
  /** Why it cannot run under act, where it cannot. */
  notRun?: string
}

export const EXAMPLES: readonly Example[] = [
  {
    file: 'summary.yml',
    when: 'you try it: a check and a job summary, no comment',
    required: 'lddpr',
  },
  {
    file: 'two-jobs.yml',
    when: 'you want the comment: CPU, hosted runners, pull requests of colleagues and bots',
    required: 'lddpr',
  },
  {
    file: 'single-job.yml',
    when: 'you want one job, and its packages may run beside a token that comments',
    required: 'lddpr',
  },
  {
    file: 'gpu-split.yml',
    when: 'you have a GPU runner, and streams of CUDA matter',
    required: 'lddpr gate',
  },
  {
    file: 'fork-safe.yml',
    when: 'pull requests come from forks, whose token can only read',
    required: 'lddpr',
  },
  {
    file: 'fork-safe-comment.yml',
    when: 'the second half of `fork-safe.yml`: comments on these pull requests',
    required: null,
  },
  {
    file: 'accept-by-comment.yml',
    when: 'maintainers accept with a comment on the pull request',
    required: null,
  },
  {
    file: 'dependabot-bumps.yml',
    when: 'Dependabot or Renovate bumps, and most pull requests move no version',
    required: 'lddpr',
    adds: {
      to: 'single-job.yml',
      what: 'a first step `plan/` with `fetch-depth: 0`, and its `if:` at the other steps',
    },
  },
  {
    file: 'merge-queue.yml',
    when: 'the branch has a merge queue',
    required: 'lddpr',
    adds: {
      to: 'single-job.yml',
      what: 'the event `merge_group`; `cancel-in-progress` for pull requests alone',
    },
  },
  {
    file: 'container.yml',
    when: 'you train in an image',
    required: 'lddpr',
    adds: {
      to: 'single-job.yml',
      what: '`container:` with the digest of the image and `--shm-size=2g`; `python: python`',
    },
    notRun: 'a job in a container needs Docker',
  },
  {
    file: 'gpu-matrix.yml',
    when: 'you train on several models of GPU',
    required: 'lddpr gate',
    adds: {
      to: 'gpu-split.yml',
      what: 'a matrix of models, each with its `class`, `comment-id` and digest',
    },
  },
  {
    file: 'slurm.yml',
    when: 'the GPUs belong to a cluster',
    required: 'lddpr gate',
    adds: {
      to: 'gpu-split.yml',
      what: 'a login node as runner, and `python: srun … .venv/bin/python` in both jobs; no plan',
    },
    notRun: 'it needs a SLURM',
  },
  {
    file: 'nightly.yml',
    when: 'you want to know of a release before a bot proposes it',
    required: null,
    adds: {
      to: 'single-job.yml',
      what: '`schedule`, a step that locks the newest releases, `manifest`, `comment: never`',
    },
    notRun: "it installs the newest releases, several GB with torch's CUDA",
  },
  {
    file: 'refresh-baseline.yml',
    when: 'you need a baseline of a machine without a shell',
    required: null,
    adds: {
      to: 'single-job.yml',
      what: '`workflow_dispatch`, `fail-on: error,unstable`, then `accept/`',
    },
  },
]

export interface Step {
  name?: string
  id?: string
  if?: string
  uses?: string
  run?: string
  with?: Record<string, string>
  'continue-on-error'?: boolean
}

export interface Job {
  name: string
  if?: string
  needs?: string | string[]
  'runs-on': string | string[]
  'timeout-minutes'?: number
  permissions?: Record<string, string>
  outputs?: Record<string, string>
  strategy?: { matrix: Record<string, (string | Record<string, string>)[]> }
  steps: Step[]
}

export interface Workflow {
  name: string
  on: string | Record<string, unknown>
  permissions?: unknown
  concurrency?: unknown
  jobs: Record<string, Job>
}

export const textOf = (file: string) => readFileSync(join(EXAMPLES_DIRECTORY, file), 'utf8')

export const parsed = (text: string): Workflow => parseDocument(text).toJS()

export const exampleFiles = () =>
  readdirSync(EXAMPLES_DIRECTORY).filter(name => name.endsWith('.yml'))

export const eventsOf = ({ on }: Workflow) => (typeof on === 'string' ? [on] : Object.keys(on))

export interface Grant {
  job: string
  scope: string
  access: string
  /** The comment behind it. */
  reason: string
}

/** What the jobs of a workflow may do, each with the reason that stands beside it. */
export function grantsOf(text: string): Grant[] {
  const jobs = parseDocument(text).get('jobs')
  if (!isMap(jobs)) return []
  return jobs.items.flatMap(({ key, value: job }) => {
    const permissions = isMap(job) ? job.get('permissions', true) : null
    if (!isMap(permissions)) return []
    return permissions.items.map(({ key: scope, value: access }) => ({
      job: String(key),
      scope: String(scope),
      access: isScalar(access) ? String(access.value) : '',
      reason: (isScalar(access) && access.comment?.trim()) || '',
    }))
  })
}

const table = (rows: string[][]) => markdownTable(rows, { alignDelimiters: false })
const link = (file: string) => `[${file}](../examples/workflows/${file})`

const choiceTable = () =>
  table([
    ['workflow', 'take it when', 'required check'],
    ...EXAMPLES.filter(({ adds }) => !adds).map(({ file, when, required }) => [
      link(file),
      when,
      required ? `\`${required}\`` : 'none',
    ]),
  ])

const differencesTable = () =>
  table([
    ['workflow', 'take it when', 'what it adds'],
    ...EXAMPLES.flatMap(({ file, when, adds }) =>
      adds ? [[link(file), when, `to \`${adds.to}\`: ${adds.what}`]] : [],
    ),
  ])

/** docs/workflows.md with its tables brought up to date. */
export const withExamples = (page: string): string =>
  withTables(page, { choice: choiceTable(), differences: differencesTable() })

/** The page of what has run, with what has not. */
export const withNotRun = (page: string): string =>
  withTables(page, {
    'not-run': EXAMPLES.flatMap(({ file, notRun: why }) =>
      why ? [`* [${file}](../../examples/workflows/${file}): ${why}.`] : [],
    ).join('\n'),
  })
