import { foldRanks, keptRanks, type Measured } from '../../judge/fold.ts'
import type { Baseline } from '../../model/baseline.ts'
import { group, isReproducible, viewRun } from '../../model/channels.ts'
import type { ProbeRecord } from '../../model/record.ts'
import type { Report } from '../../model/report.ts'
import { formatSubject } from '../../model/subject.ts'

/** What is to be said of a channel in an epoch, gravest first. */
export const STATES = {
  broken: { mark: '✗', words: 'a check fails in these streams' },
  drift: { mark: '≠', words: 'differs' },
  accepted: { mark: 'a', words: 'a check fails, and is accepted or known already' },
  unknown: { mark: '–', words: 'not compared' },
  match: { mark: '=', words: 'equal' },
} as const
export type State = keyof typeof STATES

const GRAVITY = Object.keys(STATES) as State[]

/** The gravest of some states; null of none. */
export const gravest = (states: readonly State[]): State | null =>
  GRAVITY.find(state => states.includes(state)) ?? null

/** A channel of a scenario, under the name that the baseline has for it. */
export interface ChannelStates extends Measured {
  /** `0`, or `2-7` where the baseline has folded them. */
  ranks: string
  states: State[]
}

/** The first run of every scenario, channel by channel in causal order, with what is to be said of it. */
export function statesOf(
  report: Report,
  record: ProbeRecord,
  baseline: Baseline | null,
): ChannelStates[] {
  const kept = keptRanks(Object.keys(baseline?.channels ?? {}))
  const excluded = new Set([
    ...report.added,
    ...report.notCompared.flatMap(({ channels }) => channels),
  ])
  const found = failures(report, baseline)
  return record.runs
    .filter(({ run }) => run === 0)
    .map(run => viewRun(record, run))
    .flatMap(({ scenario, channels }) =>
      foldRanks(channels, kept).map(({ channel, epochs }) => {
        const known = excluded.has(channel.name) ? undefined : baseline?.channels[channel.name]
        const comparable = known && isReproducible(channel, scenario.parameters)
        const subject = formatSubject({ scenario: scenario.id, part: group(channel) })
        const states = epochs.map(({ digest }, index): State => {
          const expected = known?.epochs[index]
          const drifted = comparable && (!expected || !digest.startsWith(expected))
          if (found.broken.has(subject)) return 'broken'
          if (drifted) return 'drift'
          if (found.accepted.has(subject)) return 'accepted'
          return comparable ? 'match' : 'unknown'
        })
        const ranks = /\/rank(\d+(?:-\d+)?)\//.exec(channel.name)?.[1] ?? ''
        return { channel, epochs, ranks, states }
      }),
    )
}

/** Subjects of the checks that fail, and of those that the baseline accepts. */
function failures(report: Report, baseline: Baseline | null) {
  const known = new Set(
    (baseline?.accepted ?? []).flatMap(({ check, subjects }) =>
      subjects.map(subject => `${check} ${subject}`),
    ),
  )
  const broken = new Set<string>()
  const accepted = new Set<string>()
  for (const { id, status, subjects } of report.checks)
    if (['fail', 'accepted', 'known'].includes(status))
      for (const subject of subjects)
        (status !== 'fail' || known.has(`${id} ${subject}`) ? accepted : broken).add(subject)
  return { broken, accepted }
}

/** Neighbours put together until there are no more than so many: `0`, `1`, or `0–3`, `4–7`. */
export function bundle<T>(items: readonly T[], most: number): T[][] {
  const size = Math.ceil(items.length / most) || 1
  const count = Math.ceil(items.length / size)
  return [...Array(count).keys()].map(index => items.slice(index * size, (index + 1) * size))
}

export function span(items: readonly (string | number)[]): string {
  const first = String(items[0] ?? '').split('-')[0]
  const last = String(items.at(-1) ?? '')
    .split('-')
    .at(-1)
  return first === last ? String(first) : `${first}–${last}`
}
