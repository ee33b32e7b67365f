import { getOctokit } from '@actions/github'
import { interruption } from '../../lib/interrupt.ts'
import type { Event } from '../run/event.ts'
import type { Runner } from '../run/runner.ts'
import { Patience } from './retry.ts'

type Octokit = ReturnType<typeof getOctokit>

export interface Api {
  octokit: Octokit
  patience: Patience
  owner: string
  repo: string
}

const SECONDS_FOR_ANSWER = 20

/**
 * GitHub, asked patiently: a read that fails is done again where that helps, and nothing waits for ever.
 * A write that fails is not done again here. It may have been done, and the world may have moved: whoever
 * writes looks first. What is asked of it ends when we are interrupted.
 */
export function connect(
  token: string,
  { owner, repo, apiUrl }: Pick<Event, 'owner' | 'repo' | 'apiUrl'>,
  { say, clock }: Pick<Runner, 'say' | 'clock'>,
  { seconds = SECONDS_FOR_ANSWER } = {},
): Api {
  const patience = new Patience(say, clock)
  const octokit = getOctokit(token, apiUrl ? { baseUrl: apiUrl } : {})
  octokit.hook.wrap('request', async (request, given) => {
    for (let attempt = 1; ; attempt++) {
      try {
        const time = AbortSignal.timeout(seconds * 1000)
        // Set in place: Octokit's own hook below this one passes on what it was given itself.
        given.request.signal = AbortSignal.any([time, interruption])
        const answer = await request(given)
        if (answer.status !== 204 && typeof answer.data !== 'object') throw new CutOff()
        return answer
      } catch (error) {
        if (!isRead(given)) throw error
        await patience.after(error, attempt)
      }
    }
  })
  return { octokit, patience, owner, repo }
}

const isRead = ({ method, url, query }: { method: string; url: string; query?: unknown }) =>
  method === 'GET' || (url.endsWith('/graphql') && !/^\s*mutation\b/.test(String(query)))

/** Octokit takes half of an answer for text, and none at all for an empty list. */
class CutOff extends Error {
  readonly status = 500
  constructor() {
    super("GitHub's answer was cut off")
  }
}

interface Page<T> {
  data: T[]
  headers: { link?: string | undefined }
}

/**
 * Every page of a list, each of a hundred. Octokit's own way takes a conflict for the end of the list,
 * which would make us create what is there already.
 */
export async function everyPage<T>(ask: (page: number) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = []
  for (let page = 1; ; page++) {
    const { data, headers } = await ask(page)
    all.push(...data)
    if (!headers.link?.includes('rel="next"')) return all
  }
}
