import { byCause, type Channel, happensOnce } from '../../model/channels.ts'
import { WEIGHTS } from '../words.ts'
import { details, html, type Markup, map, type Part, row } from './markup.ts'
import { bundle, type ChannelStates, gravest, STATES, type State, span } from './states.ts'

/** Columns and rows that a map has at most of a kind; more are put together, and the gravest is shown. */
const MOST = { ranks: 8, epochs: 8, workers: 8, scenarios: 60 }
/** Squares of all maps together: a page of some hundred thousand bytes. */
const MOST_SQUARES = 12_000

/** What moved where: scenarios by streams, and each scenario by rank, worker, library and epoch. */
export function heat(channels: readonly ChannelStates[], reference: string): Markup {
  const scenarios = [...Map.groupBy(channels, ({ channel }) => channel.scenario)]
  const maps = scenarios
    .map(([scenario, members]) => ({ scenario, members, worst: worstOf(members) }))
    .sort((a, b) => Number(isGrave(b.worst)) - Number(isGrave(a.worst)))
  let squares = 0
  let opened = 0
  const pictures = maps.flatMap(({ scenario, members, worst }) => {
    const layout = gridOf(members)
    squares += layout.rows.length * layout.ranks.length * layout.epochs.length
    if (squares > MOST_SQUARES) return []
    const summary = html`<strong>${scenario}</strong> ${tallyOf(members)}`
    return [details(summary, grid(scenario, layout), isGrave(worst) && opened++ < 1)]
  })
  const left = maps.length - pictures.length
  return html`${legend(reference)}
${overview(scenarios)}
${channels.some(({ channel }) => channel.kind.startsWith('weights')) && html`<p class="muted">${WEIGHTS}</p>`}
<h3>By rank, worker, library and epoch</h3>
${pictures}${left > 0 && html`<p class="muted">${left} more scenarios are in the map above alone: record.json has them.</p>`}`
}

const worstOf = (members: readonly ChannelStates[]) =>
  gravest(members.flatMap(({ states }) => states))
const isGrave = (state: State | null) => state === 'broken' || state === 'drift'

const legend = (reference: string) =>
  html`<ul class="legend" aria-label="Marks of the maps">${Object.entries(STATES).map(
    ([state, { mark, words }]) =>
      html`<li><span class="square ${state}">${mark}</span> ${words}${state === 'drift' || state === 'match' ? html` (${reference} and now)` : ''}</li>`,
  )}</ul>`

/** `12 of 36 streams differ; a check fails in 4`. */
function tallyOf(members: readonly ChannelStates[]): Part {
  const count = (state: State) => members.filter(({ states }) => gravest(states) === state).length
  const tallies = (['broken', 'drift', 'accepted', 'unknown', 'match'] as const)
    .map(state => ({ state, n: count(state) }))
    .filter(({ n }) => n > 0)
    .map(({ state, n }) => `${n} ${TALLY[state]}`)
  return html`<span class="muted">${members.length} streams: ${tallies.join(', ')}</span>`
}

const TALLY: Record<State, string> = {
  broken: 'in which a check fails',
  drift: 'differ',
  accepted: 'with a failure that is accepted or known',
  unknown: 'not compared',
  match: 'equal',
}

/** All draws of a library are one column: sentences name the functions. */
const columnOf = ({ kind, library }: Channel) => (library ? `${kind}/${library}` : kind)

function overview(scenarios: [string, ChannelStates[]][]): Markup {
  const all = scenarios.flatMap(([, members]) => members)
  const inOrder = all.map(({ channel }) => channel).sort(byCause)
  const groups = [...new Set(inOrder.map(columnOf))]
  const rows = scenarios.slice(0, MOST.scenarios).map(([scenario, members]) => {
    const columns = Map.groupBy(members, ({ channel }) => columnOf(channel))
    const cells = groups.map(name =>
      square(
        (columns.get(name) ?? []).flatMap(({ states }) => states),
        true,
      ),
    )
    return row(scenario, cells)
  })
  return map(
    'Map of scenarios and streams',
    'Scenarios by kind of stream, in the order of cause and effect. A number counts the squares below that are not equal.',
    html`<tr><th scope="col">scenario</th>${groups.map(name => html`<th scope="col" class="tall"><span>${name}</span></th>`)}</tr>`,
    rows,
  )
}

function square(states: readonly State[], counted = false, span = 1): Markup {
  const state = gravest(states)
  const wide = span > 1 ? html` colspan="${span}"` : ''
  if (!state) return html`<td${wide}></td>`
  const n = states.filter(each => each === state).length
  const count = counted && state !== 'match' && state !== 'unknown' ? html`<small>${n}</small>` : ''
  return html`<td class="${state}"${wide}>${STATES[state].mark}${count}</td>`
}

const isOnce = ({ channel }: ChannelStates) => happensOnce(channel.kind)

interface Grid {
  ranks: string[][]
  epochs: number[][]
  rows: { label: string; members: ChannelStates[] }[]
}

function gridOf(members: readonly ChannelStates[]): Grid {
  const epochs = members.filter(each => !isOnce(each)).flatMap(each => each.epochs)
  const numbers = [...new Set(epochs.map(({ epoch }) => epoch))].sort((a, b) => a - b)
  const workers = bundle(
    [...new Set(members.flatMap(({ channel: { worker } }) => worker ?? []))].sort((a, b) => a - b),
    MOST.workers,
  )
  const label = ({ channel: { kind, worker, library } }: ChannelStates) => {
    const bundled = workers.find(numbers => worker !== null && numbers.includes(worker))
    return `${kind}${bundled ? span(bundled) : ''}${library ? `/${library}` : ''}`
  }
  return {
    ranks: bundle([...new Set(members.map(({ ranks }) => ranks))], MOST.ranks),
    epochs: bundle(numbers.length ? numbers : [0], MOST.epochs),
    rows: [...Map.groupBy(members, label)].map(([label, members]) => ({ label, members })),
  }
}

function grid(scenario: string, { ranks, epochs, rows }: Grid): Markup {
  const body = rows.map(({ label, members }) => {
    const cells = ranks.map(bundled => {
      const here = members.filter(each => bundled.includes(each.ranks))
      if (here.every(isOnce))
        return square(
          here.flatMap(({ states }) => states),
          false,
          epochs.length,
        )
      return epochs.map(numbers =>
        square(
          here.flatMap(({ states, epochs }) =>
            states.filter((_, index) => numbers.includes(epochs[index]?.epoch ?? -1)),
          ),
        ),
      )
    })
    return row(label, cells)
  })
  const caption = `${scenario}: streams by rank and epoch`
  return map(
    caption,
    caption,
    html`
<tr><th scope="col" rowspan="2">stream</th>${ranks.map(each => html`<th scope="colgroup" colspan="${epochs.length}">rank ${span(each)}, epoch</th>`)}</tr>
<tr>${ranks.map(() => epochs.map(each => html`<th scope="col">${span(each)}</th>`))}</tr>
`,
    body,
  )
}
