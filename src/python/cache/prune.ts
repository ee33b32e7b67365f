import { lstatSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ExpectedError } from '../../lib/errors.ts'
import { readPointer } from './pointer.ts'

export interface Limits {
  /** An entry that was not used for so long is removed. */
  days: number
  /** Of more than this the entries that were used longest ago are removed. */
  gibibytes: number
}

const HOUR_MS = 3_600_000
/** A build that was begun and not finished in this time is nobody's any more. */
const ABANDONED_HOURS = 24
/** What was used so recently may be in use. */
const IN_USE_HOURS = 2

const VARIABLES = [
  { variable: 'LDDPR_CACHE_DAYS', limit: 'days', usual: 30 },
  { variable: 'LDDPR_CACHE_GIB', limit: 'gibibytes', usual: 30 },
] as const

export function limitsOf(env: NodeJS.ProcessEnv): Limits {
  const read = ({ variable, limit, usual }: (typeof VARIABLES)[number]) => {
    const text = env[variable]
    const value = text ? Number(text) : usual
    if (value >= 0) return [limit, value] as const
    throw new ExpectedError(`${variable}: expected a number, found ${JSON.stringify(text)}`)
  }
  return Object.fromEntries(VARIABLES.map(read)) as unknown as Limits
}

/** Removes what was begun and never finished, what another has superseded, and what nobody uses. */
export async function prune(cache: string, { days, gibibytes }: Limits): Promise<void> {
  const names = await readdir(cache)
  const age = (name: string) =>
    stat(join(cache, name)).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
  const remove = (name: string) =>
    rm(join(cache, name), { recursive: true, force: true }).catch(() => {})
  const entries = []
  for (const pointer of names.filter(name => /^[0-9a-f]{16}\.json$/.test(name))) {
    const known = await readPointer(join(cache, pointer))
    if (known) entries.push({ pointer, ...known, age: await age(pointer) })
  }
  const used = new Set(entries.flatMap(({ directory, files }) => [directory, files ?? '']))
  // Builds, lists of files, and the environments that bisect puts together beside them.
  for (const name of names.filter(each => /^([0-9a-f]{16}[-.]|lddpr-)/.test(each))) {
    const pointer = /\.json$/.test(name)
    if (!pointer && !used.has(name) && (await age(name)) > ABANDONED_HOURS * HOUR_MS)
      await remove(name)
  }
  const most = gibibytes * 2 ** 30
  let sum = 0
  for (const { bytes, directory } of entries)
    sum += bytes ?? (await bytesOf(join(cache, directory)))
  // Environments share files: what takes no room of its own is counted only where it matters.
  const counted = sum > most ? new Set<string>() : null
  let total = 0
  for (const entry of entries.sort((a, b) => a.age - b.age)) {
    if (counted) total += await bytesOf(join(cache, entry.directory), counted)
    const tooMuch = total > most || entry.age > days * 24 * HOUR_MS
    if (!tooMuch || entry.age < IN_USE_HOURS * HOUR_MS) continue
    await remove(entry.pointer) // first, so that nothing points to half a directory
    await remove(entry.directory)
    if (entry.files) await remove(entry.files)
  }
}

/** The room that a directory takes: blocks, and of a file with several names once. `counted` are those of other directories. */
export async function bytesOf(directory: string, counted = new Set<string>()): Promise<number> {
  let total = 0
  for (const entry of await readdir(directory, { withFileTypes: true }).catch(() => [])) {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) total += await bytesOf(path, counted)
    const found = lstatSync(path, { throwIfNoEntry: false })
    if (!found) continue
    const file = `${found.dev}:${found.ino}`
    if (found.nlink > 1 && !entry.isDirectory()) {
      if (counted.has(file)) continue
      counted.add(file)
    }
    // Windows tells no blocks.
    total += found.blocks === undefined ? found.size : found.blocks * BLOCK
  }
  return total
}

/** The unit in which every system tells blocks. */
const BLOCK = 512
