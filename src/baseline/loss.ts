import { ExpectedError, type Spell } from '../lib/errors.ts'
import type { Accepted, Baseline, Pending, Replaced } from '../model/baseline.ts'

/** What a committed baseline knows and the one that would replace it does not. */

type Proposed = Pick<Pending, 'suite' | 'scenarios' | 'channels'>

export function replacedBy(
  proposed: Proposed,
  { suite, digest, ...committed }: Baseline,
): Replaced {
  const names = Object.keys(committed.channels)
  const lacks = lackingIn(proposed)
  const rows = { before: committed.scenarios, now: proposed.scenarios }
  const ofScenario = Map.groupBy(names, name => name.split('/')[0] ?? '')
  const lost = [...ofScenario].flatMap(([scenario, members]): Replaced['lost'] => {
    const row = rows.now[scenario]
    if (!row) return [{ scenario, streams: members.length, why: 'left out' }]
    if (textOf(row) !== textOf(rows.before[scenario]))
      return [{ scenario, streams: members.length, why: 'edited' }]
    const gone = members.filter(lacks).length
    return gone ? [{ scenario, streams: gone, why: 'not measured' }] : []
  })
  return { suite, digest, streams: names.length, lost }
}

const textOf = (row: object | undefined) => JSON.stringify(Object.entries(row ?? {}).sort())

/** Whether a stream has no place among those of the proposal, which may have folded other ranks. */
function lackingIn({ channels }: Proposed): (name: string) => boolean {
  const covered = new Set(Object.keys(channels).flatMap(oneByOne))
  return name => oneByOne(name).some(each => !covered.has(each))
}

const FOLDED = /\/rank(\d+)-(\d+)\//
const MOST_RANKS = 512

function oneByOne(name: string): string[] {
  const [, first, last] = FOLDED.exec(name) ?? []
  if (first === undefined) return [name]
  const count = Math.min(MOST_RANKS, Number(last) - Number(first) + 1)
  const ranks = Array.from({ length: Math.max(0, count) }, (_, index) => Number(first) + index)
  return ranks.map(rank => name.replace(FOLDED, `/rank${rank}/`))
}

/** What would be lost and what to do instead, in one sentence; null if nothing would be. */
export function lossInWords(
  { suite, channels }: Proposed,
  replaced: Replaced | null,
  spell: Spell,
): string | null {
  if (!replaced || replaced.lost.length === 0) return null
  const before = suiteOf(replaced.suite)
  const count = Object.keys(channels).length
  if (suiteOf(suite) !== before)
    return (
      `this run is '${suite}' (${count} streams), the baseline is '${replaced.suite}' (${replaced.streams}): ` +
      `run with ${spell('suite')} ${before}, or accept with ${spell('shrink')}`
    )
  const lost = replaced.lost.reduce((sum, { streams }) => sum + streams, 0)
  return (
    `this run drops ${lost} of the ${replaced.streams} streams of the baseline (${causesOf(replaced)}): ` +
    `run again with the scenarios that it has, or accept with ${spell('shrink')}`
  )
}

const suiteOf = (name: string) => name.replace(/^edited /, '')

const MOST_NAMED = 5

/** `left out: cut, resumed; edited: seeded` */
function causesOf({ lost }: Replaced): string {
  const causes = [...Map.groupBy(lost, ({ why }) => why)]
  return causes
    .map(([why, members]) => {
      const names = members.map(({ scenario }) => scenario)
      const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''
      return `${why}: ${names.slice(0, MOST_NAMED).join(', ')}${more}`
    })
    .join('; ')
}

/**
 * Throws where a proposal was compared with another baseline than the one that is committed, and would undo what
 * somebody has accepted meanwhile.
 */
export function mustKnow(
  next: Pick<Baseline, 'accepted' | 'channels'>,
  committed: Baseline,
  comparedWith: Replaced | null,
): void {
  if (comparedWith?.digest === committed.digest) return // the one who accepts has seen what differs
  const kept = new Set(next.accepted.flatMap(subjectsOf))
  const forgotten = committed.accepted.filter(entry =>
    subjectsOf(entry).some(each => !kept.has(each)),
  )
  const moved = Object.entries(committed.channels).filter(
    ([name, { epochs }]) =>
      next.channels[name] && next.channels[name].epochs.join() !== epochs.join(),
  )
  const undone = [
    ...(moved.length ? [`${moved.length} of its streams have other values`] : []),
    ...forgotten.map(({ check }) => `it accepts ${check}`),
  ]
  if (undone.length === 0) return
  throw new ExpectedError(
    spell =>
      `this run was not compared with the committed baseline (${undone.join('; ')}): ` +
      `check again, or accept with ${spell('shrink')}`,
  )
}

const subjectsOf = ({ check, subjects }: Accepted) => subjects.map(subject => `${check} ${subject}`)
