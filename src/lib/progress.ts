import type { Progress } from '../model/world.ts'

/** Where nothing can be redrawn: each message is a line, but of shares only every quarter is one. */
export function quietly(say: (line: string) => void): Progress {
  let last = 0
  return (message, share) => {
    if (!share) return say(message)
    const quarter = Math.floor((4 * share.done) / Math.max(1, share.total))
    if (quarter > last) say(message)
    last = quarter
  }
}
