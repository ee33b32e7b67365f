import { resolve } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { temporaryDirectory, temporaryPlace } from '../lib/temporary.ts'
import type { World } from '../model/world.ts'
import { Repository } from '../pins/index.ts'
import { baselineBefore } from './accepted.ts'
import { baseNotices, compareFiles, locateBase, prepareBase } from './base.ts'
import type { RunInputs } from './inputs.ts'
import {
  chooseSuite,
  chooseWanted,
  type Prepared,
  prepare,
  probe,
  readCommitted,
} from './measure.ts'
import { readFirst } from './reads.ts'
import { type Evidence, type Gathering, type Reviewed, review } from './review.ts'
import { aboutSystem } from './systems.ts'

/** The whole road: pins, interpreter, probe, record, judgement, reports. */
export const check = (inputs: RunInputs, world: World): Promise<Reviewed> =>
  review(inputs, world, gathering => measureBoth(inputs, world, gathering))

/**
 * The record of the files as they are, and what is to be known of the commit that they started from. All
 * that decides is read before anything that is installed can run.
 */
async function measureBoth(
  given: RunInputs,
  world: World,
  { timed }: Gathering,
): Promise<Evidence> {
  const baselines = await readCommitted(given, world)
  const suite = chooseSuite(given, baselines)
  const inputs = chooseWanted(given, baselines)
  const cwd = resolve(inputs.cwd)
  mustNameBoth(inputs)
  aboutSystem(process.platform) // before anything is fetched
  await using work = await temporaryDirectory(temporaryPlace(world.env))
  const base = await locateBase(cwd, inputs, world, work.path)
  const files = new Repository(cwd)
  await readFirst(files, inputs.python, inputs)
  const wanted = inputs.compareWith === 'base' ? base : null
  await using preparedBase =
    wanted && (await timed('prepare-base', () => prepareBase(wanted, work.path, inputs, world)))
  await using prepared = await timed('prepare', () => prepare(files, inputs.python, inputs, world))
  const isSame = preparedBase && sameInterpreter(prepared, preparedBase)
  const before =
    preparedBase && !isSame
      ? (await timed('probe-base', () => probe(preparedBase, suite, inputs, world))).record
      : null
  const probed = await timed('probe', () => probe(prepared, suite, inputs, world))
  const written = files
    .changed()
    .map(name => `${name} was written while packages ran; it counts as it was before.`)
  const notices = [...(probed.notices ?? []), ...written, ...baseNotices(world.git)]
  const measured = { ...probed, notices }
  await baselines.mustBeUnchanged()
  if (!base) return { measured, files, baselines, origin: null }
  const change = await compareFiles(base, inputs, files, measured, world)
  // Where nothing that is installed differs, it would be measured twice.
  const record = isSame ? measured.record : before
  const replaces = (className: string) => baselineBefore(base, className)
  return { measured, files, baselines, origin: { commit: base.commit, change, record, replaces } }
}

function mustNameBoth(inputs: RunInputs): void {
  const both = Boolean(inputs.python) === Boolean(inputs.basePython)
  if (inputs.compareWith === 'base' && !both)
    throw new ExpectedError(
      spell =>
        `${spell('compareWith')}: base takes ${spell('python')} and ${spell('basePython')}, or neither: one interpreter cannot have the versions of both commits`,
    )
}

const sameInterpreter = (one: Prepared, other: Prepared) =>
  one.built &&
  other.built &&
  one.framework === other.framework &&
  one.interpreter.join('\0') === other.interpreter.join('\0')
