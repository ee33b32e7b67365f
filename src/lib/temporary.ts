import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExpectedError } from './errors.ts'
import { reason } from './json.ts'

/** Variables that say where, the first that is set. */
const NAMES = ['RUNNER_TEMP', 'TMPDIR', 'TMP', 'TEMP'] as const

/** Where temporary files go: the runner empties its own place before every job. */
export const temporaryPlace = (env: NodeJS.ProcessEnv) => env.RUNNER_TEMP || tmpdir()

/** A directory that is gone when its block is left: `await using work = await temporaryDirectory(…)`. */
export async function temporaryDirectory(place: string) {
  const made = await mkdtemp(join(place, 'lddpr-')).catch(error => {
    const name = NAMES.find(each => process.env[each]?.replace(/(?!^)[/\\]+$/, '') === place)
    const setting = name ? `, which ${name} names` : ''
    throw new ExpectedError(
      `cannot make a temporary directory in ${place}${setting}: ${reason(error)}; set ${name ?? 'TMPDIR'} to a directory that can be written to`,
      { kind: 'environment' },
    )
  })
  const path = await realpath(made)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
