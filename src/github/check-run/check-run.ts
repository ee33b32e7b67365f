import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Verdict } from '../../model/verdict.ts'
import { type Api, everyPage } from '../client/api.ts'
import type { Event } from '../run/event.ts'
import type { Runner } from '../run/runner.ts'
import type { Annotation } from './annotations.ts'

/** One less than a comment may have. */
export const MAX_CHECK_BYTES = 65_535

const CONCLUSIONS = ['success', 'failure', 'neutral', 'cancelled'] as const
type Conclusion = (typeof CONCLUSIONS)[number]

/** What finds a check run again, also in the step's post part, which knows nothing else. */
const keySchema = z.object({
  name: z.string(),
  sha: z.string(),
  externalId: z.string(),
  /** Once it is known. */
  result: z.object({ conclusion: z.enum(CONCLUSIONS), title: z.string() }).optional(),
})
type Key = z.infer<typeof keySchema>
const STATE = 'check-run'
const saveKey = (key: Key | null, { saveState }: Runner) =>
  saveState(STATE, key ? JSON.stringify(key) : '')

export interface CheckRun {
  id: number
  key: Key
}

export interface Result {
  conclusion: Conclusion
  title: string
  summary: string
  /** Where the annotations are, relative to the root of the repository. */
  file: string
  annotations: readonly Annotation[]
}

/**
 * A verdict that `fail-on` lets pass is neutral: it does not block, as the user has chosen, and does not
 * say that all is well either.
 */
export function conclusionOf(verdict: Verdict, status: number): Conclusion {
  if (status !== 0) return 'failure'
  return verdict === 'match' ? 'success' : 'neutral'
}

/** Creates a check run in progress, which takes the place of what an earlier run has concluded. */
export async function createCheckRun(
  api: Api,
  name: string,
  event: Event,
  runner: Runner,
): Promise<CheckRun> {
  const { octokit, patience, owner, repo } = api
  const { headSha: sha, runUrl, runId, runAttempt } = event
  const key = { name, sha, externalId: `${runId}.${runAttempt}.${randomUUID()}` }
  saveKey(key, runner) // before it exists: the answer may never come
  for (let attempt = 1; ; attempt++) {
    const found = attempt > 1 ? await findCheckRun(api, key) : undefined
    if (found) return { id: found.id, key }
    try {
      const { data } = await octokit.rest.checks.create({
        owner,
        repo,
        name,
        head_sha: sha,
        external_id: key.externalId,
        details_url: runUrl,
        status: 'in_progress',
        started_at: new Date().toISOString(),
      })
      return { id: data.id, key }
    } catch (error) {
      await patience.after(error, attempt)
    }
  }
}

/** Completes it once: GitHub adds annotations to those it has, each time that it is asked to. */
export async function completeCheckRun(
  api: Api,
  { id, key }: CheckRun,
  result: Result,
  runner: Runner,
): Promise<void> {
  const { octokit, patience, owner, repo } = api
  const { conclusion, title, summary, file, annotations } = result
  const where = { owner, repo, check_run_id: id }
  saveKey({ ...key, result: { conclusion, title } }, runner)
  for (let attempt = 1; ; attempt++) {
    if (attempt > 1 && (await octokit.rest.checks.get(where)).data.status === 'completed') break
    try {
      await octokit.rest.checks.update({
        ...where,
        status: 'completed',
        conclusion,
        completed_at: new Date().toISOString(),
        output: {
          title,
          summary,
          annotations: annotations.map(({ level, line, title, message }) => ({
            path: file,
            start_line: line,
            end_line: line,
            annotation_level: level === 'error' ? ('failure' as const) : level,
            title,
            message,
          })),
        },
      })
      break
    } catch (error) {
      await patience.after(error, attempt)
    }
  }
  saveKey(null, runner)
}

/** The key that the step has left behind for its post part, if its check run may be open still. */
export function readKey({ getState }: Runner): Key | null {
  const state = getState(STATE)
  return state ? keySchema.parse(JSON.parse(state)) : null
}

const ENDED = { conclusion: 'cancelled' as const, title: 'Ended before there was a verdict' }

/** Ends what the step could not end: it was cancelled, or killed, or GitHub was not there. */
export async function abandonCheckRun(
  api: Api,
  key: Key,
  runner: Runner,
): Promise<Conclusion | null> {
  const found = await findCheckRun(api, key)
  if (!found || found.status === 'completed') return null
  const result = key.result ?? ENDED
  const summary = key.result
    ? 'The report is in the job summary.'
    : 'The step was cancelled or killed; nothing is known about reproducibility.'
  await completeCheckRun(
    api,
    { id: found.id, key },
    { ...result, summary, file: '', annotations: [] },
    runner,
  )
  return result.conclusion
}

async function findCheckRun({ octokit, owner, repo }: Api, { name, sha, externalId }: Key) {
  const where = { owner, repo, ref: sha, check_name: name, filter: 'all' as const, per_page: 100 }
  const all = await everyPage(async page => {
    const { data, headers } = await octokit.rest.checks.listForRef({ ...where, page })
    return { data: data.check_runs, headers }
  })
  return all.find(({ external_id }) => external_id === externalId)
}
