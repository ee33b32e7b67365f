import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { expect, test } from 'vitest'
import { repository as makeRepository } from '../../support/git.ts'
import { lddpr } from '../../support/lddpr.ts'
import { poison, REMOTES, type RemoteKind, touched } from './foreign-git.ts'
import { type Step, workplace } from './workplace.ts'

/**
 * No git data that a change, an artifact or a neighbour brings runs a command, wherever it lies and whatever
 * the action is asked to do.
 */

const MISSING = 'f'.repeat(40)
const FILES = {
  'requirements.txt': 'lightning==2.6.6\n',
  '.gitattributes': '* filter=evil diff=evil\n',
}

interface Laid {
  /** The workspace, the directory to check in it, and the git directory that is poisoned. */
  workspace: string
  directory: string
  gitDirectory: string
}

/** Where git data can lie that somebody else has written. */
const PLACES: Record<string, (workspace: string) => Promise<Laid>> = {
  'the workspace itself': async workspace => ({
    workspace,
    directory: '.',
    gitDirectory: join(workspace, '.git'),
  }),
  'a gitfile of the workspace': async workspace => {
    await cp(join(workspace, '.git'), join(workspace, 'elsewhere'), { recursive: true })
    await rm(join(workspace, '.git'), { recursive: true })
    await writeFile(join(workspace, '.git'), 'gitdir: elsewhere\n')
    return { workspace, directory: '.', gitDirectory: join(workspace, 'elsewhere') }
  },
  'a bare repository in a folder': async workspace => {
    const directory = join(workspace, 'projects/train')
    await cp(join(workspace, '.git'), directory, { recursive: true })
    await cp(join(workspace, 'requirements.txt'), join(directory, 'requirements.txt'))
    return { workspace, directory: 'projects/train', gitDirectory: directory }
  },
  'a folder with a repository of its own': async workspace => {
    const directory = join(workspace, 'artifact')
    await cp(join(workspace, '.git'), join(directory, '.git'), { recursive: true })
    await cp(join(workspace, 'requirements.txt'), join(directory, 'requirements.txt'))
    return { workspace, directory: 'artifact', gitDirectory: join(directory, '.git') }
  },
  'an artifact in an empty workspace': async workspace => {
    const directory = join(workspace, 'artifact')
    await mkdir(directory)
    for (const name of ['.git', 'requirements.txt'])
      await cp(join(workspace, name), join(directory, name), { recursive: true })
    await rm(join(workspace, '.git'), { recursive: true })
    return { workspace, directory: 'artifact', gitDirectory: join(directory, '.git') }
  },
  'a folder with a gitfile to a bare repository': async workspace => {
    const bare = join(workspace, 'data/store')
    await cp(join(workspace, '.git'), bare, { recursive: true })
    await mkdir(join(workspace, 'sub'))
    await writeFile(join(workspace, 'sub/.git'), 'gitdir: ../data/store\n')
    await cp(join(workspace, 'requirements.txt'), join(workspace, 'sub/requirements.txt'))
    return { workspace, directory: 'sub', gitDirectory: bare }
  },
}

const pull = (head: string, fork: boolean) => ({
  pull_request: {
    number: 7,
    head: { sha: head, repo: { full_name: fork ? 'mallory/train' : 'octo/train' } },
    base: { sha: MISSING },
  },
})

/** What the action can be asked to do, on events that have a token as well as on those that have none. */
const ROADS: Record<string, (head: string) => Step> = {
  'a check that is refused': head => ({
    event: { name: 'pull_request_target', payload: pull(head, true) },
  }),
  'a check with a token': head => ({
    event: { name: 'pull_request_target', payload: pull(head, false) },
  }),
  'a check': head => ({ event: { name: 'pull_request', payload: pull(head, false) } }),
  'a check against the base': head => ({
    event: { name: 'pull_request', payload: pull(head, false) },
    inputs: { 'compare-with': 'base', python: '' },
  }),
  'a report with a token': head => ({
    event: { name: 'pull_request_target', payload: pull(head, true) },
    uses: 'report',
    inputs: { 'record-path': 'record.json' },
  }),
  'a report on another run': head => ({
    event: {
      name: 'workflow_run',
      payload: {
        workflow_run: {
          event: 'pull_request',
          head_sha: head,
          head_branch: 'bump',
          head_repository: { full_name: 'mallory/train' },
          repository: { id: 1 },
          pull_requests: [],
        },
      },
    },
    uses: 'report',
    inputs: { 'record-path': 'record.json', comment: 'never' },
  }),
  'a record': head => ({
    event: { name: 'pull_request', payload: pull(head, false) },
    uses: 'record',
  }),
  'an acceptance': () => ({
    event: { name: 'workflow_dispatch', payload: {} },
    uses: 'accept',
    inputs: { reason: 'r', 'pending-path': 'nowhere' },
    env: { GITHUB_ACTOR: 'a' },
  }),
}

async function laid(place: string, kind: RemoteKind) {
  const base = await workplace()
  const head = await makeRepository(base.repository, FILES)
  const found = await PLACES[place]?.(base.repository)
  if (!found) throw new Error(`no place ${place}`)
  const canaries = join(base.repository, '../canaries')
  await poison(found.gitDirectory, canaries, kind)
  const directory = join(found.workspace, found.directory)
  await cp(
    join(import.meta.dirname, '../../support/github/record.json'),
    join(directory, 'record.json'),
  )
  return { ...base, ...found, head, canaries, directory: found.directory, place: directory }
}

const KINDS = Object.keys(REMOTES) as RemoteKind[]

/** Each place with one kind of remote, and the first with all: what is read of a remote is read there. */
const kindsFor = (at: number) => (at === 0 ? KINDS : KINDS.filter((_, kind) => kind === at % 3))

for (const [at, place] of Object.keys(PLACES).entries())
  test.for(kindsFor(at))(`in ${place}, with a remote by %s`, async kind => {
    const { step, head, canaries, directory, place: cwd } = await laid(place, kind)
    for (const road of Object.values(ROADS)) {
      const { inputs, ...given } = road(head)
      const own = { 'working-directory': directory, 'report-dir': 'out', suite: 'quick', ...inputs }
      await step({ ...given, inputs: own })
    }
    for (const name of ['pull_request', 'pull_request_target'])
      await step({
        uses: 'plan',
        event: { name, payload: pull(head, name !== 'pull_request') },
        inputs: { 'working-directory': directory },
      })
    await lddpr(['compare', 'record.json'], { cwd })
    await lddpr(['check', '--python', process.execPath, '--base', MISSING], { cwd })
    await lddpr(['bisect', 'HEAD', '--no-install'], { cwd })
    expect(await touched(canaries)).toEqual([])
    // The bait is real: git itself takes it.
    const where = place.startsWith('a folder with a gitfile') ? join(cwd, '../data/store') : cwd
    const trap = (...words: string[]) => execa('git', ['-C', where, ...words], { reject: false })
    await trap('cat-file', 'commit', MISSING)
    await trap('archive', 'HEAD')
    await trap('fetch', 'origin')
    await trap('diff', 'HEAD')
    await trap('checkout', '-f', 'HEAD', '--', '.')
    expect(await touched(canaries)).not.toEqual([])
  })

test('a repository of a fork is not asked on a machine of the user’s own', async () => {
  const { step, head, canaries } = await laid('the workspace itself', 'ssh')
  const env = { RUNNER_ENVIRONMENT: 'self-hosted' }
  const event = { name: 'pull_request', payload: pull(head, true) }
  const inputs = { 'record-path': 'record.json', 'report-dir': 'out' }
  const { log } = await step({ event, env, uses: 'report', inputs })
  expect(log).toContain('git is not started for one on a runner that GitHub does not host')
  const plan = await step({ uses: 'plan', event, env })
  expect(plan.outputs).toMatchObject({ needed: 'true' })
  expect(plan.outputs.reason).toContain('comes from a fork')
  expect(await touched(canaries)).toEqual([])
})

test('one module alone starts git', async () => {
  const src = join(import.meta.dirname, '../../src')
  const files = (await readdir(src, { recursive: true })).filter(name => name.endsWith('.ts'))
  const starting = []
  for (const file of files)
    if (/(execa|spawn|exec)\w*\(\s*\[?['"`]git\b/.test(await readFile(join(src, file), 'utf8')))
      starting.push(file)
  expect(starting).toEqual(['change/git.ts'])
})
