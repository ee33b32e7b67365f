import type { Baseline, BaselineChannel } from '../model/baseline.ts'
import {
  byCause,
  type Channel,
  group,
  isPortable,
  isReproducible,
  viewRun,
} from '../model/channels.ts'
import { coordinateOf } from '../model/coordinate.ts'
import { hasValues, isState } from '../model/draws.ts'
import type { Epoch, ProbeRecord } from '../model/record.ts'
import type { Comparison, Coordinate, FirstDivergence, Story } from '../model/report.ts'
import { rowOf } from '../model/suite.ts'
import { parseTrail } from '../model/trail.ts'
import { foldRanks, keptRanks, type Measured } from './fold.ts'

interface Difference {
  channel: Channel
  first: Coordinate
  expected: string
  actual: string
}

const ABSENT = 'absent'

export function compare(record: ProbeRecord, baseline: Baseline): Comparison {
  const incomparable = whyNotPortable(record, baseline)
  const kept = keptRanks(Object.keys(baseline.channels))
  const edited = editedScenarios(record, baseline)
  const measured = record.runs
    .filter(run => run.run === 0)
    .map(run => viewRun(record, run))
    .flatMap(({ scenario, channels }) => {
      const reproducible = ({ channel }: Measured) => isReproducible(channel, scenario.parameters)
      return foldRanks(channels.filter(reproducible), kept)
    })
  const isComparable = (channel: Channel) => !incomparable || isPortable(channel)
  const isKnown = ({ name, scenario }: Channel) =>
    name in baseline.channels && !edited.has(scenario)
  const added = measured.filter(({ channel }) => !isKnown(channel))
  const compared = measured
    .filter(({ channel }) => isComparable(channel) && isKnown(channel))
    .sort((a, b) => byCause(a.channel, b.channel)) // stable: scenarios stay in the suite's order
  const differences = compared.flatMap(({ channel, epochs }) => {
    const difference = differ(channel, epochs, baseline.channels[channel.name])
    return difference ? [difference] : []
  })
  const differing = new Set(differences.map(({ channel }) => channel.name))
  const names = new Set(measured.map(({ channel }) => channel.name))
  const left = Object.keys(baseline.channels).filter(name => !names.has(name))
  const excluded = measured.filter(({ channel }) => !isComparable(channel))
  return {
    stories: stories(differences),
    firstDivergence: firstOf(
      differences,
      compared.map(({ channel }) => channel),
    ),
    compared: compared.length,
    added: added.map(({ channel }) => channel.name),
    unchanged: compared.flatMap(({ channel: { name } }) => (differing.has(name) ? [] : name)),
    notCompared: [
      { channels: excluded.map(({ channel }) => channel.name), reason: incomparable ?? '' },
      { channels: left, reason: `the ${record.suite.name} suite does not measure them` },
    ].filter(({ channels }) => channels.length > 0),
  }
}

/** Scenarios that have kept their names and are no longer what the baseline measured. */
function editedScenarios({ suite }: ProbeRecord, baseline: Baseline): Set<string> {
  const text = (row: object | undefined) => JSON.stringify(Object.entries(row ?? {}).sort())
  const edited = suite.scenarios.filter(
    each => text(rowOf(each, baseline.devices)) !== text(baseline.scenarios[each.id]),
  )
  return new Set(edited.map(({ id }) => id))
}

/** Why floats that were computed, rather than drawn, cannot be held against the baseline's. */
function whyNotPortable(record: ProbeRecord, baseline: Baseline): string | null {
  const here = record.environment
  const there = baseline.environment
  if (here.cpuCapability !== there.cpuCapability)
    return `computed values depend on the CPU's instructions: ${there.cpuCapability} in the baseline, ${here.cpuCapability} here`
  if (here.threads !== there.threads)
    return `computed values depend on the number of threads: ${there.threads} in the baseline, ${here.threads} here`
  return null
}

function differ(
  channel: Channel,
  epochs: Epoch[],
  expected: BaselineChannel | undefined,
): Difference | null {
  const length = Math.max(epochs.length, expected?.epochs.length ?? 0)
  for (let index = 0; index < length; index++) {
    const mine = epochs[index]
    const theirs = expected?.epochs[index]
    if (mine && theirs === mine.digest.slice(0, theirs?.length)) continue
    const epoch = mine?.epoch ?? index
    const unknown = { epoch, step: null, draw: null }
    if (!mine || !expected || !theirs)
      return { channel, first: unknown, expected: theirs ?? ABSENT, actual: mine?.digest ?? ABSENT }
    const step = firstStep(mine, expected.trail?.[index] ?? '', theirs)
    const draw = index === 0 ? firstDraw(mine.head, expected.head ?? []) : null
    if (draw !== null)
      return {
        channel,
        first: { epoch, step, draw },
        expected: expected.head?.[draw] ?? ABSENT,
        actual: mine.head[draw] ?? ABSENT,
      }
    return {
      channel,
      first: { epoch, step, draw },
      expected: theirs,
      actual: mine.digest.slice(0, theirs.length),
    }
  }
  return null
}

/**
 * The first step after which two trails disagree; both are thinned out, so they may skip steps. The
 * baseline's last entry has no digest of its own where the epoch's stands for it.
 */
function firstStep(mine: Epoch, theirs: string, digest: string): number | null {
  const here = new Map(parseTrail(mine.trail))
  for (const [step, running = digest.slice(0, 8)] of parseTrail(theirs))
    if (here.has(step) && here.get(step) !== running) return Number(step)
  return null
}

function firstDraw(mine: string[], theirs: string[]): number | null {
  const common = Math.min(mine.length, theirs.length)
  const draw = theirs.slice(0, common).findIndex((value, index) => value !== mine[index])
  return draw === -1 ? null : draw
}

/**
 * Channels of one part that differ from the same draw on are one story, whatever their scenario: so
 * are those whose draw is not known and that part ways at the same step; all that one function draws;
 * and all draws of a library, where seeding leaves its generator in another state.
 */
function stories(differences: Difference[]): Story[] {
  const libraries = new Set(
    differences.flatMap(({ channel }) => (isState(channel) ? channel.library : [])),
  )
  const key = ({ channel, first: { epoch, step, draw } }: Difference) => {
    const { library, draw: row } = channel
    if (row) return libraries.has(library) ? `draw/${library}` : `draw/${library}/${row}`
    return [group(channel), epoch, draw === null ? `step ${step}` : `draw ${draw}`].join()
  }
  return [...Map.groupBy(differences, key).values()].flatMap(members => {
    const one = members.find(({ channel }) => isState(channel) || hasValues(channel)) ?? members[0]
    if (!one) return []
    const { first, expected, actual } = one
    const others = members.filter(member => member !== one)
    const channels = [one, ...others].map(({ channel }) => channel.name)
    return [{ channels, first, expected, actual }]
  })
}

function firstOf(differences: Difference[], compared: Channel[]): FirstDivergence | null {
  const first = differences[0]
  if (!first) return null
  const before = compared.findIndex(({ name }) => name === first.channel.name)
  return {
    coordinate: coordinateOf(first.channel.name, first.first),
    expected: first.expected,
    actual: first.actual,
    matchingBefore: before,
    compared: compared.length,
  }
}
