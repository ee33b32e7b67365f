import { posix } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import * as toml from 'smol-toml'
import * as yaml from 'yaml'
import { hide } from '../lib/secrets.ts'
import { askedInWords } from '../model/pins.ts'
import type { Bump } from './change.ts'

/** What the edit of a manifest can move: nothing, what gets installed, or what its lock is made from as well. */
export type Effect = 'nothing' | 'installation' | 'lock'

/** Tables of pyproject.toml that decide what is installed, and whether a lock is made from them. */
const INSTALLING: readonly { table: string; locked: boolean }[] = [
  { table: 'project.dependencies', locked: true },
  { table: 'project.optional-dependencies', locked: true },
  { table: 'project.requires-python', locked: true },
  { table: 'project.dynamic', locked: true },
  { table: 'dependency-groups', locked: true },
  { table: 'build-system', locked: false },
  { table: 'tool.uv', locked: true },
  { table: 'tool.poetry.dependencies', locked: true },
  { table: 'tool.poetry.dev-dependencies', locked: true },
  { table: 'tool.poetry.group', locked: true },
  { table: 'tool.poetry.extras', locked: true },
  { table: 'tool.poetry.source', locked: true },
  { table: 'tool.poetry', locked: false },
  { table: 'tool.pdm.dev-dependencies', locked: true },
  { table: 'tool.pdm.resolution', locked: true },
  { table: 'tool.pdm.source', locked: true },
  { table: 'tool.pdm', locked: false },
  { table: 'tool.pixi', locked: true },
  { table: 'tool.hatch.envs', locked: false },
  { table: 'tool.hatch.metadata', locked: true },
  { table: 'tool.setuptools.dynamic', locked: true },
  { table: 'tool.setuptools', locked: false },
]

/** Compares two texts of a manifest; where one is missing or cannot be parsed, it may move anything. */
export function effectOf(path: string, before: string | null, now: string | null): Effect {
  if (before === null || now === null) return 'lock'
  const name = posix.basename(path)
  try {
    const [one, other] = [contentOf(name, before), contentOf(name, now)]
    if (name !== 'pyproject.toml') return isDeepStrictEqual(one, other) ? 'nothing' : 'lock'
    const moved = INSTALLING.filter(
      ({ table }) => !isDeepStrictEqual(at(one, table), at(other, table)),
    )
    if (moved.some(({ locked }) => locked)) return 'lock'
    return moved.length ? 'installation' : 'nothing'
  } catch {
    return 'lock'
  }
}

/** What a text says, without its comments and its layout. */
function contentOf(name: string, text: string): unknown {
  if (/\.(toml|lock)$|^Pipfile$/.test(name)) return toml.parse(text)
  if (/\.ya?ml$/.test(name)) return yaml.parse(text, { logLevel: 'error', maxAliasCount: 0 })
  return text.split(/\r?\n/).flatMap(line => line.replace(/(^|\s)#.*$/, '').trim() || [])
}

const at = (value: unknown, table: string): unknown =>
  table
    .split('.')
    .reduce<unknown>((found, key) => (found as Record<string, unknown> | undefined)?.[key], value)

/**
 * A line that differs between two texts and that none of the bumps explains: another index, hash, marker or
 * option; null if there is none. A line is explained by the name of a package that moved, or is one of its
 * versions.
 */
export function findUnexplained(
  before: string,
  now: string,
  bumps: readonly Bump[],
): string | null {
  const names = bumps.map(({ name }) => mentionOf(name))
  const versions = bumps.flatMap(({ from, to }) => [askedInWords(from), askedInWords(to)])
  const lines = [...without(before, now), ...without(now, before)]
  const left = lines.find(
    line =>
      !/^\s*(#|$)/.test(line) &&
      !names.some(name => name.test(line)) &&
      !versions.some(
        version => version && /^\s*"?version"?\s*[:=]/.test(line) && line.includes(version),
      ),
  )
  return left === undefined ? null : hide(left.trim()).slice(0, 100)
}

function without(text: string, other: string): string[] {
  const counts = new Map<string, number>()
  for (const line of other.split(/\r?\n/)) counts.set(line, (counts.get(line) ?? 0) + 1)
  return text.split(/\r?\n/).filter(line => {
    const left = counts.get(line) ?? 0
    counts.set(line, left - 1)
    return left <= 0
  })
}

/** A name as files write it: separators vary, and it is no part of another. */
function mentionOf(name: string): RegExp {
  const escaped = name.split(/[-_.]+/).map(part => part.replace(/[^a-z0-9]/gi, ''))
  return new RegExp(`(?<![a-z0-9][-_.]?)${escaped.join('[-_.]+')}(?![-_.]?[a-z])`, 'i')
}
