import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { couldNotMeasure } from '../judge/judge.ts'
import { asValue } from '../lib/errors.ts'
import { readJson, writeAtomically } from '../lib/json.ts'
import { temporaryDirectory } from '../lib/temporary.ts'
import type { World } from '../model/world.ts'
import { cacheDirectory } from '../python/cache/cache.ts'
import { compose, type Distribution, type Installed } from './distributions.ts'
import type { Finding, Subject } from './subject.ts'

/** Every measurement of a bisection. Its record is kept under the key of its environment, so that none is made twice. */
export interface Trial<R> {
  key: string
  name: string
  /** Null if the environment cannot be measured; `problem` says why. */
  record: R | null
  problem: string
  /** Taken from an earlier bisection that was cut short. */
  known: boolean
}

export interface Laboratory<R> {
  subject: Subject<R>
  world: World
  directory: string
  /** The Python that environments are made from. */
  installed: Omit<Installed, 'distributions'>
}

/** Probes an environment of these packages, unless its record is there. */
export async function runTrial<R>(
  name: string,
  distributions: Distribution[],
  { subject, world, directory, installed }: Laboratory<R>,
  reference: R | null = null,
): Promise<Trial<R>> {
  const key = keyOf(distributions, installed.version, subject.key)
  const file = join(directory, `${key}.json`)
  const before = await readJson(subject.schema, file).catch(() => null)
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
    const record = await subject.measure(interpreter, reference, quiet)
    await writeAtomically(file, subject.text(record))
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
  others: readonly unknown[],
): string {
  const lock = distributions
    .map(({ name, version, build }) => `${name}==${version} ${build}`)
    .sort()
  return createHash('sha256')
    .update(JSON.stringify([lock, python, ...others]))
    .digest('hex')
    .slice(0, 16)
}

/** What is found relative to the good side. */
export const judgeTrial = <R>(
  { record, problem }: Trial<R>,
  judge: (record: R) => Finding,
): Finding => (record ? judge(record) : couldNotMeasure(problem))

/** Whether two judgements are of the same change. What does not repeat begins to differ elsewhere each time. */
export const isAlike = (one: Finding, other: Finding): boolean =>
  one.verdict === other.verdict &&
  (one.verdict === 'unstable' ||
    (one.firstDivergence?.coordinate === other.firstDivergence?.coordinate &&
      one.firstDivergence?.actual === other.firstDivergence?.actual))
