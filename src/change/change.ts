import { posix } from 'node:path'
import { asValue } from '../lib/errors.ts'
import { type Answer, type Asked, askedInWords } from '../model/pins.ts'
import { fixesVersions, lockOf, type Repository } from '../pins/index.ts'
import type { Base } from './base.ts'
import { type Effect, effectOf } from './edit.ts'

export interface Change {
  commit: string
  /** False if it is the tip of the base branch, and what that branch has moved since counts as well. */
  isMergeBase: boolean
  /** All that the base installs. */
  installs: Answer['installs']
  bumps: readonly Bump[]
  /** What groups for development alone ask for, before and after. */
  development: ReadonlySet<string>
  /** Files that can fix versions and that differ. */
  manifests: readonly Edit[]
  /** The same of baselines and their configuration. */
  baselines: readonly string[]
}

interface Edit {
  file: string
  effect: Effect
}

/** A package that the files install otherwise; null where they do not install it. */
export interface Bump {
  name: string
  from: Asked | null
  to: Asked | null
}

/** One side of a change: its files, and the versions that they fix. */
interface Side {
  files: Repository
  pins: Answer | null
}

/** What a change does, as the pins before and after it say, for one Python and platform. */
export function changeBetween(
  {
    commit,
    isMergeBase,
    prefix,
    baselines,
    differing,
  }: Pick<Base, 'commit' | 'isMergeBase' | 'prefix' | 'baselines' | 'differing'>,
  before: Side,
  now: Side,
): Change {
  const installs = before.pins?.installs ?? {}
  const textOf = ({ files }: Side, file: string) => readOrNull(files, file.slice(prefix.length))
  return {
    commit,
    isMergeBase,
    installs,
    bumps: bumpsBetween(installs, now.pins?.installs ?? {}),
    development: developmentOf([before.pins, now.pins]),
    manifests: differing
      .filter(file => file.startsWith(prefix) && fixesVersions(file))
      .map(file => ({ file, effect: effectOf(file, textOf(before, file), textOf(now, file)) })),
    baselines: differing.filter(name => name.startsWith(`${baselines}/`)),
  }
}

function readOrNull(files: Repository, path: string): string | null {
  try {
    return files.read(path)
  } catch (error) {
    asValue(error)
    return null
  }
}

export const bumpsBetween = (before: Answer['installs'], now: Answer['installs']): Bump[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .sort()
    .map(name => ({ name, from: before[name] ?? null, to: now[name] ?? null }))
    .filter(({ from, to }) => askedInWords(from) !== askedInWords(to))

/** A side that does not install a package has no say. */
function developmentOf(sides: readonly (Answer | null)[]): ReadonlySet<string> {
  const main = sides.flatMap(side =>
    Object.keys(side?.installs ?? {}).filter(name => !side?.development.includes(name)),
  )
  return new Set(sides.flatMap(side => side?.development ?? [])).difference(new Set(main))
}

/** What every reader of the report should know about a change, as sentences. */
export function noticesOf(
  { commit, isMergeBase, bumps, manifests, baselines }: Change,
  pins: Answer | null,
): string[] {
  return [
    ...(isMergeBase ? [] : [atTheTip(commit)]),
    ...staleLockNotices(bumps, manifests, pins),
    ...baselineNotices(commit, baselines),
  ]
}

const atTheTip = (commit: string) =>
  `This checkout lacks the history to the merge base, so the change is compared with ${commit.slice(0, 9)}, the tip of ` +
  'the base branch: what that branch changed since shows up here too. Check out with `fetch-depth: 0`.'

/** Dependabot edits pyproject.toml and leaves the lock: the bump that everybody sees is installed nowhere. */
function staleLockNotices(
  bumps: readonly Bump[],
  manifests: readonly Edit[],
  pins: Answer | null,
): string[] {
  const source = pins?.source
  if (bumps.length > 0 || !source) return []
  const name = posix.basename(source)
  const isSource = ({ file }: Edit) => posix.basename(file) === name
  const edits = manifests.filter(edit => edit.effect !== 'nothing' || isSource(edit))
  if (edits.length === 0) return []
  const said = `This change edits ${edits.map(({ file }) => file).join(', ')} and changes nothing that gets installed.`
  const lock = lockOf(name)
  const isMadeFrom = ({ file, effect }: Edit) =>
    effect === 'lock' && lock?.madeFrom.includes(posix.basename(file))
  if (!lock || edits.some(isSource) || !edits.some(isMadeFrom)) return [said]
  return [`${said} Versions come from ${source}, which did not change: run '${lock.relock}'.`]
}

/** A change can carry its own judge. */
const baselineNotices = (commit: string, baselines: readonly string[]): string[] =>
  baselines.length === 0
    ? []
    : [
        `This change edits what it is judged by: ${baselines.join(', ')} is not as in ` +
          `${commit.slice(0, 9)}. Review it as code.`,
      ]
