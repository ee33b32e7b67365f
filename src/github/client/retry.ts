import { setTimeout as sleep } from 'node:timers/promises'
import { interruption } from '../../lib/interrupt.ts'
import { hide } from '../../lib/secrets.ts'

/** Attempts at one thing: half a minute of pauses, which outlasts most hiccups of GitHub's. */
const ATTEMPTS = 7
const FIRST_PAUSE = 0.5
/** For all of publishing, in seconds. A runner that waits longer costs more than a comment is worth. */
const MAX_LIMIT_SECONDS = 300
/** The same where GitHub does not answer, and so may not do so for hours. */
const MAX_TROUBLE_SECONDS = 40
/** What GitHub asks for where it limits without saying for how long. */
const LIMIT_PAUSE = 60

/** Time, which tests make short. Milliseconds. */
export interface Clock {
  now(): number
  sleep(milliseconds: number): Promise<unknown>
}
const REAL: Clock = {
  now: Date.now,
  sleep: milliseconds => sleep(milliseconds, undefined, { signal: interruption }),
}

export interface HttpError extends Error {
  status: number
  response?: { headers: Record<string, string | number | undefined> }
}

/** Octokit gives what never got an answer the status 500. */
export const isHttpError = (error: unknown): error is HttpError =>
  error instanceof Error && typeof (error as Partial<HttpError>).status === 'number'

/** Waits between attempts as GitHub asks for it, and no longer in all than publishing is worth. */
export class Patience {
  readonly #say: (message: string) => void
  readonly #clock: Clock
  readonly #left = { limit: MAX_LIMIT_SECONDS, trouble: MAX_TROUBLE_SECONDS }

  constructor(say: (message: string) => void, clock: Clock = REAL) {
    this.#say = say
    this.#clock = clock
  }

  /** Throws the error where another attempt would end the same way, or would come too late. */
  async after(error: unknown, attempt: number): Promise<void> {
    interruption.throwIfAborted()
    const wait = waitFor(error, attempt, this.#clock.now())
    if (!wait || attempt >= ATTEMPTS) throw error
    const { seconds, why } = wait
    const message = describeFailure(error)
    if (seconds > this.#left[why]) {
      this.#say(
        `${message}; given up: that would be ${seconds} s, and ${this.#left[why]} s are left`,
      )
      throw error
    }
    this.#left[why] -= seconds
    this.#say(`${message}; again in ${seconds} s`)
    await this.#clock.sleep(seconds * 1000)
  }
}

/** Null if another attempt would end the same way. */
function waitFor(
  error: unknown,
  attempt: number,
  now: number,
): { seconds: number; why: 'limit' | 'trouble' } | null {
  if (!isHttpError(error)) return null
  const growth = 2 ** (attempt - 1)
  if (isRateLimit(error))
    return { seconds: readWait(error, now) ?? LIMIT_PAUSE * growth, why: 'limit' }
  const passing = error.status >= 500 || error.status === 408 || error.status === 409
  return passing ? { seconds: FIRST_PAUSE * growth, why: 'trouble' } : null
}

/** GitHub says 403 for a limit, too. */
export function isRateLimit({ status, message, response }: HttpError): boolean {
  if (status === 429) return true
  if (status !== 403) return false
  const headers = response?.headers ?? {}
  const spent = headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'
  return /rate limit|abuse/i.test(message) || (spent && !/not accessible/i.test(message))
}

function readWait({ response }: HttpError, now: number): number | null {
  const headers = response?.headers ?? {}
  const after = Number(headers['retry-after'] ?? Number.NaN)
  if (Number.isFinite(after)) return Math.max(0, after)
  const date = Date.parse(String(headers['retry-after']))
  const reset = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1000
  const until = Number.isFinite(date)
    ? date
    : headers['x-ratelimit-remaining'] === '0'
      ? reset
      : NaN
  return Number.isFinite(until) ? Math.max(1, Math.ceil((until - now) / 1000)) : null
}

/** One line: a gateway's page of HTML says nothing. */
export function describeFailure(error: unknown): string {
  const message = hide(error instanceof Error ? error.message : String(error))
  const [line = ''] = message.trim().split(/[\r\n]/)
  const status = isHttpError(error) ? error.status : ''
  if (!line || line.startsWith('<')) return `GitHub answered ${status}`
  return line.length > 300 ? `${line.slice(0, 299)}…` : line
}
