import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { InputError } from '../errors.ts'
import { reason } from '../json.ts'
import type { Job, Plan, Scope, Source, Step } from './build/plan.ts'
import { ask, runStep } from './build/run.ts'
import { cacheDirectory, cached, cacheKey } from './cache.ts'
import { type Answer, type Pins, SUPPORTED_FILES } from './pins.ts'
import type { Interpreter, Surroundings } from './surroundings.ts'

export type { Interpreter, Surroundings } from './surroundings.ts'

/** Goes up when environments are built in another way, so that those of before are not taken for them. */
const BUILT_AS = '2'

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
  pins: (Pins & Partial<Answer>) | null,
  install: boolean,
  surroundings: Surroundings,
  /** What the probe needs, where that can be told from the rest, or all that is asked for. */
  scope: Scope = 'needed',
): Promise<Interpreter> {
  const { cwd, env, progress } = surroundings
  const source = sourceOf(pins, cwd)
  // A run that names its interpreter needs nothing of this.
  const { planFor } = await import('./build/recipes.ts')
  const plan = await planFor(await jobFor(source, surroundings, scope, install))
  const key = cacheKey([BUILT_AS, source.source, source.text, ...plan.parts])
  const build = async (directory: string) => {
    if (!install)
      throw new InputError(
        `no environment is cached for ${join(cwd, source.source)}, and --no-install forbids to build one`,
      )
    const { tool, steps } = await plan.build(directory)
    progress(`installing ${source.source} with ${tool}, ${plan.what} (once; kept in ${directory})`)
    for (const step of steps) await take(step, surroundings)
    if (!(await starts(plan, directory, surroundings)))
      throw new InputError(
        `${tool} installed ${source.source}, but there is no interpreter that starts: ${plan.python(directory)}`,
      )
  }
  const directory = await cached(cacheDirectory(env), key, build, {
    progress,
    env,
    usable: directory => starts(plan, directory, surroundings),
  })
  return [plan.python(directory)]
}

function sourceOf(pins: (Pins & Partial<Answer>) | null, cwd: string): Source {
  if (!pins)
    throw new InputError(
      `${cwd} has no ${SUPPORTED_FILES.join(', ')} to take the versions from; ` +
        'name an interpreter with --python',
    )
  const { source } = pins
  if (source !== null) return { ...pins, source }
  throw new InputError(
    `no file in ${cwd} fixes the versions; name one with --manifest, or an interpreter with --python`,
  )
}

async function jobFor(
  pins: Source,
  surroundings: Surroundings,
  scope: Scope,
  download: boolean,
): Promise<Job> {
  const answers = async (program: string) =>
    (await ask([program, '--version'], surroundings)) !== null
  const { describe, findPython } = await import('./build/python.ts')
  const [uv, python3] = await Promise.all([answers('uv'), describe('python3', surroundings)])
  let base: ReturnType<typeof findPython> | undefined
  return {
    pins,
    scope,
    surroundings,
    uv,
    base: () => {
      base ??= findPython(pins, { python3, uv, download }, surroundings)
      return base
    },
    first: async (...programs) => {
      for (const program of programs) if (await answers(program)) return program
      return null
    },
  }
}

async function take(step: Step, surroundings: Surroundings): Promise<void> {
  if ('command' in step)
    return runStep(step.command, { ...surroundings, env: { ...surroundings.env, ...step.env } })
  const to = 'copy' in step ? step.to : step.write
  try {
    await mkdir(dirname(to), { recursive: true })
    if ('write' in step) await writeFile(to, step.text)
    else
      await copyFile(join(surroundings.cwd, step.copy), to).catch(error => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      })
  } catch (error) {
    throw new InputError(`cannot write ${to}: ${reason(error)}`)
  }
}

/** Whether an environment is whole: the Python that it was made from may be gone by now. */
const starts = async (plan: Plan, directory: string, surroundings: Surroundings) =>
  (await ask([plan.python(directory), '-I', '-S', '-c', ''], surroundings)) !== null
