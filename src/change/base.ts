import { posix, relative, resolve, sep } from 'node:path'
import { followLinks } from '../lib/paths.ts'
import { fixesVersions, isReadForPins, Repository } from '../pins/index.ts'
import { type Checkout, defaultBranch, mergeBase, resolveCommit } from './checkout.ts'
import { CommitFiles } from './commit-files.ts'
import { contentsOf, type Entry, entriesOf } from './entries.ts'
import { findDifferences } from './files.ts'

/** The commit that the change in a directory starts from, with all that is wanted of it, read once. */
export interface Base {
  commit: string
  /** False if the history between is not to be had: then this is the tip of the base branch. */
  isMergeBase: boolean
  /** It is what is checked out, and no file that fixes versions differs from it: there is nothing to compare. */
  isOwn: boolean
  files: CommitFiles
  prefix: string
  /** Where the baselines are, from the top of the repository. */
  baselines: string
  /** The paths that differ from the working tree, from the top of the repository. */
  differing: readonly string[]
  /** What the baselines among these were, by their path. */
  baselineTexts: ReadonlyMap<string, string>
}

interface BaseOptions extends Pick<Base, 'baselines'> {
  /** The commit to start from; empty, that of the default branch of origin. */
  wanted: string
}

/** Reads the base of a checkout; null if none is named and the default branch is not known. */
export async function readBase(
  checkout: Checkout,
  { wanted, baselines }: BaseOptions,
): Promise<Base | null> {
  const tip = wanted ? await resolveCommit(checkout, wanted) : await defaultBranch(checkout)
  if (!tip) return null
  const parting = await mergeBase(checkout, tip)
  const commit = parting ?? tip
  const all = await entriesOf(checkout, commit)
  const isWanted = (path: string) => fixesVersions(path) || path.startsWith(`${baselines}/`)
  const differing = await findDifferences(checkout, commit, all, isWanted)
  const isBaseline = ({ path, isLink }: Entry) =>
    !isLink && path.startsWith(`${baselines}/`) && path.endsWith('.json')
  const changed = all.filter(each => isBaseline(each) && differing.includes(each.path))
  return {
    ...(await readManifests(checkout, commit, all)),
    isMergeBase: parting !== null,
    isOwn: commit === checkout.head && !differing.some(fixesVersions),
    baselines,
    differing,
    baselineTexts: await textsOf(checkout, commit, changed),
  }
}

/** A commit as the files that pins are read from. */
export type Manifests = Pick<Base, 'commit' | 'files' | 'prefix'>

export async function readManifests(
  checkout: Checkout,
  commit: string,
  entries: readonly Entry[] | null = null,
): Promise<Manifests> {
  const { prefix } = checkout.place
  const isManifest = ({ path }: Entry) => path.startsWith(prefix) && isReadForPins(path)
  const manifests = (entries ?? (await entriesOf(checkout, commit))).filter(isManifest)
  const files = await CommitFiles.read(checkout, commit, manifests, nameOf(commit))
  return { commit, files, prefix }
}

/** As large as a baseline may be in the working tree. */
const MAX_BASELINE_BYTES = 128 * 1024

async function textsOf(checkout: Checkout, commit: string, entries: readonly Entry[]) {
  const texts = new Map<string, string>()
  for await (const { path, content } of contentsOf(
    checkout,
    commit,
    entries,
    () => MAX_BASELINE_BYTES,
  ))
    texts.set(path, content.toString())
  return texts
}

const nameOf = (commit: string) => `${commit.slice(0, 9)}:`

/** The files of the base as pins are read from them, for the directory that is checked. */
export const manifestsOf = ({ files, commit, prefix }: Manifests) =>
  new Repository(posix.join(nameOf(commit), prefix), files)

/** A directory of the checkout, from the top of the repository. */
export async function pathInRepository(
  { place }: Checkout,
  cwd: string,
  path: string,
): Promise<string> {
  return relative(place.root, await followLinks(resolve(cwd, path)))
    .split(sep)
    .join('/')
}
