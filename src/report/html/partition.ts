import type { ProbeRecord, Run } from '../../model/record.ts'
import { details, html, type Markup, map, row, table } from './markup.ts'
import { span } from './states.ts'

const MOST = { drawings: 6, indices: 128, epochs: 12, ranks: 16 }

interface Order {
  rank: number
  epoch: number
  draws: number
  digest: string
  /** The first indices: the record keeps no more. */
  head: number[]
}

/** Scenarios whose ranks have drawn the same indices in the same order. */
interface Drawing {
  scenarios: string[]
  size: number
  orders: Order[]
  partition: Run['partition']
}

/** Which rank draws which index of the dataset, in each epoch. */
export function partition(record: ProbeRecord): Markup {
  const drawings = drawingsOf(record)
  const left = drawings.slice(MOST.drawings).flatMap(({ scenarios }) => scenarios)
  return html`<p>Scenarios that have drawn the same indices in the same order are one drawing. The record keeps the first 8 indices that a rank draws in an epoch; what it does not keep is not guessed.</p>
${drawings.slice(0, MOST.drawings).map((drawing, index) => drawingMarkup(drawing, index === 0))}${left.length > 0 && html`<p class="muted">Not drawn here: ${left.join(', ')}.</p>`}`
}

function drawingsOf({ runs, suite }: ProbeRecord): Drawing[] {
  const each = runs
    .filter(({ run }) => run === 0)
    .map(({ scenario, channels, partition }) => ({
      scenarios: [scenario],
      size: suite.scenarios.find(({ id }) => id === scenario)?.parameters.dataset_size ?? 0,
      orders: Object.entries(channels).flatMap(([name, epochs]) => {
        const rank = /^rank(\d+)\/order$/.exec(name)?.[1]
        if (rank === undefined) return []
        return epochs.map(({ epoch, draws, digest, head }) => {
          return { rank: Number(rank), epoch, draws, digest, head: head.map(Number) }
        })
      }),
      partition,
    }))
  const key = ({ size, orders }: Drawing) =>
    [size, ...orders.map(({ rank, epoch, digest }) => `${rank} ${epoch} ${digest}`)].join()
  return [...Map.groupBy(each, key).values()].flatMap(members => {
    const [one] = members
    return one ? [{ ...one, scenarios: members.flatMap(({ scenarios }) => scenarios) }] : []
  })
}

function drawingMarkup({ scenarios, size, orders, partition }: Drawing, open: boolean): Markup {
  const epochs = [...Map.groupBy(orders, ({ epoch }) => epoch)].slice(0, MOST.epochs)
  const known = orders.reduce((sum, { head }) => sum + head.length, 0)
  const all = orders.reduce((sum, { draws }) => sum + draws, 0)
  const whole = known === all
  const summary = html`<strong>${scenarios.join(', ')}</strong> <span class="muted">${size} indices; ${whole ? `all ${all} draws are known` : `${known} of ${all} draws are known`}</span>`
  return details(
    summary,
    html`${size <= MOST.indices && strip(epochs, size, whole)}
${sequence(epochs)}
${table({
  caption: 'Counted over all draws',
  head: ['epoch', 'drawn', 'different', 'of the dataset', 'on more than one rank'],
  rows: partition
    .slice(0, MOST.epochs)
    .map(({ epoch, drawn, distinct, shared }) => [epoch, drawn, distinct, size, shared]),
})}`,
    open,
  )
}

/** The dataset as a row of squares for each epoch, with the rank that draws each index. */
function strip(epochs: [number, Order[]][], size: number, whole: boolean): Markup {
  const rows = epochs.map(([epoch, orders]) => {
    const cells = [...Array(size).keys()].map(index => {
      const ranks = orders.filter(({ head }) => head.includes(index)).map(({ rank }) => rank)
      if (ranks.length === 0) return html`<td class="unknown">${whole ? '∅' : '?'}</td>`
      return html`<td class="${ranks.length > 1 ? 'shared' : `rank${(ranks[0] ?? 0) % 4}`}">${ranks.join('+')}</td>`
    })
    return row(`epoch ${epoch}`, cells)
  })
  const caption = `The rank that draws each index of the dataset${whole ? '' : '; ? where the record does not say'}`
  const indices = [...Array(size).keys()].map(index => html`<th scope="col">${index}</th>`)
  const head = html`<tr><th scope="col">index</th>${indices}</tr>`
  return map(caption, caption, head, rows, ' strip')
}

function sequence(epochs: [number, Order[]][]): Markup {
  const rows = epochs.flatMap(([epoch, orders]) =>
    orders
      .slice(0, MOST.ranks)
      .map(({ rank, head, draws }) => [
        `epoch ${epoch}, rank ${rank}`,
        html`<span class="numbers">${head.join(' ')}</span>${draws > head.length && html` <span class="muted">… ${draws - head.length} more</span>`}`,
      ]),
  )
  const ranks = epochs[0]?.[1].map(({ rank }) => rank) ?? []
  const more =
    ranks.length > MOST.ranks ? `; ranks ${span(ranks.slice(MOST.ranks))} are in record.json` : ''
  return table({
    caption: `Indices in the order of training${more}`,
    head: ['who', 'indices'],
    rows,
  })
}
