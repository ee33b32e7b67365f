import { styleText } from 'node:util'
import type { Report } from '../model/report.ts'
import type { Verdict } from '../model/verdict.ts'
import { indented, visible } from './inert.ts'
import {
  acceptCommand,
  acceptIntroduction,
  CANDIDATES,
  divergence,
  HEADINGS,
  headline,
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
  withStatus,
} from './words.ts'

const MAX_ROWS = 20

type Style = Parameters<typeof styleText>[0]

const COLOURS = {
  error: 'red',
  unstable: 'magenta',
  violation: 'red',
  drift: 'yellow',
  new: 'cyan',
  match: 'green',
} as const satisfies Record<Verdict, Style>

interface Section {
  heading: string
  rows: string[]
}

/** The report for a terminal. `colour` is false where nobody would see it as such. */
export function terminal(report: Report, colour: boolean): string {
  const paint = (style: Style, value: string) =>
    colour ? styleText(style, value, { validateStream: false }) : value
  const from = origin(report)
  const where = [report.class, `${report.suite} suite`, from && `${from.what} ${from.name}`]
  const title = [
    `${paint(['bold', COLOURS[report.verdict]], report.verdict)}  ${headline(report.verdict)} (${visible(where.filter(Boolean).join(', '))})`,
    visible(report.summary),
    ...[meaning(report)].filter(Boolean),
    ...report.notices.map(notice => paint('yellow', `! ${visible(notice)}`)),
  ]
  const log = report.error?.detail.split('\n').map(line => `  | ${visible(line)}`) ?? []
  const blocks = sections(report)
    .filter(({ rows }) => rows.length > 0)
    .map(({ heading, rows }) => [paint('bold', `${heading}:`), ...shown(rows)])
  return [title, report.error?.detail ? log : [], ...blocks]
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')
}

function shown(rows: string[]): string[] {
  const more = rows.length - MAX_ROWS
  const lines = rows.slice(0, MAX_ROWS).map(row => `  ${printable(row)}`)
  return more > 0 ? [...lines, `  … and ${more} more in report.json`] : lines
}

/** In the order of the page that the other reports have, less what nobody reads on a terminal. */
function sections(report: Report): Section[] {
  const command = acceptCommand(report, 'lddpr')
  const imported = (wanted: boolean) =>
    report.changedPackages.filter(each => each.imported === wanted)
  return [
    {
      heading: `${HEADINGS.packages} (${referenceOf(report)} → now)`,
      rows: imported(true).map(change),
    },
    {
      heading: CANDIDATES.replace(/:$/, ''),
      rows: report.candidates.map(
        ({ package: name, versions, what, link }) => `${name} ${versions}: ${what} ${link}`,
      ),
    },
    {
      heading: HEADINGS.checks,
      rows: withStatus(report, 'fail').flatMap(({ id, detail }) => [
        `${id}: ${detail}`,
        `  fix: ${textOf(id).fix}`,
      ]),
    },
    {
      heading: HEADINGS.improvements,
      rows: report.improvements.map(
        ({ check, subjects }) => `${check} holds now in ${partsOf(subjects)}`,
      ),
    },
    {
      heading: `${HEADINGS.drift}: ${movedChannels(report)}`,
      rows: report.drift.length
        ? [
            `first: ${divergence(report.firstDivergence, referenceOf(report)) ?? 'unknown'}`,
            ...report.drift.map(story),
          ]
        : [],
    },
    {
      heading: HEADINGS.accepted,
      rows: withStatus(report, 'accepted').map(({ id, detail }) => `${id}: ${detail}`),
    },
    {
      heading: HEADINGS.hazards,
      rows: withStatus(report, 'hazard').map(
        ({ id, detail }) => `${id}: ${textOf(id).reason} (${detail})`,
      ),
    },
    { heading: HEADINGS.others, rows: imported(false).map(change) },
    {
      heading: HEADINGS.notCompared,
      rows: leftOut(report).map(({ channels, reason }) => `${channels} channels: ${reason}`),
    },
    { heading: HEADINGS.retried, rows: report.retried },
    { heading: HEADINGS.accept, rows: command ? [acceptIntroduction(report), ...command] : [] },
  ]
}

const change = ({ name, from, to }: Report['changedPackages'][number]) =>
  `${name} ${from ?? '—'} → ${to ?? '—'}`

function story(each: Report['drift'][number]): string {
  const [expected, actual] = legible(each.expected, each.actual)
  const { streams, scenarios } = placesOf(each)
  const where = scenarios.length > 1 ? `${scenarios.length} scenarios` : scenarios.join()
  return `${streams} in ${where}, ${each.channels.length} channels: ${moment(each)}: ${expected} → ${actual}`
}

/** Foreign text without what a terminal would obey. */
export const printable = indented
