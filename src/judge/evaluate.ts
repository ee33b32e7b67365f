import type { Accepted } from '../model/baseline.ts'
import { viewRun } from '../model/channels.ts'
import type { Pins } from '../model/pins.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { CheckResult } from '../model/report.ts'
import { formatSubject } from '../model/subject.ts'
import { advise, type Case, NO_ADVICE } from './advice.ts'
import { CHECKS, type Check, REPEAT } from './checks.ts'
import { hasIssue, issuesOf } from './known.ts'
import type { Material } from './look.ts'
import type { Finding } from './relations.ts'

/** What failures are compared with, and what has changed since. */
interface Reference extends Omit<Case, 'environment'> {
  /** Whether it has measured a scenario, so that what it does not accept did hold there. */
  hasMeasured: (scenario: string) => boolean
  /** Scenarios that ran once, and equal it. */
  equal: readonly string[]
}

const NONE: Reference = {
  compared: null,
  equal: [],
  changes: [],
  surroundings: [],
  hasMeasured: () => true,
}

export function evaluate(
  record: ProbeRecord,
  accepted: readonly Accepted[],
  pins: Pins | null,
  reference = NONE,
): CheckResult[] {
  const { suite, environment } = record
  const runs = record.runs.map(run => viewRun(record, run))
  const material: Material = { suite, equal: reference.equal, runs, environment, pins }
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
  const at: Case = { ...reference, environment: material.environment }
  const named = reference.accepted.filter(each => each.check === id)
  const entryOf = (found: Finding) =>
    named.find(({ subjects }) => subjects.includes(formatSubject(found)))
  // What the other side did not look at it has, too, where its releases are known for it.
  const isListed = ({ scenario, part }: Finding) =>
    !reference.hasMeasured(scenario) &&
    issuesOf(id, [part], at).some(({ row, before }) => before !== null && hasIssue(row, before))
  const findings = independent.length ? independent : all
  const fresh = findings.filter(found => !entryOf(found) && !isListed(found))
  const worst = fresh[0] ?? findings[0]
  if (!worst) {
    const detail = look.holding?.(material) ?? ''
    return { ...nothing, status: 'pass', scenario: scenarios.join(', '), detail }
  }
  const more = findings.length > 1 ? `, and ${findings.length - 1} more` : ''
  const detail = `${worst.detail}${more}`
  const subjects = [...new Set(findings.map(formatSubject))].sort()
  const result = { ...nothing, scenario: worst.scenario, subjects, detail }
  if (isHazard) return { ...result, status: 'hazard' }
  if (independent.length === 0) return { ...result, status: 'follows' }
  const status = fresh.length ? 'fail' : statusOf(entryOf(worst), reference.compared)
  const parts = [...new Set((fresh.length ? fresh : findings).map(({ part }) => part))]
  return {
    ...result,
    status,
    detail: `${detail}${because(status, entryOf(worst))}`,
    ...advise(check, status, parts, at),
  }
}

const statusOf = (entry: Accepted | undefined, compared: Case['compared']) =>
  entry && compared !== 'base' ? 'accepted' : 'known'

function because(status: CheckResult['status'], entry: Accepted | undefined): string {
  if (status === 'accepted') return ` (accepted: ${entry?.reason})`
  if (status === 'known' && entry) return ' (the base commit has it, too)'
  return ''
}
