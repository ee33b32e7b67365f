import { machineTypeInWords } from '../model/machine-type.ts'
import type { CheckResult, Report } from '../model/report.ts'
import { parseSubject, type Subject } from '../model/subject.ts'
import { withAccepted } from './accepted.ts'
import { answerOf } from './answer.ts'
import type { Block, Document, Section } from './blocks.ts'
import { ANYBODY, acceptance, bisection, type Reader } from './commands.ts'
import { isSaidByAnswer } from './comparison.ts'
import { drift, extentOf } from './drift.ts'
import { headlineOf } from './headline.ts'
import { bugInWords, knownIssues, pageOf } from './known.ts'
import { before as beforeOf, packages } from './packages.ts'
import { failures, fixOf, folded, list, log, open, table } from './section.ts'
import { code, link, type Sentence, say, source, status, text, words } from './sentence.ts'
import { documentOfTraining, partOf } from './training.ts'
import { ofSuite, onlyTraining } from './trainings.ts'
import { checkOf, HOME, lightnings, origin, timingsOf, WEIGHTS, withStatus } from './words.ts'

/** The verdict first, then what to do, then what is folded where that can be. */
export function documentOf(report: Report, reader: Reader = ANYBODY): Document {
  if (reader !== ANYBODY) return build(report, reader)
  const document = FOR_ANYBODY.get(report) ?? build(report, reader)
  FOR_ANYBODY.set(report, document)
  return document
}

/** report.md and report.html show the same one. */
const FOR_ANYBODY = new WeakMap<Report, Document>()

function build(report: Report, reader: Reader): Document {
  const alone = onlyTraining(report)
  return alone ? documentOfTraining(report, alone) : documentOfSuite(report, reader)
}

function documentOfSuite(whole: Report, reader: Reader): Document {
  const report = ofSuite(whole)
  const { class: className, suite, comparison, notices, trainings = [] } = report
  const machine = className && machineTypeInWords(className)
  const from = origin(report)
  return {
    verdict: whole.verdict,
    headline: headlineOf(whole),
    where: [
      ...(machine ? [[text(machine)]] : []),
      say`${suite} suite`,
      ...(from ? [say`${words(from.what)} ${code(from.name)}`] : []),
    ],
    label: [machine, `${suite} suite`, from && `${from.what} ${from.name}`].flatMap(
      each => each ?? [],
    ),
    framework: frameworkOf(report),
    answer: answerOf(withAccepted(report)),
    comparison: isSaidByAnswer(report) ? '' : comparison,
    known: knownIssues(report),
    notices,
    scope: scopeOf(report),
    trainings: trainings.map(each => partOf(each, reader)),
    sections: sectionsOf(withAccepted(report), reader).filter(({ blocks }) => blocks.length > 0),
  }
}

const PAGE = 'docs/what-is-measured.md'
const MEASURED = link(PAGE, `${HOME}/${PAGE}`)

function scopeOf(report: Report): Sentence | null {
  const { notLookedAt, trainings } = report
  const where = trainings ? ' by the suite' : ''
  const equal = report.verdict === 'match' && report.compared > 0 ? say` ${words(WEIGHTS)}` : []
  return notLookedAt.length
    ? say`Not looked at${words(where)}: ${notLookedAt.join('; ')} (${MEASURED}).${equal}`
    : null
}

function frameworkOf(report: Report): Sentence | null {
  const found = lightnings(report)
  if (!found) return null
  const { measured, unmeasured, why } = found
  return say`Measured: ${code(measured)}, not ${code(unmeasured.join(', '))}: ${why}.`
}

function sectionsOf(report: Report, reader: Reader): Section[] {
  const failing = withStatus(report, 'fail')
  const known = [...withStatus(report, 'known'), ...withStatus(report, 'accepted')]
  const hazards = withStatus(report, 'hazard')
  const isUnstable = report.verdict === 'unstable'
  const { checks } = report
  const imported = [...packages(report, true), ...candidates(report)]
  return [
    open('log', 'Last log lines', ['the log', 40], log(report.error?.detail)),
    report.verdict === 'violation'
      ? folded(
          'accept',
          'Merge it anyway',
          ['how to merge it anyway', 58],
          acceptance(report, reader),
        )
      : open('accept', 'To accept', ['how to accept', 3], acceptance(report, reader)),
    folded('checks', 'Checks that fail', ['checks that fail', 5], failures(failing), {
      count: failing.length,
    }),
    folded(
      'improvements',
      'Checks that pass again',
      ['checks that pass again', 7],
      improvements(report),
    ),
    folded('packages', 'Packages that changed', ['packages', 20], imported, {
      arrow: `${beforeOf(report, true)} → now`,
    }),
    folded(
      'drift',
      'Streams that changed',
      ['streams that changed', 10],
      isUnstable ? [] : drift(report),
      {
        extent: extentOf(report),
      },
    ),
    folded(
      'bisect',
      'Find the package',
      ['how to find the package', 25],
      bisection(report, reader),
    ),
    folded('known', 'Known problems', ['known problems', 60], list(known.map(living)), {
      count: known.length,
    }),
    folded(
      'follows',
      'What the runs that differ may cause',
      ['what the runs that differ may cause', 65],
      following(report),
    ),
    folded(
      'hazards',
      'Notes on documented behaviour',
      ['notes', 70],
      list(hazards.map(({ id, detail }) => say`${pageOf(id)}: ${checkOf(id).reason} ${detail}`)),
      { short: 'Notes', count: hazards.length },
    ),
    folded(
      'others',
      'Changed packages that the training does not import',
      ['other packages', 75],
      packages(report, false),
      { short: 'Other packages', arrow: `${beforeOf(report, false)} → now` },
    ),
    folded('not-compared', 'Not compared', ['what was not compared', 80], notCompared(report)),
    folded(
      'retried',
      'Runs that stalled and started again',
      ['stalled runs', 85],
      list(report.retried.map(run => [code(run)])),
    ),
    folded('all-checks', 'All checks', ['all checks', 90], allChecks(checks), {
      count: checks.length,
    }),
    folded('environment', 'Environment', ['environment', 95], environment(report)),
  ]
}

function candidates({ candidates }: Report): Block[] {
  const rows = candidates.map(
    each => say`${code(each.package)} ${code(each.versions)}: ${each.what} ${source(each.link)}`,
  )
  const title = 'Known changes with this pattern (candidates, not proven causes)'
  return rows.length ? [{ kind: 'titled', title, most: 5, rows }] : []
}

/** A line above says the rest of a known issue. */
const sourceOf = ({ link }: CheckResult): Sentence =>
  link ? [source(link.address, link.text)] : []

/** A failure that does not count. */
const living = (result: CheckResult) =>
  say`${pageOf(result.id)}: ${result.detail}. ${result.unexplained.length ? fixOf(result) : sourceOf(result)}`

/** Where the same part fails in other scenarios, those are named in which it does not. */
const improvements = ({ improvements, checks, pending }: Report) =>
  list(
    improvements.map(({ check, sentence, subjects, issues, accepted }) => {
      const failing = checks.find(({ id }) => id === check)?.subjects.map(parseSubject) ?? []
      const isWhole = ({ part }: Subject) => failing.every(other => other.part !== part)
      const places = subjects
        .map(parseSubject)
        .map(each => (isWhole(each) ? each.part : `${each.part} of ${each.scenario}`))
      const fixed = issues.flatMap(
        issue =>
          say` Fixed: known bug of ${code(`${issue.package} ${issue.version}`)}, ${bugInWords(issue)}.`,
      )
      const remove = say` The baseline still accepts the failure. Remove that with ${code(`accept ${pending?.file ?? ''}`.trim())}.`
      return say`${pageOf(check)} passes again in ${code([...new Set(places)].join(', '))}: ${sentence}${fixed}${accepted ? remove : []}`
    }),
  )

function following(report: Report): Block[] {
  const { verdict, comparedWith, drift } = report
  const moved = say`${extentOf(report)} differ from the ${words(comparedWith)}.`
  return list([
    ...withStatus(report, 'follows').map(({ id, detail }) => say`${pageOf(id)}: ${detail}.`),
    ...(verdict === 'unstable' && drift.length ? [moved] : []),
  ])
}

const allChecks = (checks: readonly CheckResult[]) =>
  table(
    ['check', 'status', 'scenarios', 'found'],
    checks.map(({ id, status: found, scenario, detail }) => [
      [pageOf(id)],
      [status(found)],
      [scenario ? code(scenario) : words('—')],
      [text(detail || '—', 200)],
    ]),
  )

function notCompared({ notCompared, added, comparedWith }: Report): Block[] {
  const lacks = { channels: added, reason: `the ${comparedWith} lacks them` }
  const rows = added.length ? [...notCompared, lacks] : notCompared
  return list(
    rows.map(
      ({ channels, reason }) =>
        say`${channels.length} ${words(channels.length === 1 ? 'stream' : 'streams')}: ${reason}`,
    ),
  )
}

function environment({ environment, framework, base, timings }: Report): Block[] {
  const took = timingsOf(timings)
  const rows = Object.entries(environment ?? {}).map(([name, value]) => [
    [text(name, 60)],
    [code(value)],
  ])
  if (framework)
    rows.push([
      [words('not measured')],
      [code(framework.unmeasured.join(', ')), ...say` (${framework.why})`],
    ])
  if (base) rows.push([[words('base commit')], [code(base.commit)]])
  if (took) rows.push([[words('took')], [code(took)]])
  return table(['what', 'value'], rows)
}
