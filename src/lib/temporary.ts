import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ExpectedError } from './errors.ts'
import { reason } from './json.ts'

/** Where temporary files go: the runner empties its own place before every job. */
export const temporaryPlace = (env: NodeJS.ProcessEnv) => env.RUNNER_TEMP || tmpdir()

/** A directory that is gone when its block is left: `await using work = await temporaryDirectory(…)`. */
export async function temporaryDirectory(place: string) {
  const made = await mkdtemp(join(place, 'lddpr-')).catch(error => {
    throw new ExpectedError(
      `cannot make a temporary directory in ${place}: ${reason(error)}; ` +
        'set TMPDIR (on a runner, RUNNER_TEMP) to a directory that is there and can be written to',
      { kind: 'environment' },
    )
  })
  const path = await realpath(made)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
