import { mkdir, readdir, rm, rmdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { writeAtomically } from '../lib/json.ts'
import { IS_LOG, ProbeFailure } from '../probe/logs.ts'

/** The directory within that of the reports. */
export const LOGS = 'logs'

/** Removes what an earlier run has kept; anything else there stays. */
export async function removeLogs(directory: string): Promise<void> {
  const place = join(directory, LOGS)
  for (const name of await readdir(place).catch(() => []))
    if (IS_LOG.test(name)) await rm(join(place, name), { force: true })
  await rmdir(place).catch(() => {})
}

/** Keeps what a probe that failed has written, and returns the error with where that is. */
export async function keepLogs(error: unknown, directory: string, cwd: string): Promise<unknown> {
  if (!(error instanceof ProbeFailure)) return error
  await removeLogs(directory).catch(() => {})
  const [first] = error.logs
  if (!first) return error
  const place = join(directory, LOGS)
  try {
    await mkdir(place, { recursive: true })
    for (const { name, text } of error.logs) await writeAtomically(join(place, name), text)
  } catch {
    return error // what cannot be kept must not hide why
  }
  const [what, path] = first.name.includes('traceback')
    ? ['traceback', join(place, first.name)]
    : ['output', place]
  const shown = relative(cwd, path)
  const where = shown.startsWith('..') ? path : shown
  return new ExpectedError(spell => `${error.spelled(spell)} (${what}: ${where})`, {
    kind: 'probe',
    detail: error.detail,
  })
}
