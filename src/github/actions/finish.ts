import type { Report } from '../../model/report.ts'
import { exitCode, titleOf } from '../../model/verdict.ts'
import type { Reviewed } from '../../pipeline/review.ts'
import { headlineOf } from '../../report/headline.ts'
import { lightnings } from '../../report/words.ts'
import type { Publish } from '../publish.ts'
import type { Call } from './call.ts'

/** Publishes what was found. The status is settled first: nothing that fails here changes it. */
export async function finish(
  checked: Reviewed,
  publish: Publish,
  { run, runner: { say, fail } }: Call,
): Promise<number> {
  const { verdict, summary } = checked.report
  const status = exitCode(verdict, run.failOn)
  await publish(checked, status)
  // A message says more than that there is none.
  const headline = verdict === 'error' ? titleOf(verdict) : headlineOf(checked.report)
  const line = `lddpr: ${headline}: ${summary}`
  if (status) fail(line)
  else for (const each of [...toldIfGreen(checked.report), line]) say(each)
  return status
}

/** The log of a red job ends with the whole report instead. */
function toldIfGreen(report: Report): string[] {
  const found = lightnings(report)
  return [
    ...(report.trainings ?? []).map(({ name, headline }) => `training ${name}: ${headline}`),
    ...(found
      ? [`measured: ${found.measured}, not ${found.unmeasured.join(', ')}: ${found.why}`]
      : []),
    ...(report.comparison ? [report.comparison] : []),
  ]
}
