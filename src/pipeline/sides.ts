import type { Copy } from '../change/files.ts'
import { asValue, ExpectedError } from '../lib/errors.ts'
import type { Baseline } from '../model/baseline.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { Suite } from '../model/suite.ts'
import type { World } from '../model/world.ts'
import { importsOf, Repository, readPins } from '../pins/index.ts'
import type { RunInputs } from './inputs.ts'
import { type Prepared, prepare, probe, surroundings, type Timed, torchWish } from './measure.ts'
import { asPins } from './reads.ts'

/** Both sides of a change as environments. Where they install the same, they have one. */

export interface Task {
  /** The files of the change, as they were read. */
  files: Repository
  inputs: RunInputs
  suite: Suite
  world: World
  timed: Timed
}

/** What a change starts from, read and not yet written. */
export interface Start {
  commit: string
  copy: Copy
  /** Where it is to be written. */
  directory: string
}

export interface Sides extends AsyncDisposable {
  head: Prepared
  /** `same`: it installs what the change installs. Null where it is not wanted. */
  base: Prepared | 'same' | ExpectedError | null
}

/** What the base gave: its record, or that of the change, or why there is none. */
export type Before = ProbeRecord | 'same' | ExpectedError | null

/** Below it there may be no room for two installers: pip unpacks torch in memory. */
const ROOM_FOR_TWO = 6 * 1024 ** 3

/** What must be built is built side by side. A base that cannot be is no obstacle here. */
export async function prepareSides(task: Task, start: Start | null): Promise<Sides> {
  const { files, inputs, world, timed } = task
  const prepareHead = () => timed('prepare', () => prepare(files, inputs.python, inputs, world))
  const base = start && (await filesOf(start))
  if (!start || !base || (await isSame(base, task))) {
    const head = await prepareHead()
    return {
      head,
      base: start && 'same',
      [Symbol.asyncDispose]: () => head[Symbol.asyncDispose](),
    }
  }
  const first = prepareHead()
  if (process.availableMemory() < ROOM_FOR_TWO) await first
  const [one, other] = await Promise.allSettled([first, prepareBase(base, start, task)])
  await using made = new AsyncDisposableStack()
  for (const each of [one, other]) if (each.status === 'fulfilled') made.use(each.value)
  if (one.status === 'rejected') throw one.reason
  const used = made.move()
  return {
    head: one.value,
    base: other.status === 'fulfilled' ? other.value : asValue(other.reason),
    [Symbol.asyncDispose]: () => used.disposeAsync(),
  }
}

export async function probeBase(
  base: Sides['base'],
  task: Task,
  reference?: (first: ProbeRecord) => Baseline | null,
): Promise<Before> {
  if (base === null || base === 'same' || base instanceof ExpectedError) return base
  const { suite, inputs, world, timed } = task
  try {
    return (await timed('probe-base', () => probe(base, suite, inputs, world, reference))).record
  } catch (error) {
    return asValue(error)
  }
}

/** The base alone, where only the record of the change has said that it is needed. */
export async function measureBase(
  start: Start,
  task: Task,
  reference?: (first: ProbeRecord) => Baseline | null,
): Promise<Before> {
  const files = await filesOf(start)
  if (await isSame(files, task)) return 'same'
  try {
    await using base = await prepareBase(files, start, task)
    return await probeBase(base, task, reference)
  } catch (error) {
    return asValue(error)
  }
}

const filesOf = async ({ copy, directory }: Start) => new Repository(await copy.write(directory))

/** Its own interpreter, for the code of the change. */
async function prepareBase(base: Repository, { commit }: Start, task: Task): Promise<Prepared> {
  const { files, inputs, world, timed } = task
  const name = `the base commit ${commit.slice(0, 9)}`
  const progress: World['progress'] = (text, share) => world.progress(`${name}: ${text}`, share)
  const imports = importsOf(files, await readPins(files, asPins(inputs)))
  try {
    return await timed('prepare-base', () =>
      prepare(base, inputs.basePython, inputs, { ...world, progress }, true, imports),
    )
  } catch (error) {
    const found = asValue(error)
    throw new ExpectedError(spell => `${name}: ${found.spelled(spell)}`, found)
  }
}

async function isSame(base: Repository, { files, inputs, world }: Task): Promise<boolean> {
  if (inputs.python) return false
  const { installSame } = await import('../python/alike.ts')
  const torch = torchWish(inputs, '', world)
  const [one, other] = await Promise.all(
    [files, base].map(async each => ({
      files: each,
      pins: await readPins(each, asPins(inputs, each === base)).catch(
        error => asValue(error) && null,
      ),
      surroundings: surroundings(each.root, world, []),
    })),
  )
  return Boolean(one && other && (await installSame(one, other, { ...inputs, torch })))
}
