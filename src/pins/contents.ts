import type { PlatformName } from '../model/pins.ts'
import type { Declarations } from './declaration.ts'
import type { Directory } from './directory.ts'
import type { Entry } from './entries.ts'
import { type Indexes, NOTHING } from './formats/indexes.ts'
import { type Project, projectOf as projectIn } from './formats/pyproject.ts'
import { readRequirements } from './formats/requirements.ts'
import { declarationsIn, formatOf, formatOfNamed, projectReader } from './formats.ts'
import { SourceFile } from './source.ts'
import { DEFAULT_PLATFORM } from './target.ts'

/** What one file says that an installer has to know, beyond its pins. */

export function entriesOf(files: Directory, path: string): readonly Entry[] | null {
  const format = formatOf(path)
  const file = SourceFile.open(files, path)
  return (file && format && 'lock' in format && format.entries?.(file)) || null
}

/** What a manifest asks for. One whose name says nothing is a list of requirements. */
export function declarationsOf(files: Directory, path: string): Declarations | null {
  const file = SourceFile.open(files, path)
  return file && (declarationsIn(file, DEFAULT_PLATFORM) ?? readRequirements(file, projectReader()))
}

/** What a pyproject.toml says of its project; null for any other file. */
export function projectOf(files: Directory, path: string): Project | null {
  const file = SourceFile.open(files, path)
  return file?.base === 'pyproject.toml' ? projectIn(file) : null
}

/** Where the packages of a manifest come from. */
export function indexesOf(files: Directory, path: string, names: readonly string[]): Indexes {
  const [file, format] = [SourceFile.open(files, path), formatOfNamed(path)]
  return (file && format && 'declare' in format && format.indexes?.(file, names)) || NOTHING
}

/** What pip alone has to install of an environment of conda; null where it is not enough, or no such file. */
export function pipLinesOf(files: Directory, path: string, platform: PlatformName) {
  const [file, format] = [SourceFile.open(files, path), formatOfNamed(path)]
  return (file && format && 'declare' in format && format.pipLines?.(file, platform)) || null
}

/** The part of a file in which an installer finds places to read; null if it has none. */
export function tablesOf(files: Directory, path: string): unknown {
  const file = SourceFile.open(files, path)
  return (file && formatOfNamed(path)?.tables?.(file)) ?? null
}

/** All that a file says, as TOML or YAML. */
export const wholeOf = (files: Directory, path: string): unknown =>
  SourceFile.open(files, path)?.whole(path.endsWith('.toml') ? 'TOML' : 'YAML') ?? null
