import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { execa } from 'execa'
import { main } from '../../src/github/main.ts'
import { main as plan } from '../../src/github/plan/main.ts'
import { post } from '../../src/github/post.ts'
import { runnerOf } from '../../src/github/run/runner.ts'
import { COMPILED } from '../lddpr.ts'
import { quick } from './clock.ts'
import { coreHere } from './core.ts'

/** A step of a workflow, run as GitHub's runner does: in this process, or the bundle in a process of its own. */

const PLAYBACK = join(import.meta.dirname, 'playback.ts')

/** What a step can run. The bundle of each is an entry of dist/. */
const ENTRIES = { action: main, plan, post }

export interface Step {
  /** What is run. */
  entry?: 'action' | 'plan'
  /** Flags of the played-back probe, see playback.ts. */
  probe?: string
  inputs?: Record<string, string>
  env?: Record<string, string>
  event?: { name: string; payload: object }
  /** How often its run has been started by now, as GitHub knows. */
  attempts?: number
  /** When the step is killed; for a process of its own. */
  killWhen?: () => boolean
  /** By which signals: those of a runner that cancels a job are SIGINT, and later SIGTERM. */
  signals?: NodeJS.Signals[]
}

export const pullRequest = (repository = 'octo/train') => ({
  name: 'pull_request',
  payload: {
    pull_request: { number: 7, head: { sha: 'c0ffee1234', repo: { full_name: repository } } },
  },
})

/** Where a step runs, and as which run. */
export interface Place {
  /** A directory of the runner's own, which is created. */
  runner: string
  repository: string
  /** GitHub's address. */
  url: string
  number: number
}

/** The variables that the runner sets, with the files that they name. */
async function prepare(
  { runner, repository, url, number }: Place,
  { probe = '', inputs = {}, env = {}, event = pullRequest() }: Step,
) {
  await mkdir(runner)
  const file = (name: string) => join(runner, name)
  for (const name of ['output', 'summary', 'state']) await writeFile(file(name), '')
  await writeFile(file('event.json'), JSON.stringify(event.payload))
  const given: Record<string, string> = {
    python: `"${process.execPath}" "${PLAYBACK}" ${probe}`,
    suite: 'quick',
    accelerator: 'cpu',
    'github-token': 'a-token',
    ...inputs,
  }
  return {
    given,
    file,
    variables: {
      PATH: process.env.PATH ?? '',
      NODE_COMPILE_CACHE: COMPILED,
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: url,
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: file('event.json'),
      GITHUB_JOB: 'reproducibility',
      GITHUB_OUTPUT: file('output'),
      GITHUB_REPOSITORY: 'octo/train',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_RUN_ID: String(number),
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_SHA: 'merge00000',
      GITHUB_STATE: file('state'),
      GITHUB_STEP_SUMMARY: file('summary'),
      GITHUB_WORKSPACE: repository,
      RUNNER_ENVIRONMENT: 'github-hosted',
      RUNNER_TEMP: runner,
      ...env,
    },
  }
}

const environmentOf = (kind: 'INPUT' | 'STATE', values: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      `${kind}_${kind === 'INPUT' ? name.toUpperCase() : name}`,
      value,
    ]),
  )

/** What everybody can see of a step. */
export interface Seen {
  status: number | undefined
  log: string
  /** The lines of the log that the runner obeys. */
  obeyed: string[]
  outputs: Record<string, string>
  summary: string
  /** What the post part of the step says; undefined where nothing was left for it. */
  post: string | undefined
}

/** Runs a step in this process, and its post part if there is something left for it. */
export async function runStepHere(place: Place, step: Step = {}): Promise<Seen> {
  if (step.killWhen) throw new Error('a step that is killed has a process of its own')
  const { given, variables } = await prepare(place, step)
  const cwd = resolve(place.repository, given['working-directory'] ?? '')
  const inputs = { ...given, 'working-directory': cwd }
  const run = async (entry: keyof typeof ENTRIES, state: Record<string, string> = {}) => {
    const core = coreHere(inputs, state)
    const status = await ENTRIES[entry](runnerOf(core, variables, quick()))
    return { ...core.seen(), status: status ?? 0 }
  }
  const seen = await run(step.entry ?? 'action')
  const { state, ...rest } = seen
  const after = state['check-run'] ? await run('post', state) : null
  return {
    ...rest,
    obeyed: commandsIn(seen.log),
    post: state['check-run'] === undefined ? undefined : (after?.log ?? ''),
  }
}

/** Runs the bundle of a step in a process of its own. */
export async function runStep(place: Place, step: Step = {}): Promise<Seen> {
  const { entry = 'action', killWhen, signals = ['SIGKILL'] } = step
  const { given, file, variables } = await prepare(place, step)
  const run = (entry: keyof typeof ENTRIES, state: Record<string, string> = {}) =>
    execa(process.execPath, [join(import.meta.dirname, `../../dist/${entry}.js`)], {
      cwd: place.repository,
      extendEnv: false,
      reject: false,
      forceKillAfterDelay: false,
      env: { ...environmentOf('STATE', state), ...environmentOf('INPUT', given), ...variables },
    })
  const running = run(entry)
  const left = [...signals]
  const watch = setInterval(() => {
    if (left.length > 0 && killWhen?.()) running.kill(left.shift())
  }, 20)
  const { exitCode, stdout } = await running
  clearInterval(watch)
  const state = readOutputs(await readFile(file('state'), 'utf8'))
  const after = state['check-run'] === undefined ? null : await run('post', state)
  if (after?.exitCode) throw new Error(`the post part fails: ${after.stdout}${after.stderr}`)
  return {
    status: exitCode,
    log: stdout,
    obeyed: commandsIn(stdout),
    outputs: readOutputs(await readFile(file('output'), 'utf8')),
    summary: await readFile(file('summary'), 'utf8'),
    post: after?.stdout,
  }
}

/** What the runner obeys: `::` first in a line after blanks, `##[` wherever it stands. */
const commandsIn = (log: string) =>
  log.split(/\r\n|[\r\n]/).filter(line => line.trimStart().startsWith('::') || line.includes('##['))

/** `error` of `::error::lddpr: …`. */
export const commandName = (command: string) => command.split(/::| /)[1]

/** The file of outputs as the runner reads it: `name<<DELIMITER`, the value, `DELIMITER`. */
function readOutputs(text: string): Record<string, string> {
  const found = text.matchAll(/^([^\n<]+)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm)
  return Object.fromEntries([...found].map(([, name, , value]) => [name, value]))
}
