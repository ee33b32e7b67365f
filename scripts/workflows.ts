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
  /** Why it cannot run under act, where it cannot. */
  notRun?: string
}

export const EXAMPLES: readonly Example[] = [
  {
    file: 'two-jobs.yml',
    when: 'you have no reason for another one: CPU, hosted runners, pull requests of colleagues and bots',
    required: 'lddpr',
  },
  {
    file: 'single-job.yml',
    when: 'one job is to do it all; its packages run beside a token that may comment',
    required: 'lddpr',
  },
  {
    file: 'dependabot-bumps.yml',
    when: 'Dependabot bumps, and most pull requests move no version: those are done in seconds',
    required: 'lddpr',
  },
  {
    file: 'merge-queue.yml',
    when: 'the branch has a merge queue',
    required: 'lddpr',
  },
  {
    file: 'fork-safe.yml',
    when: 'pull requests come from forks; the token there can only read',
    required: 'lddpr',
  },
  {
    file: 'fork-safe-comment.yml',
    when: 'they are to get a comment all the same: the second half of `fork-safe.yml`',
    required: null,
  },
  {
    file: 'gpu-split.yml',
    when: 'streams of CUDA matter and you have a GPU runner',
    required: 'lddpr gate',
  },
  {
    file: 'gpu-matrix.yml',
    when: 'you train on several models of GPU',
    required: 'lddpr gate',
  },
  {
    file: 'container.yml',
    when: 'you train in an image',
    required: 'lddpr',
    notRun: 'a job in a container needs Docker',
  },
  {
    file: 'slurm.yml',
    when: 'the GPUs belong to a cluster',
    required: 'lddpr gate',
    notRun: 'it needs a SLURM',
  },
  {
    file: 'nightly.yml',
    when: 'you want to know of a release before a bot proposes it',
    required: null,
    notRun: "it installs the newest releases, several GB with torch's CUDA",
  },
  {
    file: 'accept-by-comment.yml',
    when: 'maintainers are to accept with a comment on the pull request',
    required: null,
  },
  {
    file: 'refresh-baseline.yml',
    when: 'you need a baseline of a machine that you have no shell on',
    required: null,
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

function choiceTable(): string {
  const rows = EXAMPLES.map(({ file, when, required }) => [
    link(file),
    when,
    eventsOf(parsed(textOf(file)))
      .map(event => `\`${event}\``)
      .join(', '),
    required ? `\`${required}\`` : 'none',
  ])
  return table([['workflow', 'take it when', 'events', 'required check'], ...rows])
}

/** Each permission once, with every reason that is given for it. */
function permissionsTable(): string {
  const grants = EXAMPLES.flatMap(({ file }) =>
    grantsOf(textOf(file)).map(grant => ({ ...grant, file })),
  )
  const names = [...new Set(grants.map(({ scope, access }) => `${scope}: ${access}`))].sort()
  const rows = names.map(name => {
    const here = grants.filter(({ scope, access }) => `${scope}: ${access}` === name)
    const reasons = [...new Set(here.map(({ reason }) => reason.split(';')[0] ?? ''))]
    const files = [...new Set(here.map(({ file }) => file))]
    return [
      `\`${name}\``,
      reasons.join('; '),
      files.length > EXAMPLES.length / 2 ? 'most of them' : files.map(link).join(', '),
    ]
  })
  return table([['permission', 'for', 'asked for by'], ...rows])
}

const notRun = () =>
  EXAMPLES.flatMap(({ file, notRun: why }) => (why ? [`* ${link(file)}: ${why}.`] : [])).join('\n')

/** docs/workflows.md with its tables brought up to date. */
export const withExamples = (page: string): string =>
  withTables(page, {
    choice: choiceTable(),
    permissions: permissionsTable(),
    'not-run': notRun(),
  })
