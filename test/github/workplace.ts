import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import { accept } from '../../src/baseline/accept.ts'
import { FakeGitHub } from '../../support/github/fake-github.ts'
import { runStep, runStepHere, type Seen, type Step } from '../../support/github/step.ts'

export { commandName, pullRequest, type Step } from '../../support/github/step.ts'

/** The run that a step belongs to, the first of a workplace. */
export const FIRST_RUN = 101

/**
 * A repository and a GitHub, for one test. `step` runs the action in this process, `spawnStep` its bundle in a
 * process of its own; both as GitHub's runner does, and each as a later run than the one before.
 */
export async function workplace({ runs = 0 } = {}) {
  const directory = await mkdtemp(join(tmpdir(), 'lddpr-action-'))
  const github = await FakeGitHub.start()
  onTestFinished(async () => {
    await github.stop()
    await rm(directory, { recursive: true, force: true })
    expect(github.violations).toEqual([])
  })
  const repository = join(directory, 'repository')
  await mkdir(repository)
  let number = FIRST_RUN
  const begin = (attempt = 1) => {
    const runner = join(directory, `runner-${number}`)
    github.runs.add(number, { attempt })
    return { runner, repository, url: github.url, number: number++ }
  }
  for (let run = 0; run < runs; run++) begin()
  const step = (given: Step = {}) => runStepHere(begin(given.attempts), given)
  const spawnStep = (given: Step = {}) => runStep(begin(given.attempts), given)

  /** Commits the baseline that a step has proposed. */
  const acceptProposed = ({ outputs }: Seen, directory = '.') =>
    accept(outputs['pending-baseline-path'] ?? '', join(repository, directory, '.lddpr'), {
      reason: 'measured',
      author: 'a test',
      violations: [],
    })

  /** Runs the step once, without a comment, and accepts what it proposes. */
  async function acceptBaseline(inputs: Record<string, string> = {}, directory = '.') {
    const seen = await step({ inputs: { ...inputs, comment: 'never' } })
    await acceptProposed(seen, directory)
  }

  return { github, repository, step, spawnStep, acceptProposed, acceptBaseline }
}
