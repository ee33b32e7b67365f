import { join, posix, relative, sep } from 'node:path'
import * as z from 'zod'
import { type Answer, PROBED } from '../model/pins.ts'
import { formatOfNamed } from '../pins/formats.ts'
import type { Repository } from '../pins/repository.ts'
import { SourceFile } from '../pins/source.ts'
import { closure, readEntries } from './install/entries.ts'
import { type At, type Read, readsOfLines, readsOfTable, readsOfWord } from './reads.ts'
import { readsOfSettings, TOOLS } from './settings.ts'

/**
 * The files and directories that an installer would read beside those that fix the versions, as the directory
 * sees them, whether or not they are there: whichever tool installs, and whatever of a lock.
 */
export function pathsRead(
  repository: Repository,
  answer: Answer | null,
  { cwd, env }: Pick<At, 'cwd' | 'env'>,
): string[] {
  const { source = null, files = [] } = answer ?? {}
  const at = (path: string): At => ({
    cwd,
    env,
    from: join(cwd, posix.dirname(path)),
    builds: false,
  })
  const file = source === null ? null : SourceFile.open(repository, source)
  const named = file ? readsOfSource(file, files, repository, at) : []
  const settings = readsOfSettings(
    TOOLS.map(({ name }) => name),
    at('.'),
  )
  const paths = [...named, ...settings]
    .flatMap(read => ('path' in read && read.path ? relative(cwd, read.path) : []))
    .map(path => path.split(sep).join('/'))
  return [...new Set(paths)].filter(path => path !== '' && !files.includes(path))
}

function readsOfSource(
  file: SourceFile,
  files: readonly string[],
  repository: Repository,
  at: (path: string) => At,
): Read[] {
  const entries = readEntries(file)
  if (entries) {
    const needed = closure(PROBED, entries)
    return entries
      .filter(({ name, place }) => place !== 'here' || !needed || needed.has(name))
      .flatMap(({ from }) =>
        from.flatMap(({ word, role, hashed }) => readsOfWord(word, role, at(file.path), hashed)),
      )
  }
  if (formatOfNamed(file.path)?.file === 'requirements*.txt')
    return files.flatMap(path => readsOfLines(repository.read(path) ?? '', at(path)))
  const language = /\.ya?ml$|\.lock$/.test(file.path) ? 'YAML' : 'TOML'
  if (file.base === 'setup.cfg' || file.path.endsWith('.lock')) return []
  if (file.base !== 'pyproject.toml')
    return readsOfTable(file.parse(language, z.unknown()), at(file.path))
  const { project, tool } = file.parse(language, projectSchema)
  return readsOfTable({ ...project, uv: tool?.uv }, at(file.path))
}

const projectSchema = z.object({
  project: z
    .object({
      dependencies: z.unknown().optional(),
      'optional-dependencies': z.unknown().optional(),
    })
    .optional(),
  tool: z.object({ uv: z.unknown().optional() }).optional(),
})
