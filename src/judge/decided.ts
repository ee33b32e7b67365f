import type { CheckResult } from '../model/report.ts'
import { parseSubject } from '../model/subject.ts'
import type { Suite } from '../model/suite.ts'
import { CHECKS } from './checks.ts'

/** Whether a run has looked for a failure where it was seen before. What it has not looked for may still be broken. */
export function isDecided(result: CheckResult | undefined, subject: string, suite: Suite): boolean {
  const { scenario } = parseSubject(subject)
  if (!result) return suite.scenarios.some(({ id }) => id === scenario) // the check is no more
  if (result.status === 'not-measured') return false
  const look = CHECKS.find(({ id }) => id === result.id)?.look
  const scenarios = look?.scenarios({ suite, pins: null, equal: [] }) ?? []
  return scenarios.length === 0 || scenarios.includes(scenario) // none: it is about no scenario
}
