import { readdir, readFile, rm } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { zipSync } from 'fflate'
import { FakeGitHub } from '../../support/github/fake-github.ts'
import { type ActResult, act } from './act.ts'
import type { Step, Story } from './stories.ts'
import { type Commits, commit, payloadOf, repositoryWith, workflowFile } from './world.ts'

/** What came of a step. */
export interface Played extends ActResult {
  step: Step
  example: string
  /** How the comments begin. */
  comments: string[]
  /** What the first of them says. */
  said: string
  violations: string[]
}

let runId = 100

/** Plays a story in a directory, each step after the other, against one GitHub. */
export async function* play(
  story: Story,
  work: string,
  baseline: string,
  real: Record<string, string> = {},
): AsyncGenerator<Played> {
  const github = await FakeGitHub.start()
  github.accepting.permissions = { ada: 'write' }
  let commits: Commits | null = null
  try {
    for (const step of story.steps) {
      const { event, fork = false, example = story.example } = step
      if (step.states) {
        // A pull request of its own, on which nobody has said anything yet; but for a story of its comments.
        if (story.example !== 'two-jobs.yml') github.comments.length = 0
        commits = await repositoryWith(work, step.states, baseline)
      }
      if (!commits) throw new Error(`${story.example}: the first step has no states`)
      for (const { path, text } of github.accepting.commits.splice(0))
        commits = await commit(commits, path, text)
      const { base, head } = commits
      const from = fork ? 'mallory/train' : 'octo/train'
      github.accepting.pulls = [
        {
          number: 7,
          state: 'open',
          head: { sha: head, ref: 'bump', repository: from },
          base: { sha: base },
        },
      ]
      const previous = runId++
      const shown = /pending baseline `([0-9a-f]+)`/.exec(github.comments[0]?.body ?? '')
      const happening = {
        event,
        fork,
        inputs: step.inputs ?? {},
        comment: step.comment?.replace('DIGEST', shown?.[1] ?? 'not shown') ?? '',
        previous,
      }
      const result = await act({
        workflow: await workflowFile(example, work, story.replaced ?? []),
        event,
        payload: payloadOf(commits, happening),
        repository: commits.repository,
        api: github.url,
        work,
        runId,
        ...(step.inputs && { inputs: step.inputs }),
        real,
      })
      github.accepting.artifacts.push(...(await artifactsOf(runId, join(work, 'store'))))
      const comments = github.comments.map(({ body }) => firstLine(body))
      const said = github.comments[0]?.body ?? ''
      yield { ...result, step, example, comments, said, violations: github.violations }
    }
  } finally {
    await github.stop()
    await rm(join(work, 'train'), { recursive: true, force: true })
  }
}

/** The first line that a reader sees. */
const firstLine = (body: string) =>
  body
    .replace(/<!--.*?-->/gs, '')
    .trim()
    .split('\n')[0]
    ?.replace(/^#+ /, '') ?? ''

/** What a run has uploaded, zipped as GitHub hands it out. */
async function artifactsOf(run: number, store: string) {
  const directory = join(store, String(run))
  const names = await readdir(directory).catch(() => [])
  return Promise.all(
    names.map(async name => {
      const root = join(directory, name)
      const files: Record<string, Uint8Array> = {}
      for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
        const path = join(entry.parentPath, entry.name)
        if (entry.isFile()) files[relative(root, path)] = await readFile(path)
      }
      return { run, name, bytes: zipSync(files), expired: false }
    }),
  )
}
