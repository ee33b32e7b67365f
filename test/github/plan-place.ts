import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { approve } from '../../src/baseline/accept.ts'
import { canonical } from '../../src/baseline/canonical.ts'
import { propose } from '../../src/baseline/pending.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { git } from '../../support/git.ts'
import { type runStep, runStepHere } from '../../support/github/step.ts'

/** Repositories with a change, and what the plan says of it. */

const record: ProbeRecord = JSON.parse(
  await readFile(join(import.meta.dirname, '../../support/github/record.json'), 'utf8'),
)
/** The probe has imported lightning, torch, numpy and fsspec, and not pip. */
const BASELINE = canonical(
  approve(propose(record, 'cpu-x2', 'new', [], null), { reason: 'r', author: 'a', violations: [] }),
)
export const PINS =
  'lightning==2.6.5\ntorch==2.13.0\nnumpy==2.4.6\nfsspec==2026.1.0\npytest==8.0.0\n'
export const BEFORE = { 'requirements.txt': PINS, '.lddpr/cpu-x2.json': BASELINE }

export type Files = Record<string, string | null>

async function write(directory: string, files: Files) {
  for (const [name, text] of Object.entries(files)) {
    const path = join(directory, name)
    await mkdir(dirname(path), { recursive: true })
    if (text === null) await rm(path)
    else await writeFile(path, text)
  }
  await git(directory, 'add', '--all')
  await git(directory, 'commit', '--quiet', '--allow-empty', '-m', 'x')
  return git(directory, 'rev-parse', 'HEAD')
}

/** Repositories with one commit, for all tests that start from the same files. */
const started = new Map<string, Promise<{ path: string; base: string }>>()
let place = ''

/** Called by each file of tests: files share this module, and each has its own directory. */
export function useRepositories(): void {
  beforeAll(async () => {
    started.clear()
    place = await mkdtemp(join(tmpdir(), 'lddpr-plan-'))
  })
  afterAll(() => rm(place, { recursive: true, force: true }))
}

async function start(files: Files, path: string) {
  await mkdir(path)
  await git(path, 'init', '--quiet', '--initial-branch=main', '--template=')
  return { path, base: await write(path, files) }
}

/** A copy of a repository with these files. */
async function repositoryWith(files: Files, path: string): Promise<string> {
  const key = JSON.stringify(files)
  const found = started.get(key) ?? start(files, join(place, `known-${started.size}`))
  started.set(key, found)
  const known = await found
  await cp(known.path, path, { recursive: true })
  return known.base
}

let tests = 0

/** A repository with a change, and what the plan says of it. */
export async function planned(
  before: Files,
  change: Files,
  {
    inputs = {},
    event,
    env = {},
    run = runStepHere,
  }: { inputs?: Record<string, string>; event?: object; env?: object; run?: typeof runStep } = {},
) {
  const directory = join(place, String(tests++))
  await mkdir(directory)
  const repository = join(directory, 'repository')
  const base = await repositoryWith(before, repository)
  const head = await write(repository, change)
  const payload = event ?? {
    pull_request: {
      number: 7,
      head: { sha: head, repo: { full_name: 'octo/train' } },
      base: { sha: base },
    },
  }
  const where = { runner: join(directory, 'runner'), repository, url: '', number: 1 }
  const seen = await run(where, {
    uses: 'plan',
    event: { name: 'pull_request', payload },
    inputs: { python: '', ...inputs },
    env: { GITHUB_SHA: head, ...env },
  })
  const { packages = '', ...outputs } = seen.outputs
  return { ...outputs, packages: JSON.parse(packages), status: seen.status, log: seen.log }
}

export const moved = (from: string, to: string): Files => ({
  'requirements.txt': PINS.replace(from, to),
})
export const LOCKED = { ...BEFORE, 'pyproject.toml': '[project]\nname = "x"\nversion = "1"\n' }
