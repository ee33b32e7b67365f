import { styleText } from 'node:util'
import type { Checked } from '../check.ts'
import type { RunInputs } from '../inputs.ts'
import { terminal } from '../report/terminal.ts'
import { exitCode } from '../verdict.ts'

const colour = (stream: NodeJS.WriteStream) =>
  (stream.isTTY || Boolean(process.env.FORCE_COLOR)) && !process.env.NO_COLOR

/** Progress goes to standard error: standard output is the report. */
export function progress(message: string): void {
  const mark = colour(process.stderr) ? styleText('dim', '·', { validateStream: false }) : '·'
  console.error(`${mark} ${message}`)
}

/** Prints the report and gives the exit status. */
export function conclude({ report, directory }: Checked, failOn: RunInputs['fail-on']): number {
  console.log(terminal(report, colour(process.stdout)))
  console.error(`\nreports: ${directory}`)
  return exitCode(report.verdict, failOn)
}
