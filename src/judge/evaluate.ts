import { satisfies } from '@renovatebot/pep440'
import type { Accepted } from '../baseline/schema.ts'
import type { Pins } from '../environment/pins.ts'
import type { Epoch, ProbeRecord } from '../probe/schema.ts'
import { type Channel, group, isReproducible, type RunView, viewRun } from './channels.ts'
import { HAZARDS, RECORD_CHECKS, RUN_CHECKS } from './checks.ts'
import { coordinate } from './drift.ts'
import { type Finding, sameStream } from './relations.ts'

export type Status = 'pass' | 'fail' | 'accepted' | 'hazard' | 'not-measured'

export interface CheckResult {
  id: string
  status: Status
  /** Where it fails first, or the scenarios that it was evaluated on. */
  scenario: string
  detail: string
  /** `scenario: channels` of every failure: what accepting this violation would accept. */
  subjects: string[]
}

/** What a check found: null where the suite has nothing to evaluate it on. */
interface Outcome {
  id: string
  scenarios: string[]
  findings: Finding[]
}

/**
 * Every check on every run that it applies to. `pins` are what the repository's files fix;
 * `pinsBind` says whether the interpreter had to follow them or was chosen by the user.
 */
export function evaluate(
  record: ProbeRecord,
  accepted: readonly Accepted[],
  pins: Pins | null,
  pinsBind: boolean,
): CheckResult[] {
  const runs = record.runs.map(run => viewRun(record, run))
  const onRuns = (check: (typeof RUN_CHECKS)[number]): Outcome => {
    const subject = runs.filter(run => check.applies(run.parameters))
    return {
      id: check.id,
      scenarios: [...new Set(subject.map(run => run.scenario))],
      findings: subject.flatMap(check.relation),
    }
  }
  const outcomes = [
    ...RUN_CHECKS.map(onRuns),
    seedChanges(runs),
    repeats(runs),
    makesNoDifference('launcher', RECORD_CHECKS.launcher.id, runs),
    makesNoDifference('num_sanity_val_steps', RECORD_CHECKS.sanity.id, runs),
    ...(pinsBind ? [installed(record, pins)] : []),
  ]
  const hazards = [...HAZARDS.map(onRuns), ...(pinsBind ? [] : [installed(record, pins)])]
  return [
    ...outcomes.map(outcome => judge(outcome, accepted)),
    ...hazards.map(outcome => asHazard(judge(outcome, []))),
  ]
}

function judge({ id, scenarios, findings }: Outcome, accepted: readonly Accepted[]): CheckResult {
  const subjects = [...new Set(findings.map(f => `${f.scenario}: ${f.subject}`))].sort()
  if (scenarios.length === 0)
    return { id, status: 'not-measured', scenario: '', detail: 'not in this suite', subjects }
  const known = accepted.filter(({ check }) => check === id)
  const isKnown = (f: Finding) =>
    known.some(entry => entry.subjects.includes(`${f.scenario}: ${f.subject}`))
  const worst = findings.find(f => !isKnown(f)) ?? findings[0]
  if (!worst) return { id, status: 'pass', scenario: scenarios.join(', '), detail: '', subjects }
  const status = isKnown(worst) ? 'accepted' : 'fail'
  const more = findings.length > 1 ? `, and ${findings.length - 1} more` : ''
  const because = status === 'accepted' ? ` (accepted: ${known[0]?.reason})` : ''
  const detail = `${worst.detail}${more}${because}`
  return { id, status, scenario: worst.scenario, detail, subjects }
}

function asHazard(result: CheckResult): CheckResult {
  return result.status === 'fail' ? { ...result, status: 'hazard' } : result
}

/** Everything that two scenarios can differ in. */
const aspects = ({ parameters, launcher, num_sanity_val_steps, resumes }: RunView) => ({
  ...parameters,
  launcher,
  num_sanity_val_steps,
  resumes,
})
type Aspect = keyof ReturnType<typeof aspects>

/** Seeded runs of scenarios that differ in one aspect and in nothing else. */
function couplesBy(aspect: Aspect, runs: readonly RunView[]): Couple[] {
  const others = (run: RunView) => JSON.stringify({ ...aspects(run), [aspect]: null })
  return pairs(onePerScenario(runs).filter(run => run.parameters.seed_everything)).filter(
    ([a, b]) => others(a) === others(b) && aspects(a)[aspect] !== aspects(b)[aspect],
  )
}

/** Scenarios that differ in an aspect which must not matter have equal digests everywhere. */
function makesNoDifference(aspect: Aspect, id: string, runs: readonly RunView[]): Outcome {
  const couples = couplesBy(aspect, runs)
  return {
    id,
    scenarios: scenariosOf(couples),
    findings: couples.flatMap(([a, b]) => disagreements(b, a, `differs from ${a.scenario}`)),
  }
}

/** Two seeded scenarios that differ in the seed alone share no stream. */
function seedChanges(runs: readonly RunView[]): Outcome {
  const couples = couplesBy('seed', runs)
  return {
    id: RECORD_CHECKS.seedChanges.id,
    scenarios: scenariosOf(couples),
    findings: couples.flatMap(([a, b]) =>
      matched(a, b).flatMap(({ channel, mine, theirs }) => {
        const alike = mine.find((epoch, index) => isSame(channel, epoch, theirs[index]))
        if (!alike) return []
        const seeds = `${a.parameters.seed} and ${b.parameters.seed}`
        return [differing(a, channel, alike, `is the same with seeds ${seeds}`)]
      }),
    ),
  }
}

/** Orders and weights are compared whole, streams by their first values. */
function isSame(channel: Channel, a: Epoch, b: Epoch | undefined): boolean {
  if (!b) return false
  return channel.library ? sameStream(a, b) : a.digest === b.digest
}

/** The runs of a scenario agree wherever two runs must. */
function repeats(runs: readonly RunView[]): Outcome {
  const couples = [...Map.groupBy(runs, run => run.scenario).values()].flatMap(
    ([first, ...others]) => others.flatMap(other => (first ? [[first, other] as const] : [])),
  )
  return {
    id: RECORD_CHECKS.repeat.id,
    scenarios: scenariosOf(couples),
    findings: couples.flatMap(([a, b]) => disagreements(a, b, 'differs between two runs')),
  }
}

type Couple = readonly [RunView, RunView]

/** Channels that two runs must have alike and do not. */
function disagreements(a: RunView, b: RunView, what: string): Finding[] {
  return matched(a, b).flatMap(({ channel, mine, theirs }) => {
    if (!isReproducible(channel, a.parameters)) return []
    const at = mine.find((epoch, index) => epoch.digest !== theirs[index]?.digest)
    return at ? [differing(a, channel, at, what)] : []
  })
}

const differing = (run: RunView, channel: Channel, { epoch }: Epoch, what: string): Finding => ({
  scenario: run.scenario,
  subject: group(channel),
  detail: `${coordinate(channel.name, { epoch, step: null, draw: null })} ${what}`,
})

const pairs = (runs: readonly RunView[]): Couple[] =>
  runs.flatMap((a, index) => runs.slice(index + 1).map(b => [a, b] as const))

const scenariosOf = (couples: readonly Couple[]) => [
  ...new Set(couples.flat().map(run => run.scenario)),
]

/** The versions in the interpreter are those that the repository's files fix. */
function installed(record: ProbeRecord, pins: Pins | null): Outcome {
  const fixed = Object.entries(pins?.pins ?? {}).filter(([, version]) => version !== null)
  const found = new Map(
    record.environment.packages.map(each => [each.name.toLowerCase(), each.version]),
  )
  const findings = fixed.flatMap(([name, version]) => {
    const actual = found.get(name)
    if (actual && satisfies(actual, `==${version}`)) return []
    const detail = `${pins?.source} pins ${name} ${version}, the interpreter has ${actual ?? 'none'}`
    return [{ scenario: 'environment', subject: name, detail }]
  })
  return { id: RECORD_CHECKS.pins.id, scenarios: fixed.length ? ['environment'] : [], findings }
}

function onePerScenario(runs: readonly RunView[]): RunView[] {
  return [...Map.groupBy(runs, run => run.scenario).values()].flatMap(([first]) => first ?? [])
}

/** The channels of two runs that have the same place in their scenarios. */
function matched(a: RunView, b: RunView): { channel: Channel; mine: Epoch[]; theirs: Epoch[] }[] {
  const place = (channel: Channel) => channel.name.slice(channel.scenario.length)
  const others = new Map(b.channels.map(({ channel, epochs }) => [place(channel), epochs]))
  return a.channels.map(({ channel, epochs }) => ({
    channel,
    mine: epochs,
    theirs: others.get(place(channel)) ?? [],
  }))
}
