import { posix, relative, resolve, sep } from 'node:path'
import { fixesVersions, pinsFor, Repository } from '../environment/pins.ts'
import { InputError } from '../errors.ts'
import type { RunInputs } from '../inputs.ts'
import { type Measured, type Prepared, prepare, type World } from '../measure.ts'
import { followed } from '../paths.ts'
import { type Change, changeBetween } from './change.ts'
import { type Checkout, checkoutOf, defaultBranch, mergeBase, resolveCommit } from './checkout.ts'
import { CommitFiles } from './commit-files.ts'
import { entriesOf } from './entries.ts'
import { differing, writeCommit } from './files.ts'
import type { Where } from './place.ts'

/** The commit that the change in a directory starts from, with all that is wanted of it, read once. */
export interface Base {
  commit: string
  /** False if the history between is not to be had: then this is the tip of the base branch. */
  isMergeBase: boolean
  /** The files of the commit that can fix versions, in memory. */
  files: CommitFiles
  /** Where the directory lies in the repository: `` or `projects/train/`. */
  prefix: string
  /** Where the baselines are, from the top of the repository. */
  baselines: string
  /** The paths that differ from the working tree, from the top of the repository. */
  differing: readonly string[]
}

interface BaseOptions {
  /** The commit to start from; empty, that of the default branch of origin. */
  wanted: string
  /** Where the baselines are, from the top of the repository. */
  baselines: string
  /** A directory for all files of the commit; empty if nobody needs them. */
  directory?: string
}

/** What pins are read from, by name. */
const MANIFEST =
  /(\.(toml|lock|txt|in|cfg|ya?ml|pip|lst|old)|(^|\/)(Pipfile|\.python-version|\.gitignore))$/i

/** Reads the base of a checkout; null if none is named and the default branch is not known. */
export async function readBase(
  checkout: Checkout,
  { wanted, baselines, directory = '' }: BaseOptions,
): Promise<Base | null> {
  const tip = wanted ? await resolveCommit(checkout, wanted) : await defaultBranch(checkout)
  if (!tip) return null
  const parting = await mergeBase(checkout, tip)
  const commit = parting ?? tip
  const { prefix } = checkout.place
  const all = await entriesOf(checkout, commit)
  const manifests = all.filter(({ path }) => path.startsWith(prefix) && MANIFEST.test(path))
  const isWanted = (path: string) => fixesVersions(path) || path.startsWith(`${baselines}/`)
  if (directory) await writeCommit(checkout, commit, directory)
  return {
    commit,
    isMergeBase: parting !== null,
    files: await CommitFiles.read(checkout, commit, manifests, nameOf(commit)),
    prefix,
    baselines,
    differing: await differing(checkout, commit, all, isWanted),
  }
}

const nameOf = (commit: string) => `${commit.slice(0, 9)}:`

/** The files of the base as pins are read from them, for the directory that is checked. */
export const manifestsOf = ({ files, commit, prefix }: Pick<Base, 'files' | 'commit' | 'prefix'>) =>
  new Repository(posix.join(nameOf(commit), prefix), files)

/**
 * The base of the directory that is checked. Where it is only to be told of, null will do, and the reason
 * is said; where values are to be compared with it, InputError says what is missing.
 */
export async function locateBase(
  cwd: string,
  inputs: Pick<RunInputs, 'base' | 'baseline' | 'compare-with'>,
  { env, git, progress }: World,
  directory = '',
): Promise<Base | null> {
  const needed = inputs['compare-with'] === 'base'
  const obstacle = (text: string) => new InputError(needed ? `compare-with: ${text}` : text)
  try {
    if (git.look === 'nowhere') throw obstacle(git.because)
    await using checkout = await checkoutOf(cwd, git, env)
    if (!checkout) {
      if (!needed) return null
      throw obstacle(`expected a git repository for base, found none in ${cwd}`)
    }
    const found = await readBase(checkout, {
      wanted: inputs.base,
      baselines: await seenFrom(checkout, cwd, inputs.baseline),
      directory: needed ? directory : '',
    })
    if (found || !needed) return found
    throw obstacle(`the commit that ${cwd} starts from is not known; name it with base`)
  } catch (error) {
    if (needed || !(error instanceof InputError)) throw error
    progress(`what has changed since the base commit is not known: ${error.message}`)
    return null
  }
}

/** Why nothing is known of the base, where git may not be asked. */
export const baseNotices = (git: Where): string[] =>
  git.look === 'nowhere' ? [`What changed since the base commit is not known: ${git.because}.`] : []

/** A directory of the checkout, from the top of the repository. */
export async function seenFrom({ place }: Checkout, cwd: string, path: string): Promise<string> {
  return relative(place.root, await followed(resolve(cwd, path)))
    .split(sep)
    .join('/')
}

/** What differs between the base's files and those of the directory, for the Python that was measured. */
export async function compareFiles(
  base: Base,
  { manifest }: Pick<RunInputs, 'manifest'>,
  { pins, record }: Pick<Measured, 'pins' | 'record'>,
  { progress }: Pick<World, 'progress'>,
): Promise<Change | null> {
  try {
    const before = await pinsFor(manifestsOf(base), manifest, record.environment)
    return changeBetween(base, before, pins)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    progress(`what has changed since ${base.commit.slice(0, 9)} is not known: ${error.message}`)
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
    return await prepare(files, inputs['base-python'], inputs, world)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    throw new InputError(`the base commit ${commit.slice(0, 9)}: ${error.message}`, error.detail)
  }
}
