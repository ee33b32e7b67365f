import { group, parseChannel } from '../../src/model/channels.ts'
import type { Report } from '../../src/model/report.ts'
import { type Fault, NOTHING } from './fault.ts'

export interface Outcome {
  /** What was said, in short. */
  got: string
  /** The verdict is the expected one. */
  verdict: boolean
  /** What must be named (checks, channels, functions, the reason of an error, what was tolerated) is. */
  named: boolean
}

/** Where runs do not repeat, a check may follow from that, and is named all the same. */
const FAILING: ReadonlySet<string> = new Set(['fail', 'follows'])

/** Holds what was said of a fault against what must be said of it. */
export function outcome(fault: Fault, report: Report): Outcome {
  const failing = report.checks.filter(({ status }) => FAILING.has(status)).map(({ id }) => id)
  const moved = movedGroups(report)
  const said = report.error ? [report.error.message] : sentences(report)
  const verdict = report.verdict === fault.verdict
  const { checks = [], moved: groups = [], says } = fault
  return {
    got: got(report, failing, moved, groups, says),
    verdict,
    named:
      verdict &&
      checks.every(id => failing.includes(id)) &&
      groups.every(each => moved.includes(each)) &&
      (says === undefined || said.some(each => says.test(each))) &&
      // No package is to blame: none has changed.
      (fault.around?.overlay !== undefined || report.changedPackages.length === 0),
  }
}

/** What a report says of the surroundings of a run. */
const sentences = ({ summary, notices, environment }: Report): string[] => [
  ...[summary, ...notices],
  ...Object.entries(environment ?? {}).map(([name, value]) => `${name}: ${value}`),
]

/** A draw is named by its function, whether or not its values depend on the instructions of the CPU. */
export const byFunction = (name: string) => name.replace(/^draw\.computed\//, 'draw/')

function movedGroups({ drift }: Report): string[] {
  const channels = drift.flatMap(story => story.channels).map(parseChannel)
  const groups = channels.flatMap(channel => (channel ? [group(channel)] : []))
  return [...new Set(groups.map(byFunction))]
}

/** Of what moved this many are shown besides those that must. */
const SHOWN = 6

function got(
  report: Report,
  failing: string[],
  moved: string[],
  expected: readonly string[],
  says: RegExp | undefined,
): string {
  const { verdict, error } = report
  if (error) return `\`error\`: ${withoutPlaces(error.message)}`
  const names = {
    drift: moved,
    match: says === NOTHING ? [] : sentences(report).filter(each => says?.test(each)),
  }
  const all = names[verdict as keyof typeof names] ?? failing
  const wanted = all.filter(each => expected.includes(each))
  const others = all.filter(each => !expected.includes(each))
  const hidden = others.length - SHOWN
  const shown = [...wanted, ...others.slice(0, SHOWN), ...(hidden > 0 ? [`${hidden} more`] : [])]
  return [`\`${verdict}\``, withoutPlaces(shown.join(', '))].filter(Boolean).join(': ')
}

/** A message without what differs from run to run: paths, process ids. */
function withoutPlaces(message: string): string {
  const text = message
    .replaceAll(/(?<![\w.])\/[\w./+-]+\//g, '…/')
    .replaceAll(/pid\(?s?\)? \d+/g, 'pid')
  return text.length > 240 ? `${text.slice(0, 240)}…` : text
}
