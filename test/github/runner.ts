import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, onTestFinished } from 'vitest'
import { accept } from '../../src/baseline/accept.ts'
import { FakeGitHub } from './fake-github.ts'

const ACTION = join(import.meta.dirname, '../../dist/action.js')
const POST = join(import.meta.dirname, '../../dist/post.js')
const PLAYBACK = join(import.meta.dirname, 'playback.ts')

export interface Step {
  /** Of the played-back probe. */
  probe?: string
  inputs?: Record<string, string>
  env?: Record<string, string>
  event?: { name: string; payload: object }
  /** Milliseconds until the step is killed, as that of a cancelled job is. */
  killAfter?: number
}

export const pullRequest = (repository = 'octo/train') => ({
  name: 'pull_request',
  payload: {
    pull_request: { number: 7, head: { sha: 'c0ffee1234', repo: { full_name: repository } } },
  },
})

/** A repository, a GitHub, and a runner that runs the bundled action as GitHub's runner does. */
export async function workplace() {
  if (!existsSync(ACTION)) throw new Error('dist/action.js is missing: npm run build')
  const directory = await mkdtemp(join(tmpdir(), 'lddpr-action-'))
  const github = await FakeGitHub.start()
  onTestFinished(async () => {
    await github.stop()
    await rm(directory, { recursive: true, force: true })
    expect(github.violations).toEqual([])
  })
  const repository = join(directory, 'repository')
  await mkdir(repository)
  let runs = 0

  /** Runs the action's step; each run is a later one than the one before. */
  async function step({
    probe = '',
    inputs = {},
    env = {},
    event = pullRequest(),
    killAfter,
  }: Step = {}) {
    const runner = join(directory, `runner-${++runs}`)
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
        ...(killAfter !== undefined &&
          entry === ACTION && { timeout: killAfter, killSignal: 'SIGKILL' }),
        env: {
          ...Object.fromEntries(
            Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]),
          ),
          PATH: process.env.PATH ?? '',
          GITHUB_ACTIONS: 'true',
          GITHUB_API_URL: github.url,
          GITHUB_EVENT_NAME: event.name,
          GITHUB_EVENT_PATH: file('event.json'),
          GITHUB_JOB: 'reproducibility',
          GITHUB_OUTPUT: file('output'),
          GITHUB_REPOSITORY: 'octo/train',
          GITHUB_RUN_ATTEMPT: '1',
          GITHUB_RUN_ID: String(100 + runs),
          GITHUB_SERVER_URL: 'https://github.com',
          GITHUB_SHA: 'merge00000',
          GITHUB_STATE: file('state'),
          GITHUB_STEP_SUMMARY: file('summary'),
          GITHUB_WORKSPACE: directory,
          RUNNER_ENVIRONMENT: 'github-hosted',
          RUNNER_TEMP: runner,
          ...Object.fromEntries(asVariables),
          ...env,
        },
      })
    const { exitCode, stdout } = await run(ACTION)
    const state = readOutputs(await readFile(file('state'), 'utf8'))
    const after = await run(POST, state)
    expect(after.exitCode).toBe(0)
    return {
      status: exitCode,
      log: stdout,
      obeyed: stdout.split(/\r\n|[\r\n]/).filter(isCommand),
      outputs: readOutputs(await readFile(file('output'), 'utf8')),
      summary: await readFile(file('summary'), 'utf8'),
      /** What the post part of the step says. */
      post: after.stdout,
    }
  }

  /** Runs the step once, without a comment, and accepts what it proposes. */
  async function acceptBaseline(inputs: Record<string, string> = {}) {
    const { outputs } = await step({ inputs: { ...inputs, comment: 'never' } })
    await accept(outputs['pending-baseline-path'] ?? '', join(repository, '.lddpr'), {
      reason: 'measured',
      author: 'a test',
      violations: [],
    })
  }

  return { github, repository, step, acceptBaseline }
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
