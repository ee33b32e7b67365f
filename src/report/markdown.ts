import type { Report } from '../model/report.ts'
import type { Block, Document, Section, Streams, TrainingPart } from './blocks.ts'
import { type Piece, type Rows, withinBytes } from './budget.ts'
import { ANYBODY, type Reader } from './commands.ts'
import { documentOf } from './document.ts'
import { markdownHeading } from './headline.ts'
import { code, fence, link, text } from './inert.ts'
import { stepLines } from './observed.ts'
import type { Phrase, Sentence } from './sentence.ts'
import { LOOKS } from './words.ts'

const LONGEST_COMPARISON = 800
const ELSEWHERE = 'All of it is in report.html and report.json.'

/**
 * The report as GitHub-flavoured Markdown of at most so many bytes (40,000 are enough for any). Where
 * room is short, what is folded goes first.
 */
export function markdown(
  report: Report,
  bytes = Number.POSITIVE_INFINITY,
  reader: Reader = ANYBODY,
): string {
  const pieces = piecesOf(documentOf(report, reader), markdownHeading(report))
  return withinBytes(pieces, bytes, ELSEWHERE)
}

/** What has no name is never left out. */
function piecesOf(
  { where, framework, answer, comparison, known, notices, scope, trainings, sections }: Document,
  heading: string,
): Piece[] {
  const kept = { name: '', dispensable: 0 }
  const points = answer.points.map(({ label, sentence }) => `- **${label}** ${inline(sentence)}`)
  const place = ['lddpr', ...where.map(inline)].join(' · ')
  const last = scope ? `${place}<br>${inline(scope)}` : place
  const told = (wrong: boolean) =>
    trainings.flatMap((part, index) => (part.isWrong === wrong ? trainingPieces(part, index) : []))
  const warnings = list(notices.map(each => text(each)))
  return [
    { ...kept, parts: [heading] },
    ...told(true),
    { ...kept, parts: [inline(answer.lead), points.join('\n')] },
    {
      ...kept,
      parts: [comparison && text(comparison, LONGEST_COMPARISON), inline(framework ?? [])],
    },
    ...(known.length ? [{ ...kept, parts: known.map(inline) }] : []),
    ...told(false),
    ...sections.filter(({ id }) => id === 'log').map(each => pieceOf({ ...each, folded: true })),
    ...(notices.length ? [{ ...kept, isWarning: true, parts: [warnings] } as const] : []),
    ...sections.filter(({ id }) => id !== 'log').map(pieceOf),
    { ...kept, parts: [`<sub>${last}</sub>`] },
  ]
}

/** Three lines, and folded what they rest on where something is wrong. */
function trainingPieces(part: TrainingPart, index: number): Piece[] {
  const { verdict, name, headline, lines, isWrong, sections } = part
  const first = `${LOOKS[verdict].icon} **Training ${code(name)}:** ${text(headline)}`
  const which = index ? ` (${index + 1})` : ''
  const all = sections.filter(({ folded }) => !folded)
  const parts = all.flatMap(({ heading, blocks }) => [`**${heading}**`, ...blocks.flatMap(partsOf)])
  const details: Piece = {
    name: `details of the training${which}`,
    dispensable: 50 + index / 1000,
    heading: 'More on this training',
    folded: true,
    parts,
  }
  return [
    {
      name: `the training${which}`,
      dispensable: 1 + index / 1000,
      parts: [[first, ...lines.map(inline)].join('<br>')],
    },
    ...(isWrong && parts.length ? [details] : []),
  ]
}

function pieceOf({ name, dispensable, heading, count, extent, folded, blocks }: Section): Piece {
  const title = `${heading}${count ? ` (${count})` : ''}${extent ? `: ${extent}` : ''}`
  return {
    name,
    dispensable,
    heading: folded ? title : `### ${title}`,
    folded,
    parts: blocks.flatMap(partsOf),
  }
}

const list = (rows: string[]): Rows => ({ kind: 'list', rows })
const table = (head: readonly string[], rows: string[][]): Rows => ({ kind: 'table', head, rows })

function partsOf(block: Block): (string | Rows)[] {
  switch (block.kind) {
    case 'log':
      return [fence(block.text)]
    case 'list':
      return [list(block.rows.map(inline))]
    case 'titled': {
      const rows = block.rows.slice(0, block.most).map(row => `- ${inline(row)}`)
      return [`${block.title}:`, rows.join('\n')]
    }
    case 'table': {
      const rows = block.rows.map(row => row.map(inline))
      return [table(block.head, rows)]
    }
    case 'losses':
      return [inline(block.words)]
    case 'steps': {
      const lines = stepLines(block.rows)
      return [inline(block.words), ...(lines.length ? [fence(lines.join('\n'))] : [])]
    }
    case 'failures': {
      const rows = block.rows.map(({ page, scenario, detail, fix }) => [
        `${phrase(page)}${scenario ? `<br>in ${code(scenario)}` : ''}`,
        `${text(detail)}<br>**Fix:** ${inline(fix)}`,
      ])
      return [table(['check', 'finding and fix'], rows)]
    }
    case 'drift': {
      const head = ['where', 'streams', 'first difference', block.reference, 'now']
      const functions = block.functions.length ? [list(block.functions.map(inline))] : []
      const rows = block.rows.map(streams)
      return [
        inline(block.sentence ?? []),
        ...functions,
        table(head, rows),
        `<sub>${block.caption}</sub>`,
      ]
    }
    case 'command':
      return [
        inline(block.warning),
        block.introduction,
        fence(block.lines.join('\n')),
        inline(block.after),
      ]
  }
}

function streams({ pattern, scenarios, channels, moment, expected, actual }: Streams): string[] {
  const [one = '', other] = scenarios
  const where = other === undefined ? code(one) : `${scenarios.length} scenarios`
  const cells = [String(channels), text(moment), code(expected), code(actual)]
  return [`${code(pattern)}<br>in ${where}`, ...cells]
}

const inline = (sentence: Sentence) => sentence.map(phrase).join('')

function phrase(each: Phrase): string {
  switch (each.kind) {
    case 'text':
      return text(each.text, each.most ?? undefined)
    case 'code':
      return code(each.text)
    case 'link':
      return link(each.text, each.address)
    case 'source':
      return `(${link(each.text, each.address)})`
    default:
      return each.text
  }
}
