import { resolve } from 'node:path'
import { baselineOf } from '../baseline/reference.ts'
import { ExpectedError } from '../lib/errors.ts'
import { temporaryDirectory, temporaryPlace } from '../lib/temporary.ts'
import type { Baseline } from '../model/baseline.ts'
import { classOfRecord } from '../model/machine-type.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { World } from '../model/world.ts'
import { Repository } from '../pins/index.ts'
import { baselineBefore } from './accepted.ts'
import { baseNotices, compareFiles, locateBase } from './base.ts'
import { lookFirst } from './first.ts'
import type { RunInputs } from './inputs.ts'
import { probe, type Timed } from './measure.ts'
import { readFirst } from './reads.ts'
import { mustNameBoth, referenceFor, whyNotBase } from './reference.ts'
import { type Evidence, type Reviewed, review } from './review.ts'
import { type Before, measureBase, prepareSides, probeBase } from './sides.ts'
import { runTrainings } from './trainings/run.ts'

/** The whole road: pins, interpreter, probe, record, judgement, reports. */
export const check = (inputs: RunInputs, world: World): Promise<Reviewed> =>
  review(inputs, world, ({ timed }) => measureBoth(inputs, world, timed))

/**
 * The record of the files as they are, and what is to be known of the commit that they started from. All
 * that decides is read before anything that is installed can run.
 */
export async function measureBoth(given: RunInputs, world: World, timed: Timed): Promise<Evidence> {
  mustNameBoth(given)
  const { committed: baselines, suite, inputs, plans } = await lookFirst(given, world)
  const cwd = resolve(inputs.cwd)
  const reference = referenceFor(inputs, suite, baselines.classes)
  const isCompared = plans.some(({ compare }) => compare === 'packages')
  const builds = reference !== 'baseline' || isCompared
  const located = await locateBase(cwd, inputs, world, { builds })
  const files = new Repository(cwd)
  await readFirst(files, inputs.python, inputs)
  await using work = await temporaryDirectory(temporaryPlace(world.env))
  const task = { files, inputs, suite, world, timed }
  const { base, copy } = located
  const obstacle = whyNotBase(located, inputs)
  const why = whyNotBase(located, { ...inputs, compareWith: 'auto' })
  const start = base && copy && !why ? { commit: base.commit, copy, directory: work.path } : null
  const isBase = reference === 'base'
  await using sides = await prepareSides(task, isBase || isCompared ? start : null)
  const first = isBase ? orThrow(await probeBase(orThrow(sides.base, inputs), task), inputs) : null
  const known = (record: ProbeRecord) => baselines.baseline(classOfRecord(record))?.baseline ?? null
  const asReference = isRecord(first) ? taken(first) : null
  const probed = await timed('probe', () =>
    probe(sides.head, suite, inputs, world, isBase ? () => asReference : known),
  )
  const hasBaseline = baselines.classes.includes(classOfRecord(probed.record))
  const isLate = start && reference === 'either' && !hasBaseline
  const head = isLate ? taken(probed.record) : null
  const late = isLate
    ? await (sides.base
        ? probeBase(sides.base, task, () => head)
        : measureBase(start, task, () => head))
    : null
  const before = isLate ? late : first
  const written = files
    .changed()
    .map(name => `${name} was written while packages ran; it counts as it was before.`)
  const notices = [...(probed.notices ?? []), ...written, ...baseNotices(world.git)]
  const measured = { ...probed, notices }
  await baselines.mustBeUnchanged()
  // The record of the suite is complete by now: what a training does has no part in it.
  const trainings = await runTrainings({
    ...{ plans, cwd, committed: baselines, inputs, world, timed, head: sides.head },
    base: sides.base ?? (base?.isOwn && !inputs.basePython ? 'same' : why),
    ours: [resolve(cwd, inputs.reportDir)],
  })
  if (plans.length) await baselines.mustBeUnchanged()
  const problem = before instanceof ExpectedError ? before : obstacle
  const withoutBase = problem?.spelled(world.spell) ?? ''
  const evidence = { measured, files, baselines, withoutBase, trainings }
  if (!base) return { ...evidence, origin: null }
  const change = await compareFiles(base, inputs, files, measured, world)
  const record =
    before === 'same' ? measured.record : before instanceof ExpectedError ? null : before
  const replaces = (className: string) => baselineBefore(base, className)
  const origin = { commit: base.commit, change, record, isSame: before === 'same', replaces }
  return { ...evidence, origin }
}

const isRecord = (found: Before): found is ProbeRecord =>
  found !== null && found !== 'same' && !(found instanceof ExpectedError)

/** A side as what the other one repeats; null where it does not repeat itself. */
function taken(record: ProbeRecord): Baseline | null {
  try {
    return baselineOf(record, 'the other side')
  } catch {
    return null
  }
}

/** Without a base that was asked for by name there is nothing to report. */
function orThrow<T extends Before | unknown>(
  before: T | ExpectedError,
  { compareWith }: Pick<RunInputs, 'compareWith'>,
): T | ExpectedError {
  if (compareWith === 'base' && before instanceof ExpectedError) throw before
  return before
}
