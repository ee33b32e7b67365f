import { hide } from '../lib/secrets.ts'
import type { Bump } from './change.ts'

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
  const versions = bumps.flatMap(({ from, to }) => [from, to])
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
