import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { EXAMPLES_DIRECTORY } from '../../scripts/workflows.ts'
import { lddpr } from '../../support/lddpr.ts'
import { ENVIRONMENTS, pythonOf, root } from '../../support/python.ts'

/** A repository with a pull request, as the example workflows meet it. */

/**
 * `fresh` has no baseline, `accepted` has one, `bumped` moves Lightning to 2.6.0 and `fresh-bumped` does so without a
 * baseline, `docs` moves a page, and what `impossible` pins does not exist. `fresh-trained` and `fresh-trained-bumped` have a
 * training of their own, too.
 */
export type State =
  | 'fresh'
  | 'fresh-bumped'
  | 'fresh-trained'
  | 'fresh-trained-bumped'
  | 'accepted'
  | 'bumped'
  | 'docs'
  | 'impossible'

const TRAINING = 'trainings: { tones: { run: [python, train.py], steps: 10 } }\n'

const IDENTITY = ['-c', 'user.name=ada', '-c', 'user.email=ada@example.com']
const git = async (cwd: string, ...args: string[]) =>
  (await execa('git', [...IDENTITY, ...args], { cwd })).stdout

export interface Commits {
  repository: string
  base: string
  head: string
}

/** A repository that has the first state on `main` and the second checked out on `bump`. */
export async function repositoryWith(
  directory: string,
  [base, head]: [State, State],
  baseline: string,
): Promise<Commits> {
  const repository = join(directory, 'train')
  await rm(repository, { recursive: true, force: true })
  await mkdir(repository, { recursive: true })
  await git(repository, 'init', '--quiet', '--initial-branch', 'main')
  await write(repository, base, baseline)
  await git(repository, 'add', '--all')
  await git(repository, 'commit', '--quiet', '--message', base)
  await git(repository, 'checkout', '--quiet', '-b', 'bump')
  await write(repository, head, baseline)
  await git(repository, 'add', '--all')
  await git(repository, 'commit', '--quiet', '--allow-empty', '--message', head)
  return {
    repository,
    base: await git(repository, 'rev-parse', 'main'),
    head: await git(repository, 'rev-parse', 'bump'),
  }
}

async function write(repository: string, state: State, baseline: string): Promise<void> {
  const source = ENVIRONMENTS[state.endsWith('bumped') ? 'lightning-2.6.0' : 'example']
  await cp(join(source, 'requirements.txt'), join(repository, 'requirements.txt'))
  await mkdir(join(repository, '.lddpr'), { recursive: true })
  const own = state.includes('trained') ? TRAINING : ''
  await writeFile(join(repository, '.lddpr/config.yml'), `suite: quick\n${own}`)
  if (own) await cp(join(root, 'examples/own-training/train.py'), join(repository, 'train.py'))
  await writeFile(join(repository, '.gitignore'), 'lddpr-*\n')
  if (!state.startsWith('fresh')) await writeFile(join(repository, '.lddpr/cpu-x2.json'), baseline)
  if (state === 'impossible')
    await writeFile(join(repository, 'requirements.txt'), 'lightning==0.0.0\n')
  if (state === 'docs') await writeFile(join(repository, 'README.md'), '# How we train\n')
}

/** What a repository with the example's versions accepts, measured here and now. */
export async function acceptedBaseline(directory: string): Promise<string> {
  await cp(ENVIRONMENTS.example, directory, { recursive: true })
  await rm(join(directory, '.lddpr'), { recursive: true, force: true })
  const python = await pythonOf('example')
  const where = ['--cwd', directory, '--suite', 'quick', '--python', python, '--accelerator', 'cpu']
  await lddpr(['check', ...where])
  const pending = join(directory, 'lddpr-report/pending/cpu-x2.json')
  const accepted = await lddpr(
    ['accept', pending, '--baseline', join(directory, '.lddpr'), '--reason', 'as we train with it'],
    { cwd: directory },
  )
  if (accepted.exitCode !== 0) throw new Error(accepted.stderr)
  return readFile(join(directory, '.lddpr/cpu-x2.json'), 'utf8')
}

const REPOSITORY = {
  id: 1,
  name: 'train',
  full_name: 'octo/train',
  owner: { login: 'octo' },
  default_branch: 'main',
}

/** What GitHub says happened. */
export interface Happening {
  event: string
  fork: boolean
  comment: string
  inputs: Record<string, string>
  /** The run before this one. */
  previous: number
}

/** The payload of an event about pull request 7, from this repository or from a fork. */
export function payloadOf({ base, head }: Commits, happening: Happening): object {
  const { event, fork, comment, inputs, previous } = happening
  const from = { ...REPOSITORY, ...(fork && { id: 2, full_name: 'mallory/train' }) }
  const pull = {
    number: 7,
    state: 'open',
    merge_commit_sha: null,
    head: { sha: head, ref: 'bump', repo: from },
    base: { sha: base, ref: 'main', repo: REPOSITORY },
    user: { login: fork ? 'mallory' : 'ada' },
  }
  const payloads: Record<string, object> = {
    pull_request: { action: 'synchronize', number: 7, pull_request: pull },
    merge_group: {
      action: 'checks_requested',
      merge_group: {
        head_sha: head,
        base_sha: base,
        head_ref: 'refs/heads/gh-readonly-queue/main/pr-7',
        base_ref: 'refs/heads/main',
      },
    },
    workflow_run: {
      action: 'completed',
      workflow_run: {
        id: previous,
        event: 'pull_request',
        conclusion: 'failure',
        head_sha: head,
        head_branch: 'bump',
        head_repository: from,
        repository: REPOSITORY,
        pull_requests: [], // as it is for forks
      },
    },
    issue_comment: {
      action: 'created',
      issue: { number: 7, pull_request: { url: 'https://api.github.com/pulls/7' } },
      comment: {
        id: 5000,
        body: comment,
        created_at: new Date().toISOString(),
        user: { login: 'ada', type: 'User' },
      },
    },
    workflow_dispatch: { ref: 'refs/heads/main', inputs },
  }
  return { repository: REPOSITORY, sender: { login: 'ada' }, ...payloads[event] }
}

/** Commits a file to the change, as the action has asked GitHub to. */
export async function commit(commits: Commits, path: string, text: string): Promise<Commits> {
  const { repository } = commits
  await writeFile(join(repository, path), text)
  await git(repository, 'add', '--all')
  await git(repository, 'commit', '--quiet', '--message', path)
  return { ...commits, head: await git(repository, 'rev-parse', 'HEAD') }
}

/** The example, with replacements that must apply, in a directory. */
export async function workflowFile(
  name: string,
  directory: string,
  replaced: readonly (readonly [string | RegExp, string])[],
): Promise<string> {
  const text = await readFile(join(EXAMPLES_DIRECTORY, name), 'utf8')
  const file = join(directory, name)
  const changed = replaced.reduce((all, [from, to]) => {
    const next = all.replaceAll(from, to)
    if (next === all) throw new Error(`${name}: there is no ${from} to replace`)
    return next
  }, text)
  await writeFile(file, changed)
  return file
}
