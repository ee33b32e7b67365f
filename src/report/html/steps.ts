import type { Block } from '../blocks.ts'
import { gravestCell } from '../observed.ts'
import { html, type Markup, map, row } from './markup.ts'
import { bundle, span } from './states.ts'

/** Streams by moment: the same marks as the map of a suite, and one for what is close. */

const MOST = { moments: 40, rows: 120 }

const CELLS = {
  '=': { state: 'match', mark: '=', words: 'equal' },
  '~': { state: 'close', mark: '~', words: 'close: within the noise, or what rounding explains' },
  x: { state: 'drift', mark: '≠', words: 'differs' },
  ' ': { state: 'unknown', mark: '', words: 'not recorded' },
} as const

export function steps({ moments, rows }: Extract<Block, { kind: 'steps' }>): Markup {
  const columns = bundle([...moments.keys()], MOST.moments)
  const body = rows.slice(0, MOST.rows).map(({ stream, ranks, cells }) =>
    row(
      ranks ? `${stream}, rank ${ranks}` : stream,
      columns.map(members => {
        const letters = members.map(index => cells[index] ?? ' ').join('')
        const { state, mark } = CELLS[gravestCell(letters)]
        return html`<td class="${state}">${mark}</td>`
      }),
    ),
  )
  const head = columns.map(
    members => html`<th scope="col">${span(members.map(index => moments[index] ?? ''))}</th>`,
  )
  const left = rows.length - MOST.rows
  return html`<ul class="legend" aria-label="Marks of the table">${Object.values(CELLS).map(({ state, mark, words }) => html`<li><span class="square ${state}">${mark}</span> ${words}</li>`)}</ul>
${map(
  'Streams by step',
  'Streams in the order of cause and effect. 1.3 is batch 3 of epoch 1, both from 0.',
  html`<tr><th scope="col">stream</th>${head}</tr>`,
  body,
)}${left > 0 && html`<p class="muted">… and ${left} more in report.json</p>`}`
}
