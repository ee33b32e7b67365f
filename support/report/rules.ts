import { gt } from '@renovatebot/pep440'
import type { ProbeRecord } from '../../src/model/record.ts'
import type { CheckResult, Report } from '../../src/model/report.ts'

/** Statements that a report can make, and what must be so where it makes them. */

export const having = ({ checks }: Report, ...statuses: CheckResult['status'][]) =>
  checks.filter(({ status }) => statuses.includes(status))
const importedChanges = ({ changedPackages }: Report) =>
  changedPackages.filter(each => each.imported && (each.from !== each.to || each.use))
export const versionIn = ({ environment }: ProbeRecord, name: string) =>
  environment.packages.find(each => each.name === name)?.version ?? ''

/** A statement, and what must be so where a report has it. */
export const RULES: [
  statement: RegExp,
  fact: (report: Report, found: string[], record: ProbeRecord) => boolean,
][] = [
  [
    /every check holds/i,
    report => having(report, 'fail', 'accepted', 'known', 'follows').length === 0,
  ],
  [
    /nothing has changed/i,
    ({ drift, verdict, added }) => verdict === 'match' && drift.length + added.length === 0,
  ],
  [/nothing else differs/i, ({ drift }) => drift.length === 0],
  [/all \d+ channels equal/, ({ drift, notCompared }) => drift.length + notCompared.length === 0],
  [/all \d+ channels that were compared equal/, ({ drift }) => drift.length === 0],
  [/\d+ of \d+ channels differ|random streams have changed/i, ({ drift }) => drift.length > 0],
  [/runs repeat/i, report => having(report, 'pass').some(({ id }) => id === 'repeat-is-identical')],
  [/runs? do not repeat/i, ({ verdict }) => verdict === 'unstable'],
  [
    /reproducibility is broken|checks that fail\b(?! are)/i,
    report => having(report, 'fail').length > 0,
  ],
  [/what may follow/i, ({ verdict }) => verdict === 'unstable'],
  [
    /accepted violations|as the baseline accepts|checks that fail are accepted|it is accepted/i,
    report => having(report, 'accepted').length > 0 && report.comparedWith === 'baseline',
  ],
  [
    /at the base commit already|at both commits|the base commit has it/i,
    report => having(report, 'known').length > 0 && report.comparedWith === 'base',
  ],
  [
    /no check fails that holds at the base/i,
    report => having(report, 'known').length > 0 && having(report, 'fail').length === 0,
  ],
  [
    /equal the baseline|the baseline lacks|differ from the baseline/i,
    ({ baseline, comparedWith }) => baseline !== null && comparedWith === 'baseline',
  ],
  [
    /equal the base commit|differ from the base commit/i,
    ({ comparedWith }) => comparedWith === 'base',
  ],
  [
    /no baseline|(is there|there is nothing) to compare with/i,
    ({ baseline, comparedWith }) => baseline === null && comparedWith === 'baseline',
  ],
  [
    /--accept-violation ([\w-]+)/,
    (report, [, id]) => having(report, 'fail').some(each => each.id === id),
  ],
  [/\bbisect [c-]/, report => importedChanges(report).length > 1 && report.verdict !== 'match'],
  [
    /nothing else changed that the training imports/i,
    report => importedChanges(report).length === 1,
  ],
  [/no package that the training imports changed/i, report => importedChanges(report).length === 0],
  [/(\S+) changed together/, report => importedChanges(report).length > 1],
  [/this change did not bring it/i, report => having(report, 'known').length > 0],
  [
    /Take (\S+) (\d\S*) or later/,
    (_, [, name = '', version = ''], record) => gt(version, versionIn(record, name)),
  ],
  [
    /Keep (\S+) (\d[^\s,:;]*)/,
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
    /the range moved from .*? both install ([\w.+]*\w) today/,
    ({ changedPackages }, [, version]) =>
      changedPackages.some(each => each.range && each.from === version && each.to === version),
  ],
]
