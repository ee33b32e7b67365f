import type { TrainingRun } from '../../model/training.ts'
import type { TrainingReport } from '../../model/training-report.ts'
import { rowOf } from './causal.ts'
import { lossesOf } from './closeness.ts'
import { byCause, type Cell, type Comparison, cellsOf, isRounding } from './compare.ts'
import type { Kinship } from './kinship.ts'
import { byTime, entriesOf } from './streams.ts'

/** The table of streams by step, and the losses, for reports. */

/** Columns that a reader can still see. */
const MOST_MOMENTS = 48

export function tableOf(
  comparison: Comparison,
  kinship: Kinship,
): Pick<TrainingReport, 'streams' | 'moments'> {
  const { pairs } = comparison
  const all = [
    ...new Set(pairs.flatMap(pair => [...namesOf(pair.expected), ...namesOf(pair.actual)])),
  ]
  const moments = thinned(all.sort(byTime), kinship.first?.moment ?? null)
  const groups = Map.groupBy(pairs, ({ fit, name }) => `${fit ? `fit${fit}/` : ''}${name}`)
  const rows = [...groups].sort(
    ([, [a]], [, [b]]) =>
      (a?.fit ?? 0) - (b?.fit ?? 0) ||
      rowOf(a?.name ?? '') - rowOf(b?.name ?? '') ||
      (a?.name ?? '').localeCompare(b?.name ?? '', 'en', { numeric: true }),
  )
  const streams = rows.map(([stream, members]) => {
    const cells = Map.groupBy(members.flatMap(cellsOf), ({ moment }) => moment)
    return {
      stream,
      ranks: rangesOf(members.map(({ rank }) => rank)),
      cells: moments.map(moment => markOf(cells.get(moment) ?? [], kinship)).join(''),
    }
  })
  return { streams, moments }
}

const namesOf = (trail: string) => entriesOf(trail).keys()

/** The worst of all ranks. */
function markOf(cells: readonly Cell[], { closeness, first }: Kinship): string {
  const unequal = cells.filter(({ expected, actual }) => expected !== actual)
  if (cells.length === 0) return ' '
  if (unequal.length === 0) return '='
  const isClose = (cell: Cell) =>
    isRounding(cell) && (closeness === 'close' || (first !== null && byCause(cell, first) < 0))
  return unequal.every(isClose) ? '~' : 'x'
}

/** Those before and after all steps, the first steps, where something differs first, and some of the others. */
function thinned(moments: readonly string[], first: string | null): string[] {
  if (moments.length <= MOST_MOMENTS) return [...moments]
  const every = Math.ceil((2 * moments.length) / MOST_MOMENTS)
  const early = MOST_MOMENTS / 2 - 4
  return moments.filter(
    (moment, at) => at < early || at % every === 0 || at === moments.length - 1 || moment === first,
  )
}

/** `0-3, 5` */
function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const each of numbers.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && each <= last[1] + 1) last[1] = each
    else ranges.push([each, each])
  }
  return ranges.map(([a, b]) => (a === b ? String(a) : `${a}-${b}`)).join(', ')
}

/** The mean over ranks of each batch; of several losses, the first. */
export const meanLosses = (run: TrainingRun | null | undefined): number[] =>
  (run?.fits ?? []).flatMap(({ ranks }) => {
    const all = ranks.map(({ losses }) => losses.map(text => lossesOf(text)[0] ?? Number.NaN))
    return (all[0] ?? []).map(
      (_, at) => all.reduce((sum, losses) => sum + (losses[at] ?? Number.NaN), 0) / all.length,
    )
  })
