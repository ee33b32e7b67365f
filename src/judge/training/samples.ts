import type { Fit, Pass, TrainingRun } from '../../model/training.ts'
import { type Finding, inEachFit, ONE_RANK, type Relation, severalRanks } from './material.ts'
import { isShared } from './split.ts'
import { byTime, entriesOf } from './streams.ts'

/** Relations of samples: in which order they are read, and what they are. */

/** Orders of so many samples agree by chance once in a million runs, or less. */
const RARE = 6

export const orderChanges: Relation = inEachFit((fit, { training }) => {
  const passes = fit.passes.filter(({ iterable }) => !iterable)
  if (passes.length === 0) return repeatedStreams(fit)
  if (passes.every(({ sequential }) => sequential)) return 'it reads its samples in their order'
  const findings = fit.ranks.flatMap(({ rank, channels }) =>
    Object.entries(channels)
      .filter(([name]) => /^(loader\d+\/)?order$/.test(name))
      .flatMap(([name, trail]) => {
        const loader = Number(/^loader(\d+)/.exec(name)?.[1] ?? 0)
        const own = passes.filter(pass => pass.loader === loader)
        const [pass] = own
        if (!pass || own.every(({ sequential }) => sequential)) return []
        const again = repeatedEpoch(trail, pass, training.settings.ranks)
        return again ? [orderFinding(rank, name, again, pass)] : []
      }),
  )
  return findings
})

/** An iterable dataset tells no order, but its samples do, unless they are augmented. Whether it is to shuffle, nobody knows. */
function repeatedStreams({ contents, passes }: Fit): Finding[] | string {
  const loaders = Map.groupBy(
    contents.drawn ? [] : passes.filter(({ heads }) => new Set(heads.flat()).size >= RARE),
    ({ loader }) => loader,
  )
  const several = [...loaders].filter(([, those]) => those.length > 1)
  if (several.length === 0) return 'the dataset is iterable, and has no order of indices'
  return several.flatMap(([loader, those]): Finding[] => {
    const again = those.find((pass, at) =>
      those.slice(0, at).some(each => begins(each) === begins(pass)),
    )
    return again
      ? [
          {
            subject: `samples of loader ${loader} across epochs`,
            detail: `epoch ${again.epoch} begins with the samples of an earlier one, in their order (${again.dataset})`,
            fix: 'If it should shuffle, shuffle in __iter__ with a seed that includes the epoch.',
            hazard: true,
          },
        ]
      : []
  })
}

const begins = ({ heads }: Pass) => JSON.stringify(heads)

const orderFinding = (
  rank: number,
  name: string,
  [one, other]: readonly [string, string],
  { sampler }: Pass,
): Finding => ({
  subject: `rank${rank}/${name} across epochs`,
  detail: `rank ${rank} reads in epoch ${other} the order of epoch ${one}${sampler ? ` (${sampler})` : ''}`,
  fix: 'Add set_epoch(epoch) to the sampler and include the epoch in its seed: Lightning calls it before each epoch.',
})

function repeatedEpoch(trail: string, pass: Pass, ranks: number): [string, string] | null {
  const epochs = Map.groupBy(entriesOf(trail), ([moment]) => moment.split('.')[0] ?? '')
  const orders = [...epochs].map(
    ([epoch, entries]) =>
      [epoch, entries.sort(([a], [b]) => byTime(a, b)).map(([, digest]) => digest)] as const,
  )
  const batch = pass.drawn / ranks / Math.max(1, orders[0]?.[1].length ?? 1)
  for (const [at, [epoch, order]] of orders.entries())
    for (const [other, later] of orders.slice(at + 1)) {
      const common = Math.min(order.length, later.length)
      const isSame = order.slice(0, common).every((digest, index) => digest === later[index])
      if (isSame && isRare(pass.size ?? 0, common * batch)) return [epoch, other]
    }
  return null
}

/** Whether `drawn` samples out of `size` have so many orders that two rarely agree. */
function isRare(size: number, drawn: number): boolean {
  const most = Math.min(Math.floor(drawn), size, 20)
  const orders = Array.from({ length: most }, (_, at) => Math.log10(size - at))
  return orders.reduce((sum, each) => sum + each, 0) >= RARE
}

/** Content that varies though nothing known is drawn, and that is another in another run. */
export const drawsAreKnown: Relation = material => {
  const { run, others } = material
  const varied = run.fits.filter(({ contents }) => contents.varied > 0 && !contents.drawn)
  if (varied.length === 0) return []
  if (others.length === 0) return 'a second run has to tell whether the samples repeat'
  const moved = others.some(other => !sameSamples(run, other))
  if (!moved) return []
  const [{ contents }] = varied as [Fit]
  const sample = contents.example === null ? '' : `, such as sample ${contents.example}`
  return [
    {
      subject: 'samples',
      detail: `${contents.varied} of ${contents.again} samples that a rank reads again have changed${sample}, although no known generator draws, and another run changes them again`,
    },
  ]
}

const sameSamples = (a: TrainingRun, b: TrainingRun) =>
  a.fits.every((fit, at) =>
    fit.ranks.every(({ rank, channels }) => {
      const other = b.fits[at]?.ranks.find(each => each.rank === rank)
      return channels.samples === other?.channels.samples
    }),
  )

/** What does not vary on a rank has to be the same on another. */
export const samplesAgree: Relation = material => {
  if (!severalRanks(material)) return ONE_RANK
  // Where ranks count samples of their own from 0, one index is not one sample.
  const splits = material.run.fits.every(fit => !fit.passes.some(pass => isShared(pass, fit)))
  if (!splits) return 'the same indices come to several ranks'
  const plain = material.run.fits.filter(({ contents }) => !contents.drawn)
  const all = [...plain, ...(material.identity?.fits ?? [])].map(({ contents }) => contents)
  const decided = all.filter(({ again, varied, across }) => again > 0 && varied === 0 && across > 0)
  if (decided.length === 0) return 'no two ranks read one sample that stays what it is'
  const fault = decided.find(({ unlike }) => unlike > 0)
  if (!fault) return []
  const sample = fault.example === null ? '' : `, such as sample ${fault.example}`
  return [
    {
      subject: 'samples across ranks',
      detail: `${fault.unlike} of ${fault.across} samples that more than one rank reads differ between ranks${sample}`,
    },
  ]
}

/** Something is drawn, yet a sample that is read again is what it was. */
export const augmentationVaries: Relation = inEachFit(({ contents }) => {
  const { again, varied, drawn } = contents
  if (!drawn) return 'nothing is drawn where samples are made'
  if (again === 0) return 'no rank reads a sample again'
  if (varied > 0) return []
  return [
    {
      subject: 'samples',
      detail: `generators draw while samples are made, yet all ${again} samples that are read again stay the same`,
    },
  ]
})
