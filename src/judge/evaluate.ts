import type { Accepted } from '../model/baseline.ts'
import { viewRun } from '../model/channels.ts'
import type { Pins } from '../model/pins.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { CheckResult } from '../model/report.ts'
import { CHECKS, type Check } from './checks.ts'
import type { Facts } from './look.ts'
import type { Finding } from './relations.ts'

/**
 * Every check on what it is about. `pins` are what the repository's files fix; `pinsBind` says
 * whether the interpreter had to follow them or was chosen by the user.
 */
export function evaluate(
  record: ProbeRecord,
  accepted: readonly Accepted[],
  pins: Pins | null,
  pinsBind: boolean,
): CheckResult[] {
  const { suite, environment } = record
  const runs = record.runs.map(run => viewRun(record, run))
  const facts: Facts = { suite, runs, environment, pins, pinsBind }
  const results = CHECKS.map(check => evaluateOne(check, facts, accepted))
  return results.sort((a, b) => Number(a.status === 'hazard') - Number(b.status === 'hazard'))
}

function evaluateOne(
  { id, look, hazard }: Check,
  facts: Facts,
  accepted: readonly Accepted[],
): CheckResult {
  const scenarios = look.scenarios(facts)
  if (scenarios.length === 0)
    return { id, status: 'not-measured', scenario: '', detail: look.without, subjects: [] }
  const findings = look.findings(facts)
  const subjects = [...new Set(findings.map(subjectOf))].sort()
  const known = accepted.filter(({ check }) => check === id)
  const isKnown = (found: Finding) => known.some(entry => entry.subjects.includes(subjectOf(found)))
  const worst = findings.find(found => !isKnown(found)) ?? findings[0]
  if (!worst) return { id, status: 'pass', scenario: scenarios.join(', '), detail: '', subjects }
  const more = findings.length > 1 ? `, and ${findings.length - 1} more` : ''
  const result = { id, scenario: worst.scenario, subjects }
  if (hazard?.(facts)) return { ...result, status: 'hazard', detail: `${worst.detail}${more}` }
  if (!isKnown(worst)) return { ...result, status: 'fail', detail: `${worst.detail}${more}` }
  const entry = known.find(({ subjects }) => subjects.includes(subjectOf(worst)))
  const because = ` (accepted: ${entry?.reason})`
  return { ...result, status: 'accepted', detail: `${worst.detail}${more}${because}` }
}

const subjectOf = ({ scenario, subject }: Finding) => `${scenario}: ${subject}`
