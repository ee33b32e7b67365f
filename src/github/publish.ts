import { join, resolve } from 'node:path'
import * as core from '@actions/core'
import { getOctokit } from '@actions/github'
import type { Checked } from '../check.ts'
import type { ActionInputs } from '../inputs.ts'
import type { Report } from '../judge/report.ts'
import { markdown } from '../report/markdown.ts'
import { commentBody, cut, MAX_SUMMARY_BYTES } from './body.ts'
import { impatient, placeComment } from './comment.ts'
import type { Event } from './event.ts'
import { inert } from './log.ts'
import { attempt, setOutputs } from './outputs.ts'
import { isHttpError, isRateLimit, retrying } from './retry.ts'

/** Tells the workflow and the pull request. Nothing that fails here throws: the verdict stands. */
export async function publish(
  checked: Checked,
  cwd: string,
  inputs: ActionInputs,
  event: Event,
): Promise<void> {
  await attempt('the outputs', () => setOutputs(outputs(checked, cwd)))
  await attempt('the job summary', () => writeSummary(checked.report))
  const url = await comment(checked.report, inputs, event)
  await attempt('the outputs', () => setOutputs({ 'comment-url': url ?? '' }))
}

/** The outputs that are known before anything is published. */
function outputs({ report, record, directory }: Checked, cwd: string): Record<string, string> {
  const failed = report.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
  return {
    verdict: report.verdict,
    'failed-checks': [...new Set(failed)].join(','),
    'drifted-channels': String(report.drift.flatMap(({ channels }) => channels).length),
    'report-path': join(directory, 'report.md'),
    'report-json-path': join(directory, 'report.json'),
    'record-path': record ? join(directory, 'record.json') : '',
    'pending-baseline-path': report.pending ? resolve(cwd, report.pending.file) : '',
  }
}

async function writeSummary(report: Report): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return
  const closing = 'The report is too long for a job summary; all of it is in report.md.'
  await core.summary.addRaw(cut(markdown(report), MAX_SUMMARY_BYTES, closing)).write()
}

/** The address of the comment, null if there is none. */
async function comment(
  report: Report,
  { comment: when, 'comment-id': id, 'github-token': token }: ActionInputs,
  event: Event,
): Promise<string | null> {
  const say = (message: string) => core.info(inert(message))
  const { pullRequest } = event
  const obstacle =
    (when === 'never' && 'comment is never') ||
    (pullRequest === null && `the event ${event.name} belongs to no pull request`) ||
    (!token && 'there is no github-token to write it with')
  if (obstacle || pullRequest === null) {
    say(`no comment: ${obstacle}`)
    return null
  }
  try {
    const octokit = impatient(getOctokit(token))
    const body = commentBody(markdown(report), id, event)
    const wanted = { id, body, when, verdict: report.verdict }
    const { url, said } = await retrying(
      () => placeComment(octokit, { ...event, pullRequest }, wanted),
      say,
    )
    say(said)
    return url
  } catch (error) {
    core.warning(
      `the comment could not be written: ${(error as Error).message}\n${advice(error, event)}`,
    )
    return null
  }
}

const PERMISSIONS = 'permissions:\n  contents: read\n  pull-requests: write'

function advice(error: unknown, event: Event): string {
  const forbidden = isHttpError(error) && error.status === 403 && !isRateLimit(error)
  if (!forbidden) return 'The report is in the job summary.'
  if (event.isFork)
    return 'A pull request from a fork gets a token that can only read. The report is in the job summary.'
  return `The job needs these permissions in its workflow:\n\n${PERMISSIONS}`
}
