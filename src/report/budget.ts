import { markdownTable } from 'markdown-table'

/** The parts of a report in Markdown, and which of them go first where there is little room. */

export type Rows =
  | { kind: 'table'; head: readonly string[]; rows: readonly (readonly string[])[] }
  | { kind: 'list'; rows: readonly string[] }

export interface Piece {
  /** What it is called where it is left out; empty if it never is. */
  name: string
  /** What is left out first has the highest number. */
  dispensable: number
  heading?: string
  folded?: true | undefined
  /** In GitHub's box for warnings. */
  isWarning?: true
  parts: readonly (string | Rows)[]
}

/** Rows that are shown at most, and those that a table keeps until whole pieces have gone. */
const MOST = { folded: 400, open: 40 }
const FEWEST = 5

/** From here on a piece goes before any row of the others does. */
const EXTRA = 50

interface Shown {
  piece: Piece
  limit: number
}

/**
 * The pieces as Markdown of at most so many bytes. Extra pieces go first, then rows of the longest
 * tables, then whole pieces; each by how dispensable it is. What is left out is said.
 */
export function withinBytes(pieces: readonly Piece[], bytes: number, elsewhere: string): string {
  let shown: Shown[] = pieces.map(piece => ({ piece, limit: rowLimit(piece) }))
  let text = render(shown, pieces, elsewhere)
  while (Buffer.byteLength(text) > bytes) {
    const fewer = shorten(shown)
    if (!fewer) break
    shown = fewer
    text = render(shown, pieces, elsewhere)
  }
  return text
}

const rowLimit = ({ dispensable, parts }: Piece) =>
  Math.min(
    dispensable >= EXTRA ? MOST.folded : MOST.open,
    Math.max(0, ...parts.map(part => (typeof part === 'string' ? 0 : part.rows.length))),
  )

/** One step shorter; null if there is nothing left to leave out. */
function shorten(shown: readonly Shown[]): Shown[] | null {
  const most = (candidates: readonly Shown[], weight: (each: Shown) => number) =>
    candidates.toSorted((a, b) => weight(b) - weight(a))[0]
  const dispensable = shown.filter(({ piece }) => piece.name)
  const extra = most(
    dispensable.filter(({ piece }) => piece.dispensable >= EXTRA),
    ({ piece }) => piece.dispensable,
  )
  if (extra) return shown.filter(each => each !== extra)
  const long = most(
    shown.filter(({ limit }) => limit > FEWEST),
    each => Buffer.byteLength(renderPiece(each)),
  )
  if (long)
    return shown.map(each =>
      each === long ? { ...each, limit: Math.max(FEWEST, Math.floor(each.limit / 2)) } : each,
    )
  const next = most(dispensable, ({ piece }) => piece.dispensable)
  return next ? shown.filter(each => each !== next) : null
}

function render(shown: readonly Shown[], all: readonly Piece[], elsewhere: string): string {
  const kept = new Set(shown.map(({ piece }) => piece))
  const gone = all.filter(piece => !kept.has(piece)).map(({ name }) => name)
  const note = gone.length ? [`<sub>Left out here: ${gone.join('; ')}. ${elsewhere}</sub>`] : []
  return `${[...shown.map(renderPiece), ...note].join('\n\n')}\n`
}

function renderPiece({ piece: { heading, folded, isWarning, parts }, limit }: Shown): string {
  const body = [
    !folded && heading ? heading : '',
    ...parts.map(part => (typeof part === 'string' ? part : renderRows(part, limit))),
  ]
    .filter(Boolean)
    .join('\n\n')
  if (folded) return `<details><summary>${heading}</summary>\n\n${body}\n\n</details>`
  return isWarning ? warningBox(body) : body
}

const warningBox = (body: string) =>
  ['[!WARNING]', ...body.split('\n')].map(line => `> ${line}`.trimEnd()).join('\n')

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
