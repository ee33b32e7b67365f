import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import {
  type Interpreter,
  prepareInterpreter,
  type Surroundings,
  splitCommand,
} from './environment/interpreter.ts'
import { type Answer, pinnedFramework, pinsFor, readPins } from './environment/pins.ts'
import type { RunInputs } from './inputs.ts'
import { readSuite } from './probe/config.ts'
import { withoutSecrets } from './probe/environment.ts'
import { runProbe } from './probe/run.ts'
import type { ProbeRecord } from './probe/schema.ts'
import type { Suite } from './probe/suite.ts'
import type { Progress } from './progress.ts'
import { temporaryPlace } from './temporary.ts'

/** What the road needs besides its inputs: where this program lies, and the world around it. */
export interface World {
  /** The directory that holds `python-probe`. */
  root: string
  env: NodeJS.ProcessEnv
  progress: Progress
}

/** A repository's files with an interpreter that has their versions. */
export interface Prepared {
  cwd: string
  manifest: string
  pins: Answer | null
  interpreter: Interpreter
  /** False if the user chose the interpreter, so that pins may differ without being broken. */
  pinsBind: boolean
}

export interface Measured {
  record: ProbeRecord
  pins: Answer | null
  pinsBind: boolean
}

export type Timed = <T>(name: string, work: () => Promise<T>) => Promise<T>

/** From the repository's pins to a record. */
export async function measure(inputs: RunInputs, world: World, timed: Timed): Promise<Measured> {
  const cwd = resolve(inputs.cwd)
  const suite = await suiteOf(inputs)
  const prepared = await timed('prepare', () => prepare(cwd, inputs.python, inputs, world))
  return timed('probe', () => probe(prepared, suite, inputs, world))
}

export const suiteOf = (inputs: RunInputs): Promise<Suite> =>
  readSuite(inputs.suite, resolve(inputs.cwd, inputs.baseline), inputs.devices)

/** Finds the interpreter for the files in a directory: the one that is named, or one that is built from them. */
export async function prepare(
  cwd: string,
  python: string,
  {
    manifest,
    install,
    'no-install': noInstall,
  }: Pick<RunInputs, 'manifest' | 'install' | 'no-install'>,
  world: World,
): Promise<Prepared> {
  const pins = await readPins(cwd, { manifest })
  for (const warning of pins?.warnings ?? []) world.progress(`warning: ${warning}`)
  const interpreter = python
    ? splitCommand(python)
    : await prepareInterpreter(pins, !noInstall, surroundings(cwd, world), install)
  return { cwd, manifest, pins, interpreter, pinsBind: !python }
}

/** Runs the suite with an interpreter, and reads the pins again for what it turned out to be. */
export async function probe(
  { cwd, manifest, pins, interpreter, pinsBind }: Prepared,
  suite: Suite,
  { accelerator, devices, timeout }: Pick<RunInputs, 'accelerator' | 'devices' | 'timeout'>,
  world: World,
): Promise<Measured> {
  const record = await runProbe(
    {
      probe: join(world.root, 'python-probe'),
      interpreter,
      suite,
      framework: pinnedFramework(pins),
      accelerator,
      jobs: sideBySide(devices),
      timeout,
      temporary: temporaryPlace(world.env),
    },
    surroundings(cwd, world),
  )
  return { record, pins: await pinsFor(cwd, manifest, record.environment), pinsBind }
}

const surroundings = (cwd: string, { env, progress }: World): Surroundings => ({
  cwd,
  env: withoutSecrets(env),
  progress,
})

/** Runs at the same time: of two ranks one a core, and fewer of more. Each holds some memory. */
export function sideBySide(ranks: number): number {
  return Math.max(1, Math.min(8, Math.floor((2 * availableParallelism()) / ranks)))
}

/** Measures pieces of work in seconds. */
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
