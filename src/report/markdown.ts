import { checkPage } from '../judge/checks.ts'
import type { Report } from '../model/report.ts'
import type { Verdict } from '../model/verdict.ts'
import { type Block, type Rows, withinBytes } from './blocks.ts'
import { clip, code, fence, link, text } from './inert.ts'
import {
  ACCEPT_WHERE,
  acceptCommand,
  acceptIntroduction,
  before,
  CANDIDATES,
  ELSEWHERE,
  HEADINGS,
  HOME,
  hasBaseColumn,
  headingOf,
  leftOut,
  legible,
  meaning,
  moment,
  movedChannels,
  origin,
  partsOf,
  placesOf,
  referenceOf,
  textOf,
  timingsOf,
  withStatus,
} from './words.ts'

const ALERTS: Record<Verdict, NonNullable<Block['alert']>> = {
  error: 'CAUTION',
  unstable: 'CAUTION',
  violation: 'CAUTION',
  drift: 'WARNING',
  new: 'NOTE',
  match: 'TIP',
}

/**
 * The report as GitHub-flavoured Markdown of at most so many bytes (40,000 are enough for any). The
 * verdict first, then what to do, then the rest folded; where room is short, the rest goes first.
 */
export function markdown(report: Report, bytes = Number.POSITIVE_INFINITY): string {
  return withinBytes(blocks(report).filter(isFilled), bytes, ELSEWHERE)
}

const isFilled = ({ rows, before, after }: Block) => Boolean(rows?.rows.length || before || after)

/** In the order of the page. What has no name is never left out. */
function blocks(report: Report): Block[] {
  const n = (status: Parameters<typeof withStatus>[1]) => withStatus(report, status).length
  return [
    { name: '', dispensable: 0, before: title(report) },
    {
      name: '',
      dispensable: 0,
      alert: ALERTS[report.verdict],
      before: text(report.summary),
      after: meaning(report),
    },
    open('the log', 40, HEADINGS.log, { before: log(report) }),
    {
      name: '',
      dispensable: 0,
      alert: 'WARNING',
      rows: list(report.notices.map(each => text(each))),
    },
    open('packages', 20, HEADINGS.packages, {
      rows: packages(report, true),
      after: candidates(report),
    }),
    open('checks that fail', 5, `${HEADINGS.checks} (${n('fail')})`, { rows: failing(report) }),
    open('what got better', 30, HEADINGS.improvements, { rows: improvements(report) }),
    open('streams that moved', 10, `${HEADINGS.drift}: ${movedChannels(report)}`, drift(report)),
    open('how to accept', 3, HEADINGS.accept, { before: toAccept(report) }),
    folded('accepted violations', 60, `${HEADINGS.accepted} (${n('accepted')})`, accepted(report)),
    folded('hazards', 70, `${HEADINGS.hazards} (${n('hazard')})`, hazards(report)),
    folded('other packages', 75, HEADINGS.others, packages(report, false)),
    folded('what was not compared', 80, HEADINGS.notCompared, notCompared(report)),
    folded('stalled runs', 85, HEADINGS.retried, list(report.retried.map(each => code(each)))),
    folded('all checks', 90, `${HEADINGS.allChecks} (${report.checks.length})`, allChecks(report)),
    folded('environment', 95, HEADINGS.environment, environment(report)),
  ]
}

type Content = Pick<Block, 'before' | 'rows' | 'after'>

const open = (name: string, dispensable: number, heading: string, content: Content): Block => ({
  name,
  dispensable,
  heading: `### ${heading}`,
  ...content,
})
const folded = (name: string, dispensable: number, heading: string, rows: Rows): Block => ({
  name,
  dispensable,
  heading,
  folded: true,
  rows,
})

const list = (rows: string[]): Rows => ({ kind: 'list', rows })
const table = (head: string[], rows: string[][]): Rows => ({ kind: 'table', head, rows })

function title(report: Report): string {
  const from = origin(report)
  const where = [
    `**${report.verdict}**`,
    report.class && `class ${code(report.class)}`,
    `suite ${code(report.suite)}`,
    from && `${from.what} ${code(from.name)}`,
  ]
  return [headingOf(report.verdict), where.filter(Boolean).join(' · ')].join('\n\n')
}

const log = ({ error }: Report) => (error?.detail ? fence(error.detail) : '')

const improvements = (report: Report) =>
  list(
    report.improvements.map(
      ({ check, sentence, subjects }) =>
        `${page(check)} holds now in ${code(partsOf(subjects))}: ${text(sentence)}`,
    ),
  )

function packages(report: Report, imported: boolean): Rows {
  const changes = report.changedPackages.filter(each => each.imported === imported)
  const base = hasBaseColumn(report)
  const notes = changes.some(change => change.link)
  const version = (value: string | null | undefined) => (value ? code(value) : '—')
  return table(
    ['package', referenceOf(report), ...(base ? ['base'] : []), 'now', ...(notes ? [''] : [])],
    changes.map(each => [
      code(each.name),
      version(each.from),
      ...(base ? [version(each.base)] : []),
      version(each.to),
      ...(notes ? [each.link ? link('release notes', each.link) : ''] : []),
    ]),
  )
}

function candidates({ candidates }: Report): string {
  if (candidates.length === 0) return ''
  const known = candidates.map(
    ({ package: name, versions, what, link: address }) =>
      `- ${code(name)} ${code(versions)}: ${text(what)} (${link('source', address)})`,
  )
  return [CANDIDATES, known.slice(0, 5).join('\n')].join('\n\n')
}

const failing = (report: Report) =>
  table(
    ['check', 'what was found, and how to mend it'],
    withStatus(report, 'fail').map(({ id, scenario, detail }) => [
      `${page(id)}${scenario ? `<br>in ${code(scenario)}` : ''}`,
      `${text(detail)}<br>**Fix:** ${text(textOf(id).fix)}`,
    ]),
  )

function drift(report: Report): Content {
  const first = report.firstDivergence
  if (report.drift.length === 0) return {}
  const reference = referenceOf(report)
  const rows = report.drift.map(story => {
    const { streams, scenarios } = placesOf(story)
    const [expected, actual] = legible(story.expected, story.actual)
    return [
      `${code(streams)}<br>in ${scenarios.length > 1 ? `${scenarios.length} scenarios` : code(scenarios[0] ?? '')}`,
      String(story.channels.length),
      text(moment(story)),
      code(expected),
      code(actual),
    ]
  })
  return {
    before: first ? `First: ${code(first.coordinate)}; ${before(first)}.` : '',
    rows: table(['streams', 'channels', 'first difference', reference, 'now'], rows),
  }
}

function toAccept(report: Report): string {
  const command = acceptCommand(report)
  return command
    ? `${acceptIntroduction(report)}\n\n${fence(command.join('\n'))}\n\n${ACCEPT_WHERE}`
    : ''
}

const accepted = (report: Report) =>
  list(withStatus(report, 'accepted').map(({ id, detail }) => `${page(id)}: ${text(detail)}`))

const hazards = (report: Report) =>
  list(
    withStatus(report, 'hazard').map(
      ({ id, detail }) => `${page(id)}: ${text(textOf(id).reason)} ${text(detail)}`,
    ),
  )

const allChecks = ({ checks }: Report) =>
  table(
    ['check', 'status', 'scenarios', 'found'],
    checks.map(({ id, status, scenario, detail }) => [
      page(id),
      status,
      scenario ? code(clip(scenario, 120)) : '—',
      text(detail, 200),
    ]),
  )

const notCompared = (report: Report) =>
  list(leftOut(report).map(({ channels, reason }) => `${channels} channels: ${text(reason)}`))

function environment(report: Report): Rows {
  const rows = Object.entries(report.environment ?? {}).map(([name, value]) => [
    text(name, 60),
    code(value),
  ])
  const took = timingsOf(report)
  const base = report.base ? [['base commit', code(report.base.commit)]] : []
  return table(['what', 'value'], [...rows, ...base, ...(took ? [['took', code(took)]] : [])])
}

const page = (id: string) => `[${id}](${HOME}/${checkPage(id)})`
