import { cells } from '../support/results.ts'

/** One line of the table: what was measured, what came out, and what it should have been. */
export interface Row {
  name: string
  what: string
  value: string
  spread: string
  target: string
  met: string
}

export const table = (rows: Row[]): string =>
  cells(
    ['name', 'what', 'value', 'spread', 'target', 'met'],
    rows.map(row => [row.name, row.what, row.value, row.spread, row.target, row.met]),
  )

/** Digits after the point. Samples are given in the unit that they are shown in. */
const DIGITS = { '×': 2, '%': 1, ms: 1, s: 2, MiB: 0, kB: 0, 'B/step': 1, runs: 0 }
type Unit = keyof typeof DIGITS

interface Target {
  atMost?: number
  atLeast?: number
  /** What else a reader should know of these samples. */
  note?: string | undefined
}

export function median(samples: number[]): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(middle) - 1, Math.floor(middle) + 1)
  return (low + high) / 2
}

/** The median decides whether a target is met. */
export function row(
  name: string,
  what: string,
  samples: number[],
  unit: Unit,
  { atMost, atLeast, note }: Target = {},
): Row {
  const value = median(samples)
  const text = (number: number) => number.toFixed(DIGITS[unit])
  const range = `${text(Math.min(...samples))}..${text(Math.max(...samples))} (${samples.length})`
  const limits = [atMost !== undefined && `≤ ${atMost}`, atLeast !== undefined && `≥ ${atLeast}`]
  const target = limits.filter(Boolean).join(', ')
  const met =
    value <= (atMost ?? Number.POSITIVE_INFINITY) && value >= (atLeast ?? Number.NEGATIVE_INFINITY)
  return {
    name,
    what,
    value: `${text(value)} ${unit}`,
    spread: [samples.length > 1 ? range : 'once', note].filter(Boolean).join('; '),
    target: target ? `${target} ${unit}` : '–',
    met: target ? (met ? 'yes' : '**no**') : '–',
  }
}

/** What is shown for a measurement that could not be made, without the paths of this machine. */
export function failedRow(name: string, what: string, error: unknown): Row {
  const [line = ''] = String(error instanceof Error ? error.message : error).split('\n')
  const spread = line.replaceAll(/(?<![\w.])\/[\w./-]+\//g, '').slice(0, 200)
  return { name, what, value: 'failed', spread, target: '–', met: '**no**' }
}

export const ratios = (above: number[], below: number[]) =>
  above.map((value, index) => value / (below[index] ?? Number.NaN))

/** How much more `above` is, in per cent of `below`. */
export const excess = (above: number[], below: number[]) =>
  ratios(above, below).map(ratio => (ratio - 1) * 100)
