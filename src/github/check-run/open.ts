import { interruption } from '../../lib/interrupt.ts'
import type { Report } from '../../model/report.ts'
import { titleOf } from '../../model/verdict.ts'
import type { Reader } from '../../report/commands.ts'
import { headlineOf } from '../../report/headline.ts'
import { markdown } from '../../report/markdown.ts'
import { type Api, connect } from '../client/api.ts'
import { advise } from '../client/permissions.ts'
import { describeFailure } from '../client/retry.ts'
import type { Call } from '../modes/call.ts'
import {
  type CheckRun,
  completeCheckRun,
  conclusionOf,
  createCheckRun,
  MAX_CHECK_BYTES,
  type Result,
} from './check-run.ts'
import type { Remarks } from './remarks.ts'

const MAX_TITLE = 200
/** Where the job is cancelled, the runner kills us soon; what is not done by then the post part does. */
const LAST_SECONDS = 3

interface OpenCheckRun {
  complete(report: Report, status: number, remarks: Remarks, reader: Reader): Promise<void>
  /** If it is not complete: something ended the step before there was a verdict. */
  abandon(): Promise<void>
}

/** The check run that the user asked for; null if there is none to be had. Nothing here throws. */
export async function openCheckRun(api: Api | null, call: Call): Promise<OpenCheckRun | null> {
  const { action, event, runner } = call
  const { say, warn } = runner
  const name = action.checkRun
  if (!name) return null
  if (!api) {
    say('no check run: there is no github-token to create it with')
    return null
  }
  if (name === runner.env.GITHUB_JOB)
    warn(
      `check-run: ${name} is the job, too: a rule that requires it waits for both; take another name`,
    )
  const warnOf = (what: string, error: unknown) =>
    warn(
      `the check run could not be ${what}: ${describeFailure(error)}\n${advise(error, event, action)}`,
    )
  let open: CheckRun
  try {
    open = await createCheckRun(api, name, event, runner)
  } catch (error) {
    warnOf('created', error)
    return null
  }
  let isEnded = false
  const end = async (result: Result, by = api) => {
    if (isEnded) return
    isEnded = true
    try {
      await completeCheckRun(by, open, result, runner)
      say(`the check run ${name} is ${result.conclusion}`)
    } catch (error) {
      warnOf('completed', error)
    }
  }
  return {
    complete: (report, status, remarks, reader) => end(resultOf(report, status, remarks, reader)),
    abandon: () => (interruption.aborted ? end(CANCELLED, connectAtLast(call)) : end(ENDED)),
  }
}

const ENDED: Result = {
  conclusion: 'failure',
  title: titleOf('error'),
  summary: 'The step ended before there was a verdict; its log says why.',
  file: '',
  annotations: [],
}
const CANCELLED: Result = {
  ...ENDED,
  conclusion: 'cancelled',
  title: 'Cancelled before there was a verdict',
  summary: 'The step was cancelled; nothing is known about reproducibility.',
}

const connectAtLast = ({ action, event, runner }: Call): Api =>
  connect(action.githubToken, event, runner, {
    seconds: LAST_SECONDS,
    uninterrupted: true,
  })

function resultOf(report: Report, status: number, remarks: Remarks, reader: Reader): Result {
  const { verdict, summary } = report
  const title = `${headlineOf(report)}: ${summary}`
  return {
    conclusion: conclusionOf(verdict, status),
    title: title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE - 1)}…` : title,
    summary: markdown(report, MAX_CHECK_BYTES, reader),
    ...remarks,
  }
}
