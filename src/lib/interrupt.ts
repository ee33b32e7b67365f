import { setTimeout as sleep } from 'node:timers/promises'

/** A signal is not a verdict: whatever is under way ends, and nothing is judged, replaced or published. */

/** What ends this program, and the status that it then has. */
const STATUS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const
type Ending = keyof typeof STATUS

class Interrupted extends Error {
  override name = 'Interrupted'
  readonly status: number

  constructor(signal: Ending) {
    super(
      `interrupted by ${signal}: nothing is judged, and the files of an earlier run are as they were`,
    )
    this.status = STATUS[signal]
  }
}

const controller = new AbortController()

/** Everything that waits listens to it; its reason is Interrupted. */
export const interruption: AbortSignal = controller.signal

/** A runner kills what has not ended ten seconds after its first signal. */
const UNWIND_MS = 8500
const LINGER_MS = 200

/**
 * Does the work of a program and returns its status. A signal reaches all who wait, so that everything
 * is cleaned up on the way out; another one does not disturb that.
 */
export async function interruptible(
  work: () => Promise<number>,
  say: (message: string) => void,
): Promise<number> {
  for (const signal of Object.keys(STATUS) as Ending[])
    process.on(signal, () => controller.abort(new Interrupted(signal)))
  const working = work().catch(error => {
    interruption.throwIfAborted() // What fails now fails because of it.
    throw error
  })
  try {
    return await Promise.race([working, outOfTime()])
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    say(error.message)
    setTimeout(() => process.exit(error.status), LINGER_MS).unref() // if anything keeps it from ending
    return error.status
  }
}

/** Fails when what was interrupted has had its time. */
async function outOfTime(): Promise<never> {
  await new Promise(resolve => interruption.addEventListener('abort', resolve))
  await sleep(UNWIND_MS, undefined, { ref: false })
  throw interruption.reason
}
