import type { CheckResult } from '../model/report.ts'
import type { Block, Section } from './blocks.ts'
import { pageOf } from './known.ts'
import { type Sentence, say, source, text } from './sentence.ts'
import { checkOf } from './words.ts'

/** What sections are made of, of a suite's report and of a training's. */

type More = Pick<Section, 'short' | 'count' | 'extent' | 'arrow' | 'folded'>

export const open = (
  id: string,
  heading: string,
  [name, dispensable]: [name: string, dispensable: number],
  blocks: readonly Block[],
  more: More = {},
): Section => ({ id, heading, name, dispensable, blocks, ...more })

export const folded: typeof open = (id, heading, leftOut, blocks, more) =>
  open(id, heading, leftOut, blocks, { ...more, folded: true })

export const list = (rows: readonly Sentence[]): Block[] =>
  rows.length ? [{ kind: 'list', rows }] : []

export const table = (head: string[], rows: Sentence[][], lines: Sentence[] = []): Block[] =>
  rows.length ? [{ kind: 'table', head, rows, lines }] : []

export const log = (text: string | undefined): Block[] => (text ? [{ kind: 'log', text }] : [])

export function failures(failing: readonly CheckResult[]): Block[] {
  const rows = failing.map(result => {
    const { id, scenario, detail } = result
    const { sentence, reason } = checkOf(id)
    return { id, page: pageOf(id), scenario, detail, sentence, reason, fix: fixOf(result) }
  })
  return rows.length ? [{ kind: 'failures', rows }] : []
}

/** Several known faults at once, in whole sentences. */
const MOST_OF_A_FIX = 1000

export const fixOf = ({ fix, explanation, link }: CheckResult): Sentence => {
  const all = text([fix, explanation].filter(Boolean).join(' '), MOST_OF_A_FIX)
  return link ? say`${all} ${source(link.address, link.text)}` : [all]
}
