import { posix } from 'node:path'
import type { PlatformName } from '../model/pins.ts'
import type { Directory } from './directory.ts'
import type { Format } from './format.ts'
import { FORMATS, formatOf } from './formats.ts'
import { PLATFORMS } from './target.ts'

/** Which files of a repository may say its versions, before any is read. */

export interface Candidate {
  path: string
  format: Format
  /** 0 in the directory itself, 1 where requirements are kept, 2 in some part of a monorepo. */
  place: 0 | 1 | 2
  /** Not what the project runs with: its name says tests, documentation, an old release. */
  aside: boolean
}

const KEPT = /^(requirements?|reqs|deps|dependencies|envs?|environments?|conda|locks?)$/i
const NOT_THE_PROJECT =
  /^(\..*|node_modules|site-packages|v?env|docs?|examples?|tests?|testing|benchmarks?|notebooks?|tutorials?|experiments?|build|dist|vendor|third[_-]party)$/i
const DEEPEST = 3
const MAX_DIRECTORIES = 2000
const ASIDE =
  /^(dev|develop|development|tests?|testing|docs?|documentation|readthedocs|rtd|lint|linting|style|format|types?|typing|build|release|ci|min|minimum|minimal|lowest|old|oldest|examples?|notebooks?|optional|extras?|benchmarks?|in)$/

/** Every candidate, by where it is. Directories of a place are only walked when it is asked for. */
export function findCandidates(
  repository: Directory,
  start: string,
  place: Candidate['place'],
  platform: PlatformName,
): Candidate[] {
  const found: Candidate[] = []
  let directories = 0
  const visit = (directory: string, depth: number, kept: boolean) => {
    if (++directories > MAX_DIRECTORIES) return
    const entries = repository
      .list(directory)
      .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    for (const { name, directory: isDirectory } of entries) {
      const path = posix.join(directory, name)
      if (isDirectory) {
        const into = KEPT.test(name) && depth === 0
        const wanted =
          place === 1 ? into || kept : place === 2 && !into && !NOT_THE_PROJECT.test(name)
        if (wanted && depth < DEEPEST) visit(path, depth + 1, kept || into)
      } else if ((place === 0) === (depth === 0)) {
        const seen = posix.relative(start, path)
        const format = forPlatform(seen, platform) ? formatOf(seen) : null
        if (format) found.push({ path, format, place, aside: isAside(name) })
      }
    }
  }
  visit(start, 0, false)
  return found
}

const wordsOf = (path: string) => path.toLowerCase().split(/[^a-z0-9]+/)

/** `2.2.4_requirements.txt` is how a release was once made: nothing installs from it any more. */
const isAside = (name: string) =>
  /^v?\d+\.\d+/.test(name) || wordsOf(name).some(word => ASIDE.test(word))

const PLATFORM_WORDS = new Set(Object.values(PLATFORMS).flatMap(({ words }) => words))

/** A path that names platforms is for those alone. */
function forPlatform(path: string, platform: PlatformName): boolean {
  const named = wordsOf(path).filter(
    word => /^[a-z]/.test(word) && PLATFORM_WORDS.has(word as never),
  )
  const own: readonly string[] = PLATFORMS[platform].words
  return named.every(word => own.includes(word))
}

/** How many words of a path name the platform: the more, the more it is meant. */
export const platformWords = (path: string, platform: PlatformName) =>
  wordsOf(path).filter(word => (PLATFORMS[platform].words as readonly string[]).includes(word))
    .length

export const orderOf = (format: Format) => FORMATS.indexOf(format)
