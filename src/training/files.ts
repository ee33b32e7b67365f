import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { parseValue, readText } from '../lib/json.ts'
import { type Line, lineSchema } from './raw.ts'

/** The files that the processes of a training have written, each read once, with limits. */

const LIMITS = {
  files: { most: 20_000, reason: '512 ranks with workers in a few passes' },
  'bytes of a file': { most: 64 * 1024 * 1024, reason: '100,000 steps of a rank' },
  'bytes of all files': { most: 512 * 1024 * 1024, reason: 'they are held in memory' },
} as const

/** `process.4711.jsonl`, `fit0.rank1.jsonl`, `fit0.rank1.pass2.worker0.jsonl` */
const NAME =
  /^(?:process\.\d{1,10}|fit(?<fit>\d{1,6})\.rank(?<rank>\d{1,6})(?:\.pass(?<pass>\d{1,6})\.worker(?<worker>\d{1,5}))?)\.jsonl$/

export interface RankFile {
  fit: number
  rank: number
  /** Of its main process. */
  lines: readonly Line[]
  /** Of its workers. */
  workers: readonly (readonly Line[])[]
}

export interface Raw {
  /** Of processes, before any fit. */
  processes: readonly Line[]
  /** By fit and rank. */
  ranks: readonly RankFile[]
}

/** Throws ExpectedError for what the observer does not write, with the name of the file. */
export async function readLines(directory: string): Promise<Raw> {
  const names = (await readdir(directory).catch(() => [])).sort()
  if (names.length > LIMITS.files.most) throw tooMany('files', names.length)
  const processes: Line[] = []
  const ranks = new Map<string, { fit: number; rank: number; lines: Line[]; workers: Line[][] }>()
  let bytes = 0
  for (const name of names) {
    const groups = NAME.exec(name)
    if (!groups)
      throw broken(`the observer wrote no file of the name ${JSON.stringify(clip(name))}`)
    const text = await textOf(directory, name)
    bytes += text.length
    if (bytes > LIMITS['bytes of all files'].most) throw tooMany('bytes of all files', bytes)
    const lines = parse(name, text)
    const { fit, rank, worker } = groups.groups ?? {}
    if (fit === undefined || rank === undefined) {
      processes.push(...lines)
      continue
    }
    const key = `${Number(fit)}.${Number(rank)}`
    const file = ranks.get(key) ?? { fit: Number(fit), rank: Number(rank), lines: [], workers: [] }
    if (worker === undefined) file.lines.push(...lines)
    else file.workers.push(lines)
    ranks.set(key, file)
  }
  const sorted = [...ranks.values()].sort((a, b) => a.fit - b.fit || a.rank - b.rank)
  return { processes, ranks: sorted }
}

async function textOf(directory: string, name: string): Promise<string> {
  const text = await readText(join(directory, name), LIMITS['bytes of a file'].most).catch(
    error => {
      if (!(error instanceof ExpectedError)) throw error
      throw broken(error.message.replaceAll(join(directory, name), name))
    },
  )
  return text ?? ''
}

/** A process that was killed may leave its last line cut. */
function parse(name: string, text: string): Line[] {
  const rows = text.split('\n')
  const last = rows.pop() ?? ''
  const lines = rows.filter(Boolean).map((row, at) => lineFrom(row, `${name}, line ${at + 1}`))
  const whole = asJson(last)
  return whole === undefined
    ? lines
    : [...lines, lineFrom(last, `${name}, line ${rows.length + 1}`)]
}

function lineFrom(row: string, place: string): Line {
  const value = asJson(row)
  if (value === undefined) throw broken(`${place} is not JSON`)
  try {
    return parseValue(lineSchema, value, place)
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    throw broken(error.message)
  }
}

function asJson(row: string): unknown {
  try {
    return JSON.parse(row)
  } catch {
    return undefined
  }
}

const clip = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}...` : text)

const broken = (problem: string) =>
  new ExpectedError(
    `what the observer wrote cannot be read: ${problem}; something else writes there, or lddpr has a bug`,
    { kind: 'probe' },
  )

const tooMany = (what: keyof typeof LIMITS, found: number) =>
  broken(`expected at most ${LIMITS[what].most} ${what}, found ${found}`)
