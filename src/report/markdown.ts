import { markdownTable } from 'markdown-table'
import { checkPage } from '../judge/checks.ts'
import type { CheckResult } from '../judge/evaluate.ts'
import type { Report } from '../judge/report.ts'
import {
  acceptCommand,
  beginning,
  channelCount,
  divergence,
  headline,
  ICONS,
  partsOf,
  pattern,
  textOf,
  withStatus,
} from './words.ts'

/** Where the pages of the checks are read. */
const HOME = 'https://github.com/org/lddpr-action/blob/v1'
const MAX_ROWS = 40

/** The report as GitHub-flavoured Markdown. Verdict first, then what to do, then the rest folded. */
export function markdown(report: Report): string {
  const sections = [
    title(report),
    error(report),
    improvements(report),
    packages(report),
    checks('Checks that fail', withStatus(report, 'fail')),
    drift(report),
    toAccept(report),
    details('Hazards: documented, and worth knowing', hazards(report)),
    details('All checks', allChecks(report)),
    details('Not compared', notCompared(report)),
    details('Stalled once and started again', report.retried.map(text).join(', ')),
    details('Environment', environment(report)),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

/** Foreign text as inert Markdown: no markup, no mention, no line break. */
export function text(value: string): string {
  return value
    .replace(/[\r\n]+/g, ' ')
    .replace(/[&<>|`@*_[\]\\#~!]|:(?=\S)/g, character => `&#${character.charCodeAt(0)};`)
}

/** Foreign text as a code span that it cannot leave. */
export function code(value: string): string {
  const inert = value
    .replace(/[\r\n`]+/g, ' ')
    .replaceAll('|', '\\|')
    .replace(/<(?=\/?details)/gi, '‹') // would be counted where a long report is cut
  return `\`${inert || ' '}\``
}

function fence(value: string): string {
  const longest = Math.max(2, ...[...value.matchAll(/`+/g)].map(([run]) => run.length))
  const marks = '`'.repeat(longest + 1)
  return `${marks}\n${value.replaceAll('<!--', '<! --')}\n${marks}`
}

/** A table with at most MAX_ROWS rows; the rest is counted. */
function table(head: string[], rows: string[][]): string {
  const more = rows.length - MAX_ROWS
  const shown = markdownTable([head, ...rows.slice(0, MAX_ROWS)], { alignDelimiters: false })
  return more > 0 ? `${shown}\n\n… and ${more} more in report.json` : shown
}

function details(summary: string, body: string): string {
  return body && `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`
}

function title(report: Report): string {
  const where = [report.class && `class ${code(report.class)}`, `suite ${code(report.suite)}`]
  return [
    `## ${ICONS[report.verdict]} ${headline(report.verdict)}`,
    `**${report.verdict}** · ${where.filter(Boolean).join(' · ')}`,
    text(report.summary),
  ].join('\n\n')
}

function error({ error }: Report): string {
  return error?.detail ? fence(error.detail) : ''
}

function improvements({ improvements }: Report): string {
  if (improvements.length === 0) return ''
  const rows = improvements.map(
    ({ check, sentence, subjects }) =>
      `- ${link(check)} holds now (${text(partsOf(subjects))}): ${text(sentence)}`,
  )
  return `### What got better\n\n${rows.join('\n')}`
}

function packages({ changedPackages, candidates }: Report): string {
  if (changedPackages.length === 0) return ''
  const rows = changedPackages.map(({ name, from, to }) => [
    code(name),
    from ? code(from) : '—',
    to ? code(to) : '—',
  ])
  const known = candidates.map(
    ({ package: name, versions, what, link }) =>
      `- ${code(name)} ${text(versions)}: ${text(what)} ([source](${link}))`,
  )
  return [
    `### Packages that changed\n\n${table(['package', 'baseline', 'now'], rows)}`,
    known.length &&
      `Known changes with this pattern (candidates, not proven causes):\n\n${known.join('\n')}`,
  ]
    .filter(Boolean)
    .join('\n\n')
}

function checks(heading: string, results: CheckResult[]): string {
  if (results.length === 0) return ''
  const rows = results.map(({ id, scenario, detail }) => [
    link(id),
    code(scenario),
    text(detail),
    text(textOf(id).fix),
  ])
  return `### ${heading}\n\n${table(['check', 'scenario', 'found', 'how to fix'], rows)}`
}

function drift(report: Report): string {
  if (report.drift.length === 0) return ''
  const rows = report.drift.map(story => [
    code(pattern(story.channels)),
    String(story.channels.length),
    code(
      beginning(story).slice(pattern(story.channels).length).replace(/^ · /, '') ||
        'from the start',
    ),
    code(story.expected),
    code(story.actual),
  ])
  return [
    `### Streams that moved: ${channelCount(report)} channels`,
    `First divergence: ${text(divergence(report.firstDivergence) ?? '')}`,
    table(['channels', 'n', 'first difference', 'baseline', 'now'], rows),
  ].join('\n\n')
}

function toAccept(report: Report): string {
  const command = acceptCommand(report)
  if (!command) return ''
  const intro =
    report.verdict === 'new'
      ? 'If what was measured is right, make it the baseline and commit the file:'
      : 'If this is meant, make it the new baseline and commit the file:'
  return `### To accept\n\n${intro}\n\n${fence(command)}`
}

function hazards(report: Report): string {
  const found = withStatus(report, 'hazard')
  return found
    .map(({ id, detail }) => `- ${link(id)}: ${text(textOf(id).reason)} ${text(detail)}`)
    .join('\n')
}

function allChecks({ checks }: Report): string {
  if (checks.length === 0) return ''
  const rows = checks.map(({ id, status, scenario, detail }) => [
    link(id),
    status,
    code(scenario),
    text(detail),
  ])
  return table(['check', 'status', 'scenario', 'detail'], rows)
}

function notCompared(report: Report): string {
  const rows = report.notCompared.map(
    ({ channels, reason }) => `- ${channels.length} channels: ${text(reason)}`,
  )
  if (report.added.length) rows.push(`- ${report.added.length} channels: the baseline lacks them`)
  return rows.join('\n')
}

function environment({ environment }: Report): string {
  if (!environment) return ''
  return table(
    ['what', 'value'],
    Object.entries(environment).map(([name, value]) => [text(name), code(value)]),
  )
}

const link = (id: string) => `[${id}](${HOME}/${checkPage(id)})`
