import type { Baseline } from '../model/baseline.ts'
import { group, parseChannel } from '../model/channels.ts'
import { normalise } from '../model/packages.ts'
import type { Pins } from '../model/pins.ts'
import type { ProbeRecord } from '../model/record.ts'
import type {
  CheckResult,
  Comparison,
  Improvement,
  PackageChange,
  Report,
} from '../model/report.ts'
import { parseSubject } from '../model/subject.ts'
import { VERDICTS, type Verdict } from '../model/verdict.ts'
import { surroundingsBetween } from './advice.ts'
import { candidates, type Moved } from './catalogue.ts'
import { CHECKS, REPEAT } from './checks.ts'
import { isDecided } from './decided.ts'
import { compare } from './drift.ts'
import { evaluate } from './evaluate.ts'
import { type Sides as Between, fixedIssues } from './known.ts'
import { toRepeat } from './lazy.ts'
import { missing } from './missing.ts'
import { type BaseFiles, isAddition, packageChanges, type Side } from './packages.ts'
import { reachOf } from './reach.ts'

export interface Evidence {
  record: ProbeRecord
  baseline: Baseline | null
  pins: Pins | null
  /** What was measured is not what the change pins or imports, and somebody has said that it may be so. */
  apart?: readonly string[]
  /** What `baseline` is called in sentences, where it is no committed file. */
  reference?: string
  /** What the base commit's files install, where there is one. */
  base?: BaseFiles | null
  /** The record of the base commit, where `baseline` is made from it. */
  before?: ProbeRecord | null
}

export type Judgement = Pick<
  Report,
  | 'verdict'
  | 'summary'
  | 'error'
  | 'checks'
  | 'drift'
  | 'firstDivergence'
  | 'reach'
  | 'improvements'
  | 'candidates'
  | 'changedPackages'
  | 'compared'
  | 'added'
  | 'notCompared'
>

const NOTHING: Comparison = {
  stories: [],
  firstDivergence: null,
  compared: 0,
  unchanged: [],
  added: [],
  notCompared: [],
}

const NOT_JUDGED = {
  checks: [],
  drift: [],
  firstDivergence: null,
  reach: null,
  improvements: [],
  candidates: [],
  changedPackages: [],
  compared: 0,
  added: [],
  notCompared: [],
}

export function couldNotMeasure(message: string, detail = ''): Judgement {
  return { ...NOT_JUDGED, verdict: 'error', summary: message, error: { message, detail } }
}

export function judge({
  record,
  baseline,
  pins,
  apart = [],
  reference = 'the baseline',
  base = null,
  before = null,
}: Evidence): Judgement {
  const [gap, ...gaps] = missing(record)
  if (gap) {
    const more = gaps.length ? `, and ${gaps.length} more gaps` : ''
    return couldNotMeasure(`the record is incomplete: ${gap}${more}`)
  }
  const changes = changesOf(record, baseline, before, base)
  const compared = before ? 'base' : baseline && 'baseline'
  const comparison = baseline ? compare(record, baseline) : NOTHING
  const checks = evaluate(record, baseline?.accepted ?? [], pins, {
    compared,
    changes,
    surroundings: surroundingsBetween(baseline?.environment, record.environment),
    hasMeasured: scenario => !baseline || scenario in baseline.scenarios,
    equal: baseline ? stillEqual(record, comparison) : [],
  })
  if (checks.every(({ status }) => status === 'not-measured'))
    return couldNotMeasure(`the ${record.suite.name} suite decides no check`)
  const verdict = verdictOf(checks, comparison, baseline)
  const hasMoved = comparison.stories.length > 0 || !['match', 'new'].includes(verdict)
  // Where runs do not repeat, what is gone or has moved may be so by chance.
  const isStable = verdict !== 'unstable'
  return {
    verdict,
    summary: summaries[verdict](checks, comparison, reference, apart.length > 0),
    error: null,
    checks,
    drift: comparison.stories,
    firstDivergence: comparison.firstDivergence,
    reach: reachOf(record, checks, comparison),
    improvements: isStable ? improvements(record, checks, baseline, { compared, changes }) : [],
    candidates: isStable ? candidates(changes, groupsOf(comparison, record)) : [],
    changedPackages: hasMoved ? changes : changes.filter(change => !isAddition(change)),
    compared: comparison.compared,
    added: comparison.added,
    notCompared: comparison.notCompared,
  }
}

/** It may be compared with something else than it was when it ran. */
function stillEqual(record: ProbeRecord, comparison: Comparison): string[] {
  const unlike = toRepeat(record, comparison)
  return record.equal.filter(id => !unlike.has(id))
}

function changesOf(
  record: ProbeRecord,
  baseline: Baseline | null,
  before: ProbeRecord | null,
  base: BaseFiles | null,
): PackageChange[] {
  const then = before ? sideOf(before) : baseline && sideOfBaseline(baseline)
  const changes = packageChanges(then, sideOf(record), base)
  const here = new Set(record.suite.scenarios.map(({ id }) => id))
  const isWhole = Object.keys(baseline?.scenarios ?? {}).every(id => here.has(id))
  // Fewer scenarios import less: of that nothing can be told.
  return isWhole ? changes : changes.filter(each => each.use === undefined || each.from !== each.to)
}

/** Python itself is one of the packages that can change. */
const sideOfBaseline = ({ packages, environment }: Baseline): Side => ({
  versions: { ...normaliseNames(Object.entries(packages)), python: environment.python },
})

const sideOf = ({ environment }: ProbeRecord): Side => ({
  versions: {
    ...normaliseNames(environment.packages.map(({ name, version }) => [name, version])),
    python: environment.python,
  },
  imported: new Set([
    ...environment.packages.filter(each => each.imported).map(({ name }) => normalise(name)),
    'python',
  ]),
  isWhole: true,
})

const normaliseNames = (versions: readonly (readonly [string, string])[]) =>
  Object.fromEntries(versions.map(([name, version]) => [normalise(name), version]))

const failing = (checks: CheckResult[]) => checks.filter(({ status }) => status === 'fail')
const isUnstable = ({ id, status }: CheckResult) =>
  id === REPEAT && status !== 'pass' && status !== 'not-measured'

function verdictOf(
  checks: CheckResult[],
  comparison: Comparison,
  baseline: Baseline | null,
): Verdict {
  const applies: Record<Verdict, boolean> = {
    error: false,
    unstable: checks.some(isUnstable),
    violation: failing(checks).length > 0,
    drift: comparison.stories.length > 0,
    new: baseline === null || comparison.added.length > 0,
    match: true,
  }
  return VERDICTS.find(({ name }) => applies[name])?.name ?? 'error'
}

const summaries: Record<
  Verdict,
  (checks: CheckResult[], comparison: Comparison, reference: string, isApart: boolean) => string
> = {
  error: () => '',
  unstable: checks => checks.find(isUnstable)?.detail ?? '',
  violation: checks =>
    failing(checks)
      .map(({ id, scenario }) => `${id} fails (${scenario})`)
      .join('; '),
  drift: (_, { stories, compared }, reference) =>
    `${stories.flatMap(({ channels }) => channels).length} of ${compared} streams differ from ${reference}`,
  new: (checks, { added }, reference, isApart) => {
    if (added.length) return `${reference} lacks ${added.length} streams of this suite`
    return isApart
      ? 'other packages than those that the change asks for were measured'
      : livingIn(checks, reference)
  },
  match: (checks, { compared, notCompared }, reference, isApart) => {
    const equal = `all ${compared} streams${notCompared.length ? ' that were compared' : ''} equal ${reference}`
    return isApart
      ? `${equal}, with other packages than those that the change asks for`
      : `${equal}, and ${livingIn(checks, reference)}`
  },
}

/** What holds of the checks where none fails that counts. */
function livingIn(checks: CheckResult[], reference: string): string {
  const living = checks.filter(({ status }) => status === 'accepted' || status === 'known')
  if (living.length === 0) return 'every check passes'
  const many = living.length === 1 ? '1 check fails' : `${living.length} checks fail`
  const isKnown = living.some(({ status }) => status === 'known')
  return isKnown ? `${many} on both sides` : `${many}, as ${reference} accepts`
}

/** What fails in the reference, or is accepted there, and holds in this record. */
function improvements(
  { suite, environment }: ProbeRecord,
  checks: CheckResult[],
  baseline: Baseline | null,
  at: Omit<Between, 'environment'>,
): Improvement[] {
  return (baseline?.accepted ?? []).flatMap(({ check: id, subjects }) => {
    const result = checks.find(check => check.id === id)
    const held = subjects.filter(
      subject => isDecided(result, subject, suite) && !result?.subjects.includes(subject),
    )
    if (held.length === 0) return []
    const parts = held.map(subject => parseSubject(subject).part)
    const isGone = (part: string) =>
      !result?.subjects.some(subject => parseSubject(subject).part === part)
    return {
      check: id,
      sentence: CHECKS.find(check => check.id === id)?.sentence ?? id,
      subjects: held,
      issues: fixedIssues(id, parts.filter(isGone), { ...at, environment }),
      accepted: at.compared === 'baseline',
    }
  })
}

function groupsOf({ stories }: Comparison, { suite }: ProbeRecord): Moved {
  const resuming = new Set(suite.scenarios.filter(each => each.resumes).map(({ id }) => id))
  const channels = stories
    .flatMap(story => story.channels)
    .flatMap(name => parseChannel(name) ?? [])
  const groups = (resumed: boolean) =>
    new Set(channels.filter(each => resuming.has(each.scenario) === resumed).map(group))
  const anew = groups(false)
  return { anew, resumed: groups(true).difference(anew) }
}
