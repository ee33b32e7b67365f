import type { Accepted } from '../model/baseline.ts'
import { viewRun } from '../model/channels.ts'
import type { Pins } from '../model/pins.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { CheckResult } from '../model/report.ts'
import { formatSubject } from '../model/subject.ts'
import { advise, type Case, NO_ADVICE } from './advice.ts'
import { CHECKS, type Check, REPEAT } from './checks.ts'
import type { Material } from './look.ts'
import type { Finding } from './relations.ts'

/** What failures are compared with, and what has changed since. */
type Reference = Omit<Case, 'environment'>

const NONE: Reference = { compared: null, changes: [], surroundings: [] }

export function evaluate(
  record: ProbeRecord,
  accepted: readonly Accepted[],
  pins: Pins | null,
  reference = NONE,
): CheckResult[] {
  const { suite, environment } = record
  const runs = record.runs.map(run => viewRun(record, run))
  const material: Material = { suite, runs, environment, pins }
  const repeat = CHECKS.find(({ id }) => id === REPEAT)?.look.findings(material) ?? []
  const unstable = new Set(repeat.map(({ part }) => part))
  const known = { ...reference, accepted }
  const results = CHECKS.map(check => evaluateOne(check, material, known, unstable))
  return results.sort((a, b) => Number(a.status === 'hazard') - Number(b.status === 'hazard'))
}

function evaluateOne(
  check: Check,
  material: Material,
  reference: Reference & { accepted: readonly Accepted[] },
  unstable: ReadonlySet<string>,
): CheckResult {
  const { id, look, hazard } = check
  const scenarios = look.scenarios(material)
  const nothing = { id, subjects: [], ...NO_ADVICE }
  if (scenarios.length === 0)
    return { ...nothing, status: 'not-measured', scenario: '', detail: look.without }
  const all = look.findings(material)
  const isFollowing = ({ part, differs }: Finding) =>
    unstable.size > 0 && (look.comparesRuns || (differs && unstable.has(part)))
  const isHazard = hazard ?? false
  const independent = isHazard ? all : all.filter(found => !isFollowing(found))
  const known = reference.accepted.filter(each => each.check === id)
  const entryOf = (found: Finding) =>
    known.find(({ subjects }) => subjects.includes(formatSubject(found)))
  const findings = independent.length ? independent : all
  const fresh = findings.filter(found => !entryOf(found))
  const worst = fresh[0] ?? findings[0]
  if (!worst) return { ...nothing, status: 'pass', scenario: scenarios.join(', '), detail: '' }
  const more = findings.length > 1 ? `, and ${findings.length - 1} more` : ''
  const detail = `${worst.detail}${more}`
  const subjects = [...new Set(findings.map(formatSubject))].sort()
  const result = { ...nothing, scenario: worst.scenario, subjects, detail }
  if (isHazard) return { ...result, status: 'hazard' }
  if (independent.length === 0) return { ...result, status: 'follows' }
  const entry = entryOf(worst)
  const status = !entry ? 'fail' : reference.compared === 'base' ? 'known' : 'accepted'
  const because =
    status === 'known' ? ' (the base commit has it, too)' : ` (accepted: ${entry?.reason})`
  const parts = [...new Set((entry ? findings : fresh).map(({ part }) => part))]
  return {
    ...result,
    status,
    detail: entry ? `${detail}${because}` : detail,
    ...advise(check, status, parts, { ...reference, environment: material.environment }),
  }
}
