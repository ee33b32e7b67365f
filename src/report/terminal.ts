import { styleText } from 'node:util'
import type { Report } from '../judge/report.ts'
import type { Verdict } from '../verdict.ts'
import {
  acceptCommand,
  beginning,
  channelCount,
  divergence,
  headline,
  partsOf,
  textOf,
  withStatus,
} from './words.ts'

const MAX_ROWS = 20

const COLOURS = {
  error: 'red',
  unstable: 'magenta',
  violation: 'red',
  drift: 'yellow',
  new: 'cyan',
  match: 'green',
} as const satisfies Record<Verdict, Parameters<typeof styleText>[0]>

/** The report for a terminal. `colour` is false where nobody would see it as such. */
export function terminal(report: Report, colour: boolean): string {
  const paint = (format: Parameters<typeof styleText>[0], value: string) =>
    colour ? styleText(format, value, { validateStream: false }) : value
  const where = [report.class, `${report.suite} suite`].filter(Boolean).join(', ')
  const blocks = [
    [
      `${paint(['bold', COLOURS[report.verdict]], report.verdict)}  ${headline(report.verdict)} (${where})`,
      printable(report.summary),
    ],
    report.error?.detail
      ? report.error.detail.split('\n').map(line => `  | ${printable(line)}`)
      : [],
    section(
      'What got better',
      report.improvements.map(({ check, subjects }) => `${check} holds now (${partsOf(subjects)})`),
    ),
    section(
      'Packages that changed',
      report.changedPackages.map(({ name, from, to }) => `${name} ${from ?? '—'} → ${to ?? '—'}`),
    ),
    section(
      'Known changes with this pattern (candidates, not proven causes)',
      report.candidates.map(
        ({ package: name, versions, what, link }) => `${name} ${versions}: ${what} ${link}`,
      ),
    ),
    section(
      'Checks that fail',
      withStatus(report, 'fail').flatMap(({ id, detail }) => [
        `${id}: ${detail}`,
        `  fix: ${textOf(id).fix}`,
      ]),
    ),
    section(
      'Accepted violations',
      withStatus(report, 'accepted').map(({ id, detail }) => `${id}: ${detail}`),
    ),
    section(`Streams that moved: ${channelCount(report)} channels`, [
      ...(report.drift.length ? [`first divergence: ${divergence(report.firstDivergence)}`] : []),
      ...report.drift.map(
        story =>
          `${beginning(story)} (${story.channels.length}): ${story.expected} → ${story.actual}`,
      ),
    ]),
    section(
      'Hazards',
      withStatus(report, 'hazard').map(
        ({ id, detail }) => `${id}: ${textOf(id).reason} (${detail})`,
      ),
    ),
    section(
      'Not compared',
      report.notCompared.map(({ channels, reason }) => `${channels.length} channels: ${reason}`),
    ),
    section(
      'To accept',
      [acceptCommand(report)].filter(command => command !== null),
    ),
  ]
  return blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')
}

function section(heading: string, rows: string[]): string[] {
  if (rows.length === 0) return []
  const more =
    rows.length > MAX_ROWS ? [`  … and ${rows.length - MAX_ROWS} more in report.json`] : []
  return [`${heading}:`, ...rows.slice(0, MAX_ROWS).map(row => `  ${printable(row)}`), ...more]
}

/** Foreign text without control characters, which a terminal would obey. */
export function printable(value: string): string {
  return value.replace(/\p{Cc}+/gu, ' ')
}
