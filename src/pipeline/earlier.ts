import { access, mkdir, readFile, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as z from 'zod'
import { TRAININGS } from '../baseline/training.ts'

/**
 * What a run that could not measure leaves of the run before it. Its own report takes the usual place: its readers
 * learn of this run. What it replaces is kept in a directory of its own. What it does not have stays in somebody's
 * clone; on GitHub, where the directory is handed on as a whole, it is kept there as well.
 */

/** The directory within that of the reports. */
export const EARLIER = 'earlier'

const lastSchema = z.object({
  verdict: z.string(),
  summary: z.string(),
  pending: z.object({ digest: z.string() }).nullable(),
  trainings: z.array(z.object({ pending: z.object({ digest: z.string() }).nullish() })).default([]),
})
type Last = z.infer<typeof lastSchema>

/** What the report in a directory says; null if there is none, or none of ours. */
async function lastReport(directory: string): Promise<Last | null> {
  try {
    const text = await readFile(join(directory, 'report.json'), 'utf8')
    return lastSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Moves files of the last run that has measured out of the way of those that take their names. */
export async function keepEarlier(directory: string, names: readonly string[]): Promise<void> {
  const last = await lastReport(directory)
  if (last === null || last.verdict === 'error') return // an error replaces an error
  for (const name of names) {
    const to = join(directory, EARLIER, name)
    if (!(await isThere(join(directory, name)))) continue
    await mkdir(dirname(to), { recursive: true })
    await rename(join(directory, name), to)
  }
}

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/** What the report of a run that could not measure says of the files that lie beside it. */
export function earlierInWords(left: readonly string[]): string[] {
  if (left.length === 0) return []
  const one = left.length === 1
  return [
    `${left.join(', ')} ${one ? 'is' : 'are'} of an earlier run: this one has measured nothing.`,
  ]
}

/** Why a proposal is not what the last run proposes; null where it is, or where no report lies beside it. */
export async function staleInWords(file: string): Promise<string | null> {
  const place = dirname(dirname(file))
  const last = await lastReport(basename(dirname(file)) === TRAININGS ? dirname(place) : place)
  if (last === null) return null
  const text = await readFile(file, 'utf8').catch(() => '')
  const proposed = [last, ...last.trainings].flatMap(({ pending }) => pending?.digest ?? [])
  if (proposed.some(digest => text.includes(`"${digest}"`))) return null
  const since =
    last.verdict === 'error'
      ? `the last one could not measure (${last.summary})`
      : `the last one says ${last.verdict} and does not propose it`
  return `${file} is of an earlier run: ${since}`
}
