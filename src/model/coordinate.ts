import type { Coordinate } from './report.ts'

/** `epoch 0 · step 0 · draw 3`; empty for what is measured once and of which no value is known. */
export function momentOf(channel: string, { epoch, step, draw }: Coordinate): string {
  const parts = /\/(weights\.|state\.|draw)/.test(channel)
    ? [draw !== null && `value ${draw}`]
    : [`epoch ${epoch}`, step !== null && `step ${step}`, draw !== null && `draw ${draw}`]
  return parts.filter(Boolean).join(' · ')
}

/** `seeded/rank1/worker0/torch · epoch 0 · step 0 · draw 3` */
export const coordinateOf = (channel: string, first: Coordinate): string =>
  [channel, momentOf(channel, first)].filter(Boolean).join(' · ')
