import type { Baseline, BaselineChannel } from '../../model/baseline.ts'
import type { Epoch } from '../../model/record.ts'
import type { Story } from '../../model/report.ts'
import { parseTrail } from '../../model/trail.ts'
import { decimal, moment, streamsOf } from '../words.ts'
import { code, details, html, type Markup, type Part, table } from './markup.ts'
import type { ChannelStates } from './states.ts'

const MOST_STORIES = 12
const MOST_EPOCHS = 24
/** Steps of a trail around the first that differs. */
const AROUND = 4

/** The streams of each story beside each other, as far as both sides are kept. */
export function streams(
  stories: readonly Story[],
  channels: readonly ChannelStates[],
  baseline: Baseline | null,
  reference: string,
): Markup {
  const known = new Map(channels.map(states => [states.channel.name, states]))
  return html`${stories.slice(0, MOST_STORIES).map((story, index) => {
    const name = story.channels[0] ?? ''
    const states = known.get(name)
    const theirs = baseline?.channels[name]
    const summary = html`${code(streamsOf(story.channels).pattern)} <span class="muted">${moment(story)}; shown is ${name}</span>`
    if (!states || !theirs) return ''
    return details(summary, beside(story, states, theirs, reference), index === 0)
  })}`
}

function beside(
  story: Story,
  states: ChannelStates,
  theirs: BaselineChannel,
  reference: string,
): Markup {
  const index = Math.max(
    0,
    states.epochs.findIndex(({ epoch }) => epoch === story.first.epoch),
  )
  const mine = states.epochs[index]
  if (!mine) return html`<p>Nothing of it was measured.</p>`
  return html`${values(states.epochs[0], theirs, reference)}
${steps(mine, theirs.trail?.[index] ?? '', theirs.epochs[index] ?? '', reference)}
${epochs(states, theirs, reference)}`
}

const same = (equal: boolean): Part =>
  equal ? html`<span class="same">= equal</span>` : html`<span class="moved">≠ differs</span>`

/** The first values of the first epoch: a baseline keeps no others. */
function values(mine: Epoch | undefined, { head = [] }: BaselineChannel, reference: string): Part {
  if (!mine || head.length === 0)
    return html`<p class="muted">The ${reference} keeps no values of this channel.</p>`
  const literal = (value: string | undefined): Part => {
    if (value === undefined) return html`<span class="muted">not kept</span>`
    const short = decimal(value)
    return short === value ? value : html`${short} <small>${value}</small>`
  }
  const rows = [...Array(Math.max(head.length, mine.head.length)).keys()].map(draw => {
    const both = head[draw] !== undefined && mine.head[draw] !== undefined
    return [
      draw,
      literal(head[draw]),
      literal(mine.head[draw]),
      both ? same(head[draw] === mine.head[draw]) : '',
    ]
  })
  const caption = `First values of epoch ${mine.epoch}, of ${mine.draws}`
  return table({ caption, head: ['draw', reference, 'now', ''], rows })
}

/** Running digests around the first step after which they differ. */
function steps(mine: Epoch, trail: string, digest: string, reference: string): Part {
  const theirs = new Map(parseTrail(trail).map(([step, at]) => [step, at ?? digest.slice(0, 8)]))
  const both = parseTrail(mine.trail).flatMap(([step, here]) => {
    const there = theirs.get(step)
    return there && here ? [{ step, there, here, equal: there === here }] : []
  })
  const first = both.findIndex(({ equal }) => !equal)
  const from = Math.max(0, (first === -1 ? both.length : first) - AROUND)
  const rows = both
    .slice(from, from + 2 * AROUND)
    .map(({ step, there, here, equal }) => [step, code(there), code(here), same(equal)])
  const caption = `Running digests of epoch ${mine.epoch} after some steps; ${both.length} are known on both sides`
  return rows.length > 0 && table({ caption, head: ['after step', reference, 'now', ''], rows })
}

function epochs({ epochs }: ChannelStates, theirs: BaselineChannel, reference: string): Markup {
  const rows = epochs.slice(0, MOST_EPOCHS).map(({ epoch, digest }, index) => {
    const there = theirs.epochs[index]
    const short = digest.slice(0, there?.length ?? 16)
    return [epoch, there ? code(there) : '—', code(short), same(there === short)]
  })
  const caption = `Digests of whole epochs${epochs.length > MOST_EPOCHS ? `, the first ${MOST_EPOCHS} of ${epochs.length}` : ''}`
  return table({ caption, head: ['epoch', reference, 'now', ''], rows })
}
