import { type Channel, group, happensOnce, type Kind, type RunView } from '../model/channels.ts'
import type { Epoch } from '../model/record.ts'
import type { Subject } from '../model/subject.ts'
import { firstStray } from './assignment.ts'

/**
 * One place where a relation does not hold. Its subject is the same in every run, so that accepting
 * it accepts nothing else; `detail` is for the reader.
 */
export interface Finding extends Subject {
  detail: string
  /** Two that must be equal differ: where they do not repeat, they may differ for that alone. */
  differs?: true
}

export type Relation = (run: RunView) => Finding[]

export const each =
  (...relations: Relation[]): Relation =>
  run =>
    relations.flatMap(relation => relation(run))

interface Stretch {
  channel: Channel
  epoch: Epoch
}

function* pairs<T>(items: readonly T[]): Generator<[T, T]> {
  for (const [index, a] of items.entries()) for (const b of items.slice(index + 1)) yield [a, b]
}

function stretches(run: RunView, kind: Kind): Stretch[] {
  return run.channels
    .filter(({ channel }) => channel.kind === kind)
    .flatMap(({ channel, epochs }) => epochs.map(epoch => ({ channel, epoch })))
}

function nameOf({ channel, epoch }: Stretch): string {
  const place = channel.name.slice(channel.scenario.length + 1)
  return happensOnce(channel.kind) ? place : `${place} · epoch ${epoch.epoch}`
}

const finding = (channel: Channel, detail: string): Finding => ({
  scenario: channel.scenario,
  part: group(channel),
  detail,
})

/** Two streams are the same stream if as many first values as both have are equal. */
export function sameStream(a: Epoch, b: Epoch): boolean {
  const common = Math.min(a.head.length, b.head.length)
  return a.head.slice(0, common).every((value, index) => value === b.head[index])
}

/** The channels of a kind are equal to the last bit on all ranks, in every epoch. */
export function equalOnAllRanks(kind: Kind): Relation {
  return run => {
    const [first, ...others] = Map.groupBy(stretches(run, kind), p => p.channel.rank).values()
    const reference = new Map(
      first?.map(p => [`${group(p.channel)} ${p.channel.worker} ${p.epoch.epoch}`, p]),
    )
    return others.flat().flatMap(place => {
      const key = `${group(place.channel)} ${place.channel.worker} ${place.epoch.epoch}`
      const other = reference.get(key)
      if (other?.epoch.digest === place.epoch.digest) return []
      const than = other ? nameOf(other) : 'rank 0, which lacks it'
      const found = finding(place.channel, `${nameOf(place)} differs from ${than}`)
      return [{ ...found, differs: true }]
    })
  }
}

/**
 * All ranks draw the same of every function. Where seeding has left a generator in another state, that
 * is all there is to say of its library.
 */
export const drawsAgree: Relation = run => {
  const findings = each(equalOnAllRanks('draw'), equalOnAllRanks('draw.computed'))(run)
  const libraryOf = ({ part }: Finding) => part.split('/')[1]
  const isOfState = ({ part }: Finding) => part.endsWith('/state')
  const states = new Set(findings.filter(isOfState).map(libraryOf))
  return findings.filter(found => isOfState(found) || !states.has(libraryOf(found)))
}

/** No two streams of a kind are the same where `related` says that they must not be. */
function noneAlike(kind: Kind, related: (a: Stretch, b: Stretch) => boolean): Relation {
  return run =>
    [...Map.groupBy(stretches(run, kind), p => p.channel.library).values()].flatMap(streams =>
      [...pairs(streams)]
        .filter(([a, b]) => related(a, b) && sameStream(a.epoch, b.epoch))
        .map(([a, b]) => finding(b.channel, `${nameOf(b)} repeats ${nameOf(a)}`)),
    )
}

const sameEpoch = (a: Stretch, b: Stretch) => a.epoch.epoch === b.epoch.epoch
const sameRank = (a: Stretch, b: Stretch) => a.channel.rank === b.channel.rank

export const differentAcrossRanks = (kind: Kind): Relation =>
  noneAlike(kind, (a, b) => sameEpoch(a, b) && !sameRank(a, b))

export const differentAcrossWorkers = (kind: Kind): Relation =>
  noneAlike(
    kind,
    (a, b) => sameEpoch(a, b) && sameRank(a, b) && a.channel.worker !== b.channel.worker,
  )

/** Whichever worker it is, on whichever rank: a seed of base + epoch + worker repeats diagonally. */
export const differentAcrossEpochs = (kind: Kind): Relation =>
  noneAlike(kind, (a, b) => !sameEpoch(a, b))

/** The main process of a rank draws alike on all of them, so each is looked at by itself. */
export const differentAcrossEpochsOfARank = (kind: Kind): Relation =>
  noneAlike(kind, (a, b) => !sameEpoch(a, b) && sameRank(a, b))

/** What is the same in every step is the same in every epoch; one that is cut has fewer of them. */
export const equalInAllEpochs =
  (kind: Kind): Relation =>
  run =>
    run.channels
      .filter(({ channel }) => channel.kind === kind)
      .flatMap(({ channel, epochs: [first, ...others] }) =>
        others.flatMap(epoch => {
          if (!first) return []
          const isWhole = epoch.draws === first.draws
          if (isWhole ? epoch.digest === first.digest : sameStream(epoch, first)) return []
          const [name, than] = [nameOf({ channel, epoch }), nameOf({ channel, epoch: first })]
          return [finding(channel, `${name} differs from ${than}`)]
        }),
      )

/** Batch n of an epoch comes from worker n, counted round. */
export const batchesGoRound: Relation = run => {
  const stray = firstStray(run)
  return stray ? [{ scenario: run.scenario.id, part: 'worker', detail: stray }] : []
}

/** No stream of a run is one of an earlier run, on whichever rank and in whichever epoch. */
export const drawAfresh =
  (...kinds: readonly Kind[]) =>
  (earlier: RunView, later: RunView): Finding[] =>
    kinds.flatMap(kind => {
      const theirs = Map.groupBy(stretches(earlier, kind), p => p.channel.library)
      return stretches(later, kind).flatMap(mine => {
        const same = theirs
          .get(mine.channel.library)
          ?.find(other => sameStream(other.epoch, mine.epoch))
        if (!same) return []
        const where = `${same.channel.scenario}/${nameOf(same)}`
        return [finding(mine.channel, `${nameOf(mine)} repeats ${where} of another run`)]
      })
    })

export const wholeDifferentAcrossRanks =
  (kind: Kind): Relation =>
  run =>
    [...pairs(stretches(run, kind))]
      .filter(([a, b]) => sameEpoch(a, b) && !sameRank(a, b) && a.epoch.digest === b.epoch.digest)
      .map(([a, b]) => finding(b.channel, `${nameOf(b)} repeats ${nameOf(a)}`))

export function neverStartsOver(kind: Kind): Relation {
  return run =>
    stretches(run, kind)
      .filter(({ epoch }) => epoch.startsOver !== null)
      .map(place =>
        finding(place.channel, `${nameOf(place)} starts over at draw ${place.epoch.startsOver}`),
      )
}

/** No epoch has the order of another. Orders are compared whole: two may begin alike by chance. */
export const orderChanges: Relation = run =>
  run.channels
    .filter(({ channel }) => channel.kind === 'order')
    .flatMap(({ channel, epochs }) =>
      [...pairs(epochs)]
        .filter(([a, b]) => a.digest === b.digest)
        .map(([a, b]) =>
          finding(
            channel,
            `rank ${channel.rank}: epoch ${b.epoch} has the order of epoch ${a.epoch}`,
          ),
        ),
    )

/** In every epoch that is not cut, every index is drawn, and no more samples than padding to equal ranks calls for. */
export const partitionsDataset: Relation = run => {
  const { dataset_size: size, num_devices: ranks } = run.scenario.parameters
  const padded = Math.ceil(size / ranks) * ranks
  const { torn, lastSteps, epochs } = run.span
  const cut = lastSteps === null ? torn?.epoch : epochs.at(-1)
  return run.partition
    .filter(({ epoch }) => epoch !== cut)
    .filter(({ drawn, distinct }) => distinct !== size || drawn !== padded)
    .map(({ epoch, drawn, distinct, shared }) => ({
      scenario: run.scenario.id,
      part: 'order',
      differs: true,
      detail:
        `epoch ${epoch}: ${distinct} of ${size} indices covered by ${drawn} samples ` +
        `(${padded} expected), ${shared} on more than one rank`,
    }))
}
