import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ExpectedError, wrongInput } from '../lib/errors.ts'
import { reason } from '../lib/json.ts'
import { temporaryDirectory, temporaryPlace } from '../lib/temporary.ts'
import type { Answer } from '../model/pins.ts'
import type { Interpreter, Surroundings } from '../model/world.ts'
import { noneIsChosen, Repository, SUPPORTED_FILES } from '../pins/index.ts'
import { cacheDirectory, cacheKey, getOrBuild } from './cache/cache.ts'
import { meetsOthers, namespaceOf } from './cache/trust.ts'
import { keepsDownloads } from './downloads.ts'
import type { Recipe, Scope, Source, Step } from './recipe.ts'
import { ask, cannotBuild, compileImports, runStep } from './run.ts'
import { mustFit, NoRoom, sizesInWords, sizesOf } from './sizes.ts'
import type { TorchChoice, TorchWish } from './torch-build.ts'

/** Goes up when environments are built in another way, so that those of before are not taken for them. */
const BUILT_AS = '5'

/** Splits a command line at blanks; quotes keep a word together. No shell is involved. */
export function splitCommand(command: string): Interpreter {
  const words = [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map(
    match => match[1] ?? match[2] ?? match[3] ?? '',
  )
  const [program, ...rest] = words
  if (!program) throw wrongInput('python', `expected a command, found '${command}'`)
  const flags = rest.filter(word => /^-[A-Za-z]+$/.test(word)).map(word => word.split(/[WXcm]/)[0])
  for (const [flag, what] of Object.entries(HIDING))
    if (flags.some(letters => letters?.includes(flag)))
      throw wrongInput('python', `expected no -${flag}, which ${what}, found '${command}'`)
  return [program, ...rest]
}

/** Flags of Python under which the probe, or what it measures, is not found. */
const HIDING = {
  I: 'hides the probe from Python',
  E: 'hides the probe from Python',
  S: 'hides the packages of the environment',
}

interface Options {
  /** What the probe needs, where the lock tells it from the rest, or all that is asked for. */
  scope?: Scope
  /** Disposed of when the interpreter is not needed any more. */
  used?: AsyncDisposableStack
  /** What the pins were read from, so that nothing is read again. */
  files?: Repository
  /** Which build of torch is wanted; default: the one that is pinned. */
  torch?: TorchWish | undefined
  /** Is told which build it is. */
  chosen?: (choice: TorchChoice) => void
}

/**
 * The interpreter of an environment that holds what the repository pins, built if need be. What fails with the CPU build of
 * torch that nobody has insisted on is tried with the pinned one.
 */
export async function prepareInterpreter(
  ...[pins, install, surroundings, options = {}]: Parameters<typeof prepareWith>
): Promise<Interpreter> {
  const { torch, chosen } = options
  let build: TorchChoice['build'] = 'pinned'
  const told = (choice: TorchChoice) => {
    build = choice.build
    chosen?.(choice)
  }
  try {
    return await prepareWith(pins, install, surroundings, { ...options, chosen: told })
  } catch (error) {
    const mayFall = (build as TorchChoice['build']) === 'cpu' && torch?.build === 'auto' && install
    const isInstaller = error instanceof ExpectedError && error.kind === 'environment'
    if (!mayFall || !isInstaller || error instanceof NoRoom) throw error
    const { progress, notice = progress } = surroundings
    notice(
      `The CPU build of torch could not be installed, so the pinned one is: ${error.spelled(torch.spell)}`,
    )
    return prepareWith(pins, install, surroundings, {
      ...options,
      torch: { ...torch, build: 'pinned' },
    })
  }
}

async function prepareWith(
  pins: Answer | null,
  install: boolean,
  surroundings: Surroundings,
  { scope = 'needed', used = new AsyncDisposableStack(), files, torch, chosen }: Options = {},
): Promise<Interpreter> {
  const { cwd, env, progress } = surroundings
  const source = sourceOf(pins, cwd)
  // A run that names its interpreter needs nothing of this.
  const [{ recipeFor, originOf }, { jobFor }, { mustHoldFor }] = await Promise.all([
    import('./recipes.ts'),
    import('./job.ts'),
    import('./wanted.ts'),
  ])
  const job = await jobFor({
    pins: source,
    files: files ?? new Repository(cwd),
    surroundings,
    scope,
    download: install,
    used,
    torch,
  })
  await mustHoldFor(job)
  const recipe = await recipeFor(job)
  if (recipe.torch) chosen?.(recipe.torch)
  const { parts, unknown } = originOf(job, recipe)
  const build = async (directory: string, kept: string, extra: NodeJS.ProcessEnv = {}) => {
    const { tool, steps } = await recipe.build(directory)
    const around = { ...surroundings, env: { ...env, ...recipe.env, ...extra } }
    const sizes = sizesOf(recipe.wanted ?? null, recipe.torch ?? AS_PINNED)
    await mustFit(sizes, { place: cacheDirectory(env), source: source.source, keeps: job.uv })
    progress(
      `installing ${source.source} with ${tool}, ${recipe.what} (${kept}); ${sizesInWords(sizes)}`,
    )
    for (const step of steps) await takeStep(step, around)
    if (!(await canStart(recipe, directory, surroundings)))
      throw new ExpectedError(
        `${tool} installed ${source.source}, but there is no interpreter that starts: ${recipe.python(directory)}`,
        { kind: 'environment' },
      )
    progress('compiling what the probe imports, which takes up to half a minute')
    await compileImports(recipe.python(directory), around)
  }
  if (unknown !== null) {
    if (!install)
      throw mayNotBuild(
        `${join(cwd, source.source)} takes ${unknown}, so no environment of it is kept`,
      )
    const { path } = used.use(await temporaryDirectory(temporaryPlace(env)))
    await build(path, `not kept, for it takes ${unknown}`, AFRESH)
    return [recipe.python(path)]
  }
  const key = cacheKey([
    BUILT_AS,
    namespaceOf(env),
    source.source,
    source.text,
    ...parts,
    ...chosenWords(source.target),
  ])
  const once = async (directory: string) => {
    if (!install) throw mayNotBuild(`no environment is cached for ${join(cwd, source.source)}`)
    await build(directory, `once; kept in ${directory}`)
    if (originOf(job, recipe).parts.join('\0') !== parts.join('\0'))
      throw new ExpectedError(
        `${source.source}, or what it is installed from, was changed while it was installed; run it again`,
        { kind: 'environment' },
      )
  }
  const usable = (directory: string) => canStart(recipe, directory, surroundings)
  const entry = await getOrBuild(cacheDirectory(env), key, once, { progress, env, usable })
  return [recipe.python(used.use(entry).directory)]
}

/** What is built of a file depends on them; none of them adds nothing, so that environments of before count. */
const chosenWords = ({ extras, groups }: Answer['target']) => [
  ...extras.map(name => `extra ${name}`),
  ...groups.map(name => `group ${name}`),
]

const AS_PINNED = { build: 'pinned', wheels: [] } as const

const mayNotBuild = (problem: string) =>
  new ExpectedError(spell => `${problem}, and ${spell('noInstall')} forbids to build one`, {
    kind: 'environment',
  })

export function sourceOf(pins: Answer | null, cwd: string): Source {
  if (!pins)
    throw cannotBuild(`${cwd} has no ${SUPPORTED_FILES.join(', ')} to take the versions from`)
  const { source } = pins
  if (source !== null) return { ...pins, source }
  throw new ExpectedError(noneIsChosen(pins, cwd))
}

/** Installers keep what they have built by its address, or by the time of one of its files. */
const AFRESH = { UV_NO_CACHE: '1', PIP_NO_CACHE_DIR: '1' }

/**
 * What an installer gets besides: nothing that only a variable leads to counts as installed, no warning ends it, and
 * it waits for nobody.
 */
const variablesFor = (env: NodeJS.ProcessEnv) => ({
  PYTHONPATH: undefined,
  PYTHONWARNINGS: undefined,
  PYTHONINSPECT: undefined,
  ...(meetsOthers(env) ? COPIES : {}),
  ...(meetsOthers(env) && !keepsDownloads('uv', env) ? { UV_NO_CACHE: '1' } : {}),
})

/** Files that a tool links to its own cache change when that changes. */
const COPIES = { UV_LINK_MODE: 'copy', CONDA_ALWAYS_COPY: 'true', MAMBA_ALWAYS_COPY: 'true' }

export async function takeStep(step: Step, surroundings: Surroundings): Promise<void> {
  if ('command' in step) {
    const env = { ...surroundings.env, ...variablesFor(surroundings.env), ...step.env }
    return runStep(step.command, { ...surroundings, env })
  }
  const to = 'copy' in step ? step.to : step.write
  try {
    await mkdir(dirname(to), { recursive: true })
    if ('write' in step) await writeFile(to, step.text)
    else
      await copyFile(join(surroundings.cwd, step.copy), to).catch(error => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
      })
  } catch (error) {
    throw new ExpectedError(`cannot write ${to}: ${reason(error)}`, { kind: 'environment' })
  }
}

/** Whether an environment is whole: the Python that it was made from may be gone by now. */
const canStart = async (recipe: Recipe, directory: string, surroundings: Surroundings) =>
  (await ask([recipe.python(directory), '-I', '-S', '-c', ''], surroundings)) !== null
