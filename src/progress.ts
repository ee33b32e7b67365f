/** How far a piece of work has come. */
export interface Share {
  done: number
  total: number
}

/** Says what is done, for it may take minutes; with a share, how far it has come. */
export type Progress = (message: string, share?: Share) => void

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
