import { join, posix, relative, sep } from 'node:path'
import { type Answer, PROBED } from '../model/pins.ts'
import { buildOf, closure, entriesOf, type Repository, tablesOf } from '../pins/index.ts'
import { type At, type Read, readsOfLines, readsOfTable, readsOfWord } from './reads.ts'
import type { Scope } from './recipe.ts'
import { readsOfSettings, TOOLS } from './settings.ts'

/**
 * The files and directories that an installer would read beside those that fix the versions, as the directory
 * sees them, whether or not they are there: whichever tool installs, and whatever of a lock.
 */
export function pathsRead(
  repository: Repository,
  answer: Answer | null,
  around: Pick<At, 'cwd' | 'env'>,
): string[] {
  const { files = [] } = answer ?? {}
  return placesRead(repository, answer, around).filter(path => path !== '' && !files.includes(path))
}

/** The same of what an environment is built from: empty for the whole directory, which conda builds where it is named. */
export function pathsBuilt(
  repository: Repository,
  answer: Answer | null,
  around: Pick<At, 'cwd' | 'env'>,
  scope: Scope,
): string[] {
  const isConda = buildOf(answer?.source ?? '', answer?.manager ?? null)?.kind === 'conda'
  const found = placesRead(repository, answer, around, {
    builds: isConda,
    whole: scope === 'whole',
  })
  return isConda ? found : found.filter(path => path !== '')
}

function placesRead(
  repository: Repository,
  answer: Answer | null,
  { cwd, env }: Pick<At, 'cwd' | 'env'>,
  { builds = false, whole = false } = {},
): string[] {
  const { source = null, files = [] } = answer ?? {}
  const at = (path: string): At => ({ cwd, env, from: join(cwd, posix.dirname(path)), builds })
  const named = source === null ? [] : readsOfSource(source, files, repository, at, whole)
  const settings = readsOfSettings(
    TOOLS.map(({ name }) => name),
    at('.'),
  )
  const paths = [...named, ...settings]
    .flatMap(read => ('path' in read && read.path ? relative(cwd, read.path) : []))
    .map(path => path.split(sep).join('/'))
  return [...new Set(paths)]
}

function readsOfSource(
  source: string,
  files: readonly string[],
  repository: Repository,
  at: (path: string) => At,
  whole: boolean,
): Read[] {
  const entries = entriesOf(repository, source)
  if (entries) {
    const needed = whole ? null : closure(PROBED, entries)
    return entries
      .filter(({ name, place }) => place !== 'here' || !needed || needed.has(name))
      .flatMap(({ from }) =>
        from.flatMap(({ word, role, hashed }) => readsOfWord(word, role, at(source), hashed)),
      )
  }
  if (buildOf(source, null)?.kind === 'requirements')
    return files.flatMap(path => readsOfLines(repository.read(path) ?? '', at(path)))
  return readsOfTable(tablesOf(repository, source), at(source))
}
