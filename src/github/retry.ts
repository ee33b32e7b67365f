import { setTimeout as sleep } from 'node:timers/promises'

const ATTEMPTS = 4
/** Waiting longer than this for a comment would cost more than the comment is worth. */
const MAX_WAIT_SECONDS = 60

export interface HttpError extends Error {
  status: number
  response?: { headers: Record<string, string | number | undefined> }
}

/** Octokit gives what never got an answer the status 500. */
export const isHttpError = (error: unknown): error is HttpError =>
  error instanceof Error && typeof (error as Partial<HttpError>).status === 'number'

/** Does the work again where GitHub's answer says that this helps. `pause` is the first wait in seconds. */
export async function retrying<T>(
  work: () => Promise<T>,
  say: (message: string) => void,
  pause = 0.5,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      const wait = secondsToWait(error, pause * 2 ** (attempt - 1))
      if (attempt === ATTEMPTS || wait === null || wait > MAX_WAIT_SECONDS) throw error
      say(`${(error as Error).message}; again in ${wait} s`)
      await sleep(wait * 1000)
    }
  }
}

/** Null if another attempt would end the same way. */
function secondsToWait(error: unknown, pause: number): number | null {
  if (!isHttpError(error)) return null
  if (error.status >= 500) return pause
  return isRateLimit(error) ? rateLimitWait(error, pause) : null
}

export function isRateLimit(error: HttpError): boolean {
  const headers = error.response?.headers ?? {}
  const spent = headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0'
  return (
    error.status === 429 || (error.status === 403 && (spent || /rate limit/i.test(error.message)))
  )
}

function rateLimitWait({ response }: HttpError, pause: number): number {
  const { 'retry-after': after, 'x-ratelimit-reset': reset } = response?.headers ?? {}
  if (after !== undefined) return Number(after)
  if (reset !== undefined) return Math.max(1, Math.ceil(Number(reset) - Date.now() / 1000))
  return pause
}
