import { createHash } from 'node:crypto'
import type { Baseline } from '../../model/baseline.ts'
import type { ProbeRecord } from '../../model/record.ts'
import type { Report } from '../../model/report.ts'
import type { Document, Section, TrainingPart } from '../blocks.ts'
import { documentOf } from '../document.ts'
import { LOOKS, timingsOf } from '../words.ts'
import { environments } from './environment.ts'
import { heat } from './heat.ts'
import { details, html, Markup, type Part } from './markup.ts'
import { partition } from './partition.ts'
import { contentOf, inline } from './sections.ts'
import { statesOf } from './states.ts'
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
  const document = documentOf(report)
  const panels = panelsOf(document, report, record, baseline)
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${document.headline} · ${report.class ?? document.label[0]}</title>
${new Markup(`<style>${STYLE}</style>`)}
</head>
<body class="${report.verdict}">
<a class="skip" href="#main">To the report</a>
${banner(document)}
<nav aria-label="Contents"><ul>${panels.map(({ id, short, heading }) => html`<li><a href="#${id}">${short ?? heading}</a></li>`)}</ul></nav>
<main id="main">
${panels.map(section)}</main>
<footer><p>Written by lddpr. Exact values are in report.json and record.json beside this file.</p></footer>
</body>
</html>
`.source
}

function banner({
  verdict,
  headline,
  where,
  framework,
  answer,
  comparison,
  known,
  notices,
  scope,
}: Document): Markup {
  return html`<header>
<h1><span aria-hidden="true">${LOOKS[verdict].icon}</span> ${headline}</h1>
<p class="where"><strong>${verdict}</strong>${where.map(each => html` · ${inline(each)}`)}</p>
${framework && html`<p>${inline(framework)}</p>`}
<p class="summary">${inline(answer.lead)}</p>
${answer.points.length > 0 && html`<ul class="points">${answer.points.map(({ label, sentence }) => html`<li><strong>${label}</strong> ${inline(sentence)}</li>`)}</ul>`}
${comparison && html`<p>${comparison}</p>`}
${known.length > 0 && html`<ul class="notices">${known.map(line => html`<li>${inline(line)}</li>`)}</ul>`}
${notices.length > 0 && html`<ul class="notices">${notices.slice(0, 50).map(notice => html`<li>${notice}</li>`)}</ul>`}
${scope && html`<p class="scope">${inline(scope)}</p>`}
</header>`
}

interface Panel extends Pick<Section, 'id' | 'heading' | 'short' | 'extent' | 'folded'> {
  content: Part
}

function section({ id, heading, extent, folded, content }: Panel): Markup {
  const title = html`<h2 id="${id}">${heading}${extent && `: ${extent}`}</h2>`
  const body = folded
    ? html`<details><summary>${title}</summary>\n${content}\n</details>`
    : html`${title}\n${content}`
  return html`<section aria-labelledby="${id}">\n${body}\n</section>\n`
}

/** The trainings and the map first; then what to do; then what it rests on, closed. */
function panelsOf(
  { trainings, sections }: Document,
  report: Report,
  record: ProbeRecord | null,
  baseline: Baseline | null,
): Panel[] {
  const panels = sections.map(each => ({ ...each, content: contentOf(each) }))
  const took = [report.suite && `${report.suite} suite`, timingsOf(report.timings)]
    .filter(Boolean)
    .join('; ')
  const [map, ...drawn] = record ? drawings(report, record, baseline) : []
  return [
    ...trainings.map(trainingPanel),
    ...(map ? [map] : []),
    ...panels.filter(({ folded }) => !folded),
    // The drawn environment has the baseline's beside it.
    ...panels.filter(({ folded, id }) => folded && (id !== 'environment' || !record)),
    ...drawn,
    ...(took
      ? [
          {
            id: 'timings',
            heading: 'Time taken',
            folded: true,
            content: html`<p>${took}</p>`,
          } as const,
        ]
      : []),
  ]
}

/** A training beside the suite: its words, and its sections one below the other. */
function trainingPanel(
  { name, verdict, headline, lines, sections }: TrainingPart,
  at: number,
): Panel {
  const parts = sections.map(each =>
    each.folded
      ? details(each.heading, contentOf(each))
      : html`<h3>${each.heading}</h3>\n${contentOf(each)}`,
  )
  return {
    id: `training-${at + 1}`,
    heading: `Training ${name}`,
    content: html`<p><strong>${verdict}</strong> · ${headline}</p>
${lines.map(line => html`<p>${inline(line)}</p>`)}
${parts}`,
  }
}

function drawings(report: Report, record: ProbeRecord, baseline: Baseline | null): Panel[] {
  const states = statesOf(report, record, baseline)
  const { comparedWith: reference } = report
  const drift = report.verdict === 'unstable' ? [] : report.drift
  const beside = streams(drift, states, baseline, reference)
  const surroundings = environments(record, baseline, reference)
  const folded = true as const
  return [
    { id: 'map', heading: 'What changed where', content: heat(states, reference) },
    ...(drift.length
      ? [{ id: 'beside', heading: 'Streams side by side', folded, content: beside }]
      : []),
    { id: 'partition', heading: 'Who draws which sample', folded, content: partition(record) },
    { id: 'environment', heading: 'Environment', folded, content: surroundings },
  ]
}
