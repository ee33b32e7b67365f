import { createHash } from 'node:crypto'
import { type Channel, isDraw, parseChannel } from '../model/channels.ts'
import type { Epoch } from '../model/record.ts'

export interface Measured {
  channel: Channel
  epochs: Epoch[]
}

/**
 * The channels of a run with all ranks from `kept` on under one name, `seeded/rank2-7/order`, and one
 * digest over theirs. A baseline of many ranks stays small so: it sees any change, and names the
 * rank only of the first ones. Draws are folded from rank 0 on: a check holds that they are alike.
 */
export function foldRanks(channels: readonly Measured[], kept: number): Measured[] {
  const last = Math.max(...channels.map(({ channel }) => channel.rank))
  const name = (channel: Channel) => {
    const { name, rank } = channel
    const from = isDraw(channel) ? 0 : kept
    return rank < from || last === from
      ? name
      : name.replace(/\/rank\d+\//, `/rank${from}-${last}/`)
  }
  return [...Map.groupBy(channels, ({ channel }) => name(channel))].flatMap(([folded, members]) => {
    const [one, ...others] = members
    if (!one || others.length === 0) return members
    const channel = { ...one.channel, name: folded }
    if (isDraw(channel) && others.every(other => sameDigests(one, other)))
      return [{ channel, epochs: one.epochs }]
    const epochs = one.epochs.map((epoch, index) => ({
      ...epoch,
      digest: hash(members.map(({ epochs }) => epochs[index]?.digest ?? '')),
      head: [],
      trail: '',
    }))
    return [{ channel, epochs }]
  })
}

const sameDigests = (a: Measured, b: Measured) =>
  a.epochs.every(({ digest }, index) => digest === b.epochs[index]?.digest)

const hash = (digests: string[]) =>
  createHash('sha256').update(digests.join()).digest('hex').slice(0, 32)

export function keptRanks(names: readonly string[]): number {
  const folded = names.flatMap(name => {
    const channel = parseChannel(name)
    return channel && isDraw(channel) ? [] : (/\/rank(\d+)-\d+\//.exec(name)?.[1] ?? [])
  })
  return folded.length ? Number(folded[0]) : Number.POSITIVE_INFINITY
}
