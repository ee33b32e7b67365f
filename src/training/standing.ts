import type { RankFile, Raw } from './files.ts'

/** Where each rank stood when a training hung: ranks that wait for each other stand in different places. */

interface Standing {
  rank: number
  /** The batch that it has begun and not ended: `[0, 2]` is batch 2 of epoch 0. */
  within: readonly [number, number] | null
  /** Batches that it has ended, by epoch. */
  done: ReadonlyMap<number, number>
  ended: ReadonlySet<number>
}

function standingOf({ rank, lines }: RankFile): Standing {
  let within: Standing['within'] = null
  const done = new Map<number, number>()
  const ended = new Set<number>()
  for (const line of lines) {
    if (line.k === 'batch' || line.k === 'loss') {
      const [epoch = 0, batch = 0] = line.moment.split('.').map(Number)
      within = line.k === 'batch' ? [epoch, batch] : null
      if (line.k === 'loss') done.set(epoch, batch + 1)
    }
    if (line.k === 'states' && line.at === 'epoch-end') ended.add(line.epoch ?? 0)
  }
  return { rank, within, done, ended }
}

/** Why ranks wait for each other, in one sentence without an end and with the next step; null where that is not known. */
export function whyWaiting({ ranks }: Raw): string | null {
  const last = Math.max(0, ...ranks.map(({ fit }) => fit))
  const all = ranks.filter(({ fit }) => fit === last).map(standingOf)
  for (const one of all) {
    if (!one.within) continue
    const [epoch, batch] = one.within
    const shorter = all.find(
      ({ ended, done }) => ended.has(epoch) && (done.get(epoch) ?? 0) <= batch,
    )
    if (shorter)
      return `rank ${shorter.rank} ended epoch ${epoch} after ${inWords(shorter.done.get(epoch) ?? 0)} while rank ${one.rank} was in batch ${batch}; give all ranks equally many batches`
    const ahead = all.find(({ done }) => (done.get(epoch) ?? 0) > batch)
    if (ahead)
      return `rank ${one.rank} hangs in batch ${batch} of epoch ${epoch}, which rank ${ahead.rank} has done; use the same parameters and exchanges in every rank, or let DDP find_unused_parameters`
  }
  return null
}

const inWords = (batches: number) => (batches === 1 ? '1 batch' : `${batches} batches`)
