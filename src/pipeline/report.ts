import { relative } from 'node:path'
import type { Committed } from '../baseline/committed.ts'
import type { KnownBaseline } from '../baseline/files.ts'
import { lossInWords } from '../baseline/loss.ts'
import { propose } from '../baseline/pending.ts'
import { baselineOf } from '../baseline/reference.ts'
import { type Change, noticesOf } from '../change/change.ts'
import { couldNotMeasure, type Judgement, judge } from '../judge/judge.ts'
import { ExpectedError, type Spell } from '../lib/errors.ts'
import type { Baseline, Pending } from '../model/baseline.ts'
import { classOfRecord, otherBaselineNotices } from '../model/machine-type.ts'
import { nameOfRun, type ProbeRecord } from '../model/record.ts'
import { type Improvement, REPORT_VERSION, type Report } from '../model/report.ts'
import { notLookedAt } from '../model/scope.ts'
import type { TrainingPending } from '../model/training-baseline.ts'
import type { Measured, World } from '../model/world.ts'
import { chosenInWords } from '../pins/index.ts'
import { comparisonInWords } from '../report/comparison.ts'
import { environmentInWords, ISSUES } from '../report/words.ts'
import { acceptedChange, type Before } from './accepted.ts'
import { kebab } from './inputs.ts'
import { pendingFile } from './report-directory.ts'
import { mustBeOfTheRight } from './right.ts'

export interface Origin {
  change: Change | null
  /** The record of its own versions, where values are to be compared with them. */
  record: ProbeRecord | null
  commit: string
  /** It installs what the change installs, and so the record is that of the change. */
  isSame?: boolean
  /** The baseline of a machine type that this change replaces. */
  replaces: (className: string) => Before | null
}

export type Baselines = Pick<Committed, 'baseline' | 'classes'>

/** A report with what its values were compared with, which a reader of report.html sees beside them. */
export interface Outcome {
  report: Report
  reference: Baseline | null
  proposal: Pending | null
  /** What trainings propose. */
  trainings?: readonly TrainingPending[]
}

/** From a record to a report, with a pending baseline unless the committed one is met. */
export function reportOn(
  measured: Measured,
  baselines: Baselines,
  { cwd, directory, timings }: { cwd: string; directory: string } & Pick<Report, 'timings'>,
  world: Pick<World, 'spell'>,
  origin: Origin | null = null,
  /** Why values are not compared with those of the base commit; empty where nothing hinders. */
  withoutBase = '',
): Outcome {
  const { record } = measured
  const { told, apart } = mustBeOfTheRight(measured, world)
  const className = classOfRecord(record)
  const known = baselines.baseline(className)
  const own = judge({
    ...measured,
    apart,
    baseline: known?.baseline ?? null,
    base: origin?.change ?? null,
  })
  const versus = origin?.record ? againstBase(measured, origin.record, own, origin) : null
  const isAccepted = versus?.judgement === own
  const proposal = proposalOf(record, className, own, isAccepted ? null : versus, known)
  const pending = proposal && {
    file: relative(cwd, pendingFile(directory, className)),
    digest: proposal.digest,
    violations: proposal.violations.map(({ check }) => check),
    loses: lossInWords(proposal, proposal.replaces, name => `--${kebab(name)}`),
  }
  const isBase = versus !== null && !isAccepted
  const judgement = versus?.judgement ?? own
  const before = own.verdict === 'match' && known ? origin?.replaces(className) : null
  const since =
    known && before ? acceptedChange(measured, known, before, own, origin?.change ?? null) : null
  const reference = isBase ? 'base' : known ? 'baseline' : null
  const report: Report = {
    schemaVersion: REPORT_VERSION,
    ...judgement,
    improvements: isBase ? endedSince(own, judgement) : judgement.improvements,
    changedPackages: since?.changedPackages ?? judgement.changedPackages,
    notices: [
      ...apart,
      ...noticesAbout(measured, origin, known, isAccepted),
      ...(reference ? otherBaselineNotices(baselines.classes, className) : []),
    ],
    comparison: comparisonInWords(judgement, {
      ...{ className, reference, withoutBase, classes: baselines.classes },
      hasBaseline: known !== null,
      base: origin && { commit: origin.commit, isSame: origin.isSame === true },
    }),
    isApart: apart.length > 0,
    accepted: since?.accepted ?? null,
    class: className,
    suite: record.suite.name,
    notLookedAt: notLookedAt(record.suite, record.environment.accelerator),
    environment: { ...environmentInWords(record.environment), ...chosenIn(measured.pins) },
    framework: told,
    comparedWith: isBase ? 'base' : 'baseline',
    base: origin && { commit: origin.commit },
    baseline: known && { file: relative(cwd, known.file), digest: known.baseline.digest },
    pending,
    retried: record.runs.filter(({ retries }) => retries > 0).map(nameOfRun),
    timings,
  }
  return { report, reference: versus?.baseline ?? known?.baseline ?? null, proposal }
}

/** What trainings are installed with, where that is not the default. */
const chosenIn = (pins: Measured['pins']): Record<string, string> => {
  const words = pins ? chosenInWords(pins.target) : ''
  return words && pins?.source ? { 'installed from': `${pins.source}, ${words}` } : {}
}

interface Versus {
  judgement: Judgement
  baseline: Baseline | null
}

/** What holds again since the base commit, and what the committed baseline accepts and holds. */
function endedSince(own: Judgement, sinceBase: Judgement): Improvement[] {
  const isOwn = (check: string, subject: string) =>
    own.improvements.some(each => each.check === check && each.subjects.includes(subject))
  const others = sinceBase.improvements
    .map(each => ({ ...each, subjects: each.subjects.filter(one => !isOwn(each.check, one)) }))
    .filter(({ subjects }) => subjects.length > 0)
  return [...own.improvements, ...others]
}

/** What is broken at the base commit already, the change did not break: nobody has to accept it by name. */
function proposalOf(
  record: ProbeRecord,
  className: string,
  own: Judgement,
  versus: Versus | null,
  known: KnownBaseline | null,
): Pending | null {
  const { verdict } = own
  if (verdict === 'error' || (verdict === 'match' && own.improvements.length === 0)) return null
  if (!versus?.baseline)
    return propose(record, className, verdict, own.checks, known?.baseline ?? null)
  const { judgement, baseline } = versus
  const mine = known?.baseline.accepted ?? []
  const isMine = (check: string, subject: string) =>
    mine.some(each => each.check === check && each.subjects.includes(subject))
  const theirs = baseline.accepted
    .map(each => ({ ...each, subjects: each.subjects.filter(one => !isMine(each.check, one)) }))
    .filter(({ subjects }) => subjects.length > 0)
  const { verdict: versusBase } = judgement
  const found = versusBase === 'match' || versusBase === 'error' ? 'new' : versusBase
  const accepted = [...mine, ...theirs]
  return propose(record, className, found, judgement.checks, known?.baseline ?? null, accepted)
}

/**
 * The judgement against the base's own record; `own`, against the committed baseline, where that is met:
 * then somebody has accepted the difference.
 */
function againstBase(
  measured: Measured,
  base: ProbeRecord,
  own: Judgement,
  { change, commit }: Origin,
): Versus {
  if (own.verdict === 'match' || own.verdict === 'error') return { judgement: own, baseline: null }
  const baseline = baselineOf(base, `the base commit ${commit.slice(0, 9)}`)
  const { record } = measured
  const className = classOfRecord(record)
  if (className !== baseline.class)
    throw new ExpectedError(
      `this change is of class ${className}, the base commit ${commit.slice(0, 9)} of ${baseline.class}: ` +
        'their values cannot be compared',
      { kind: 'environment' },
    )
  return {
    judgement: judge({
      ...measured,
      baseline,
      before: base,
      reference: 'the base commit',
      base: change,
    }),
    baseline,
  }
}

function noticesAbout(
  { pins, notices = [] }: Measured,
  origin: Origin | null,
  known: KnownBaseline | null,
  accepted: boolean,
): string[] {
  return [
    ...(pins?.warnings ?? []),
    ...notices,
    ...(origin?.change ? noticesOf(origin.change, pins) : []),
    ...(accepted && known && origin
      ? [`Compared with ${known.file}, which this environment meets, not with the base commit.`]
      : []),
  ]
}

/** The report on a run that could not be measured. A bug of ours is not dressed up as user error. */
export function reportFailure(
  error: unknown,
  suiteName: string,
  timings: Record<string, number>,
  spell: Spell,
): Outcome {
  const report: Report = {
    schemaVersion: REPORT_VERSION,
    ...(error instanceof ExpectedError
      ? couldNotMeasure(error.spelled(spell), error.detail)
      : couldNotMeasure(
          `lddpr has failed, which is a bug in it: ${String(error)}; report it with the log at ${ISSUES}`,
        )),
    notices: [],
    comparison: '',
    isApart: false,
    accepted: null,
    class: null,
    suite: suiteName,
    notLookedAt: [],
    environment: null,
    framework: null,
    comparedWith: 'baseline',
    base: null,
    baseline: null,
    pending: null,
    retried: [],
    timings,
  }
  return { report, reference: null, proposal: null }
}
