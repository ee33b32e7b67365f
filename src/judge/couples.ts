import { type Channel, group, isReproducible, type RunView } from '../model/channels.ts'
import { coordinateOf } from '../model/coordinate.ts'
import type { Epoch } from '../model/record.ts'
import type { Scenario, Suite } from '../model/suite.ts'
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

const isLike = (a: Scenario, b: Scenario, except: Aspect) => {
  const others = (scenario: Scenario) => JSON.stringify({ ...aspects(scenario), [except]: null })
  return others(a) === others(b)
}

/** Seeded scenarios that differ in one aspect and in nothing else. */
export const differingIn =
  (aspect: Aspect): Couples =>
  ({ scenarios }) =>
    scenarios
      .flatMap((a, index) => scenarios.slice(index + 1).map(b => [a, b] as const))
      .filter(([a, b]) => a.parameters.seed_everything && isLike(a, b, aspect))
      .filter(([a, b]) => aspects(a)[aspect] !== aspects(b)[aspect])

/** A scenario that resumes another, with the one that trains the same without a break. */
export const resumedAndWhole: Couples = ({ scenarios }) =>
  scenarios
    .filter(({ resumes }) => resumes !== null)
    .flatMap(resumed => {
      const whole = scenarios.findLast(
        other => other.resumes === null && isLike(resumed, other, 'resumes'),
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

/** No stream of the one is in the other. Orders and weights are compared whole. */
export const shareNothing: Comparison = (a, b) =>
  pairChannels(a, b).flatMap(({ channel, mine, theirs }) => {
    const isSame = (epoch: Epoch, other: Epoch | undefined) =>
      other && (channel.library ? sameStream(epoch, other) : epoch.digest === other.digest)
    const alike = mine.find((epoch, index) => isSame(epoch, theirs[index]))
    if (!alike || channel.kind === 'val.order') return []
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
