import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where temporary files go: the runner empties its own place before every job. */
export const temporaryPlace = (env: NodeJS.ProcessEnv) => env.RUNNER_TEMP || tmpdir()

/** A directory that is gone when its block is left: `await using work = await temporaryDirectory(…)`. */
export async function temporaryDirectory(place: string) {
  const path = await realpath(await mkdtemp(join(place, 'lddpr-')))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
