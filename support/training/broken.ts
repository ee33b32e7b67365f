import type {
  Collection,
  Pass,
  RankOfTraining,
  Training,
  TrainingRun,
} from '../../src/model/training.ts'
import { hash } from '../record.ts'
import { hexFloat } from './floats.ts'

/** Changes one thing of a record of a training. What touches nothing is a mistake in the test, and throws. */

interface Where {
  /** Numbers of runs, fits and ranks; all of them unless they are given. */
  runs?: readonly number[]
  fits?: readonly number[]
  ranks?: readonly number[]
}

const isAt = (wanted: readonly number[] | undefined, at: number) => !wanted || wanted.includes(at)

export const withRuns = (
  training: Training,
  change: (run: TrainingRun) => TrainingRun,
  { runs }: Where = {},
): Training => ({
  ...training,
  runs: training.runs.map((run, at) => (isAt(runs, at) ? change(run) : run)),
})

export const withFits = (
  training: Training,
  change: (fit: TrainingRun['fits'][number]) => TrainingRun['fits'][number],
  where: Where = {},
): Training =>
  withRuns(
    training,
    run => ({
      ...run,
      fits: run.fits.map((fit, at) => (isAt(where.fits, at) ? change(fit) : fit)),
    }),
    where,
  )

export const withRanks = (
  training: Training,
  change: (rank: RankOfTraining) => RankOfTraining,
  where: Where = {},
): Training =>
  withFits(
    training,
    fit => ({
      ...fit,
      ranks: fit.ranks.map(rank => (isAt(where.ranks, rank.rank) ? change(rank) : rank)),
    }),
    where,
  )

export const withPasses = (
  training: Training,
  change: (pass: Pass) => Partial<Pass>,
  where: Where = {},
): Training =>
  withFits(
    training,
    fit => ({ ...fit, passes: fit.passes.map(pass => ({ ...pass, ...change(pass) })) }),
    where,
  )

const isBefore = (moment: string, from: string) => {
  const [[epoch = 0, batch = 0], [fromEpoch = 0, fromBatch = 0]] = [moment, from].map(each =>
    each.split('.').map(Number),
  ) as [number[], number[]]
  return epoch < fromEpoch || (epoch === fromEpoch && batch < fromBatch)
}

/** Channels of these names have other values from a moment on. */
export function moved(
  training: Training,
  pattern: RegExp,
  { from = '0.0', salt = 'moved', ...where }: Where & { from?: string; salt?: string } = {},
): Training {
  let touched = 0
  const change = (name: string, text: string) => {
    if (!pattern.test(name)) return text
    return text
      .split(' ')
      .map(entry => {
        const [moment = '', digest] = entry.split(':')
        if (isBefore(moment, from)) return entry
        touched += 1
        return `${moment}:${hash(`${salt} ${digest}`, 8)}`
      })
      .join(' ')
  }
  const found = withRanks(
    training,
    rank => ({
      ...rank,
      channels: Object.fromEntries(
        Object.entries(rank.channels).map(([name, text]) => [name, change(name, text)]),
      ),
    }),
    where,
  )
  if (touched === 0) throw new Error(`no channel matches ${pattern} from ${from} on`)
  return found
}

/** Generators of these names begin each pass as the same ones of `like` do. */
export function startingLike(
  training: Training,
  pattern: RegExp,
  like: (name: string, pass: string) => string,
  where: Where = {},
): Training {
  let touched = 0
  const found = withRanks(
    training,
    rank => ({
      ...rank,
      starts: Object.fromEntries(
        Object.entries(rank.starts).map(([name, text]) => {
          if (!pattern.test(name)) return [name, text]
          touched += 1
          const pairs = text.split(' ').map(pair => pair.split(':')[0] ?? '')
          return [name, pairs.map(pass => `${pass}:${hash(like(name, pass), 8)}`).join(' ')]
        }),
      ),
    }),
    where,
  )
  if (touched === 0) throw new Error(`no generator matches ${pattern}`)
  return found
}

/**
 * Collections are another by a relative difference of their length, and so have another digest; null for those
 * that stay. The trail of the part follows.
 */
export function apart(
  training: Training,
  difference: (collection: Collection) => number | null,
  where: Where = {},
): Training {
  let touched = 0
  const found = withRanks(
    training,
    rank => {
      const collections = rank.collections.map(each => {
        const relative = difference(each)
        if (relative === null) return each
        touched += 1
        return movedBy(each, relative)
      })
      const changed = collections.filter((each, at) => each !== rank.collections[at])
      const channels = { ...rank.channels }
      for (const { part, moment, digest } of changed)
        if (moment && channels[part])
          channels[part] = channels[part].replace(
            new RegExp(`(^| )${moment.replace('.', '\\.')}:[0-9a-f]{8}`),
            `$1${moment}:${digest.slice(0, 8)}`,
          )
      return { ...rank, collections, channels }
    },
    where,
  )
  if (touched === 0) throw new Error('no collection is changed')
  return found
}

/** Each of 16 sums moves by a quarter of what the whole moves. */
function movedBy(collection: Collection, relative: number): Collection {
  const digest = hash(`${relative} ${collection.digest}`, 16)
  const tensors = collection.tensors?.map(
    each => `${each.split(':')[0]}:${hash(`${digest} ${each}`, 8)}`,
  )
  const length = collection.sketch && Math.sqrt(fromHex(collection.sketch[16] ?? ''))
  const sketch =
    length === null
      ? null
      : (collection.sketch ?? []).map((each, at) =>
          at < 16 ? hexFloat(fromHex(each) + (relative * length) / 4) : each,
        )
  return { ...collection, digest, sketch, tensors: tensors ?? null }
}

function fromHex(text: string): number {
  const [, sign, lead = '0', digits = '', power = '0'] =
    /^(-?)0x([01])\.?([0-9a-f]*)p([+-]\d+)$/.exec(text) ?? []
  const fraction = Number.parseInt(digits || '0', 16) / 16 ** digits.length
  return (sign ? -1 : 1) * (Number(lead) + fraction) * 2 ** Number(power)
}

/** Ranks with other trails in some channels. */
export const channels = (training: Training, change: Record<string, string>, ranks?: number[]) =>
  withRanks(
    training,
    rank => ({ ...rank, channels: { ...rank.channels, ...change } }),
    ranks ? { ranks } : {},
  )

/** Ranks that have no such channel. */
export const without = (training: Training, name: string, ranks: number[]) =>
  withRanks(
    training,
    ({ channels: { [name]: _, ...rest }, ...rank }) => ({ ...rank, channels: rest }),
    { ranks },
  )

/** Rank 1 leaves out its draw in one step, and is one draw behind from then on. */
export const still = (training: Training, library: string, step: string) =>
  withRanks(
    training,
    ({ channels, ...rank }) => {
      const name = `main/${library}`
      const entries = (channels[name] ?? '').split(' ').map(each => each.split(':'))
      const begin = channels[`states.begin/${library}`]?.split(':')[1]
      const at = entries.findIndex(([moment]) => moment === step)
      const late = entries.map(([moment, digest], n) => {
        const before = n === 0 ? begin : entries[n - 1]?.[1]
        return `${moment}:${n < at ? digest : before}`
      })
      return { ...rank, channels: { ...channels, [name]: late.join(' ') } }
    },
    { ranks: [1] },
  )

/** Ranks that read in the order of epoch 0 in epoch 1, too. */
export const oneOrder = (training: Training) =>
  withRanks(training, rank => {
    const [first = ''] = (rank.channels.order ?? '').split(' 1.0')
    return {
      ...rank,
      channels: { ...rank.channels, order: `${first} ${first.replaceAll(/(^| )0\./g, '$11.')}` },
    }
  })
