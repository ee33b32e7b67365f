import { join, resolve } from 'node:path'
import { interruption } from '../lib/interrupt.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import type { Reviewed } from '../pipeline/review.ts'
import { markdown } from '../report/markdown.ts'
import { terminal } from '../report/terminal.ts'
import { readerOf } from './accept/taken.ts'
import type { Call } from './actions/call.ts'
import { showAnnotations } from './annotations/show.ts'
import { connect } from './client/api.ts'
import { MAX_SUMMARY_BYTES } from './comment/body.ts'
import { publishComment } from './comment/comment.ts'

/**
 * Tells the workflow and the pull request. Nothing that fails here throws: the verdict stands. Where a signal comes
 * meanwhile, nothing more is begun.
 */
export type Publish = (checked: Reviewed, status: number) => Promise<void>

/** To be called before anything foreign runs: it reads which commands the repository obeys. */
export async function preparePublishing(call: Call): Promise<Publish> {
  const { run, action, event, runner } = call
  const token = action.githubToken
  const readerFor = await readerOf(call)
  return async (checked, status) => {
    const { report } = checked
    const reader = readerFor(report)
    interruption.throwIfAborted()
    await runner.attempt('the outputs', () => runner.setOutputs(outputsOf(checked, run)))
    if (runner.env.GITHUB_STEP_SUMMARY)
      await runner.attempt('the job summary', () =>
        runner.writeSummary(markdown(report, MAX_SUMMARY_BYTES, reader)),
      )
    await runner.attempt('the annotations', () => showAnnotations(checked, runner))
    interruption.throwIfAborted()
    const api = token ? connect(token, event, runner) : null
    const url = await publishComment(api, report, reader, action, event, runner)
    interruption.throwIfAborted()
    await runner.attempt('the outputs', () => runner.setOutputs({ 'comment-url': url ?? '' }))
    if (status === 0) return
    runner.say(`\n${terminal(report, false, reader)}\n`)
    runner.say(`Report: ${[url, event.runUrl].filter(Boolean).join(' · ')}`)
  }
}

function outputsOf({ report, record, directory }: Reviewed, { cwd }: RunInputs) {
  const checks = [report, ...(report.trainings ?? [])].flatMap(each => each.checks)
  const failed = checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
  return {
    verdict: report.verdict,
    'failed-checks': [...new Set(failed)].join(','),
    'report-path': directory && join(directory, 'report.md'),
    'record-path': record ? join(directory, 'record.json') : '',
    'pending-baseline-path': report.pending ? resolve(cwd, report.pending.file) : '',
  }
}
