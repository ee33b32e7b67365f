import { exitCode } from '../../model/verdict.ts'
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
  const { verdict, summary, comparison, error, trainings = [] } = checked.report
  const status = exitCode(verdict, run.failOn)
  for (const found of [error, ...trainings.map(each => each.error)])
    if (found?.detail) say(found.detail)
  for (const { name, headline } of trainings) say(`training ${name}: ${headline}`)
  const found = lightnings(checked.report)
  if (found) say(`measured: ${found.measured}, not ${found.unmeasured.join(', ')}: ${found.why}`)
  await publish(checked)
  const line = `lddpr: ${headlineOf(checked.report)}: ${summary}`
  if (comparison) say(comparison)
  if (status) fail(line)
  else say(line)
  return status
}
