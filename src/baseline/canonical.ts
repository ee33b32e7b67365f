import { createHash } from 'node:crypto'
import type { Baseline, Pending } from '../model/baseline.ts'
import { withReferences } from '../model/same-streams.ts'
import type { TrainingBaseline, TrainingPending } from '../model/training-baseline.ts'

/** The first keys of the file, for the reader; all other keys, at any depth, are sorted. */
const FIRST =
  `about schemaVersion kind class check reason author verdict digest replaces violations accepted
  packages environment suite devices scenarios`.split(/\s+/)
const RANKS = new Map(FIRST.map((key, rank) => [key, rank]))

/**
 * The canonical text of a baseline, the same however the value was built: one line a channel, a
 * scenario, a package, so that a reviewer's diff reads as a list of what has changed.
 */
export function canonical(value: AnyBaseline): string {
  const known = WRITTEN.get(value)
  if (known !== undefined) return known
  if (!('channels' in value)) return `${print(value, 0, ofTraining)}\n`
  const { schemaVersion, channels, scenarios } = value
  const written =
    schemaVersion === 1
      ? channels
      : withReferences(channels, scenarios, stream => print(stream, STREAM_DEPTH))
  return `${print({ ...value, channels: written }, 0)}\n`
}

/** What carries the digest of itself. */
export type AnyBaseline = Baseline | Pending | TrainingBaseline | TrainingPending

const STREAM_DEPTH = 2
const LINE = 100

/** Whether a value is broken into lines. A list of plain values never is. */
type Breaks = (depth: number, items: readonly string[], value: object) => boolean

const ofStreams: Breaks = depth => depth <= 1

const ofTraining: Breaks = (_, items, value) =>
  items.join(', ').length > LINE &&
  Object.values(value).some(Array.isArray(value) ? isNested : () => true)

const isNested = (item: unknown) => typeof item === 'object' && item !== null

function print(value: unknown, depth: number, breaks: Breaks = ofStreams): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const items = Array.isArray(value)
    ? value.map(item => print(item, depth + 1, breaks))
    : sortKeys(value).map(
        ([key, item]) => `${JSON.stringify(key)}: ${print(item, depth + 1, breaks)}`,
      )
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  if (items.length === 0 || !breaks(depth, items, value))
    return `${open}${items.join(', ')}${close}`
  const indent = '  '.repeat(depth)
  return `${open}\n${items.map(item => `${indent}  ${item}`).join(',\n')}\n${indent}${close}`
}

function sortKeys(value: object): [string, unknown][] {
  const rank = (key: string) => RANKS.get(key) ?? RANKS.size
  return Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1))
}

/** SHA-256 of the canonical text without the digest itself. */
export const rootDigest = (value: AnyBaseline): string => digested(value).value.digest

/** Digits of a digest that name a baseline: so many cannot be found again for another one. */
export const NAMING_DIGITS = 16

export const shortDigest = (digest: string) => digest.slice(0, NAMING_DIGITS)

/** A value with its digest, and how long its canonical text is with it. */
export function digested<T extends AnyBaseline>(value: T): { value: T; bytes: number } {
  const text = canonical({ ...value, digest: '' })
  const digest = createHash('sha256').update(text).digest('hex')
  const made = { ...value, digest }
  WRITTEN.set(made, text.replace('"digest": ""', `"digest": "${digest}"`))
  return { value: made, bytes: Buffer.byteLength(text) + digest.length }
}

/** What was written for the sake of its digest is not written twice. */
const WRITTEN = new WeakMap<AnyBaseline, string>()

export const withDigest = <T extends AnyBaseline>(value: T): T => digested(value).value
