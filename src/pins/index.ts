import { posix } from 'node:path'
import type { Answer, Choice } from '../model/pins.ts'
import { answer } from './answer.ts'
import { Directory, type FileSystem, realFiles } from './directory.ts'
import { FORMATS, limitOf } from './formats.ts'
import { readImports } from './imports/read.ts'
import { platformOf, type Wanted } from './target.ts'

/** The only door: nothing outside imports another file of this directory. */

export {
  declarationsOf,
  entriesOf,
  indexesOf,
  pipLinesOf,
  projectOf,
  tablesOf,
  wholeOf,
} from './contents.ts'
export { applies, type Declarations, type Requirement } from './declaration.ts'
export type { FileSystem } from './directory.ts'
export { closure, type Entry } from './entries.ts'
export type { Build, Site } from './format.ts'
export type { Indexes } from './formats/indexes.ts'
export { logicalLines } from './formats/requirements.ts'
export { parseIni } from './formats/setup-cfg.ts'
export {
  buildOf,
  FORMATS,
  fixesVersions,
  isLock,
  isReadForPins,
  limitOf,
  lockOf,
} from './formats.ts'
export { holds } from './pep/markers.ts'
export { unescapeUrl } from './pep/requirement.ts'
export { archiveFor } from './pep/wheels.ts'
export { chosenInWords, lackingOf, noneIsChosen } from './sentences.ts'
export {
  minorOf,
  PLATFORMS,
  parsePlatform,
  parsePython,
  type Target,
  targetFor,
  type Wanted,
} from './target.ts'

/** The files of a repository, read and parsed once however often pins are asked for. */
export class Repository extends Directory {
  constructor(root: string, files: FileSystem = realFiles) {
    super(root, files, limitOf)
  }
}

export interface PinsOptions extends Wanted {
  /** The file to take the versions from, relative to the directory. Default: it is looked for. */
  manifest?: string | undefined
  /** For tests that watch what is read. */
  files?: FileSystem
}

export async function readPins(
  directory: string | Repository,
  { manifest, files, ...wanted }: PinsOptions = {},
): Promise<Answer | null> {
  const repository = typeof directory === 'string' ? new Repository(directory, files) : directory
  return answer(repository, wanted, manifest || null)
}

/** The pins for an interpreter that is there: versions may hang on its Python and its platform. */
export const pinsFor = (
  directory: string | Repository,
  { manifest, extras, groups, mayLack }: { manifest: string } & Choice & Pick<Wanted, 'mayLack'>,
  { python, platform }: { python: string; platform: string },
) =>
  readPins(directory, {
    ...{ manifest, extras, groups, mayLack },
    python: /^3\.\d+(\.\d+)?/.exec(python)?.[0],
    platform: platformOf(platform),
  })

/**
 * What the code of a repository imports, read once: in the part that the versions are for, where it imports
 * anything.
 */
export function importsOf(
  repository: Repository,
  answer: Pick<Answer, 'source' | 'project'> | null,
) {
  const own = answer?.project ?? posix.dirname(answer?.source ?? '')
  const places = [...new Set([own, '.'])]
  const all = places.map(place =>
    repository.remember(readImports, place, () => readImports(repository.root, place)),
  )
  return all.find(({ demands }) => demands.length > 0) ?? all.at(-1) ?? null
}

/** The files that are understood, the first that wins first. */
export const SUPPORTED_FILES = FORMATS.map(({ file }) => file)

export const pythonInWords = ({ python }: Pick<Answer, 'python'>): string | null =>
  python && `${python.text}${python.file ? ` (${python.file})` : ''}`
