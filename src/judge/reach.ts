import { group, parseChannel } from '../model/channels.ts'
import { ranksOf } from '../model/machine-type.ts'
import type { ProbeRecord } from '../model/record.ts'
import type { CheckResult, Comparison, Reach, Settings } from '../model/report.ts'
import { parseSubject } from '../model/subject.ts'
import { rowOf } from '../model/suite.ts'
import { CHECKS } from './checks.ts'

/** Which trainings a change reaches: each scenario differs from the default in what it is there to show. */
export function reachOf(
  record: ProbeRecord,
  checks: readonly CheckResult[],
  { stories, unchanged }: Comparison,
): Reach | null {
  const failing = checks.filter(({ status }) => status === 'fail')
  const moved = stories.flatMap(({ channels }) => channels)
  if (failing.length === 0 && moved.length === 0) return null
  const { reached, looked } = failing.length
    ? ofChecks(record, failing)
    : { reached: scenariosOf(moved), looked: seededAmong(record, scenariosOf(unchanged)) }
  const changed = partsOf(moved)
  const settings = (ids: ReadonlySet<string>): Settings[] =>
    record.suite.scenarios
      .filter(({ id }) => ids.has(id))
      .map(scenario => rowOf(scenario, ranksOf(record)))
  return {
    reached: settings(reached),
    spared: settings(looked.difference(reached)),
    changed: [...changed],
    unchanged: [...partsOf(unchanged).difference(changed)],
  }
}

/** The scenarios that some checks fail in, and all that decide them. */
function ofChecks({ suite, equal }: ProbeRecord, failing: readonly CheckResult[]) {
  const subjects = failing.flatMap(each => each.subjects)
  const looks = CHECKS.filter(({ id }) => failing.some(each => each.id === id))
  return {
    reached: new Set(subjects.map(each => parseSubject(each).scenario)),
    looked: new Set(looks.flatMap(({ look }) => look.scenarios({ suite, equal, pins: null }))),
  }
}

const namesOf = (channels: readonly string[]) => channels.flatMap(name => parseChannel(name) ?? [])
const scenariosOf = (channels: readonly string[]) =>
  new Set(namesOf(channels).map(({ scenario }) => scenario))
const partsOf = (channels: readonly string[]) => new Set(namesOf(channels).map(group))

/** Without a seed next to nothing can be compared. */
function seededAmong({ suite }: ProbeRecord, ids: ReadonlySet<string>): Set<string> {
  const seeded = suite.scenarios.filter(({ parameters }) => parameters.seed_everything)
  return new Set(seeded.map(({ id }) => id).filter(id => ids.has(id)))
}
