import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { accept } from '../../src/baseline/accept.ts'
import { FakeGitHub } from './fake-github.ts'
import { ACTION, runStep, type Step } from './step.ts'

export { commandName, PLAN, pullRequest, type Step } from './step.ts'

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
  const step = (given: Step = {}) => {
    const number = 101 + runs++
    github.runs.add(number, { attempt: given.attempts ?? 1 })
    const runner = join(directory, `runner-${number}`)
    return runStep({ runner, repository, url: github.url, number }, given)
  }

  /** Runs the step once, without a comment, and accepts what it proposes. */
  async function acceptBaseline(inputs: Record<string, string> = {}, directory = '.') {
    const { outputs } = await step({ inputs: { ...inputs, comment: 'never', 'check-run': '' } })
    await accept(outputs['pending-baseline-path'] ?? '', join(repository, directory, '.lddpr'), {
      reason: 'measured',
      author: 'a test',
      violations: [],
    })
  }

  return { github, repository, step, acceptBaseline }
}
