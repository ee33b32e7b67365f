import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { Committed } from '../baseline/committed.ts'
import { workingTree } from '../change/place.ts'
import { temporaryPlace } from '../lib/temporary.ts'
import { withoutSecrets } from '../lib/variables.ts'
import type { Suite } from '../model/suite.ts'
import type { Interpreter, Measured, Surroundings, World } from '../model/world.ts'
import { pinsFor, Repository } from '../pins/index.ts'
import { readChosen, readFramework, readSuite } from '../probe/config.ts'
import { runProbe } from '../probe/run.ts'
import { askInstalled } from '../python/installed.ts'
import { prepareInterpreter, splitCommand } from '../python/interpreter.ts'
import { ROOT } from '../root.ts'
import type { RunInputs } from './inputs.ts'
import { acceleratorFor, checkClass, requireClass } from './machine-type.ts'
import { asPins, noting, type Reads, readFirst, toldOfBase } from './reads.ts'
import { mustBeRight, type Question, type Right } from './right.ts'
import { aboutSystem } from './systems.ts'

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
  notices: readonly string[]
}

export type Timed = <T>(name: string, work: () => Promise<T>) => Promise<T>

export async function measure(inputs: RunInputs, world: World, timed: Timed): Promise<Measured> {
  const cwd = resolve(inputs.cwd)
  const committed = await readCommitted(inputs, world)
  const suite = chooseSuite(inputs, committed)
  const wanted = chooseWanted(inputs, committed)
  const files = new Repository(cwd)
  await using prepared = await timed('prepare', () => prepare(files, inputs.python, wanted, world))
  return await timed('probe', () => probe(prepared, suite, inputs, world))
}

export const readCommitted = async (
  { cwd, baseline }: Pick<RunInputs, 'cwd' | 'baseline'>,
  { git }: Pick<World, 'git'>,
): Promise<Committed> =>
  Committed.read(resolve(cwd, baseline), await workingTree(resolve(cwd), git))

export function chooseSuite(inputs: RunInputs, { config }: Pick<Committed, 'config'>): Suite {
  const suite = readSuite(inputs.suite, config, inputs.devices)
  checkClass(inputs, suite)
  return suite
}

/** The inputs with what somebody has named, in them or in the configuration: a Lightning, extras, groups. */
export const chooseWanted = (
  inputs: RunInputs,
  { config }: Pick<Committed, 'config'>,
): RunInputs => ({
  ...inputs,
  framework: readFramework(inputs.framework, config),
  ...readChosen(inputs, config),
})

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
>

/**
 * Finds the interpreter for the files in a directory: the one that is named, or one that is built from them.
 * The files are read before, and what is written after counts no more.
 */
export async function prepare(
  files: Repository,
  python: string,
  wanted: Wanted,
  world: World,
  isBase = false,
): Promise<Prepared> {
  const { install, noInstall, timeout } = wanted
  const notices = aboutSystem(process.platform)
  const reads = asPins(wanted, isBase)
  const { pins, ...question } = await readFirst(files, python, wanted, isBase)
  if (isBase) toldOfBase(pins, wanted, world)
  for (const warning of pins?.warnings ?? []) world.progress(`warning: ${warning}`)
  await using building = new AsyncDisposableStack()
  const place = surroundings(files.root, world, notices)
  const interpreter = python
    ? splitCommand(python)
    : await noting(pins, () =>
        prepareInterpreter(pins, !noInstall, place, { scope: install, used: building, files }),
      )
  const has = await askInstalled(interpreter, PROBE, place, timeout)
  const right = mustBeRight(
    { ...question, pins: has ? await pinsFor(files, reads, has) : pins },
    has && new Map(Object.entries(has.versions)),
    python ? interpreter.join(' ') : null,
    world,
  )
  const used = building.move()
  const prepared = { files, reads, interpreter, built: !python, question, notices }
  return {
    ...prepared,
    framework: right.framework,
    [Symbol.asyncDispose]: () => used.disposeAsync(),
  }
}

const PROBE = join(ROOT, 'python-probe')

export async function probe(
  prepared: Omit<Prepared, keyof AsyncDisposable>,
  suite: Suite,
  inputs: Pick<RunInputs, 'class' | 'accelerator' | 'devices' | 'timeout'>,
  world: World,
): Promise<Measured> {
  const { files, reads, interpreter, question, framework } = prepared
  const notices = [...prepared.notices]
  const record = await runProbe(
    {
      probe: PROBE,
      interpreter,
      suite,
      framework,
      accelerator: acceleratorFor(inputs),
      jobs: sideBySide(inputs.devices),
      timeout: inputs.timeout,
      temporary: temporaryPlace(world.env),
    },
    surroundings(files.root, world, notices),
  )
  requireClass(inputs.class, record)
  const pins = await pinsFor(files, reads, record.environment)
  return { ...question, record, pins, notices }
}

const surroundings = (cwd: string, { env, progress }: World, notices: string[]): Surroundings => ({
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
