import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { compare } from '../judge/drift.ts'
import { toRepeat } from '../judge/lazy.ts'
import { wrongInput } from '../lib/errors.ts'
import { temporaryPlace } from '../lib/temporary.ts'
import { withoutSecrets } from '../lib/variables.ts'
import type { Baseline } from '../model/baseline.ts'
import { type Answer, PROBED } from '../model/pins.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { Suite } from '../model/suite.ts'
import type { Interpreter, Measured, Surroundings, World } from '../model/world.ts'
import { pinsFor, Repository } from '../pins/index.ts'
import { driver } from '../probe/drivers.ts'
import { runProbe } from '../probe/run.ts'
import { askInstalled, interpreterInWords } from '../python/installed.ts'
import { prepareInterpreter, splitCommand } from '../python/interpreter.ts'
import { builtTorch, type TorchChoice, type TorchWish } from '../python/torch-build.ts'
import { ROOT } from '../root.ts'
import { lookFirst } from './first.ts'
import type { RunInputs } from './inputs.ts'
import { acceleratorFor, requireClass } from './machine-type.ts'
import { asPins, noting, type Reads, readFirst, toldOfBase } from './reads.ts'
import { mustBeRight, type Question, type Right } from './right.ts'
import { aboutSystem, thisMachine } from './systems.ts'

/** A repository's files with an interpreter that has their versions, which is kept until this is disposed of. */
export interface Prepared extends AsyncDisposable {
  /** As they were before anything of them ran. */
  files: Repository
  /** What of them is read. */
  reads: Reads
  interpreter: Interpreter
  /** It was built from the pins, and not named by the user. */
  built: boolean
  /** What it was asked to have, and what is measured with it. */
  question: Omit<Question, 'pins'>
  framework: Right['framework']
  /** Which build of torch was chosen; null for an interpreter that the user has named. */
  torch: TorchChoice | null
  notices: readonly string[]
}

export type Timed = <T>(name: string, work: () => Promise<T>) => Promise<T>

export async function measure(given: RunInputs, world: World, timed: Timed): Promise<Measured> {
  const { suite, inputs: wanted } = await lookFirst({ ...given, trainings: 'none' }, world)
  const cwd = resolve(wanted.cwd)
  const files = new Repository(cwd)
  await using prepared = await timed('prepare', () => prepare(files, wanted.python, wanted, world))
  return await timed('probe', () => probe(prepared, suite, wanted, world))
}

type Wanted = Pick<
  RunInputs,
  | 'manifest'
  | 'extra'
  | 'group'
  | 'install'
  | 'noInstall'
  | 'framework'
  | 'allowVersionMismatch'
  | 'timeout'
  | 'torchBuild'
  | 'torchIndex'
  | 'accelerator'
  | 'class'
>

/**
 * Finds the interpreter for the files in a directory: the one that is named, or one that is built from them.
 * The files are read before, and what is written after counts no more. The base is measured for the code of the
 * change, of which `head` are the imports.
 */
export async function prepare(
  files: Repository,
  python: string,
  wanted: Wanted,
  world: World,
  isBase = false,
  head?: Question['imports'],
): Promise<Prepared> {
  const { install, noInstall, timeout } = wanted
  const wish = torchWish(wanted, python, world)
  const notices = aboutSystem(thisMachine())
  const reads = asPins(wanted, isBase)
  const { pins, ...question } = await readFirst(files, python, wanted, isBase, head)
  world.progress(python ? `starting ${python}` : fixedInWords(pins))
  if (isBase) toldOfBase(pins, wanted, world)
  for (const warning of pins?.warnings ?? []) world.progress(`warning: ${warning}`)
  await using building = new AsyncDisposableStack()
  const place = surroundings(files.root, world, notices)
  let torch = null as TorchChoice | null
  const interpreter = python
    ? splitCommand(python)
    : await noting(pins, () =>
        prepareInterpreter(pins, !noInstall, place, {
          scope: install,
          used: building,
          files,
          torch: wish,
          chosen: choice => {
            torch = choice
          },
        }),
      )
  const has = await askInstalled(interpreter, PROBE, place, timeout)
  const torchBuild = torch ? builtTorch(torch, has?.versions.torch ?? null) : undefined
  const right = mustBeRight(
    { ...question, torchBuild, pins: has ? await pinsFor(files, reads, has) : pins },
    has && new Map(Object.entries(has.versions)),
    python ? interpreterInWords(interpreter, has) : null,
    world,
  )
  const used = building.move()
  const prepared = { files, reads, interpreter, built: !python, question, torch, notices }
  return {
    ...prepared,
    framework: right.framework,
    [Symbol.asyncDispose]: () => used.disposeAsync(),
  }
}

/** What will be installed, before anything is. */
function fixedInWords(pins: Answer | null): string {
  const fixed = PROBED.flatMap(name => (pins?.pins[name] ? `${name} ${pins.pins[name]}` : []))
  return `${pins?.source} fixes ${fixed.join(', ') || 'no version of what the probe needs'}`
}

/** What is wanted of torch. What cannot be meant is refused before anything is fetched. */
export function torchWish(inputs: Wanted, python: string, { spell }: World): TorchWish {
  const { torchBuild: build, torchIndex: index } = inputs
  const wanted = acceleratorFor(inputs)
  const refused = (why: string) =>
    wrongInput('torchBuild', `expected auto or pinned, found cpu: ${why}`)
  if (build === 'cpu' && python)
    throw refused(`the interpreter that ${spell('python')} names has a torch of its own`)
  if (build === 'cpu' && wanted === 'gpu') throw refused('it cannot use the GPU that is asked for')
  const found = wanted === 'auto' ? driver() : null
  const gpu =
    wanted === 'gpu' ? 'a GPU is used' : found && `a GPU may be used, for there is ${found}`
  return { build, index, gpu, spell }
}

export const PROBE = join(ROOT, 'python-probe')

export async function probe(
  prepared: Omit<Prepared, keyof AsyncDisposable>,
  suite: Suite,
  inputs: Pick<RunInputs, 'class' | 'accelerator' | 'devices' | 'timeout'>,
  world: World,
  reference?: (first: ProbeRecord) => Baseline | null,
): Promise<Measured> {
  const { files, reads, interpreter, question, framework, torch } = prepared
  const notices = [...prepared.notices]
  const probed = await runProbe(
    {
      probe: PROBE,
      interpreter,
      suite,
      framework,
      accelerator: acceleratorFor(inputs),
      jobs: sideBySide(inputs.devices),
      timeout: inputs.timeout,
      temporary: temporaryPlace(world.env),
      ...(reference
        ? { again: first => toRepeat(first, comparedWith(first, reference(first))) }
        : {}),
    },
    surroundings(files.root, world, notices),
  )
  const record = withBuild(probed, torch)
  requireClass(inputs.class, record)
  const pins = await pinsFor(files, reads, record.environment)
  return { ...question, record, pins, notices }
}

const comparedWith = (record: ProbeRecord, reference: Baseline | null) =>
  reference && compare(record, reference)

/** An environment that bisect puts together may have another torch than the one that was chosen. */
function withBuild(record: ProbeRecord, torch: TorchChoice | null): ProbeRecord {
  if (!torch) return record
  const { environment } = record
  const found = environment.packages.find(({ name }) => name === 'torch')?.version ?? null
  return { ...record, environment: { ...environment, torchBuild: builtTorch(torch, found) } }
}

export const surroundings = (
  cwd: string,
  { env, progress }: World,
  notices: string[],
): Surroundings => ({
  cwd,
  env: withoutSecrets(env),
  progress,
  notice(sentence) {
    notices.push(sentence)
    progress(`warning: ${sentence}`)
  },
})

/** Runs at the same time: of two ranks one a core, and fewer of more. Each holds some memory. */
export function sideBySide(ranks: number): number {
  return Math.max(1, Math.min(8, Math.floor((2 * availableParallelism()) / ranks)))
}

export function stopwatch(timings: Record<string, number>): Timed {
  return async (name, work) => {
    const start = performance.now()
    try {
      return await work()
    } finally {
      timings[name] = Math.round(performance.now() - start) / 1000
    }
  }
}
