import { relative, resolve } from 'node:path'
import { pinsFor } from '../environment/pins.ts'
import { InputError } from '../errors.ts'
import type { RunInputs } from '../inputs.ts'
import { type Measured, type Prepared, prepare, type World } from '../measure.ts'
import { temporaryDirectory, temporaryPlace } from '../temporary.ts'
import { type Change, changeSince } from './change.ts'
import { findBase } from './commit.ts'
import { writeCommit } from './files.ts'
import { type Checkout, checkoutOf } from './git.ts'

/** The commit that the change in a directory starts from. */
export interface Base {
  commit: string
  checkout: Checkout
}

/**
 * Finds the base. Where it is only to be told of, null will do, and the reason is said; where values are
 * to be compared with it, InputError says what is missing.
 */
export async function locateBase(
  cwd: string,
  { base: wanted, 'compare-with': compareWith }: Pick<RunInputs, 'base' | 'compare-with'>,
  { env, progress }: World,
): Promise<Base | null> {
  const needed = compareWith === 'base'
  try {
    const checkout = await checkoutOf(cwd, env)
    const commit = checkout && (await findBase(checkout, wanted))
    if (commit) return { commit, checkout }
    if (!needed) return null
    throw new InputError(
      checkout
        ? `compare-with: the commit that ${cwd} starts from is not known; name it with base`
        : `compare-with: expected a git repository for base, found none in ${cwd}`,
    )
  } catch (error) {
    if (needed || !(error instanceof InputError)) throw error
    progress(`what has changed since the base commit is not known: ${error.message}`)
    return null
  }
}

/** What differs between the base's files and those of the directory, for the Python that was measured. */
export async function compareFiles(
  { commit, checkout }: Base,
  cwd: string,
  { manifest, baseline }: Pick<RunInputs, 'manifest' | 'baseline'>,
  { pins, record }: Pick<Measured, 'pins' | 'record'>,
  { env, progress }: World,
): Promise<Change | null> {
  await using work = await temporaryDirectory(temporaryPlace(env))
  try {
    const directory = await writeCommit(checkout, commit, work.path, 'manifests')
    const before = await pinsFor(directory, manifest, record.environment)
    return await changeSince(commit, checkout, before, pins, relative(cwd, resolve(cwd, baseline)))
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    progress(`what has changed since ${commit.slice(0, 9)} is not known: ${error.message}`)
    return null
  }
}

/** The base's own interpreter, with the files that it comes from in a directory. */
export async function prepareBase(
  { commit, checkout }: Base,
  directory: string,
  inputs: RunInputs,
  world: World,
): Promise<Prepared> {
  if (Boolean(inputs.python) !== Boolean(inputs['base-python']))
    throw new InputError(
      'compare-with: base takes python and base-python, or neither: one interpreter cannot have the versions of both commits',
    )
  const cwd = await writeCommit(checkout, commit, directory, 'all')
  try {
    return await prepare(cwd, inputs['base-python'], inputs, world)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    throw new InputError(`the base commit ${commit.slice(0, 9)}: ${error.message}`, error.detail)
  }
}
