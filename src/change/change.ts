import { posix } from 'node:path'
import { type Answer, fixesVersions } from '../pins/index.ts'
import type { Base } from './base.ts'

/** What differs between the base commit and the files as they are now. */
export interface Change {
  commit: string
  /** False if it is the tip of the base branch, and what that branch has moved since counts as well. */
  isMergeBase: boolean
  /** All that the base installs: versions or, where none is fixed, what is asked for. */
  installs: Answer['installs']
  /** Packages that differ in what gets installed, by name. */
  bumps: readonly Bump[]
  /** Files that can fix versions and that differ, seen from the top of the repository. */
  manifests: readonly string[]
  /** The same of baselines and their configuration. */
  baselines: readonly string[]
}

export interface Bump {
  name: string
  from: string | null
  to: string | null
}

/** How each tool makes its lock anew. */
const RELOCK: Readonly<Record<string, string>> = {
  'uv.lock': 'uv lock',
  'poetry.lock': 'poetry lock',
  'pdm.lock': 'pdm lock',
  'Pipfile.lock': 'pipenv lock',
  'pixi.lock': 'pixi lock',
  'conda-lock.yml': 'conda-lock lock',
}

/** What a change does, as the pins before and after it say, for one Python and platform. */
export function changeBetween(
  { commit, isMergeBase, prefix, baselines, differing }: Omit<Base, 'files'>,
  before: Answer | null,
  now: Answer | null,
): Change {
  const installs = before?.installs ?? {}
  return {
    commit,
    isMergeBase,
    installs,
    bumps: bumpsBetween(installs, now?.installs ?? {}),
    manifests: differing.filter(name => name.startsWith(prefix) && fixesVersions(name)),
    baselines: differing.filter(name => name.startsWith(`${baselines}/`)),
  }
}

export const bumpsBetween = (before: Answer['installs'], now: Answer['installs']): Bump[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .sort()
    .map(name => ({ name, from: before[name] ?? null, to: now[name] ?? null }))
    .filter(({ from, to }) => from !== to)

/** What every reader of the report should know about a change, as sentences. */
export function noticesOf(
  { commit, isMergeBase, bumps, manifests, baselines }: Change,
  pins: Answer | null,
): string[] {
  return [
    ...(isMergeBase ? [] : [atTheTip(commit)]),
    ...stale(bumps, manifests, pins),
    ...edited(commit, baselines),
  ]
}

const atTheTip = (commit: string) =>
  `This checkout lacks the history to the merge base, so the change is compared with ${commit.slice(0, 9)}, the tip of ` +
  'the base branch: what that branch changed since shows up here too. Check out with `fetch-depth: 0`.'

/** Dependabot edits pyproject.toml and leaves the lock: the bump that everybody sees is installed nowhere. */
function stale(
  bumps: readonly Bump[],
  manifests: readonly string[],
  pins: Answer | null,
): string[] {
  if (manifests.length === 0 || bumps.length > 0 || !pins?.source) return []
  const named = manifests.map(name => posix.basename(name))
  const said = `This change edits ${manifests.join(', ')} and changes nothing that gets installed.`
  const base = posix.basename(pins.source)
  const relock = RELOCK[base]
  if (!relock || named.includes(base)) return [said]
  return [
    `${said} Versions come from ${pins.source}, which is as it was: '${relock}' makes it anew.`,
  ]
}

/** A change can carry its own judge. */
const edited = (commit: string, baselines: readonly string[]): string[] =>
  baselines.length === 0
    ? []
    : [
        `This change edits what it is judged by: ${baselines.join(', ')} is not as in ` +
          `${commit.slice(0, 9)}. Review it as code.`,
      ]
