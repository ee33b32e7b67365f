import { basename, dirname, join } from 'node:path'
import { execa } from 'execa'
import { InputError } from '../errors.ts'
import type { Progress } from '../progress.ts'
import { cacheDirectory, cached, cacheKey } from './cache.ts'
import { type Pins, SUPPORTED_FILES } from './pins.ts'

/** A command that starts Python: `['.venv/bin/python']`, `['uv', 'run', 'python']`. */
export type Interpreter = readonly [string, ...string[]]

export interface Surroundings {
  cwd: string
  env: NodeJS.ProcessEnv
  progress: Progress
}

const TAIL_LINES = 15

/** Splits a command line at blanks; quotes keep a word together. No shell is involved. */
export function splitCommand(command: string): Interpreter {
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map(
    match => match[1] ?? match[2] ?? match[3] ?? '',
  )
  const [program, ...rest] = words
  if (!program) throw new InputError(`--python: expected a command, found '${command}'`)
  return [program, ...rest]
}

/** The interpreter of an environment that holds what the repository pins, built if need be. */
export async function prepareInterpreter(
  pins: Pins | null,
  install: boolean,
  surroundings: Surroundings,
): Promise<Interpreter> {
  const { cwd, env, progress } = surroundings
  if (!pins)
    throw new InputError(
      `${cwd} has no ${SUPPORTED_FILES.join(', ')} to take the versions from; ` +
        'name an interpreter with --python',
    )
  const { manager, source } = buildable(pins, cwd)
  const base = await findPython(surroundings)
  const uv = await findUv(surroundings)
  if (manager === 'uv' && !uv)
    throw new InputError(
      `${source} needs uv, which is not installed; install uv, or name an interpreter with --python`,
    )
  const tool = uv ? 'uv' : 'pip'
  const key = cacheKey([source, pins.text, tool, base.identity])
  const directory = await cached(cacheDirectory(env), key, async directory => {
    if (!install)
      throw new InputError(
        `no environment is cached for ${join(cwd, source)}, and --no-install forbids to build one`,
      )
    progress(`installing ${source} with ${tool} (once; kept in ${directory})`)
    const steps = uv
      ? manager === 'uv'
        ? syncLock(directory, base.path, pins.project ?? dirname(source))
        : uvRequirements(directory, base.path, source, env)
      : pipRequirements(directory, base.path, source)
    for (const { command, extra } of steps)
      await run(command, { ...surroundings, env: { ...env, ...extra } })
  })
  return [pythonOf(directory)]
}

/** What this program can build an environment from; other tools' files want those tools. */
function buildable(pins: Pins, cwd: string): { manager: 'uv' | 'pip'; source: string } {
  const { manager, source } = pins
  if (source === null)
    throw new InputError(
      `no file in ${cwd} fixes the versions; name one with --manifest, or an interpreter with --python`,
    )
  const uv = manager === 'uv' && basename(source) === 'uv.lock'
  const pip = manager === 'pip' && !basename(source).startsWith('pylock.')
  if (uv || pip) return { manager: uv ? 'uv' : 'pip', source }
  throw new InputError(
    `${join(cwd, source)}: this program builds environments from uv.lock and requirements files alone, ` +
      `and this one is for ${manager}; name an interpreter that has its versions with --python`,
  )
}

type Step = { command: readonly [string, ...string[]]; extra?: NodeJS.ProcessEnv }

const pythonOf = (directory: string) =>
  process.platform === 'win32'
    ? join(directory, 'Scripts', 'python.exe')
    : join(directory, 'bin', 'python')

function pipRequirements(directory: string, python: string, source: string): Step[] {
  return [
    { command: [python, '-m', 'venv', directory] },
    { command: [pythonOf(directory), '-m', 'pip', 'install', '--quiet', '-r', source] },
  ]
}

function uvRequirements(
  directory: string,
  python: string,
  source: string,
  env: NodeJS.ProcessEnv,
): Step[] {
  return [
    { command: ['uv', 'venv', '--quiet', '--clear', '--python', python, directory] },
    {
      command: ['uv', 'pip', 'install', '--quiet', '--python', pythonOf(directory), '-r', source],
      extra: asPipWould(env),
    },
  ]
}

function syncLock(directory: string, python: string, project: string): Step[] {
  const extra = { UV_PROJECT_ENVIRONMENT: directory }
  const command = [
    'uv',
    'sync',
    '--quiet',
    '--frozen',
    '--no-install-project',
    '--project',
    project,
    '--python',
    python,
  ] as const
  return [{ command, extra }]
}

/** uv does not read pip's settings; a requirements file is meant for them. */
const PIP_TO_UV = [
  ['PIP_FIND_LINKS', 'UV_FIND_LINKS'],
  ['PIP_INDEX_URL', 'UV_DEFAULT_INDEX'],
  ['PIP_EXTRA_INDEX_URL', 'UV_INDEX'],
] as const

function asPipWould(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    PIP_TO_UV.flatMap(([pip, uv]) => (env[pip] && !env[uv] ? [[uv, env[pip]]] : [])),
  )
}

/** The Python that environments are made from: the first on the path that is new enough. */
async function findPython(surroundings: Surroundings): Promise<{ path: string; identity: string }> {
  const script =
    'import sys, sysconfig; print(sys.executable); ' +
    'print(sys.version_info >= (3, 10)); print(sys.version, sysconfig.get_platform())'
  for (const name of ['python3', 'python']) {
    const result = await execa(name, ['-c', script], { ...quiet(surroundings), reject: false })
    const [path, recent, ...identity] = result.stdout.split('\n')
    if (path && recent === 'True') return { path, identity: [path, ...identity].join('\n') }
  }
  throw new InputError('Python 3.10 or later is needed and not on the path; name one with --python')
}

async function findUv(surroundings: Surroundings): Promise<boolean> {
  const result = await execa('uv', ['--version'], { ...quiet(surroundings), reject: false })
  return result.exitCode === 0
}

async function run(
  command: readonly [string, ...string[]],
  surroundings: Surroundings,
): Promise<void> {
  const [program, ...rest] = command
  const result = await execa(program, rest, { ...quiet(surroundings), reject: false, all: true })
  if (result.failed) {
    const tail = (result.all || result.shortMessage || '').split('\n').slice(-TAIL_LINES).join('\n')
    throw new InputError(`'${command.join(' ')}' failed in ${surroundings.cwd}`, tail)
  }
}

/** Runs in the user's directory with exactly the environment given. */
const quiet = ({ cwd, env }: Surroundings) =>
  ({ cwd, env, extendEnv: false, stdin: 'ignore', preferLocal: false }) as const
