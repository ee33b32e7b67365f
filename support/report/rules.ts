import { gt } from '@renovatebot/pep440'
import type { ProbeRecord } from '../../src/model/record.ts'
import type { CheckResult, Report } from '../../src/model/report.ts'
import type { TrainingReport } from '../../src/model/training-report.ts'
import { distanceOf } from '../../src/report/observed.ts'

/** Statements that a report can make, and what must be so where it makes them. */

export const having = ({ checks }: Report, ...statuses: CheckResult['status'][]) =>
  checks.filter(({ status }) => statuses.includes(status))
const some = ({ trainings = [] }: Report, holds: (training: TrainingReport) => boolean) =>
  trainings.some(holds)
const inTraining = (report: Report, status: CheckResult['status']) =>
  some(report, ({ checks }) => checks.some(check => check.status === status))
const importedChanges = ({ changedPackages }: Report) =>
  changedPackages.filter(
    each => each.imported && (each.from !== each.to || each.use === 'newly imported'),
  )
export const versionIn = ({ environment }: ProbeRecord, name: string) =>
  environment.packages.find(each => each.name === name)?.version ?? ''

/** A statement, and what must be so where a report has it. */
export const RULES: [
  statement: RegExp,
  fact: (report: Report, found: string[], record: ProbeRecord) => boolean,
][] = [
  [
    /every check passes|all \d+ checks( of the suite)? pass/i,
    report => having(report, 'fail', 'accepted', 'known', 'follows').length === 0,
  ],
  [/all \d+ checks pass/i, report => !report.trainings],
  [
    /known problems? (is|are) still there/i,
    report => having(report, 'known', 'accepted').length > 0,
  ],
  [
    /changes? no random number|no random number changes/i,
    ({ drift, verdict, added }) => verdict === 'match' && drift.length + added.length === 0,
  ],
  [
    /nothing changes beyond rounding/i,
    report => some(report, ({ closeness }) => closeness === 'close'),
  ],
  [/nothing to compare your training with/i, report => some(report, e => e.verdict === 'new')],
  [
    /training could not be observed/i,
    report => report.verdict === 'error' && some(report, ({ error }) => error !== null),
  ],
  [
    /your training (computes the same|ran|repeats itself) for (\d+) steps/i,
    (report, [, , steps]) => some(report, e => e.steps === Number(steps)),
  ],
  [/your training repeats itself/i, report => some(report, e => e.comparedWith === 'repeat')],
  [/within rounding/i, report => some(report, ({ closeness }) => closeness === 'close')],
  [/your training differs/i, report => some(report, ({ verdict }) => verdict === 'drift')],
  [/training does not repeat(?! itself\))/i, report => some(report, e => e.verdict === 'unstable')],
  [/fails: [^.]* \(accepted: /, report => inTraining(report, 'accepted')],
  [/compared with the base's packages/, report => some(report, e => e.comparedWith === 'base')],
  [
    /a repeat has the same losses/i,
    report =>
      some(report, ({ losses: { now, repeat } }) => repeat.length > 0 && !distanceOf(now, repeat)),
  ],
  [/asks the clock/, report => some(report, ({ sources }) => sources.length > 0)],
  [/everything else is equal/i, ({ drift }) => drift.length === 0],
  [/all \d+ random streams that this run compared are equal/i, ({ drift }) => drift.length === 0],
  [
    /\d+ of \d+ random streams|seeded runs will give different results/i,
    ({ drift }) => drift.length > 0,
  ],
  [/safe to merge/i, report => report.verdict === 'match' && !report.isApart],
  [/can you merge\? yes/i, report => having(report, 'fail').length === 0],
  [/affects you if/i, ({ reach }) => reach !== null],
  [
    /runs with the same seed differ/i,
    report => report.verdict === 'unstable' || some(report, each => each.verdict === 'unstable'),
  ],
  [
    /do not merge|checks that fail\b(?! are)/i,
    report => having(report, 'fail').length > 0 || inTraining(report, 'fail'),
  ],
  [
    /what the runs that differ may cause/i,
    ({ verdict, suiteVerdict = verdict }) => suiteVerdict === 'unstable',
  ],
  [
    /as the baseline accepts|accepted in the baseline|the baseline accepts it/i,
    report => having(report, 'accepted').length > 0 && report.comparedWith === 'baseline',
  ],
  [
    /on the base commit already|also on the base commit|the base commit has it/i,
    report => having(report, 'known').length > 0 && report.comparedWith === 'base',
  ],
  [/what it is compared with has it, too/, report => inTraining(report, 'known')],
  [
    /known problems( \(|:)/i,
    report =>
      having(report, 'known', 'accepted').length > 0 ||
      inTraining(report, 'known') ||
      inTraining(report, 'accepted'),
  ],
  [
    /known bug of (\S+) (\S+) \((?:also|accepted)/i,
    (report, [, name, version], record) =>
      versionIn(record, name ?? '') === version &&
      having(report, 'known', 'accepted').some(({ issues }) => issues.length > 0),
  ],
  [
    /Fixed: known bug of (\S+) (\d\S*),/,
    (report, [, name = '', version], record) =>
      version !== versionIn(record, name) && report.improvements.length > 0,
  ],
  [
    /still accepts the failure/i,
    ({ improvements, baseline }) => baseline !== null && improvements.some(each => each.accepted),
  ],
  [
    /the baseline lacks|compared with the baseline/i,
    ({ baseline, comparedWith }) => baseline !== null && comparedWith === 'baseline',
  ],
  [/compared with the base commit/i, ({ comparedWith }) => comparedWith === 'base'],
  [
    /there is no baseline yet/i,
    ({ baseline, comparedWith }) => baseline === null && comparedWith === 'baseline',
  ],
  [/no baseline/i, ({ baseline }) => baseline === null],
  [
    /--accept-violation ([\w-]+)/,
    (report, [, id]) => having(report, 'fail').some(each => each.id === id),
  ],
  [/\bbisect [c-]/, report => importedChanges(report).length > 1 && report.verdict !== 'match'],
  [
    /no other package that the training imports changed/i,
    report => importedChanges(report).length === 1,
  ],
  [/no package that the training imports changed/i, report => importedChanges(report).length === 0],
  [/(\S+) changed together/, report => importedChanges(report).length > 1],
  [/this change did not cause it/i, report => having(report, 'known').length > 0],
  [
    /Take (\S+) (\d\S*) or later/,
    (_, [, name = '', version = ''], record) => gt(version, versionIn(record, name)),
  ],
  [
    /Keep (\S+) (\d[^\s,:;]*\w)/,
    ({ changedPackages }, [, name, version]) =>
      changedPackages.some(
        each => each.name === name && each.from === version && each.to !== version,
      ),
  ],
  [
    /or take (\d\S*) or later/,
    (_, [, version = ''], record) => version !== versionIn(record, 'lightning'),
  ],
  [
    /the range moved \(.*? both sides install \S+ ([\w.+]*\w)/,
    ({ changedPackages }, [, version]) =>
      changedPackages.some(each => each.range && each.from === version && each.to === version),
  ],
]
