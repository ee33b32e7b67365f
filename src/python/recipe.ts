import { join, posix } from 'node:path'
import type { Command } from '../lib/foreign/run.ts'
import type { Answer } from '../model/pins.ts'
import type { Surroundings } from '../model/world.ts'
import type { Repository, Site } from '../pins/index.ts'
import { ROOT } from '../root.ts'
import { keepsDownloads } from './downloads.ts'
import type { BasePython } from './find-python.ts'
import type { At, Read } from './reads.ts'
import type { TorchChoice, TorchWish } from './torch-build.ts'
import type { Wanted } from './wanted.ts'

/** What is wanted of an environment: enough for the probe, where the lock tells it apart, or all that is asked for. */
export type Scope = 'needed' | 'whole'

/** Pins of which it is known what file they are from. */
export type Source = Answer & { source: string }

export interface Job {
  pins: Source
  /** The files that the pins are from, as they were read. */
  files: Repository
  scope: Scope
  surroundings: Surroundings
  uv: boolean
  base: () => Promise<BasePython>
  first: (...programs: string[]) => Promise<string | null>
  /** The same with uv, from PyPI if need be; null where there is none. */
  withUv: (why: string) => Promise<Job | null>
  /** Without it, as the files pin it. */
  torch?: TorchWish | undefined
}

/** How an environment is built. Nothing in it depends on where the repository lies. */
export interface Recipe {
  what: string
  /** What the content depends on, besides the files. */
  parts: readonly string[]
  /** Those whose settings count. */
  tools: readonly string[]
  /** What else is read to build it, as the files name it. */
  reads: readonly Read[]
  torch?: TorchChoice
  /** What is installed, where that is known before; with the build of torch that was chosen. */
  wanted?: readonly Wanted[] | null
  python: (directory: string) => string
  /** With which its programs are found. */
  env?: NodeJS.ProcessEnv
  /** Asked for only when there is something to build: to find a tool may take seconds. */
  build: (directory: string) => Promise<Installation>
}

export interface Installation {
  tool: string
  steps: readonly Step[]
}

export type Step =
  | { command: Command; env?: Readonly<NodeJS.ProcessEnv> }
  | { write: string; text: string }
  | { copy: string; to: string }

/** What no file fixes is another version tomorrow: an environment with such a package is for a day. */
export function openToday({ pins: { relevant, pins } }: Job): string[] {
  const fixed = pins.torch && pins.numpy && (pins.lightning ?? pins['pytorch-lightning'])
  return relevant && !fixed ? [new Date().toISOString().slice(0, 10)] : []
}

/** Where what the source names is looked for. */
export const placeOf = ({ pins, surroundings: { cwd, env } }: Job, builds = false): At => ({
  cwd,
  env,
  from: join(cwd, posix.dirname(pins.source)),
  builds,
})

/** The same, and where it is installed, for the tool of a lock. */
export const siteOf = ({ pins, surroundings }: Job, environment: string): Site => ({
  cwd: surroundings.cwd,
  source: pins.source,
  environment,
  extras: pins.target.extras,
  groups: pins.target.groups,
})

const windows = process.platform === 'win32'

export const venvPython = (directory: string) =>
  windows ? join(directory, 'Scripts', 'python.exe') : join(directory, 'bin', 'python')

export const condaPython = (directory: string) =>
  windows ? join(directory, 'python.exe') : join(directory, 'bin', 'python')

/** pip, or uv in its place, and the tool that a lock belongs to. */
export const toolsOf = ({ pins, uv }: Job) => ['pip', ...(uv ? ['uv'] : []), pins.manager ?? '']

export const installer = ({ uv }: Pick<Job, 'uv'>) => (uv ? 'uv' : 'pip')

export const venv = ({ uv }: Pick<Job, 'uv'>, { path }: BasePython, directory: string): Step => ({
  command: uv
    ? ['uv', 'venv', '--clear', '--no-project', '--python', path, directory]
    : venvWithPip(path, directory),
})

/** As `python -m venv`, in a tenth of its time. */
export const venvWithPip = (python: string, directory: string): Command => [
  python,
  '-I',
  join(ROOT, 'python-probe/lddpr/virtual_environment.py'),
  directory,
]

/** uv does not read pip's settings; a requirements file is meant for them. */
const PIP_TO_UV = [
  ['PIP_FIND_LINKS', 'UV_FIND_LINKS'],
  ['PIP_INDEX_URL', 'UV_DEFAULT_INDEX'],
  ['PIP_EXTRA_INDEX_URL', 'UV_INDEX'],
] as const
/** A file's own index takes the place of the setting. */
const OWN_INDEX = /^\s*(?:-i\b|--index-url\b|\[\[\s*tool\.uv\.index\s*\]\])/m

export const asPipWould = ({ pins, surroundings: { env } }: Job): NodeJS.ProcessEnv =>
  Object.fromEntries(
    PIP_TO_UV.flatMap(([pip, uv]) => {
      const overridden = pip === 'PIP_INDEX_URL' && OWN_INDEX.test(pins.text)
      return env[pip] && !env[uv] && !overridden ? [[uv, env[pip]]] : []
    }),
  )

/** It asks no index whether there is a newer pip. What is imported is compiled later, as with uv: all of it takes half a minute. */
const PIP = ['--no-input', '--disable-pip-version-check', '--no-compile']

/**
 * Installs what a requirements file says as pip would, with pip or with uv: of all indexes the version
 * that suits best, and not of the first that knows the name.
 */
export function install(job: Job, directory: string, options: readonly string[]): Step {
  const python = venvPython(directory)
  if (!job.uv) {
    const kept = keepsDownloads('pip', job.surroundings.env) ? [] : ['--no-cache-dir']
    return { command: [python, '-m', 'pip', 'install', ...PIP, ...kept, ...options] }
  }
  const strategy = job.surroundings.env.UV_INDEX_STRATEGY
    ? []
    : ['--index-strategy', 'unsafe-best-match']
  return {
    command: ['uv', 'pip', 'install', '--python', python, ...strategy, ...options],
    env: asPipWould(job),
  }
}

/** What one index is asked for, before the rest is installed, which finds it there. */
export interface Apart {
  url: string
  lines: readonly string[]
}

export const fromIndex = ({ uv }: Pick<Job, 'uv'>, url: string) => [
  uv ? '--default-index' : '--index-url',
  url,
]

/** The environment, and what a file of requirements says, which is written once the environment is there. */
export function venvWith(
  job: Job,
  base: BasePython,
  text: string,
  options: readonly string[],
  constraints: readonly string[] = [],
  apart: readonly Apart[] = [],
) {
  return async (directory: string): Promise<Installation> => {
    const file = join(directory, 'lddpr-requirements.txt')
    const limits = join(directory, 'lddpr-constraints.txt')
    const limited = constraints.length > 0
    const steps: Step[] = [
      venv(job, base, directory),
      { write: file, text },
      ...(limited ? [{ write: limits, text: constraints.join('\n') }] : []),
      ...apart.flatMap(({ url, lines }, at) => {
        const own = join(directory, `lddpr-requirements-${at + 2}.txt`)
        return [
          { write: own, text: `${lines.join('\n')}\n` },
          install(job, directory, ['--no-deps', ...fromIndex(job, url), '-r', own]),
        ]
      }),
      install(job, directory, [...options, '-r', file, ...(limited ? ['-c', limits] : [])]),
    ]
    return { tool: installer(job), steps }
  }
}
