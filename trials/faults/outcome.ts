import { group, parseChannel } from '../../src/model/channels.ts'
import type { Report } from '../../src/model/report.ts'
import type { Fault } from './faults.ts'

export interface Outcome {
  /** What was said, in short. */
  got: string
  /** The verdict is the expected one. */
  verdict: boolean
  /** What must be named (checks, channels, the reason of an error) is. */
  named: boolean
}

/** Holds what was said of a fault against what must be said of it. */
export function outcome(fault: Fault, report: Report): Outcome {
  const failing = report.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
  const moved = movedGroups(report)
  const message = report.error?.message ?? ''
  const verdict = report.verdict === fault.verdict
  return {
    got: got(report, failing, moved),
    verdict,
    named:
      verdict &&
      (fault.checks ?? []).every(id => failing.includes(id)) &&
      (fault.moved ?? []).every(each => moved.includes(each)) &&
      (fault.says?.test(message) ?? true) &&
      report.changedPackages.length === 0, // no package is to blame: none has changed
  }
}

function movedGroups({ drift }: Report): string[] {
  const channels = drift.flatMap(story => story.channels).map(parseChannel)
  return [...new Set(channels.flatMap(channel => (channel ? [group(channel)] : [])))]
}

function got(report: Report, failing: string[], moved: string[]): string {
  if (report.error) return `\`error\`: ${withoutPlaces(report.error.message)}`
  const named = report.verdict === 'drift' ? moved : failing
  return [`\`${report.verdict}\``, named.join(', ')].filter(Boolean).join(': ')
}

/** A message without what differs from run to run: paths, process ids. */
function withoutPlaces(message: string): string {
  const text = message
    .replaceAll(/(?<![\w.])\/[\w./+-]+\//g, '…/')
    .replaceAll(/pid\(?s?\)? \d+/g, 'pid')
  return text.length > 160 ? `${text.slice(0, 160)}…` : text
}
