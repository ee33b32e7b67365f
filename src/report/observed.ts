import type { Source } from '../model/training.ts'
import type { TrainingReport } from '../model/training-report.ts'
import { code, type Sentence, say, words } from './sentence.ts'

/** What a training was seen to do, in words: its losses, its streams, its lines of code. */

/** How a line asks for what no seed decides; the rest is `asks for` it. */
const ASKS: readonly [begins: string, verb: string][] = [
  ['clock', 'asks the '],
  ['order of a directory', 'asks for the '],
]

/** A line of code with all that asked for the same there. */
function askers(sources: readonly Source[]): Source[][] {
  return [...Map.groupBy(sources, ({ what, where }) => `${where}\n${what}`).values()]
}

/** `train.py:25 in __getitem__ asks the clock (time.time_ns)`, who did and how often; a sentence a line of code. */
export const sourcesInWords = (sources: readonly Source[]): Sentence[] =>
  askers(sources).flatMap(all => {
    const [one] = all
    if (!one) return []
    const { what, where } = one
    const verb = ASKS.find(([begins]) => what.startsWith(begins))?.[1] ?? 'asks for '
    const times = all.reduce((sum, each) => sum + each.times, 0)
    const often = times === 1 ? 'once' : `${times} times`
    return [say`${code(where)} ${words(verb)}${what} (${words(placesOf(all))}, ${words(often)}).`]
  })

function placesOf(all: readonly Source[]): string {
  const ranks = new Set(all.map(({ rank }) => rank))
  const workers = new Set(all.map(({ worker }) => worker))
  const [[rank = 0], [worker = null]] = [[...ranks], [...workers]]
  if (ranks.size > 1) return `${ranks.size} ranks`
  if (workers.size > 1) return `rank ${rank}, ${workers.size} of its processes`
  return worker === null ? `rank ${rank}` : `rank ${rank}, worker ${worker}`
}

const isNumber = (value: number | null | undefined): value is number => Number.isFinite(value)
/** JSON has no word for what is not finite. */
const shown = (value: number | null | undefined) =>
  isNumber(value) ? code(String(Number(value.toPrecision(6)))) : words('not finite')

/** The greatest distance between two series over all steps; 0 where they share no finite value. */
export const distanceOf = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((most, value, step) => {
    const there = other[step]
    return isNumber(value) && isNumber(there) ? Math.max(most, Math.abs(value - there)) : most
  }, 0)

export function lossesInWords(
  { now, before, repeat }: TrainingReport['losses'],
  reference: string,
): Sentence {
  const noise = distanceOf(now, repeat)
  const isSame = before.length === now.length && distanceOf(now, before) === 0
  const last = isSame
    ? say`It is ${shown(now.at(-1))} at the last step, and the same at each step on the side of the ${words(reference)}.`
    : before.length
      ? say`At the last step it is ${shown(now.at(-1))} now, and on the side of the ${words(reference)} ${shown(before.at(-1))}.`
      : say`It is ${shown(now[0])} at the first step and ${shown(now.at(-1))} at the last.`
  if (repeat.length === 0) return last
  return noise === 0
    ? say`${last} A repeat has the same losses.`
    : say`${last} A repeat is up to ${shown(noise)} away: that is the noise.`
}

/** The gravest mark of a row: `x` different, `~` close, `=` equal. */
export const gravestCell = (cells: string): 'x' | '~' | '=' | ' ' =>
  (['x', '~', '='] as const).find(mark => cells.includes(mark)) ?? ' '

export function stepsInWords(rows: TrainingReport['streams']): Sentence {
  const count = (mark: string) => rows.filter(({ cells }) => gravestCell(cells) === mark).length
  const [different, close] = [count('x'), count('~')]
  const parts = [
    `${count('=')} of ${rows.length} streams are equal at every moment`,
    close && `${close} ${close === 1 ? 'is' : 'are'} close`,
    different && `${different} ${different === 1 ? 'differs' : 'differ'}`,
  ]
  return [words(`${parts.filter(Boolean).join(', ')}.`)]
}

const MOST = { rows: 16, moments: 40 }

/** The rows that are not equal throughout: a letter a moment, then whose they are. */
export function stepLines(rows: TrainingReport['streams']): string[] {
  const moved = rows.filter(({ cells }) => /[x~]/.test(cells))
  const left = moved.length - MOST.rows
  return [
    ...moved.slice(0, MOST.rows).map(({ stream, ranks, cells }) => {
      const letters = cells.slice(0, MOST.moments).replaceAll(' ', '.')
      const cut = cells.length > MOST.moments ? '…' : ''
      return `${letters}${cut} ${stream}${ranks && `, rank ${ranks}`}`
    }),
    ...(left > 0 ? [`… and ${left} more`] : []),
    ...(moved.length ? ['(= equal, ~ close, x different, . not recorded)'] : []),
  ]
}
