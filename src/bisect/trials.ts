import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { couldNotMeasure, type Judgement, judge } from '../judge/judge.ts'
import { asValue } from '../lib/errors.ts'
import { readJson, writeAtomically } from '../lib/json.ts'
import { temporaryDirectory } from '../lib/temporary.ts'
import type { Baseline } from '../model/baseline.ts'
import { type ProbeRecord, recordSchema } from '../model/record.ts'
import type { Suite } from '../model/suite.ts'
import type { World } from '../model/world.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import { type Prepared, probe } from '../pipeline/measure.ts'
import { cacheDirectory } from '../python/cache/cache.ts'
import { recordText } from '../report/clean.ts'
import { compose, type Distribution, type Installed } from './distributions.ts'

/** Every probe of a bisection. Its record is kept under the key of its environment, so that none is made twice. */
export interface Trial {
  key: string
  name: string
  /** Null if the environment cannot be probed; `problem` says why. */
  record: ProbeRecord | null
  problem: string
  /** Taken from an earlier bisection that was cut short. */
  known: boolean
}

export interface Laboratory {
  prepared: Prepared
  suite: Suite
  inputs: RunInputs
  world: World
  directory: string
  /** The Python that environments are made from. */
  installed: Omit<Installed, 'distributions'>
}

/** Probes an environment of these packages, unless its record is there. */
export async function runTrial(
  name: string,
  distributions: Distribution[],
  { prepared, suite, inputs, world, directory, installed }: Laboratory,
): Promise<Trial> {
  const key = keyOf(distributions, installed.version, suite, inputs.accelerator)
  const file = join(directory, `${key}.json`)
  const before = await readJson(recordSchema, file).catch(() => null)
  world.progress(`${name}: ${before ? 'probed before' : 'probing'}`)
  const trial = { key, name, record: before, problem: '', known: before !== null }
  if (before) return trial
  const cache = cacheDirectory(world.env) // on the same disk, so that files can be linked
  await mkdir(cache, { recursive: true })
  await using work = await temporaryDirectory(cache)
  try {
    const composed = { ...installed, distributions }
    const interpreter = await compose(join(work.path, 'env'), composed, world)
    const quiet = { ...world, progress: () => {} }
    const { record } = await probe({ ...prepared, interpreter }, suite, inputs, quiet)
    await writeAtomically(file, recordText(record))
    return { ...trial, record }
  } catch (error) {
    const problem = asValue(error, 'environment', 'probe').spelled(world.spell)
    world.progress(`${name}: ${problem}`)
    return { ...trial, problem }
  }
}

function keyOf(
  distributions: readonly Distribution[],
  python: string,
  suite: Suite,
  accelerator: string,
): string {
  const lock = distributions
    .map(({ name, version, build }) => `${name}==${version} ${build}`)
    .sort()
  return createHash('sha256')
    .update(JSON.stringify([lock, python, suite, accelerator]))
    .digest('hex')
    .slice(0, 16)
}

/** The judgement relative to the good side. */
export function judgeTrial({ record, problem }: Trial, baseline: Baseline): Judgement {
  if (!record) return couldNotMeasure(problem)
  const reference = 'what it starts from'
  return judge({ record, baseline, reference, pins: null })
}

/** Whether two judgements are of the same change. What does not repeat begins to differ elsewhere each time. */
export const isAlike = (one: Judgement, other: Judgement): boolean =>
  one.verdict === other.verdict &&
  (one.verdict === 'unstable' ||
    (one.firstDivergence?.coordinate === other.firstDivergence?.coordinate &&
      one.firstDivergence?.actual === other.firstDivergence?.actual))
