import { posix } from 'node:path'
import { type Base, manifestsOf, pathInRepository, readBase } from '../change/base.ts'
import { type Change, changeBetween } from '../change/change.ts'
import { checkoutOf } from '../change/checkout.ts'
import { asValue, ExpectedError, wrongInput } from '../lib/errors.ts'
import type { Measured, Where, World } from '../model/world.ts'
import { pinsFor, Repository } from '../pins/index.ts'
import type { RunInputs } from './inputs.ts'
import { type Prepared, prepare } from './measure.ts'
import { asPins } from './reads.ts'

/**
 * The base of the directory that is checked. Where it is only to be told of, null will do, and the reason
 * is said; where values are to be compared with it, ExpectedError says what is missing.
 */
export async function locateBase(
  cwd: string,
  inputs: Pick<RunInputs, 'base' | 'baseline' | 'compareWith'>,
  { env, git, progress, spell }: World,
  directory = '',
): Promise<Base | null> {
  const needed = inputs.compareWith === 'base'
  const obstacle = (text: string) =>
    needed ? wrongInput('compareWith', text) : new ExpectedError(text, { kind: 'git' })
  try {
    if (git.look === 'nowhere') throw obstacle(git.because)
    await using checkout = await checkoutOf(cwd, git, env)
    if (!checkout) {
      if (!needed) return null
      throw obstacle(`expected a git repository for base, found none in ${cwd}`)
    }
    const found = await readBase(checkout, {
      wanted: inputs.base,
      baselines: await pathInRepository(checkout, cwd, inputs.baseline),
      directory: needed ? directory : '',
    })
    if (found || !needed) return found
    throw new ExpectedError(
      spell =>
        `${spell('compareWith')}: the commit that ${cwd} starts from is not known; name it with ${spell('base')}`,
      { kind: 'git' },
    )
  } catch (error) {
    if (needed) throw error
    const why = asValue(error).spelled(spell)
    progress(`what has changed since the base commit is not known: ${why}`)
    return null
  }
}

/** Why nothing is known of the base, where git may not be asked. */
export const baseNotices = (git: Where): string[] =>
  git.look === 'nowhere' ? [`What changed since the base commit is not known: ${git.because}.`] : []

/** What differs between the base's files and those of the directory, for the Python that was measured. */
export async function compareFiles(
  base: Base,
  inputs: Pick<RunInputs, 'manifest' | 'extra' | 'group'>,
  files: Repository,
  { pins, record }: Pick<Measured, 'pins' | 'record'>,
  { progress, spell }: Pick<World, 'progress' | 'spell'>,
): Promise<Change | null> {
  try {
    const old = manifestsOf(base)
    const before = {
      files: old,
      pins: await pinsFor(old, asPins(inputs, true), record.environment),
    }
    return changeBetween(base, before, { files, pins })
  } catch (error) {
    const why = asValue(error).spelled(spell)
    progress(`what has changed since ${base.commit.slice(0, 9)} is not known: ${why}`)
    return null
  }
}

/** The base's own interpreter, with the files that it comes from in a directory. */
export async function prepareBase(
  { commit, prefix }: Base,
  directory: string,
  inputs: RunInputs,
  world: World,
): Promise<Prepared> {
  try {
    const files = new Repository(posix.join(directory, prefix))
    return await prepare(files, inputs.basePython, inputs, world, true)
  } catch (error) {
    const found = asValue(error)
    throw new ExpectedError(
      spell => `the base commit ${commit.slice(0, 9)}: ${found.spelled(spell)}`,
      found,
    )
  }
}
