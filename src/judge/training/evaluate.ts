import type { CheckResult } from '../../model/report.ts'
import type { Training, TrainingPlan } from '../../model/training.ts'
import { TRAINING_CHECKS, type TrainingCheck } from './checks.ts'
import { type Finding, materialOf } from './material.ts'

/** What each check says of a training, and of what it is compared with. */

export interface Evaluation {
  results: CheckResult[]
  /** Checks that fail in the reference and hold here, with where they failed there. */
  ended: { id: string; detail: string }[]
  /** Checks that the plan accepts and that hold. */
  idle: string[]
}

type Looked = Finding[] | string

export function evaluate(
  training: Training,
  reference: Training | null,
  { accept }: Pick<TrainingPlan, 'accept'>,
): Evaluation {
  const now = lookAll(training, reference)
  const before = reference ? lookAll(reference, training) : new Map<string, Looked>()
  const rows = TRAINING_CHECKS.map(check => ({
    check,
    found: now.get(check.id) ?? [],
    was: before.get(check.id) ?? [],
  }))
  const results = rows.map(({ check, found, was }) =>
    resultOf(check, found, was, training.name, accept[check.id]),
  )
  const ended = rows.flatMap(({ check, found, was }) => {
    const [failed] = typeof was === 'string' ? [] : failing(check, was)
    return failed && isClean(found) ? [{ id: check.id, detail: failed.detail }] : []
  })
  const idle = rows.filter(({ check, found }) => accept[check.id] !== undefined && isClean(found))
  return {
    results: results.sort((a, b) => Number(a.status === 'hazard') - Number(b.status === 'hazard')),
    ended,
    idle: idle.map(({ check }) => check.id),
  }
}

function lookAll(training: Training, other: Training | null): Map<string, Looked> {
  const material = materialOf(training, other)
  return new Map(
    TRAINING_CHECKS.map(({ id, look }) => [id, material ? look(material) : 'it did not run']),
  )
}

const isClean = (found: Looked) => typeof found !== 'string' && found.length === 0
const failing = ({ hazard }: TrainingCheck, found: Finding[]) =>
  found.filter(each => !hazard && !each.hazard)

function resultOf(
  check: TrainingCheck,
  found: Looked,
  was: Looked,
  name: string,
  accepted: string | undefined,
): CheckResult {
  const nothing = {
    id: check.id,
    subjects: [],
    fix: '',
    explanation: '',
    link: null,
    issues: [],
    unexplained: [],
  }
  if (typeof found === 'string')
    return { ...nothing, status: 'not-measured', scenario: '', detail: found }
  const known = new Set(typeof was === 'string' ? [] : was.map(({ subject }) => subject))
  const fails = failing(check, found)
  const fresh = fails.filter(({ subject }) => !known.has(subject))
  const worst = fresh[0] ?? fails[0] ?? found[0]
  if (!worst) return { ...nothing, status: 'pass', scenario: name, detail: '' }
  const status = statusOf(fails.length, fresh.length, accepted)
  const more = found.length > 1 ? `, and ${found.length - 1} more` : ''
  const because = {
    accepted: ` (accepted: ${accepted})`,
    known: ' (what it is compared with has it, too)',
  }
  return {
    ...nothing,
    status,
    scenario: name,
    detail: `${worst.detail}${more}${status in because ? because[status as 'known'] : ''}`,
    subjects: [...new Set(found.map(({ subject }) => subject))].sort(),
    fix: worst.fix ?? check.remedy ?? '',
    explanation: '',
  }
}

function statusOf(fails: number, fresh: number, accepted: string | undefined) {
  if (fails === 0) return 'hazard'
  if (accepted !== undefined) return 'accepted'
  return fresh > 0 ? 'fail' : 'known'
}
