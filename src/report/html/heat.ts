import { byCause } from '../../model/channels.ts'
import { folded, html, type Markup, type Part, scrolling } from './markup.ts'
import { bundle, gravest, type Place, STATES, type State, span } from './states.ts'

/** Columns and rows that a map has at most of a kind; more are put together, and the gravest is shown. */
const MOST = { ranks: 8, epochs: 8, workers: 8, scenarios: 60 }
/** Squares of all maps together: a page of some hundred thousand bytes. */
const MOST_SQUARES = 12_000

/** What moved where: scenarios by streams, and each scenario by rank, worker, library and epoch. */
export function heat(places: readonly Place[], reference: string): Markup {
  const scenarios = [...Map.groupBy(places, place => place.scenario)]
  const maps = scenarios
    .map(([scenario, members]) => ({ scenario, members, worst: worstOf(members) }))
    .sort((a, b) => Number(isGrave(b.worst)) - Number(isGrave(a.worst)))
  let squares = 0
  let opened = 0
  const drawn = maps.flatMap(({ scenario, members, worst }) => {
    const map = gridOf(members)
    squares += map.rows.length * map.ranks.length * map.epochs.length
    if (squares > MOST_SQUARES) return []
    const summary = html`<strong>${scenario}</strong> ${told(members)}`
    return [folded(summary, grid(scenario, map), isGrave(worst) && opened++ < 1)]
  })
  const left = maps.length - drawn.length
  return html`${legend(reference)}
${overview(scenarios)}
<h3>By rank, worker, library and epoch</h3>
${drawn}${left > 0 && html`<p class="muted">${left} more scenarios are in the map above alone: record.json has them.</p>`}`
}

const worstOf = (members: readonly Place[]) => gravest(members.flatMap(({ states }) => states))
const isGrave = (state: State | null) => state === 'broken' || state === 'drift'

const legend = (reference: string) =>
  html`<ul class="legend" aria-label="Marks of the maps">${Object.entries(STATES).map(
    ([state, { mark, words }]) =>
      html`<li><span class="square ${state}">${mark}</span> ${words}${state === 'drift' || state === 'match' ? html` (${reference} and now)` : ''}</li>`,
  )}</ul>`

/** `12 of 36 channels differ; a check fails in 4`. */
function told(members: readonly Place[]): Part {
  const count = (state: State) => members.filter(({ states }) => gravest(states) === state).length
  const said = (['broken', 'drift', 'accepted', 'unknown', 'match'] as const)
    .map(state => ({ state, n: count(state) }))
    .filter(({ n }) => n > 0)
    .map(({ state, n }) => `${n} ${TALLY[state]}`)
  return html`<span class="muted">${members.length} channels: ${said.join(', ')}</span>`
}

const TALLY: Record<State, string> = {
  broken: 'in which a check fails',
  drift: 'differ',
  accepted: 'accepted',
  unknown: 'not compared',
  match: 'equal',
}

/** One square for each scenario and kind of stream. */
function overview(scenarios: [string, Place[]][]): Markup {
  const all = scenarios.flatMap(([, members]) => members)
  const groups = [...Map.groupBy(all, place => place.group)]
    .flatMap(([name, [one]]) => (one ? [{ name, channel: one.channel }] : []))
    .sort((a, b) => byCause(a.channel, b.channel))
    .map(({ name }) => name)
  const rows = scenarios.slice(0, MOST.scenarios).map(([scenario, members]) => {
    const cells = groups.map(name =>
      square(
        members.filter(place => place.group === name).flatMap(({ states }) => states),
        true,
      ),
    )
    return html`<tr><th scope="row">${scenario}</th>${cells}</tr>\n`
  })
  return scrolling(
    'Map of scenarios and streams',
    html`<table class="heat">
<caption>Scenarios by kind of stream, in the order of cause and effect. A number counts the squares below that are not equal.</caption>
<thead><tr><th scope="col">scenario</th>${groups.map(name => html`<th scope="col" class="tall"><span>${name}</span></th>`)}</tr></thead>
<tbody>
${rows}</tbody></table>`,
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

interface Grid {
  ranks: string[][]
  epochs: number[][]
  rows: { label: string; members: Place[] }[]
}

function gridOf(members: readonly Place[]): Grid {
  const epochs = members.filter(({ once }) => !once).flatMap(place => place.epochs)
  const numbers = [...new Set(epochs.map(({ epoch }) => epoch))].sort((a, b) => a - b)
  const workers = bundle(
    [...new Set(members.flatMap(({ channel: { worker } }) => worker ?? []))].sort((a, b) => a - b),
    MOST.workers,
  )
  const label = ({ channel: { kind, worker, library } }: Place) => {
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
      const here = members.filter(place => bundled.includes(place.ranks))
      if (here.every(({ once }) => once))
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
    return html`<tr><th scope="row">${label}</th>${cells}</tr>\n`
  })
  const caption = `${scenario}: streams by rank and epoch`
  return scrolling(
    caption,
    html`<table class="heat">
<caption>${caption}</caption>
<thead>
<tr><th scope="col" rowspan="2">stream</th>${ranks.map(each => html`<th scope="colgroup" colspan="${epochs.length}">rank ${span(each)}, epoch</th>`)}</tr>
<tr>${ranks.map(() => epochs.map(each => html`<th scope="col">${span(each)}</th>`))}</tr>
</thead>
<tbody>
${body}</tbody></table>`,
  )
}
