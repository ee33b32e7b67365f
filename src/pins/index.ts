import type { Answer } from '../model/pins.ts'
import { answer } from './answer.ts'
import { FORMATS, formatOf } from './formats.ts'
import { type FileSystem, Repository } from './repository.ts'
import { platformOf, type Wanted } from './target.ts'

export { Repository } from './repository.ts'

export interface PinsOptions extends Wanted {
  /** The file to take the versions from, seen from the directory; absent, it is looked for. */
  manifest?: string | undefined
  /** For tests that watch what is read. */
  files?: FileSystem
}

/** The pins of a directory, or null if it has no file that is understood. */
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
  manifest: string,
  { python, platform }: { python: string; platform: string },
) =>
  readPins(directory, {
    manifest,
    python: /^3\.\d+(\.\d+)?/.exec(python)?.[0],
    platform: platformOf(platform),
  })

/** The distribution that the repository trains with, as far as its pins tell. */
export function pinnedFramework(
  pins: Pick<Answer, 'pins'> | null,
): 'auto' | 'lightning' | 'pytorch-lightning' {
  if (pins?.pins.lightning) return 'lightning'
  return pins?.pins['pytorch-lightning'] ? 'pytorch-lightning' : 'auto'
}

/** Whether pins may be read from a file of this name. */
export const fixesVersions = (path: string) => formatOf(path) !== null

/** The files that are understood, the first that wins first. */
export const SUPPORTED_FILES = FORMATS.map(({ file }) => file)
