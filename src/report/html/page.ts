import { createHash } from 'node:crypto'
import type { Baseline } from '../../model/baseline.ts'
import type { ProbeRecord } from '../../model/record.ts'
import type { Report } from '../../model/report.ts'
import { HEADINGS, headline, ICONS, meaning, origin, referenceOf } from '../words.ts'
import { environments } from './environment.ts'
import { heat } from './heat.ts'
import { code, html, Markup } from './markup.ts'
import { partition } from './partition.ts'
import { type Section, said, told } from './sections.ts'
import { places } from './states.ts'
import { streams } from './streams.ts'
import { STYLE } from './style.ts'

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')
const POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`

/**
 * The report as one HTML page that needs nothing else: no network, no script. `record` is what was
 * measured, if anything was; `baseline` what it was compared with.
 */
export function page(
  report: Report,
  record: ProbeRecord | null,
  baseline: Baseline | null,
): string {
  const sections = [...said(report), ...drawn(report, record, baseline), ...told(report)]
  const filled = sections.filter(({ content }) => content)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${headline(report.verdict)} · ${report.class ?? report.suite}</title>
${new Markup(`<style>${STYLE}</style>`)}
</head>
<body class="${report.verdict}">
<a class="skip" href="#main">To the report</a>
${banner(report)}
<nav aria-label="Contents"><ul>${filled.map(({ id, heading }) => html`<li><a href="#${id}">${heading.split(':', 1)[0]}</a></li>`)}</ul></nav>
<main id="main">
${filled.map(section)}</main>
<footer><p>Written by lddpr. Exact values are in report.json and record.json beside this file.</p></footer>
</body>
</html>
`.source
}

function banner(report: Report): Markup {
  const from = origin(report)
  return html`<header>
<h1><span aria-hidden="true">${ICONS[report.verdict]}</span> ${headline(report.verdict)}</h1>
<p class="where"><strong>${report.verdict}</strong>${report.class && html` · class ${code(report.class)}`} · suite ${code(report.suite)}${from && html` · ${from.what} ${code(from.name)}`}</p>
<p class="summary">${report.summary}</p>
${meaning(report) && html`<p>${meaning(report)}</p>`}
${report.notices.length > 0 && html`<ul class="notices">${report.notices.slice(0, 50).map(notice => html`<li>${notice}</li>`)}</ul>`}
</header>`
}

const section = ({ id, heading, content }: Section) =>
  html`<section aria-labelledby="${id}">
<h2 id="${id}">${heading}</h2>
${content}
</section>
`

/** What needs the values themselves. */
function drawn(report: Report, record: ProbeRecord | null, baseline: Baseline | null): Section[] {
  if (!record) return []
  const all = places(report, record, baseline)
  const reference = referenceOf(report)
  return [
    {
      id: 'beside',
      heading: HEADINGS.beside,
      content: report.drift.length > 0 && streams(report.drift, all, baseline, reference),
    },
    { id: 'map', heading: HEADINGS.map, content: heat(all, reference) },
    { id: 'partition', heading: HEADINGS.partition, content: partition(record) },
    {
      id: 'environment',
      heading: HEADINGS.environment,
      content: environments(record, baseline, reference),
    },
  ]
}
