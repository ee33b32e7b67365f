import { clip, visible, webAddress } from '../inert.ts'

/** HTML that is known to be whole: made by `html`, which escapes everything that is put into it. */
export class Markup {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
}

export type Part = Markup | string | number | null | false | undefined | readonly Part[]

const LONGEST_TEXT = 1000

/** A template of HTML. What is put in is text, or the value of a quoted attribute; or HTML made the same way. */
export function html(fixed: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let source = fixed[0] ?? ''
  for (const [index, part] of parts.entries()) source += sourceOf(part) + fixed[index + 1]
  return new Markup(source)
}

function sourceOf(part: Part): string {
  if (part instanceof Markup) return part.source
  if (Array.isArray(part)) return part.map(sourceOf).join('')
  if (part === null || part === undefined || part === false) return ''
  return escapeText(String(part))
}

const NAMES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

const HARMLESS = /^[\w .:=–·/-]{0,200}$/

const escapeText = (value: string) =>
  HARMLESS.test(value) ? value : references(clip(visible(value), LONGEST_TEXT))

const references = (value: string) =>
  value.replace(/[&<>"']/g, mark => NAMES[mark as keyof typeof NAMES])

/** Words of ours, whose blanks at the ends matter. */
export const ours = (words: string) => new Markup(references(words))

/** A link to a web page, or the label alone if the address is none. */
export function link(label: Part, address: string | null): Markup {
  const href = webAddress(address)
  return href ? html`<a href="${href}" rel="noreferrer">${label}</a>` : html`${label}`
}

export const code = (value: string) => html`<code>${value}</code>`

const MOST_ROWS = 200

interface TableParts {
  caption: Part
  /** Shown to those who hear the page alone. */
  hidden?: boolean
  head: readonly Part[]
  rows: readonly (readonly Part[])[]
}

/** A table whose first column names the rows, in a box that scrolls by itself where the page is narrow. */
export function table({ caption, hidden, head, rows }: TableParts): Markup {
  const more = rows.length - MOST_ROWS
  const body = rows.slice(0, MOST_ROWS).map(([name, ...cells]) =>
    row(
      name,
      cells.map(cell => html`<td>${cell}</td>`),
    ),
  )
  return html`${scrollBox(
    caption,
    html`<table>
<caption${hidden ? html` class="hidden"` : ''}>${caption}</caption>
<thead><tr>${head.map(cell => (cell ? html`<th scope="col">${cell}</th>` : html`<td></td>`))}</tr></thead>
<tbody>
${body}</tbody></table>`,
  )}${more > 0 && html`<p class="muted">… and ${more} more in report.json</p>`}`
}

export const row = (name: Part, cells: Part): Markup =>
  html`<tr><th scope="row">${name}</th>${cells}</tr>\n`

export const map = (label: string, caption: string, head: Part, rows: Part, kind = ''): Markup =>
  html`<p class="muted">${caption}</p>${scrollBox(
    label,
    html`<table class="heat${kind}">
<thead>${head}</thead>
<tbody>
${rows}</tbody></table>`,
  )}`

/** A box that scrolls by itself, by keyboard as well. */
const scrollBox = (label: Part, content: Markup): Markup =>
  html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`

export const list = (rows: readonly Part[]): Markup =>
  html`<ul>${rows.slice(0, MOST_ROWS).map(row => html`<li>${row}</li>`)}</ul>`

export const details = (summary: Part, content: Part, open = false): Markup =>
  html`<details${open ? html` open` : ''}><summary>${summary}</summary>\n${content}</details>\n`
