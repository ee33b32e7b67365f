import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import { execa } from 'execa'
import { pythonOf } from '../../support/python.ts'
import { registryOf } from '../environments/repositories.ts'

/** Repositories of people who have never heard of this action, each with the pull requests of a week. */

/** What a pull request installs otherwise. */
interface Pins {
  lightning: string
  numpy: string
}

export interface Newcomer {
  name: string
  /** The lines that the README asks for besides its workflow. */
  extra: string
  base: Pins
  bump: Pins
  /** What must come of the bump; of a change that moves no version it is a match. */
  verdict: 'match' | 'drift' | 'violation'
  write: (pins: Pins, directory: string, tools: Tools) => Promise<void>
}

export interface Tools {
  /** An index with the CPU's wheel of torch, as uv and Poetry are told of it. */
  index: string
  links: string
  env: NodeJS.ProcessEnv
}

const TORCH = '2.13.0+cpu'
const NOW: Pins = { lightning: '2.6.6', numpy: '2.4.6' }
const BEFORE: Pins = { ...NOW, numpy: '2.4.4' }
const PYTHON = '>=3.11,<3.12'

/** uv.lock and poetry.lock are written by uv and Poetry, which the workflow then does not have. */
export const NEWCOMERS: readonly Newcomer[] = [
  {
    name: 'uv.lock',
    extra: '',
    base: BEFORE,
    bump: NOW,
    verdict: 'match',
    write: (pins, directory, tools) =>
      uvLock(directory, tools, dependencies([torch, ...packagesOf(pins)])),
  },
  {
    name: 'requirements.txt',
    extra: '',
    base: NOW,
    bump: { ...NOW, lightning: '2.6.0' },
    verdict: 'violation',
    write: (pins, directory) =>
      writeFile(
        join(directory, 'requirements.txt'),
        `${[torch, ...packagesOf(pins)].join('\n')}\n`,
      ),
  },
  {
    name: 'poetry.lock',
    extra: '',
    base: { ...NOW, lightning: '2.6.5' },
    bump: NOW,
    verdict: 'match',
    write: poetryLock,
  },
  {
    name: 'uv.lock with an extra `cpu`',
    extra: 'cpu',
    base: BEFORE,
    bump: NOW,
    verdict: 'match',
    write: (pins, directory, tools) =>
      uvLock(
        directory,
        tools,
        `${dependencies([`numpy==${pins.numpy}`])}[project.optional-dependencies]\ncpu = ${list([torch, `lightning==${pins.lightning}`])}\n`,
      ),
  },
]

const torch = `torch==${TORCH}`
const packagesOf = ({ lightning, numpy }: Pins) => [`lightning==${lightning}`, `numpy==${numpy}`]
const list = (pins: readonly string[]) => `[${pins.map(pin => JSON.stringify(pin)).join(', ')}]`
const dependencies = (pins: readonly string[]) => `dependencies = ${list(pins)}\n`

const PROJECT = `[project]\nname = "training"\nversion = "1"\nrequires-python = "${PYTHON}"\n`

async function uvLock(directory: string, { links, env }: Tools, packages: string): Promise<void> {
  const source = `[[tool.uv.index]]\nname = "cpu"\nurl = ${JSON.stringify(links)}\nformat = "flat"\nexplicit = true\n[tool.uv.sources]\ntorch = { index = "cpu" }\n`
  const text = `${PROJECT}${packages}[tool.uv]\nenvironments = ["sys_platform == 'linux'"]\n${source}`
  await writeFile(join(directory, 'pyproject.toml'), text)
  await execa('uv', ['lock', '--quiet'], { cwd: directory, env })
}

async function poetryLock(pins: Pins, directory: string, tools: Tools): Promise<void> {
  const source = (name: string, url: string, priority: string) =>
    `[[tool.poetry.source]]\nname = "${name}"\nurl = "${url}"\npriority = "${priority}"\n`
  const packages = dependencies([torch, ...packagesOf(pins)])
  // uv knows which index this machine takes packages from, and Poetry has to be told.
  const asked = join(directory, '.index')
  await mkdir(asked, { recursive: true })
  await uvLock(asked, tools, dependencies(['numpy']))
  const registry = await registryOf({ cwd: asked })
  await rm(asked, { recursive: true })
  const text = `${PROJECT}${packages}[tool.poetry.dependencies]\ntorch = { source = "cpu" }\n${source('registry', registry, 'primary')}${source('cpu', tools.index, 'explicit')}`
  await writeFile(join(directory, 'pyproject.toml'), text)
  await execa('poetry', ['lock', '--no-interaction'], { cwd: directory, env: tools.env })
}

/** uv and Poetry in a directory of their own, for the lock files alone. */
export async function toolsIn(
  work: string,
  index: Pick<Tools, 'index' | 'links'>,
  progress: (message: string) => void,
): Promise<Tools> {
  const bin = join(work, 'tools')
  await mkdir(bin)
  const tools = dirname(await pythonOf('managers', progress))
  for (const tool of ['uv', 'poetry']) await symlink(join(tools, tool), join(bin, tool))
  return { ...index, env: { PATH: [bin, process.env.PATH].join(delimiter) } }
}

const IDENTITY = ['-c', 'user.name=ada', '-c', 'user.email=ada@example.com']
export const git = async (cwd: string, ...args: string[]) =>
  (await execa('git', [...IDENTITY, ...args], { cwd })).stdout

export interface PullRequests {
  repository: string
  base: string
  heads: { bump: string; page: string }
}

/** The repository with the workflow on `main`, and two pull requests: one moves a version, one moves a page. */
export async function pullRequestsOf(
  newcomer: Newcomer,
  repository: string,
  workflow: string,
  tools: Tools,
): Promise<PullRequests> {
  await mkdir(join(repository, '.github/workflows'), { recursive: true })
  await writeFile(join(repository, '.github/workflows/lddpr.yml'), withExtra(workflow, newcomer))
  await writeFile(join(repository, 'train.py'), 'import lightning\n')
  await newcomer.write(newcomer.base, repository, tools)
  await git(repository, 'init', '--quiet', '--initial-branch', 'main')
  await git(repository, 'config', 'user.name', 'Ada')
  const save = async (message: string) => {
    await git(repository, 'add', '--all')
    await git(repository, 'commit', '--quiet', '--message', message)
    return git(repository, 'rev-parse', 'HEAD')
  }
  const base = await save('main')
  await git(repository, 'checkout', '--quiet', '-b', 'page')
  await writeFile(join(repository, 'README.md'), '# How we train\n')
  const page = await save('page')
  await git(repository, 'checkout', '--quiet', '-b', 'bump', 'main')
  await newcomer.write(newcomer.bump, repository, tools)
  const bump = await save('bump')
  return { repository, base, heads: { bump, page } }
}

/** The line that the README asks for, in each step of ours. */
function withExtra(workflow: string, { extra }: Newcomer): string {
  if (!extra) return workflow
  const changed = workflow.replaceAll(
    /^( +)(mode: (?:record|report).*)$/gm,
    `$1$2\n$1extra: ${extra}`,
  )
  if (changed === workflow) throw new Error('the workflow has no step to add the extra to')
  return changed
}

/** What a run has uploaded, where somebody unpacks it. */
export const unpack = (store: string, runId: number, repository: string) =>
  cp(join(store, String(runId), 'lddpr-report'), join(repository, 'lddpr-report'), {
    recursive: true,
  })
