import { posix } from 'node:path'
import { ExpectedError } from '../../lib/errors.ts'

/** Patterns of paths as people know them from `.gitignore`; a hidden file is a file as any other. */

const PARTS: readonly (readonly [RegExp, (match: string) => string])[] = [
  [/^\*\*\/|^\*\*$/, match => (match === '**' ? '.*' : '(?:[^/]*/)*')],
  [/^\*+/, () => '[^/]*'],
  [/^\?/, () => '[^/]'],
  [/^\[[!^]?\]?[^\]/]*\]/, match => match.replace(/^\[[!^]/, '[^').replaceAll('\\', '\\\\')],
  [/^\{[^{}]*\}/, match => `(?:${match.slice(1, -1).split(',').map(translate).join('|')})`],
  [/^[\s\S]/, match => match.replace(/[^\w/\s-]/, '\\$&')],
]

function translate(pattern: string): string {
  for (const [part, meaning] of PARTS) {
    const match = part.exec(pattern)?.[0]
    if (match) return meaning(match) + translate(pattern.slice(match.length))
  }
  return ''
}

/** Whether a path, relative to the top of the repository, fits one of the patterns or lies below one that does. */
export function createMatcher(
  patterns: readonly string[],
  prefix: string,
): (file: string) => boolean {
  const named = patterns.map(pattern => {
    const path = posix.join(prefix, pattern).replace(/\/$/, '')
    if (path === '.') return /^/
    try {
      if (!path.startsWith('../')) return new RegExp(`^${translate(path)}(?:/|$)`)
    } catch {} // such as [z-a]
    throw new ExpectedError(
      `watch: expected a pattern of files in the repository, found ${JSON.stringify(pattern)}`,
    )
  })
  return file => named.some(pattern => pattern.test(file))
}
