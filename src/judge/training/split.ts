import type { Fit, Pass, TrainingRun } from '../../model/training.ts'
import {
  type Finding,
  first,
  inEachFit,
  type Material,
  ONE_RANK,
  type Relation,
  replicated,
  severalRanks,
} from './material.ts'
import { entriesOf } from './streams.ts'

/** Who reads which samples: by their indices, or by their content where those cannot tell. */

const SPLIT_FIX =
  'Give each rank its own part: leave use_distributed_sampler on, or use torch.utils.data.DistributedSampler.'
const SHARD_FIX =
  'In __iter__, take every n-th sample, by rank and torch.utils.data.get_worker_info().'
const BATCH_FIX = 'Give each rank its own part of the data: use trainer.global_rank.'

export const samplesAreSplit: Relation = material => {
  if (!replicated(material)) return 'this strategy may give the same samples to several ranks'
  const several = severalRanks(material)
  const passes = material.run.fits.flatMap(fit => fit.passes)
  const streams = passes.some(({ iterable, workers }) => iterable && (several || workers > 1))
  if (!several && !streams) return ONE_RANK
  const found = several ? inEachFit(fit => sharedIn(fit, material))(material) : []
  if (typeof found !== 'string' && found.length) return found
  return streams ? sharedContents(material) : found
}

function sharedIn(fit: Fit, material: Material): Finding[] {
  const fault = fit.passes.find(pass => isShared(pass, fit) && !areOthers(pass, fit, material))
  return fault ? [shared(fault)] : sharedBatches(fit)
}

function shared({ alike, distinct, epoch, sampler, shared, size }: Pass): Finding {
  const what = alike
    ? `all ranks read the same ${distinct} samples in the same order`
    : `more than one rank reads ${shared} of ${distinct} samples`
  const chain = sampler ? ` (${sampler})` : ''
  return {
    subject: alike ? 'order on all ranks' : 'samples across ranks',
    detail: `in epoch ${epoch} ${what}, from a dataset of ${size}${chain}`,
    fix: SPLIT_FIX,
  }
}

/** Whether indices are shared beyond padding, and beyond what drawing with replacement brings about. */
export function isShared(pass: Pass, { ranks }: Pick<Fit, 'ranks'>): boolean {
  const { alike, distinct, drawn, iterable, sampler, shared } = pass
  if (iterable || ranks.length < 2) return false
  if (alike && distinct > 1) return true
  const withinRanks = drawn - distinct > shared * (ranks.length - 1)
  const replaces = withinRanks || sampler.includes('WeightedRandomSampler')
  return shared > paddingOf(pass) && !replaces
}

const paddingOf = ({ drawn, size }: Pass) => Math.max(0, drawn - (size ?? drawn))

/** Ranks that count samples of their own from 0 share indices, and no samples. */
function areOthers(pass: Pass, { contents, ranks }: Fit, { identity }: Material): boolean {
  // Each rank reads a whole dataset of its own, so what is read beyond its size is no padding.
  const most = ranks.length - 1
  const same = identity?.fits
    .flatMap(({ passes }) => passes)
    .find(each => each.loader === pass.loader && each.epoch === pass.epoch)
  if (same && !same.drawnSamples && same.sameOnRanks !== null) return same.sameOnRanks <= most
  if ((pass.sameOnRanks ?? 0) > most) return false
  const { across, drawn, unlike, varied } = contents
  return !drawn && varied === 0 && across > 0 && unlike === across
}

/** Equal batches on all ranks tell the same, whatever made them; one batch that never changes tells nothing. */
function sharedBatches({ ranks: [zero, ...others] }: Fit): Finding[] {
  const mine = entriesOf(zero?.channels.batch ?? '')
  const alike = others.find(({ channels }) => {
    const theirs = entriesOf(channels.batch ?? '')
    return (
      new Set(mine.values()).size > 1 &&
      [...mine].every(([moment, digest]) => theirs.get(moment) === digest)
    )
  })
  return alike
    ? [
        {
          subject: 'batch on all ranks',
          detail: `ranks 0 and ${alike.rank} train on the same ${mine.size} batches`,
          fix: BATCH_FIX,
        },
      ]
    : []
}

/** Equal contents in a plain run prove that a sample is shared; that none is, an identity run alone can tell. */
function sharedContents({ run, identity }: Material): Finding[] | string {
  const plain = contentsIn(run)
  if (plain.length) return plain
  if (!identity) return 'the dataset is iterable, and only an identity run tells its samples apart'
  const passes = identity.fits.flatMap(fit => fit.passes)
  if (passes.some(({ iterable, drawnSamples }) => iterable && drawnSamples))
    return 'its samples are drawn, not read'
  return contentsIn(identity)
}

const contentsIn = ({ fits }: TrainingRun): Finding[] => {
  const all = fits.flatMap(({ ranks, passes }) =>
    passes.filter(({ iterable }) => iterable).flatMap(pass => contentsOf(pass, ranks.length)),
  )
  return ['ranks', 'workers'].flatMap(axis =>
    first(all.filter(({ subject }) => subject === `samples across ${axis}`)),
  )
}

/** Each worker may pad its part by one sample that another one has. */
function contentsOf(pass: Pass, ranks: number): Finding[] {
  const { sameOnRanks, sameOnWorkers, workers, dataset } = pass
  const padding = ranks * Math.max(1, workers) - 1
  if ((sameOnRanks ?? 0) + (sameOnWorkers ?? 0) <= padding) return []
  const row = (same: number | null, axis: string, words: string): Finding[] =>
    same
      ? [
          {
            subject: `samples across ${axis}`,
            detail: `${same} samples of ${dataset} come to more than one ${words}`,
            fix: SHARD_FIX,
          },
        ]
      : []
  return [
    ...row(sameOnRanks, 'ranks', 'rank'),
    ...row(sameOnWorkers, 'workers', 'worker of a rank'),
  ]
}
