import { styleText } from 'node:util'
import type { Report } from '../model/report.ts'
import type { Block, Section, Streams } from './blocks.ts'
import type { Reader } from './commands.ts'
import { documentOf } from './document.ts'
import { printable, visible } from './inert.ts'
import { stepLines } from './observed.ts'
import type { Phrase, Sentence } from './sentence.ts'
import { LOOKS } from './words.ts'

const MAX_ROWS = 20

type Style = Parameters<typeof styleText>[0]

const HERE: Reader = { program: 'lddpr', isHere: true, comment: '' }

export function terminal(report: Report, colour: boolean, reader: Reader = HERE): string {
  const paint = (style: Style, value: string) =>
    colour ? styleText(style, value, { validateStream: false }) : value
  const {
    verdict,
    headline,
    label,
    framework,
    answer,
    comparison,
    known,
    notices,
    scope,
    trainings,
    sections,
  } = documentOf(report, reader)
  const title = [
    `${paint(['bold', LOOKS[verdict].colour], verdict)}  ${headline} (${visible(label.join(', '))})`,
    visible(plain(answer.lead)),
    ...answer.points.map(
      ({ label, sentence }) => `  ${paint('bold', label)} ${visible(plain(sentence))}`,
    ),
    ...(comparison ? [visible(comparison)] : []),
    ...known.map(line => `${paint('yellow', 'known')}  ${visible(plain(line))}`),
    ...(framework ? [visible(plain(framework))] : []),
    ...notices.map(notice => paint('yellow', `! ${visible(notice)}`)),
    ...(scope ? [paint('dim', visible(plain(scope)))] : []),
  ]
  const linesOf = (section: Section) =>
    section.blocks.flatMap(block => {
      const rows = rowsOf(block)
      if (rows.length === 0) return []
      const lines = [paint('bold', `${headingOver(block, section)}:`), ...shorten(rows)]
      return [block.kind === 'log' ? rows : lines]
    })
  const told = trainings.flatMap(part => [
    [
      `${paint(['bold', LOOKS[part.verdict].colour], part.verdict)}  training ${visible(part.name)}: ${visible(part.headline)}`,
      ...part.lines.map(line => visible(plain(line))),
    ],
    ...(part.isWrong ? part.sections.filter(({ folded }) => !folded).flatMap(linesOf) : []),
  ])
  // What to do comes last, where the reader is.
  const inOrder = sections.toSorted((a, b) => Number(a.id === 'accept') - Number(b.id === 'accept'))
  return [title, ...told, ...inOrder.flatMap(linesOf)].map(lines => lines.join('\n')).join('\n\n')
}

const headingOver = (block: Block, { heading, extent, arrow }: Section) =>
  block.kind === 'titled'
    ? block.title
    : `${heading}${extent ? `: ${extent}` : ''}${arrow ? ` (${arrow})` : ''}`

function shorten(rows: readonly string[]): string[] {
  const more = rows.length - MAX_ROWS
  const lines = rows.slice(0, MAX_ROWS).map(row => `  ${printable(row)}`)
  return more > 0 ? [...lines, `  … and ${more} more in report.json`] : lines
}

function rowsOf(block: Block): string[] {
  switch (block.kind) {
    case 'log':
      return block.text.split('\n').map(line => `  | ${visible(line)}`)
    case 'list':
    case 'titled':
      return block.rows.map(plain)
    case 'table':
      return block.lines.map(plain)
    case 'losses':
      return [plain(block.words)]
    case 'steps':
      return [plain(block.words), ...stepLines(block.rows)]
    case 'failures':
      return block.rows.flatMap(({ id, detail, fix }) => [
        `${id}: ${detail}`,
        `  fix: ${plain(fix)}`,
      ])
    case 'drift':
      return [block.line, ...block.functions.map(plain), ...block.rows.map(stream), block.caption]
    case 'command':
      return [
        ...(block.warning.length ? [plain(block.warning)] : []),
        block.introduction,
        ...block.lines,
        ...(block.after.length ? [plain(block.after)] : []),
      ]
  }
}

function stream({ pattern, scenarios, channels, moment, expected, actual }: Streams): string {
  const where = scenarios.length > 1 ? `${scenarios.length} scenarios` : scenarios.join()
  return `${pattern} in ${where}, ${channels} ${channels === 1 ? 'stream' : 'streams'}: ${moment}: ${expected} → ${actual}`
}

const plain = (sentence: Sentence) =>
  sentence.map(each => (each.kind === 'source' ? sourceOf(each) : each.text)).join('')

const sourceOf = ({ text, address }: Extract<Phrase, { kind: 'source' }>) =>
  text === 'source' ? address : `(${text}: ${address})`
