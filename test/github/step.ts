import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'

export const ACTION = join(import.meta.dirname, '../../dist/action.js')
export const PLAN = join(import.meta.dirname, '../../dist/plan.js')
const POST = join(import.meta.dirname, '../../dist/post.js')
const PLAYBACK = join(import.meta.dirname, 'playback.ts')

export interface Step {
  /** What is run; the action itself unless it is said. */
  entry?: string
  /** Of the played-back probe. */
  probe?: string
  inputs?: Record<string, string>
  env?: Record<string, string>
  event?: { name: string; payload: object }
  /** How often its run has been started by now, as GitHub knows. */
  attempts?: number
  /** When the step is killed. */
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

/** Runs the action's step as GitHub's runner does, and its post part if there is something left for it. */
export async function runStep(
  { runner, repository, url, number }: Place,
  {
    entry = ACTION,
    probe = '',
    inputs = {},
    env = {},
    event = pullRequest(),
    killWhen,
    signals = ['SIGKILL'],
  }: Step = {},
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
  const asVariables = Object.entries(given).map(([name, value]) => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ])
  const run = (entry: string, state: Record<string, string> = {}) =>
    execa(process.execPath, [entry], {
      cwd: repository,
      extendEnv: false,
      reject: false,
      forceKillAfterDelay: false,
      env: {
        ...Object.fromEntries(
          Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]),
        ),
        PATH: process.env.PATH ?? '',
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
        ...Object.fromEntries(asVariables),
        ...env,
      },
    })
  const running = run(entry)
  const left = [...signals]
  const watch = setInterval(() => {
    if (left.length > 0 && killWhen?.()) running.kill(left.shift())
  }, 20)
  const { exitCode, stdout } = await running
  clearInterval(watch)
  const state = readOutputs(await readFile(file('state'), 'utf8'))
  const after = state['check-run'] === undefined ? null : await run(POST, state)
  if (after?.exitCode) throw new Error(`the post part fails: ${after.stdout}${after.stderr}`)
  return {
    status: exitCode,
    log: stdout,
    obeyed: stdout.split(/\r\n|[\r\n]/).filter(isCommand),
    outputs: readOutputs(await readFile(file('output'), 'utf8')),
    summary: await readFile(file('summary'), 'utf8'),
    /** What the post part of the step says. */
    post: after?.stdout,
  }
}

/** What the runner obeys: `::` first in a line after blanks, `##[` wherever it stands. */
const isCommand = (line: string) => line.trimStart().startsWith('::') || line.includes('##[')

/** `error` of `::error::lddpr: …`. */
export const commandName = (command: string) => command.split(/::| /)[1]

/** The file of outputs as the runner reads it: `name<<DELIMITER`, the value, `DELIMITER`. */
export function readOutputs(text: string): Record<string, string> {
  const found = text.matchAll(/^([^\n<]+)<<(ghadelimiter_\S+)\n([\s\S]*?)\n\2$/gm)
  return Object.fromEntries([...found].map(([, name, , value]) => [name, value]))
}
