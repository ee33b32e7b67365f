import { posix } from 'node:path'
import { ExpectedError } from '../../lib/errors.ts'

/** Patterns of paths as people know them from `.gitignore`; a hidden file is a file as any other. */

const PARTS: readonly (readonly [RegExp, (match: string) => string])[] = [
  [/^\*\*\/|^\*\*$/, match => (match === '**' ? '.*' : '(?:[^/]*/)*')],
  [/^\*+/, () => '[^/]*'],
  [/^\?/, () => '[^/]'],
  [/^\[[!^]?\]?[^\]/]*\]/, match => match.replace(/^\[[!^]/, '[^').replaceAll('\\', '\\\\')],
  [/^\{[^{}]*\}/, match => `(?:${match.slice(1, -1).split(',').map(translated).join('|')})`],
  [/^[\s\S]/, match => match.replace(/[^\w/\s-]/, '\\$&')],
]

function translated(pattern: string): string {
  for (const [part, meaning] of PARTS) {
    const match = part.exec(pattern)?.[0]
    if (match) return meaning(match) + translated(pattern.slice(match.length))
  }
  return ''
}

/** Whether a file, seen from the top of the repository, is named by one of the patterns or below what is. */
export function matcher(patterns: readonly string[], prefix: string): (file: string) => boolean {
  const named = patterns.map(pattern => {
    const path = posix.join(prefix, pattern).replace(/\/$/, '')
    if (path === '.') return /^/
    try {
      if (!path.startsWith('../')) return new RegExp(`^${translated(path)}(?:/|$)`)
    } catch {} // such as [z-a]
    throw new ExpectedError(
      `watch: expected a pattern of files in the repository, found ${JSON.stringify(pattern)}`,
    )
  })
  return file => named.some(pattern => pattern.test(file))
}
