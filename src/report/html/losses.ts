import type { Block } from '../blocks.ts'
import { details, html, type Markup, type Part, table } from './markup.ts'
import { bundle } from './states.ts'

/** The losses of both sides as a drawing that does nothing, and as numbers for those who do not see it. */

const SIZE = { width: 640, height: 220, left: 64, right: 12, top: 12, bottom: 30 }
const MOST_POINTS = 400
const MOST_ROWS = 200

type Losses = Extract<Block, { kind: 'losses' }>

/** What is drawn of a step: the first of those that share a point. */
interface Point {
  step: number
  now: number | null
  before: number | null
  /** How far a repeat is from it; null where there is none. */
  noise: number | null
}

export function losses(block: Losses): Markup | false {
  const points = pointsOf(block.losses)
  const values = points.flatMap(({ now, before, noise }) => [
    ...(now === null ? [] : [now - (noise ?? 0), now + (noise ?? 0)]),
    ...(before === null ? [] : [before]),
  ])
  if (values.length === 0) return false
  const place = scaleOf(values.filter(Number.isFinite), points.at(-1)?.step ?? 0)
  const hasBefore = points.some(({ before }) => before !== null)
  const hasNoise = points.some(({ noise }) => noise)
  const title = `Loss by step${hasBefore ? `, ${block.reference} and now` : ''}`
  const line = (name: 'now' | 'before') =>
    runsOf(points, each => each[name]).map(
      run => html`<polyline class="${name}" points="${pointsIn(run, place)}"/>`,
    )
  return html`<figure>
<svg class="plot" role="img" viewBox="0 0 ${SIZE.width} ${SIZE.height}" aria-label="${title}; the numbers are below">
${axes(place)}
${hasNoise && band(points, place)}
${hasBefore && line('before')}${line('now')}
</svg>
<figcaption class="muted">${title}. ${keyOf(hasBefore && block.reference, hasNoise)}</figcaption>
</figure>
${numbers(points, block)}`
}

const keyOf = (reference: string | false, hasNoise: boolean): Part => [
  html`<span class="key now">━ now</span>`,
  reference && html` <span class="key before">┅ ${reference}</span>`,
  hasNoise && html` <span class="key noise">▒ noise: how far a repeat is from it</span>`,
]

const finite = (value: number | null | undefined) =>
  value !== null && value !== undefined && Number.isFinite(value) ? value : null

function pointsOf({ now, before, repeat }: Losses['losses']): Point[] {
  const steps = [...Array(Math.max(now.length, before.length)).keys()]
  return bundle(steps, MOST_POINTS).flatMap(([step]) => {
    if (step === undefined) return []
    const [here, again] = [finite(now[step]), finite(repeat[step])]
    const noise = here === null || again === null ? null : finite(Math.abs(here - again))
    return [{ step, now: here, before: finite(before[step]), noise }]
  })
}

/** Stretches without a gap. */
function runsOf(points: readonly Point[], value: (point: Point) => number | null) {
  const runs: [number, number][][] = [[]]
  for (const point of points) {
    const found = value(point)
    if (found === null) runs.push([])
    else runs.at(-1)?.push([point.step, found])
  }
  return runs.flatMap(run => {
    const [one] = run
    // One point alone would be no line.
    return one ? [run.length === 1 ? [one, one] : run] : []
  })
}

interface Place {
  (step: number, value: number): string
  low: number
  high: number
  last: number
}

/** From a step and a value to a place in the drawing. Halves, since a difference may be beyond what a number holds. */
function scaleOf(values: readonly number[], last: number): Place {
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const span = high / 2 - low / 2
  const { width, height, left, right, top, bottom } = SIZE
  const place = (step: number, value: number) => {
    const across = last ? step / last : 0.5
    const up = span ? (value / 2 - low / 2) / span : 0.5
    const x = left + across * (width - left - right)
    const y = height - bottom - up * (height - top - bottom)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  }
  return Object.assign(place, { low, high, last })
}

/** One by one: as a text they would be cut where texts get too long, and nothing would be drawn. */
const pointsIn = (run: readonly (readonly [number, number])[], place: Place): Part =>
  run.map(([step, value], at) => [at ? ' ' : '', place(step, value)])

function axes({ low, high, last }: Place): Markup {
  const { width, height, left, right, top, bottom } = SIZE
  const floor = height - bottom
  const label = (value: number) => String(Number(value.toPrecision(4)))
  return html`<path class="axis" d="M${left} ${top}V${floor}H${width - right}"/>
<text x="${left - 6}" y="${top + 8}" text-anchor="end">${label(high)}</text>
<text x="${left - 6}" y="${floor}" text-anchor="end">${label(low)}</text>
<text x="${left}" y="${height - 8}">step 0</text>
<text x="${width - right}" y="${height - 8}" text-anchor="end">step ${last}</text>`
}

function band(points: readonly Point[], place: Place): Markup[] {
  const edge = (sign: 1 | -1) =>
    runsOf(points, ({ now, noise }) => (now === null ? null : now + sign * (noise ?? 0)))
  const lower = edge(-1)
  return edge(1).map((upper, index) => {
    const back = lower[index]?.toReversed() ?? []
    return html`<polygon class="noise" points="${pointsIn([...upper, ...back], place)}"/>`
  })
}

function numbers(points: readonly Point[], { reference }: Losses): Markup {
  const cell = (value: number | null) =>
    value === null ? '—' : String(Number(value.toPrecision(9)))
  const hasBefore = points.some(({ before }) => before !== null)
  const hasRepeat = points.some(({ noise }) => noise !== null)
  const rows = points
    .slice(0, MOST_ROWS)
    .map(({ step, now, before, noise }) => [
      step,
      ...(hasBefore ? [cell(before)] : []),
      cell(now),
      ...(hasRepeat ? [cell(noise)] : []),
    ])
  const head = [
    ...['step', ...(hasBefore ? [reference] : []), 'now'],
    ...(hasRepeat ? ['a repeat is away by'] : []),
  ]
  return details(
    'The same in numbers',
    table({ caption: 'Loss by step', hidden: true, head, rows }),
  )
}
