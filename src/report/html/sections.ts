import { checkPage } from '../../judge/checks.ts'
import type { CheckResult, Report } from '../../model/report.ts'
import {
  ACCEPT_WHERE,
  acceptCommand,
  acceptIntroduction,
  before,
  CANDIDATES,
  HEADINGS,
  HOME,
  hasBaseColumn,
  leftOut,
  legible,
  moment,
  movedChannels,
  partsOf,
  placesOf,
  referenceOf,
  textOf,
  timingsOf,
  withStatus,
} from '../words.ts'
import { code, html, link, list, type Markup, type Part, table } from './markup.ts'

/** A section of the page; one without content is left out. */
export interface Section {
  id: string
  heading: string
  content: Part
}

/** What Markdown says, too, up to where somebody decides what to do. */
export function said(report: Report): Section[] {
  return [
    { id: 'log', heading: HEADINGS.log, content: log(report) },
    { id: 'packages', heading: HEADINGS.packages, content: packages(report) },
    { id: 'checks', heading: HEADINGS.checks, content: failing(report) },
    { id: 'improvements', heading: HEADINGS.improvements, content: improvements(report) },
    { id: 'drift', heading: HEADINGS.drift, content: drift(report) },
    { id: 'accept', heading: HEADINGS.accept, content: toAccept(report) },
  ]
}

/** What Markdown folds. */
export function told(report: Report): Section[] {
  const left = leftOut(report)
  const took = [`suite ${report.suite}`, timingsOf(report)].filter(Boolean).join('; ')
  return [
    { id: 'accepted', heading: HEADINGS.accepted, content: checks(report, 'accepted') },
    { id: 'hazards', heading: HEADINGS.hazards, content: checks(report, 'hazard') },
    {
      id: 'not-compared',
      heading: HEADINGS.notCompared,
      content: left.length > 0 && list(left.map(row => `${row.channels} channels: ${row.reason}`)),
    },
    {
      id: 'retried',
      heading: HEADINGS.retried,
      content: report.retried.length > 0 && list(report.retried),
    },
    { id: 'all-checks', heading: HEADINGS.allChecks, content: allChecks(report) },
    { id: 'timings', heading: HEADINGS.timings, content: html`<p>${took}</p>` },
  ]
}

function log({ error }: Report): Part {
  if (!error?.detail) return null
  return preformatted(error.detail.split(/\r\n|[\r\n\u2028\u2029]/).slice(-200))
}

/** Lines as they are; how far each is indented stays. */
const preformatted = (lines: readonly string[]) =>
  html`<pre class="scroll" tabindex="0">${lines.map(line => html`${/^ */.exec(line)?.[0]}${line}\n`)}</pre>`

const improvements = ({ improvements }: Report): Part =>
  improvements.length > 0 &&
  list(
    improvements.map(
      ({ check, sentence, subjects }) =>
        html`${page(check)} holds now in ${code(partsOf(subjects))}: ${sentence}`,
    ),
  )

function packages(report: Report): Part {
  const { changedPackages, candidates } = report
  if (changedPackages.length + candidates.length === 0) return null
  const base = hasBaseColumn(report)
  const version = (value: string | null | undefined): Part => (value ? code(value) : '—')
  const head = [
    'package',
    referenceOf(report),
    ...(base ? ['base'] : []),
    'now',
    'imported',
    'release notes',
  ]
  const rows = changedPackages.map(each => [
    code(each.name),
    version(each.from),
    ...(base ? [version(each.base)] : []),
    version(each.to),
    each.imported ? 'yes' : 'no',
    each.link ? link(`of ${each.to ?? each.name}`, each.link) : '—',
  ])
  const known = candidates.map(
    each =>
      html`${code(each.package)} ${each.versions}: ${each.what} (${link('source', each.link)})`,
  )
  return html`${rows.length > 0 && table({ caption: HEADINGS.packages, hidden: true, head, rows })}
${known.length > 0 && html`<p>${CANDIDATES}</p>${list(known)}`}`
}

function failing(report: Report): Part {
  const found = withStatus(report, 'fail')
  if (found.length === 0) return null
  return found.map(({ id, scenario, detail }) => {
    const { sentence, reason, fix } = textOf(id)
    return html`<article class="check">
<h3>${page(id)}</h3>
<dl>
<dt>Must hold</dt><dd>${sentence}</dd>
<dt>Otherwise</dt><dd>${reason}</dd>
<dt>Found</dt><dd>${detail}${scenario && html` in ${code(scenario)}`}</dd>
<dt>Fix</dt><dd>${fix}</dd>
</dl>
</article>
`
  })
}

function drift(report: Report): Part {
  if (report.drift.length === 0) return null
  const first = report.firstDivergence
  const rows = report.drift.map(story => {
    const { streams, scenarios } = placesOf(story)
    const [expected, actual] = legible(story.expected, story.actual)
    return [
      code(streams),
      html`<span class="prose">${scenarios.join(', ')}</span>`,
      story.channels.length,
      html`<span class="whole">${moment(story)}</span>`,
      code(expected),
      code(actual),
    ]
  })
  const head = ['streams', 'scenarios', 'channels', 'first difference', referenceOf(report), 'now']
  return html`<p>${movedChannels(report)}.${first && html` First: ${code(first.coordinate)}; ${before(first)}.`}</p>
${table({ caption: 'Streams by where they begin to differ', hidden: true, head, rows })}`
}

function toAccept(report: Report): Part {
  const command = acceptCommand(report)
  return (
    command &&
    html`<p>${acceptIntroduction(report)}</p>${preformatted(command)}<p>${ACCEPT_WHERE.replaceAll('`', '')}</p>`
  )
}

function checks(report: Report, status: CheckResult['status']): Part {
  const found = withStatus(report, status)
  return (
    found.length > 0 &&
    list(found.map(({ id, detail }) => html`${page(id)}: ${textOf(id).reason} ${detail}`))
  )
}

const allChecks = ({ checks }: Report): Part =>
  checks.length > 0 &&
  table({
    caption: HEADINGS.allChecks,
    hidden: true,
    head: ['check', 'status', 'scenarios', 'found'],
    rows: checks.map(({ id, status, scenario, detail }) => [
      page(id),
      html`<span class="status ${status}">${status}</span>`,
      scenario || '—',
      detail || '—',
    ]),
  })

const page = (id: string): Markup => link(id, `${HOME}/${checkPage(id)}`)
