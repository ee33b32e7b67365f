import type { Accepted } from '../model/baseline.ts'
import { viewRun } from '../model/channels.ts'
import type { Pins } from '../model/pins.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { CheckResult } from '../model/report.ts'
import { formatSubject } from '../model/subject.ts'
import { CHECKS, type Check } from './checks.ts'
import type { Material } from './look.ts'
import type { Finding } from './relations.ts'

export function evaluate(
  record: ProbeRecord,
  accepted: readonly Accepted[],
  pins: Pins | null,
): CheckResult[] {
  const { suite, environment } = record
  const runs = record.runs.map(run => viewRun(record, run))
  const material: Material = { suite, runs, environment, pins }
  const results = CHECKS.map(check => evaluateOne(check, material, accepted))
  return results.sort((a, b) => Number(a.status === 'hazard') - Number(b.status === 'hazard'))
}

function evaluateOne(
  { id, look, hazard }: Check,
  material: Material,
  accepted: readonly Accepted[],
): CheckResult {
  const scenarios = look.scenarios(material)
  if (scenarios.length === 0)
    return { id, status: 'not-measured', scenario: '', detail: look.without, subjects: [] }
  const findings = look.findings(material)
  const subjects = [...new Set(findings.map(formatSubject))].sort()
  const known = accepted.filter(({ check }) => check === id)
  const isKnown = (found: Finding) =>
    known.some(entry => entry.subjects.includes(formatSubject(found)))
  const worst = findings.find(found => !isKnown(found)) ?? findings[0]
  if (!worst) return { id, status: 'pass', scenario: scenarios.join(', '), detail: '', subjects }
  const more = findings.length > 1 ? `, and ${findings.length - 1} more` : ''
  const result = { id, scenario: worst.scenario, subjects }
  if (hazard) return { ...result, status: 'hazard', detail: `${worst.detail}${more}` }
  if (!isKnown(worst)) return { ...result, status: 'fail', detail: `${worst.detail}${more}` }
  const entry = known.find(({ subjects }) => subjects.includes(formatSubject(worst)))
  const because = ` (accepted: ${entry?.reason})`
  return { ...result, status: 'accepted', detail: `${worst.detail}${more}${because}` }
}
