import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { execa } from 'execa'
import * as z from 'zod'
import { parsed } from '../../scripts/workflows.ts'
import { OWNER } from '../../src/model/owner.ts'
import { root } from '../../support/python.ts'
import { toolsDirectory } from '../../support/tools.ts'

/**
 * Runs a workflow file with act, on this machine itself: no container, our own action from this tree,
 * stand-ins for the actions of others that would have to be fetched.
 */

const STAND_INS = join(import.meta.dirname, 'stand-ins')
/** Platforms that are this machine. */
const LABELS = ['ubuntu-latest', 'self-hosted']

export type Result = 'success' | 'failure' | 'skipped'

export interface ActRun {
  workflow: string
  event: string
  payload: object
  /** A clone with the commit that the runner would check out. */
  repository: string
  /** Of the GitHub to talk to. */
  api: string
  /** Where artifacts and act's own files go. */
  work: string
  runId: number
  env?: Record<string, string>
  inputs?: Record<string, string>
  /** Directories with the real actions of others, by their names; stand-ins for those that lack. */
  real?: Record<string, string>
}

export interface ActResult {
  jobs: Record<string, Result>
  /** The last value of each output that a step of ours has set. */
  outputs: Record<string, string>
  /** The last job summary. */
  summary: string
  log: string
  seconds: number
}

const line = z.looseObject({
  msg: z.string().optional(),
  job: z.string().optional(),
  jobResult: z.enum(['success', 'failure', 'skipped']).optional(),
  command: z.string().optional(),
  name: z.string().optional(),
  arg: z.string().optional(),
  content: z.string().optional(),
})

export async function act(run: ActRun): Promise<ActResult> {
  const { repository, work, runId } = run
  const home = join(work, `act-${runId}`)
  await mkdir(home, { recursive: true })
  const payload = join(home, 'payload.json')
  await writeFile(payload, JSON.stringify(run.payload))
  const actor = { GITHUB_ACTOR: 'ada', GITHUB_TRIGGERING_ACTOR: 'ada' }
  const env = {
    ...actor,
    GITHUB_API_URL: run.api,
    GITHUB_GRAPHQL_URL: `${run.api}/graphql`,
    GITHUB_REPOSITORY: 'octo/train',
    GITHUB_RUN_ID: String(runId),
    GITHUB_RUN_ATTEMPT: '1',
    RUNNER_ENVIRONMENT: 'github-hosted',
    LDDPR_ACT_STORE: join(work, 'store'),
    ...run.env,
  }
  const args = [
    run.event,
    ...['--workflows', run.workflow, '--eventpath', payload, '--directory', repository],
    ...LABELS.flatMap(label => ['--platform', `${label}=-self-hosted`]),
    ...(await localActions(run.workflow, run.real ?? {})),
    ...Object.entries(env).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...Object.entries(run.inputs ?? {}).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
    ...['--secret', 'GITHUB_TOKEN=a-token', '--actor', 'ada', '--defaultbranch', 'main'],
    ...['--action-cache-path', home, '--action-offline-mode', '--no-cache-server', '--json'],
    ...['--concurrent-jobs', '1'],
  ]
  const start = performance.now()
  const { stdout, stderr } = await execa(join(await toolsDirectory(), 'act'), args, {
    cwd: work,
    env: { PATH: `${dirname(process.execPath)}:${process.env.PATH}` },
    reject: false,
    maxBuffer: 64 * 1024 * 1024,
  })
  const seconds = (performance.now() - start) / 1000
  const lines = stdout.split('\n').flatMap(text => {
    const found = text.startsWith('{') ? line.safeParse(JSON.parse(text)) : null
    return found?.success ? [found.data] : []
  })
  const results = lines.flatMap(({ job, jobResult }) =>
    // Names are padded where there are several, and those of a matrix numbered.
    job && jobResult
      ? [
          [
            job
              .split('/')
              .slice(1)
              .join('/')
              .trim()
              .replace(/(?<=\))-\d+$/, ''),
            jobResult,
          ] as const,
        ]
      : [],
  )
  const set = lines.filter(({ command }) => command === 'set-output')
  return {
    jobs: { ...(await skipped(run.workflow)), ...Object.fromEntries(results) },
    outputs: Object.fromEntries(set.map(({ name = '', arg = '' }) => [name, arg])),
    summary: lines.findLast(({ command }) => command === 'summary')?.content ?? '',
    log: `${lines.map(({ job, msg }) => `[${job ?? ''}] ${msg ?? ''}`).join('\n')}\n${stderr}`,
    seconds,
  }
}

/** Of a job that is skipped act says nothing. Those of a matrix have no name before they run. */
async function skipped(file: string): Promise<Record<string, Result>> {
  const { jobs } = parsed(await readFile(file, 'utf8'))
  const names = Object.values(jobs).map(({ name }) => name)
  return Object.fromEntries(
    names.filter(name => !name.includes('${{')).map(name => [name, 'skipped']),
  )
}

/** Every action of the workflow, as a directory of this machine. */
async function localActions(file: string, real: Record<string, string>): Promise<string[]> {
  const { jobs } = parsed(await readFile(file, 'utf8'))
  const used = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []))
  const standIns = await readdir(STAND_INS)
  return [...new Set(used)].flatMap(uses => {
    const [name = '', ref = ''] = uses.split('@')
    const [owner, repository = ''] = name.split('/')
    if (name === 'actions/checkout') return [] // act copies the repository itself
    const known = standIns.includes(repository) ? join(STAND_INS, repository) : null
    const directory = owner === OWNER ? root : (real[name] ?? known)
    if (!directory) throw new Error(`there is no stand-in for ${name}`)
    return ['--local-repository', `${owner}/${repository}@${ref}=${directory}`]
  })
}
