import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldRanks, keptRanks, type Measured } from '../../src/judge/fold.ts'
import { viewRun } from '../../src/model/channels.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { fresh, placesOf, plan, put } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'

/** Ranks beyond those that a baseline keeps apart are one channel, which sees any change of them. */

const RANKS = 12
const good = goodRecord(
  plan({ plain: { differs: { num_devices: RANKS, dataset_size: 96, max_epochs: 3 } } }),
)
const channelsOf = (record: ProbeRecord): Measured[] =>
  record.runs.flatMap(run => viewRun(record, run).channels)
const all = channelsOf(good)
const names = (channels: Measured[]) => channels.map(({ channel }) => channel.name)
const kept = fc.integer({ min: 0, max: RANKS - 2 })

test('nothing is folded where all ranks are kept, nor where one would be folded alone', () => {
  for (const ranks of [Number.POSITIVE_INFINITY, RANKS, RANKS - 1])
    expect(foldRanks(all, ranks)).toEqual(all)
})

test('the kept ranks stay as they are, and the others have one name for each part', () => {
  fc.assert(
    fc.property(kept, ranks => {
      const apart = all.filter(({ channel }) => channel.rank < ranks)
      const parts = names(all.filter(({ channel }) => channel.rank === 0))
      const folded = parts.map(name => name.replace('rank0', `rank${ranks}-${RANKS - 1}`))
      const found = foldRanks(all, ranks)
      expect(found.filter(({ channel }) => channel.rank < ranks)).toEqual(apart)
      expect(names(found).sort()).toEqual([...names(apart), ...folded].sort())
    }),
  )
})

test('how many ranks were kept is read from the names', () => {
  fc.assert(
    fc.property(kept, ranks => {
      expect(keptRanks(names(foldRanks(all, ranks)))).toBe(ranks)
    }),
  )
  expect(keptRanks(names(all))).toBe(Number.POSITIVE_INFINITY)
})

test('a folded channel has a digest for each epoch, and no literals', () => {
  const folded = foldRanks(all, 1).filter(({ channel }) => channel.rank === 1)
  expect(folded).not.toEqual([])
  for (const { channel, epochs } of folded) {
    const [one] = all.filter(each => each.channel.name === channel.name.replace('-11', ''))
    expect(epochs.map(({ epoch }) => epoch)).toEqual(one?.epochs.map(({ epoch }) => epoch))
    for (const { digest, head, trail } of epochs)
      expect([digest, head, trail]).toEqual([expect.stringMatching(/^[0-9a-f]{32}$/), [], ''])
  }
})

test('any change on any rank changes one digest, in its epoch', () => {
  fc.assert(
    fc.property(kept, fc.constantFrom(...placesOf(good, /./)), (ranks, place) => {
      const digests = (record: ProbeRecord) =>
        foldRanks(channelsOf(record), ranks).flatMap(({ channel, epochs }) =>
          epochs.map(({ epoch, digest }) => ({ name: channel.name, epoch, digest })),
        )
      const now = digests(put(good, place, fresh('x')))
      const changed = digests(good).filter(({ digest }, index) => digest !== now[index]?.digest)
      const rank = Number(/\d+/.exec(place.name))
      const name = rank < ranks ? `rank${rank}/` : `rank${ranks}-11/`
      expect(changed.map(each => [each.name, each.epoch])).toEqual([
        [`plain/${place.name.replace(/rank\d+\//, name)}`, place.epoch],
      ])
    }),
  )
})

test('ranks that change places are a change', () => {
  const swapped = structuredClone(good)
  for (const { channels } of swapped.runs) {
    const [a, b] = [channels['rank10/order'] ?? [], channels['rank11/order'] ?? []]
    Object.assign(channels, { 'rank10/order': b, 'rank11/order': a })
  }
  const order = (record: ProbeRecord) =>
    foldRanks(channelsOf(record), 2).find(({ channel }) => channel.name === 'plain/rank2-11/order')
  expect(order(swapped)?.epochs[0]?.digest).not.toBe(order(good)?.epochs[0]?.digest)
})

test('a rank that lacks an epoch is a change of that epoch', () => {
  const digests = (record: ProbeRecord) =>
    foldRanks(channelsOf(record), 1)
      .find(({ channel }) => channel.name === 'plain/rank1-11/order')
      ?.epochs.map(({ digest }) => digest)
  const short = structuredClone(good)
  short.runs[0]?.channels['rank7/order']?.pop()
  const empty = structuredClone(short)
  empty.runs[0]?.channels['rank7/order']?.push({ ...fresh('x'), digest: '' } as never)
  expect(digests(short)?.slice(0, 2)).toEqual(digests(good)?.slice(0, 2))
  expect(digests(short)?.[2]).not.toBe(digests(good)?.[2])
  expect(digests(short)).toEqual(digests(empty))
})
