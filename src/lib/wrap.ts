import { stripVTControlCharacters } from 'node:util'
import { columnsOf } from './columns.ts'

/** Text for a terminal, broken at its width. */

const NARROWEST = 40
const WIDEST = 120
const USUAL = 100

interface Target {
  isTTY?: boolean
  columns?: number
}

/** The columns to write for: those of the terminal, else `COLUMNS`, else 100. */
export function widthOf({ isTTY, columns: own }: Target, { COLUMNS }: NodeJS.ProcessEnv): number {
  const width = (isTTY && own) || Number(COLUMNS) || USUAL
  return Math.min(WIDEST, Math.max(NARROWEST, Math.floor(width)))
}

const INDENT = 2
/** `  - `, `· `, `known  `, `seeded: `: what stands before the text of a line. */
const LEAD = /^(\s*)([-*•·!] |\d+[.)] )?((?:[^\s:]+: |\S+ {2,})?)/

/** Where a line goes on: below the text of its item or, unless its key is too long for that, of its value. */
function hangOf(text: string, width: number): number {
  const [all = '', indent = '', bullet = '', key] = LEAD.exec(stripVTControlCharacters(text)) ?? []
  if (key && columnsOf(all) <= width / 3) return columnsOf(all)
  return Math.min(indent.length + (bullet.length || INDENT), Math.floor(width / 2))
}

/** What stays together: a word, and a command between backticks. */
const WORD = /(?:`[^`]+`|[^ ])+/g

function* wordsOf(text: string, room: number) {
  for (const { 0: whole, index } of text.matchAll(WORD)) {
    const parts = columnsOf(whole) > room ? whole.matchAll(/[^ ]+/g) : [{ 0: whole, index: 0 }]
    for (const { 0: word, index: within } of parts) yield { word, at: index + within }
  }
}

/**
 * The lines of a paragraph. A word that is longer than a line stays whole, so that a path or an address can be
 * copied: the terminal breaks it where it must.
 */
export function wrap(text: string, width: number, hang = hangOf(text, width)): string[] {
  const lines: string[] = []
  let line = ''
  let end = 0
  for (const { word, at } of wordsOf(text, width - hang)) {
    const longer = `${line}${text.slice(end, at)}${word}`
    end = at + word.length
    if (!line || columnsOf(longer) <= width) line = longer
    else {
      lines.push(line)
      line = `${' '.repeat(Math.max(0, Math.min(hang, width - columnsOf(word))))}${word}`
    }
  }
  return [...lines, line]
}

/** A text of several paragraphs. Commands to copy, those of `program` and those that go on, stay as they are; so do logs. */
export function wrapText(text: string, width: number, program: string): string {
  const lines = text.split('\n')
  const stays = (line: string, at: number) =>
    [line, lines[at - 1] ?? ''].some(each => each.endsWith(' \\')) ||
    [`  ${program} `, '  | '].some(start => line.startsWith(start))
  return lines.flatMap((line, at) => (stays(line, at) ? [line] : wrap(line, width))).join('\n')
}
