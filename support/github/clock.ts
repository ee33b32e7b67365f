import type { Clock } from '../../src/github/client/retry.ts'

/** Time that passes as soon as somebody waits for it. */
export function quick(): Clock {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    sleep: milliseconds => {
      ahead += milliseconds
      return new Promise(resolve => setImmediate(resolve))
    },
  }
}
