import { markdownTable } from 'markdown-table'

/** The parts of a report in Markdown, and which of them go first where there is little room. */

/** Rows that can be shown in part. */
export type Rows =
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[] }
  | { kind: 'list'; rows: readonly string[] }

export interface Block {
  /** What it is called where it is left out; empty if it never is. */
  name: string
  /** What is left out first has the highest number. */
  dispensable: number
  heading?: string
  /** Folded under its heading. */
  folded?: true
  /** Kind of a coloured box on GitHub. */
  alert?: 'NOTE' | 'TIP' | 'WARNING' | 'CAUTION'
  /** Above and below the rows. */
  before?: string
  rows?: Rows
  after?: string
}

/** Rows that are shown at most, and those that a table keeps until whole blocks have gone. */
const MOST = { folded: 400, open: 40 }
const FEWEST = 5

interface Shown {
  block: Block
  limit: number
}

/**
 * The blocks as Markdown of at most so many bytes. Folded blocks go first, then rows of the longest
 * tables, then whole blocks; each by how dispensable it is. What is left out is said.
 */
export function withinBytes(blocks: readonly Block[], bytes: number, elsewhere: string): string {
  let shown: Shown[] = blocks.map(block => ({ block, limit: rowLimit(block) }))
  let text = render(shown, blocks, elsewhere)
  while (Buffer.byteLength(text) > bytes) {
    const fewer = shorten(shown)
    if (!fewer) break
    shown = fewer
    text = render(shown, blocks, elsewhere)
  }
  return text
}

const rowLimit = ({ folded, rows }: Block) =>
  Math.min(folded ? MOST.folded : MOST.open, rows?.rows.length ?? 0)

/** One step shorter; null if there is nothing left to leave out. */
function shorten(shown: readonly Shown[]): Shown[] | null {
  const most = (candidates: readonly Shown[], weight: (each: Shown) => number) =>
    candidates.toSorted((a, b) => weight(b) - weight(a))[0]
  const dispensable = shown.filter(({ block }) => block.name)
  const folded = most(
    dispensable.filter(({ block }) => block.folded),
    ({ block }) => block.dispensable,
  )
  if (folded) return shown.filter(each => each !== folded)
  const long = most(
    shown.filter(({ limit }) => limit > FEWEST),
    each => Buffer.byteLength(renderBlock(each)),
  )
  if (long)
    return shown.map(each =>
      each === long ? { ...each, limit: Math.max(FEWEST, Math.floor(each.limit / 2)) } : each,
    )
  const next = most(dispensable, ({ block }) => block.dispensable)
  return next ? shown.filter(each => each !== next) : null
}

function render(shown: readonly Shown[], all: readonly Block[], elsewhere: string): string {
  const kept = new Set(shown.map(({ block }) => block))
  const gone = all.filter(block => !kept.has(block)).map(({ name }) => name)
  const note = gone.length ? [`<sub>Left out here: ${gone.join('; ')}. ${elsewhere}</sub>`] : []
  return `${[...shown.map(renderBlock), ...note].join('\n\n')}\n`
}

function renderBlock({ block, limit }: Shown): string {
  const { heading, folded, alert, before, rows, after } = block
  const parts = [
    !folded && heading ? heading : '',
    before ?? '',
    rows?.rows.length ? renderRows(rows, limit) : '',
    after ?? '',
  ].filter(Boolean)
  const body = parts.join('\n\n')
  if (folded) return `<details><summary>${heading}</summary>\n\n${body}\n\n</details>`
  return alert ? quoted(alert, body) : body
}

const quoted = (alert: string, body: string) =>
  [`[!${alert}]`, ...body.split('\n')].map(line => `> ${line}`.trimEnd()).join('\n')

function renderRows(rows: Rows, limit: number): string {
  const more = rows.rows.length - limit
  const rest = more > 0 ? `\n\n<sub>… and ${more} more in report.json</sub>` : ''
  if (rows.kind === 'list')
    return rows.rows
      .slice(0, limit)
      .map(row => `- ${row}`)
      .join('\n')
      .concat(rest)
  const shown = [rows.head, ...rows.rows.slice(0, limit)].map(row => [...row])
  return markdownTable(shown, { alignDelimiters: false }).concat(rest)
}
