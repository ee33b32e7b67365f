import type { Baseline } from '../model/baseline.ts'
import { group, parseChannel } from '../model/channels.ts'
import { normalise } from '../model/packages.ts'
import type { Pins } from '../model/pins.ts'
import { importedPackages, type ProbeRecord } from '../model/record.ts'
import type {
  CheckResult,
  Comparison,
  Improvement,
  PackageChange,
  Report,
} from '../model/report.ts'
import { VERDICTS, type Verdict } from '../model/verdict.ts'
import { candidates, type Moved } from './catalogue.ts'
import { CHECKS, REPEAT } from './checks.ts'
import { isDecided } from './decided.ts'
import { compare } from './drift.ts'
import { evaluate } from './evaluate.ts'
import { missing } from './missing.ts'
import { packageChanges, type Surroundings } from './packages.ts'

export interface Evidence {
  record: ProbeRecord
  baseline: Baseline | null
  pins: Pins | null
  /** What was measured is not what the change pins or imports, and somebody has said that it may be so. */
  apart?: readonly string[]
  /** What `baseline` is called in sentences, where it is no committed file. */
  reference?: string
  /** What the base commit's files install, where there is one. */
  base?: Surroundings['base']
}

export type Judgement = Pick<
  Report,
  | 'verdict'
  | 'summary'
  | 'error'
  | 'checks'
  | 'drift'
  | 'firstDivergence'
  | 'improvements'
  | 'candidates'
  | 'changedPackages'
  | 'added'
  | 'notCompared'
>

const NOTHING: Comparison = {
  stories: [],
  firstDivergence: null,
  compared: 0,
  added: [],
  notCompared: [],
}

const NOT_JUDGED = {
  checks: [],
  drift: [],
  firstDivergence: null,
  improvements: [],
  candidates: [],
  changedPackages: [],
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
}: Evidence): Judgement {
  const [gap, ...gaps] = missing(record)
  if (gap) {
    const more = gaps.length ? `, and ${gaps.length} more gaps` : ''
    return couldNotMeasure(`the record is incomplete: ${gap}${more}`)
  }
  const checks = evaluate(record, baseline?.accepted ?? [], pins)
  if (checks.every(({ status }) => status === 'not-measured'))
    return couldNotMeasure(`the ${record.suite.name} suite decides no check`)
  const comparison = baseline ? compare(record, baseline) : NOTHING
  const changes = changesOf(record, baseline, base)
  const verdict = verdictOf(checks, comparison, baseline)
  return {
    verdict,
    summary: summaries[verdict](checks, comparison, reference, apart.length > 0),
    error: null,
    checks,
    drift: comparison.stories,
    firstDivergence: comparison.firstDivergence,
    improvements: improvements(record, checks, baseline),
    candidates: candidates(changes, groupsOf(comparison, record)),
    changedPackages: changes,
    added: comparison.added,
    notCompared: comparison.notCompared,
  }
}

function changesOf(
  record: ProbeRecord,
  baseline: Baseline | null,
  base: NonNullable<Surroundings['base']> | null,
): PackageChange[] {
  const now = baseline ? normaliseNames(versionsNow(record)) : {}
  const before = baseline ? normaliseNames(versionsOf(baseline)) : {}
  const imported = new Set([...Object.keys(before), ...Object.keys(now)])
  return packageChanges(before, now, { imported, base })
}

const normaliseNames = (versions: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(versions).map(([name, version]) => [normalise(name), version]))

/** Python itself is one of the packages that can change. */
const versionsOf = ({ packages, environment }: Baseline) => ({
  ...packages,
  python: environment.python,
})
const versionsNow = (record: ProbeRecord) => ({
  ...Object.fromEntries(importedPackages(record).map(({ name, version }) => [name, version])),
  python: record.environment.python,
})

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
    `${stories.flatMap(({ channels }) => channels).length} of ${compared} channels differ from ${reference}`,
  new: (_, { added }, reference) =>
    added.length
      ? `${reference} lacks ${added.length} channels of this suite`
      : 'there is no baseline for this class of machines',
  match: (checks, { compared }, reference, isApart) => {
    if (isApart)
      return `all ${compared} channels equal ${reference}, with other packages than those that the change asks for`
    const living = checks.some(({ status }) => status === 'accepted') ? ' or is accepted' : ''
    return `all ${compared} channels equal ${reference}, and every check holds${living}`
  },
}

/** What the baseline accepts as broken and this suite finds whole again. */
function improvements(
  { suite }: ProbeRecord,
  checks: CheckResult[],
  baseline: Baseline | null,
): Improvement[] {
  return (baseline?.accepted ?? []).flatMap(({ check: id, subjects }) => {
    const result = checks.find(check => check.id === id)
    const held = subjects.filter(
      subject => isDecided(result, subject, suite) && !result?.subjects.includes(subject),
    )
    const sentence = CHECKS.find(check => check.id === id)?.sentence ?? id
    return held.length ? [{ check: id, sentence, subjects: held }] : []
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
