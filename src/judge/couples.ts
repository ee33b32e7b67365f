import { type Channel, group, isReproducible, type Kind, type RunView } from '../model/channels.ts'
import { coordinateOf } from '../model/coordinate.ts'
import type { Epoch } from '../model/record.ts'
import type { Scenario, Suite } from '../model/suite.ts'
import { firstSwap } from './assignment.ts'
import { type Finding, sameStream } from './relations.ts'

/** Scenarios that are held against each other, and what must be between two runs of them. */
type Couple = readonly [Scenario, Scenario]
export type Couples = (suite: Suite) => Couple[]
export type Comparison = (a: RunView, b: RunView, suite: Suite) => Finding[]

/** Everything that two scenarios can differ in. */
const aspects = ({ id: _, runs: __, parameters, ...toggles }: Scenario) => ({
  ...parameters,
  ...toggles,
})
type Aspect = keyof ReturnType<typeof aspects>

/** Equal for scenarios that differ in this one at most. */
const allBut = (aspect: Aspect, scenario: Scenario) =>
  JSON.stringify({ ...aspects(scenario), [aspect]: null })

/** Seeded scenarios that differ in one aspect and in nothing else. */
export const differingIn =
  (aspect: Aspect): Couples =>
  ({ scenarios }) => {
    const others = new Map(scenarios.map(each => [each, allBut(aspect, each)]))
    return scenarios
      .flatMap((a, index) => scenarios.slice(index + 1).map(b => [a, b] as const))
      .filter(([a, b]) => a.parameters.seed_everything && others.get(a) === others.get(b))
      .filter(([a, b]) => aspects(a)[aspect] !== aspects(b)[aspect])
  }

/** A training that validates without drawing anything, with the one that does not validate. */
export const quietlyValidated: Couples = suite =>
  differingIn('validate')(suite).filter(pair => pair.every(({ validate }) => validate !== true))

/** A scenario that resumes another, with the one whose checkpoint that is. */
export const resumedAndCut: Couples = ({ scenarios }) =>
  scenarios.flatMap(resumed => {
    const cut = scenarios.find(({ id }) => id === resumed.resumes)
    return cut ? [[resumed, cut] as const] : []
  })

/** Those of which both scenarios are so. */
export const both =
  (applies: (scenario: Scenario) => boolean, couples: Couples): Couples =>
  suite =>
    couples(suite).filter(couple => couple.every(applies))

/** A scenario that resumes another, with the one that trains the same without a break. */
export const resumedAndWhole: Couples = ({ scenarios }) =>
  scenarios
    .filter(({ resumes }) => resumes !== null)
    .flatMap(resumed => {
      const whole = scenarios.findLast(
        other => other.resumes === null && allBut('resumes', resumed) === allBut('resumes', other),
      )
      return whole ? [[resumed, whole] as const] : []
    })

/** The same comparison from the later scenario of a couple: the one that deviates. */
export const ofTheLater =
  (compare: Comparison): Comparison =>
  (a, b, suite) =>
    compare(b, a, suite)

/** Channels that two runs must have alike and do not; `what` ends the sentence. */
export const agree =
  (what: (other: Scenario) => string): Comparison =>
  (a, b) =>
    pairChannels(a, b).flatMap(({ channel, mine, theirs }) => {
      if (!isReproducible(channel, a.scenario.parameters)) return []
      const at = mine.find((epoch, index) => epoch.digest !== theirs[index]?.digest)
      return at ? [findingAt(a, channel, at.epoch, what(b.scenario))] : []
    })

/** The same in the channels that both have. */
export const inCommon =
  (compare: Comparison): Comparison =>
  (a, b, suite) => {
    const paired = pairChannels(a, b).filter(({ theirs }) => theirs.length > 0)
    const common = new Set(paired.map(({ channel }) => channel))
    return compare(
      { ...a, channels: a.channels.filter(each => common.has(each.channel)) },
      b,
      suite,
    )
  }

/** What two runs of a scenario have loaded by different workers explains all else that differs. */
export const byTheSameWorkers =
  (compare: Comparison): Comparison =>
  (a, b, suite) => {
    const swap = firstSwap(a, b)
    if (!swap) return compare(a, b, suite)
    return [{ scenario: a.scenario.id, part: 'worker', detail: `${a.scenario.id}: ${swap}` }]
  }

/** What a training starts with -> what the one that saved it has ended with. */
const RESTORED: Partial<Record<Kind, Kind>> = {
  'weights.start': 'weights.end',
  'state.start': 'state.end',
}

/** A resumed training starts with all that the cut one has ended with. */
export const restoreEverything: Comparison = (resumed, cut) => {
  const key = ({ rank, library }: Channel, kind: Kind) => `${rank} ${kind} ${library}`
  const ends = new Map(
    cut.channels.map(({ channel, epochs }) => [key(channel, channel.kind), epochs[0]?.digest]),
  )
  return resumed.channels.flatMap(({ channel, epochs }) => {
    const end = RESTORED[channel.kind]
    if (!end || ends.get(key(channel, end)) === epochs[0]?.digest) return []
    const than = `${cut.scenario.id}/rank${channel.rank}/${group({ ...channel, kind: end })}`
    return [findingAt(resumed, channel, 0, `differs from ${than}`)]
  })
}

/** Channels that no draw reaches, or need not. */
const SEEDLESS: readonly Kind[] = ['val.order', 'modes', 'state.start', 'state.end']

/** No stream of the one is in the other. Orders and weights are compared whole. */
export const shareNothing: Comparison = (a, b) =>
  pairChannels(a, b).flatMap(({ channel, mine, theirs }) => {
    const isSame = (epoch: Epoch, other: Epoch | undefined) =>
      other && (channel.library ? sameStream(epoch, other) : epoch.digest === other.digest)
    const alike = mine.find((epoch, index) => isSame(epoch, theirs[index]))
    if (!alike || SEEDLESS.includes(channel.kind)) return []
    const seeds = `${a.scenario.parameters.seed} and ${b.scenario.parameters.seed}`
    return [findingAt(a, channel, alike.epoch, `is the same with seeds ${seeds}`)]
  })

/** From the cut on, every rank goes through the samples as if there had been none. */
export const continueTheOrder: Comparison = (resumed, whole) =>
  pairChannels(resumed, whole)
    .filter(({ channel }) => channel.kind === 'order')
    .flatMap(({ channel, mine, theirs }) => {
      const at = (epochs: Epoch[], number: number) => epochs.find(({ epoch }) => epoch === number)
      const { torn } = resumed.span
      const changed = mine.find(
        ({ epoch, digest }) => epoch !== torn?.epoch && at(theirs, epoch)?.digest !== digest,
      )
      const than = `differs from ${whole.scenario.id}`
      const later = changed ? [findingAt(resumed, channel, changed.epoch, than)] : []
      const all = torn && at(theirs, torn.epoch)
      if (!all) return later
      const before = Math.min(all.draws, torn.steps * resumed.scenario.parameters.batch_size)
      const what = restOf(all, before, at(mine, torn.epoch))
      const rest = what && findingAt(resumed, channel, torn.epoch, what)
      return [...(rest ? [{ ...rest, part: `the rest of the ${rest.part}` }] : []), ...later]
    })

/** What is wrong with the rest of an epoch that was cut, as far as its first samples tell. */
function restOf(whole: Epoch, before: number, rest: Epoch | undefined): string | null {
  const missing = whole.draws - before
  if (rest?.draws !== missing)
    return `has ${rest?.draws ?? 0} samples after the cut, not ${missing}`
  const expected = whole.head.slice(before)
  const found = rest.head.slice(0, expected.length)
  if (expected.slice(0, found.length).join() === found.join()) return null
  return `goes on with samples ${found.join(', ')}, not ${expected.join(', ')}`
}

const findingAt = (run: RunView, channel: Channel, epoch: number, what: string): Finding => ({
  scenario: run.scenario.id,
  part: group(channel),
  detail: `${coordinateOf(channel.name, { epoch, step: null, draw: null })} ${what}`,
})

function pairChannels(
  a: RunView,
  b: RunView,
): { channel: Channel; mine: Epoch[]; theirs: Epoch[] }[] {
  const place = (channel: Channel) => channel.name.slice(channel.scenario.length)
  const others = new Map(b.channels.map(({ channel, epochs }) => [place(channel), epochs]))
  return a.channels.map(({ channel, epochs }) => ({
    channel,
    mine: epochs,
    theirs: others.get(place(channel)) ?? [],
  }))
}
