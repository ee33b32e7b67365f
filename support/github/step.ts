import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { execa } from 'execa'
import { main } from '../../src/github/main.ts'
import { main as plan } from '../../src/github/plan/main.ts'
import { CONTRACTS, STRETCHES, type Stretch } from '../../src/github/run/actions.ts'
import { inputsIn } from '../../src/github/run/inputs.ts'
import { type Runner, runnerOf } from '../../src/github/run/runner.ts'
import { COMPILED } from '../lddpr.ts'
import { quick } from './clock.ts'
import { coreHere } from './core.ts'

/** A step of a workflow, run as GitHub's runner does: in this process, or the bundle in a process of its own. */

const PLAYBACK = join(import.meta.dirname, 'playback.ts')

/** What a step runs in this process. */
const runHere = (runner: Runner, uses: Uses) =>
  isStretch(uses) ? main(runner, uses) : plan(runner)

type Uses = Stretch | 'plan'
const isStretch = (uses: Uses): uses is Stretch => STRETCHES.some(name => name === uses)

export interface Step {
  /** The action; the one that checks unless another one is named. */
  uses?: Uses
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
  { uses = 'check', probe = '', inputs = {}, env = {}, event = pullRequest() }: Step,
) {
  await mkdir(runner)
  const file = (name: string) => join(runner, name)
  for (const name of ['output', 'summary']) await writeFile(file(name), '')
  await writeFile(file('event.json'), JSON.stringify(event.payload))
  const usual: Record<string, string> = {
    python: `"${process.execPath}" "${PLAYBACK}" ${probe}`,
    suite: 'quick',
    accelerator: 'cpu',
    'github-token': 'a-token',
  }
  const taken = inputsIn(CONTRACTS[uses].inputs).map(({ name }) => name)
  const given: Record<string, string> = {
    ...Object.fromEntries(Object.entries(usual).filter(([name]) => taken.includes(name))),
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
      GITHUB_STEP_SUMMARY: file('summary'),
      GITHUB_WORKSPACE: repository,
      RUNNER_ENVIRONMENT: 'github-hosted',
      RUNNER_TEMP: runner,
      ...env,
    },
  }
}

const environmentOf = (inputs: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  )

/** What everybody can see of a step. */
export interface Seen {
  status: number | undefined
  log: string
  /** The lines of the log that the runner obeys. */
  obeyed: string[]
  outputs: Record<string, string>
  summary: string
}

/** Runs a step in this process. */
export async function runStepHere(place: Place, step: Step = {}): Promise<Seen> {
  if (step.killWhen) throw new Error('a step that is killed has a process of its own')
  const { given, variables } = await prepare(place, step)
  const cwd = resolve(place.repository, given['working-directory'] ?? '')
  const core = coreHere({ ...given, 'working-directory': cwd })
  const env = { ...environmentOf(given), ...variables }
  const status = await runHere(runnerOf(core, env, quick()), step.uses ?? 'check')
  const seen = core.seen()
  return { ...seen, status: status ?? 0, obeyed: commandsIn(seen.log) }
}

/** Runs the bundle of a step in a process of its own. */
export async function runStep(place: Place, step: Step = {}): Promise<Seen> {
  const { uses = 'check', killWhen, signals = ['SIGKILL'] } = step
  const { given, file, variables } = await prepare(place, step)
  const entry = `../../dist/${uses === 'check' ? 'action' : uses}.js`
  const running = execa(process.execPath, [join(import.meta.dirname, entry)], {
    cwd: place.repository,
    extendEnv: false,
    reject: false,
    forceKillAfterDelay: false,
    env: { ...environmentOf(given), ...variables },
  })
  const left = [...signals]
  const watch = setInterval(() => {
    if (left.length > 0 && killWhen?.()) running.kill(left.shift())
  }, 20)
  const { exitCode, stdout } = await running
  clearInterval(watch)
  return {
    status: exitCode,
    log: stdout,
    obeyed: commandsIn(stdout),
    outputs: readOutputs(await readFile(file('output'), 'utf8')),
    summary: await readFile(file('summary'), 'utf8'),
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
