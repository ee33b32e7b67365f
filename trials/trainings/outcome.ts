import type { Report } from '../../src/model/report.ts'
import type { Fault } from './fault.ts'

export interface Outcome {
  /** What was said, in short. */
  got: string
  /** It was not taken for sound. */
  found: boolean
  /** The verdict is the expected one, and what must be named is: checks, the place, the reason of an error. */
  right: boolean
}

/** Where runs do not repeat, a check may follow from that, and is named all the same. */
const FAILING: ReadonlySet<string> = new Set(['fail', 'follows'])
const GREEN: ReadonlySet<string> = new Set(['match', 'new'])

/** Compares what was said of a fault with what must be said. */
export function outcome(fault: Fault, report: Report): Outcome {
  const said = tell(report)
  // Only of a violation must what is named be what fails.
  const named = [...said.failing, ...(fault.verdict === 'violation' ? [] : said.hazards)]
  const isListed = fault.verdict === 'match' && said.hazards.length > 0
  const found = !GREEN.has(said.verdict) || isListed
  const verdict =
    fault.verdict === 'match' ? GREEN.has(said.verdict) : said.verdict === fault.verdict
  const right =
    verdict &&
    fault.checks.every(id => named.includes(id)) &&
    (fault.place?.test(said.place) ?? true) &&
    (fault.says?.test(said.error) ?? true)
  return { got: short(said), found, right }
}

/** Whether nothing was said against a sound training. Hazards may be listed. */
export function silence(report: Report): { got: string; silent: boolean } {
  const said = tell(report)
  return { got: short(said), silent: GREEN.has(said.verdict) && said.failing.length === 0 }
}

/** What a report says of its one training. */
function tell({ verdict, error, trainings: [training] = [] }: Report) {
  const checks = training?.checks ?? []
  const reason = training?.error ?? error
  return {
    verdict,
    failing: checks.filter(({ status }) => FAILING.has(status)).map(({ id }) => id),
    hazards: checks.filter(({ status }) => status === 'hazard').map(({ id }) => id),
    place: training?.first?.coordinate ?? '',
    error: reason ? [reason.message, reason.detail].join('\n') : '',
  }
}

function short({ verdict, failing, hazards, place, error }: ReturnType<typeof tell>): string {
  if (verdict === 'error') return `\`error\`: ${withoutPlaces(error.split('\n')[0] ?? '')}`
  const listed = hazards.length ? [`hazards: ${hazards.join(', ')}`] : []
  const parts = [failing.join(', '), place && `first at ${place}`, ...listed].filter(Boolean)
  return [`\`${verdict}\``, parts.join('; ').replaceAll('training-', '')].filter(Boolean).join(': ')
}

/** A message without what differs from run to run: paths, process ids. */
function withoutPlaces(message: string): string {
  const text = message
    .replaceAll(/(?<![\w.])\/[\w./+-]+\//g, '…/')
    .replaceAll(/pid\(?s?\)? \d+/g, 'pid')
  return text.length > 240 ? `${text.slice(0, 240)}…` : text
}
