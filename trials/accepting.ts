import type { Report } from '../src/model/report.ts'
import { lddpr, readReport } from '../support/lddpr.ts'

type Result = Awaited<ReturnType<typeof lddpr>>

/** The report that a command of the terminal program has left in a directory. */
export async function reported(directory: string, command: Promise<Result>): Promise<Report> {
  const { exitCode, stderr } = await command
  const report = await readReport(directory).catch(() => null)
  if (!report) throw new Error(`lddpr ended with status ${exitCode} and no report: ${stderr}`)
  return report
}

/** Makes a report's pending baseline that of its directory, with every violation that it has. */
export async function accept(directory: string, { pending, checks }: Report, reason: string) {
  if (!pending) throw new Error(`${directory}: there is no pending baseline to accept`)
  const violations = checks.filter(({ status }) => status === 'fail')
  const flags = violations.flatMap(({ id }) => ['--accept-violation', id])
  const { exitCode, stderr } = await lddpr(
    ['accept', pending.file, '--reason', reason, '--author', 'a trial', ...flags],
    { cwd: directory },
  )
  if (exitCode) throw new Error(`lddpr accept ended with status ${exitCode}: ${stderr}`)
}
