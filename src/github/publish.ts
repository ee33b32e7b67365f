import { join, resolve } from 'node:path'
import * as core from '@actions/core'
import { interruption } from '../lib/interrupt.ts'
import type { Report } from '../model/report.ts'
import type { ActionInputs } from '../pipeline/inputs.ts'
import type { Reviewed } from '../pipeline/review.ts'
import { markdown } from '../report/markdown.ts'
import { openCheckRun } from './check-run/publish.ts'
import { type Run, remarks, showAnnotations } from './check-run/remarks.ts'
import { type Api, connect } from './client/api.ts'
import { advice } from './client/permissions.ts'
import { describeFailure, Patience } from './client/retry.ts'
import { commentBody, MAX_SUMMARY_BYTES } from './comment/body.ts'
import { placeComment } from './comment/comment.ts'
import { type CommentState, textDigest } from './comment/state.ts'
import type { Event } from './run/event.ts'
import { say, warn } from './run/log.ts'
import { attempt, setOutputs } from './run/outputs.ts'

/**
 * Tells the workflow and the pull request. Nothing that fails here throws: the verdict stands. Where a signal comes
 * meanwhile, nothing more is begun.
 */
export interface Publishing extends AsyncDisposable {
  publish(checked: Reviewed, run: Run, status: number): Promise<void>
}

/** Begins before anything is measured: a check run is in progress until it is disposed of. */
export async function startPublishing(inputs: ActionInputs, event: Event): Promise<Publishing> {
  const token = inputs.githubToken
  const api: Api | null = token ? connect(token, event, new Patience(say)) : null
  const checkRun = await openCheckRun(api, inputs, event)
  return {
    async publish(checked, run, status) {
      const { report } = checked
      interruption.throwIfAborted()
      await attempt('the outputs', () => setOutputs(outputs(checked, run.cwd)))
      await attempt('the job summary', () => writeSummary(report))
      const marks = await remarks(report, run)
      await attempt('the annotations', () => showAnnotations(marks))
      interruption.throwIfAborted()
      await checkRun?.complete(report, status, marks)
      interruption.throwIfAborted()
      const url = await comment(api, report, inputs, event)
      interruption.throwIfAborted()
      await attempt('the outputs', () => setOutputs({ 'comment-url': url ?? '' }))
    },
    [Symbol.asyncDispose]: async () => checkRun?.abandon(),
  }
}

/** The outputs that are known before anything is published. */
function outputs({ report, record, directory }: Reviewed, cwd: string): Record<string, string> {
  const failed = report.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
  return {
    verdict: report.verdict,
    'failed-checks': [...new Set(failed)].join(','),
    'drifted-channels': String(report.drift.flatMap(({ channels }) => channels).length),
    'report-path': directory && join(directory, 'report.md'),
    'report-json-path': directory && join(directory, 'report.json'),
    'report-html-path': directory && join(directory, 'report.html'),
    'record-path': record ? join(directory, 'record.json') : '',
    'pending-baseline-path': report.pending ? resolve(cwd, report.pending.file) : '',
  }
}

async function writeSummary(report: Report): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return
  await core.summary.addRaw(markdown(report, MAX_SUMMARY_BYTES)).write()
}

/** The address of the comment, null if there is none. */
async function comment(
  api: Api | null,
  report: Report,
  inputs: ActionInputs,
  event: Event,
): Promise<string | null> {
  const { comment: when, commentId: id } = inputs
  const { pullRequest } = event
  const obstacle =
    (when === 'never' && 'comment is never') ||
    (pullRequest === null && `the event ${event.name} belongs to no pull request`) ||
    (!api && 'there is no github-token to write it with')
  if (obstacle || pullRequest === null || !api) {
    say(`no comment: ${obstacle}`)
    return null
  }
  try {
    const state = stateOf(report, markdown(report), event)
    const body = commentBody(bytes => markdown(report, bytes), id, state, event)
    const { url, said, warnings } = await placeComment(api, { id, pullRequest, when, body, state })
    say(said)
    for (const warning of warnings) warn(warning)
    return url
  } catch (error) {
    warn(
      `the comment could not be written: ${describeFailure(error)}\n${advice(error, event, inputs)}`,
    )
    return null
  }
}

function stateOf(report: Report, text: string, event: Event): CommentState {
  const { runId, runAttempt, headSha: sha } = event
  return {
    runId,
    runAttempt,
    sha,
    digest: report.pending?.digest ?? null,
    class: report.pending && report.class,
    verdict: report.verdict,
    text: textDigest(text),
  }
}
