import { join, resolve } from 'node:path'
import { interruption } from '../lib/interrupt.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import type { Reviewed } from '../pipeline/review.ts'
import { markdown } from '../report/markdown.ts'
import { readerOf } from './accept/taken.ts'
import { openCheckRun } from './check-run/open.ts'
import { remarksOn, showAnnotations } from './check-run/remarks.ts'
import { connect } from './client/api.ts'
import { MAX_SUMMARY_BYTES } from './comment/body.ts'
import { publishComment } from './comment/comment.ts'
import type { Call } from './modes/call.ts'

/**
 * Tells the workflow and the pull request. Nothing that fails here throws: the verdict stands. Where a signal comes
 * meanwhile, nothing more is begun.
 */
export interface Publishing extends AsyncDisposable {
  publish(checked: Reviewed, status: number): Promise<void>
}

/** Begins before anything is measured: a check run is in progress until it is disposed of. */
export async function startPublishing(call: Call): Promise<Publishing> {
  const { run, action, event, runner } = call
  const token = action.githubToken
  const api = token ? connect(token, event, runner) : null
  const readerFor = await readerOf(call)
  const checkRun = await openCheckRun(api, call)
  return {
    async publish(checked, status) {
      const { report } = checked
      const reader = readerFor(report)
      interruption.throwIfAborted()
      await runner.attempt('the outputs', () => runner.setOutputs(outputsOf(checked, run)))
      if (runner.env.GITHUB_STEP_SUMMARY)
        await runner.attempt('the job summary', () =>
          runner.writeSummary(markdown(report, MAX_SUMMARY_BYTES, reader)),
        )
      const remarks = remarksOn(checked, runner)
      await runner.attempt('the annotations', () => showAnnotations(remarks, runner))
      interruption.throwIfAborted()
      await checkRun?.complete(report, status, remarks, reader)
      interruption.throwIfAborted()
      const url = await publishComment(api, report, reader, action, event, runner)
      interruption.throwIfAborted()
      await runner.attempt('the outputs', () => runner.setOutputs({ 'comment-url': url ?? '' }))
    },
    [Symbol.asyncDispose]: async () => checkRun?.abandon(),
  }
}

function outputsOf({ report, record, directory }: Reviewed, { cwd }: RunInputs) {
  const checks = [report, ...(report.trainings ?? [])].flatMap(each => each.checks)
  const failed = checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
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
