import type { Report, Story } from '../model/report.ts'
import type { Block, Streams } from './blocks.ts'
import { functionsOf, rowsOf } from './functions.ts'
import { code, say, words } from './sentence.ts'
import { before, divergence, legible, moment, streamsOf, WEIGHTS } from './words.ts'

/** Which streams moved, and how many of those that were compared. */

export function extentOf({ drift, firstDivergence }: Report): string {
  const moved = drift.reduce((sum, { channels }) => sum + channels.length, 0)
  return `${moved} of ${firstDivergence?.compared ?? moved} streams`
}

export function drift({ drift, firstDivergence: first, comparedWith: reference }: Report): Block[] {
  if (drift.length === 0) return []
  const rows = rowsOf(drift).map(rowOf)
  const sentence = first && say`First: ${code(first.coordinate)}; ${words(before(first))}.`
  const line = `first: ${divergence(first, reference) ?? 'unknown'}`
  const functions = functionsOf(drift)
  return [{ kind: 'drift', reference, sentence, line, functions, rows, caption: WEIGHTS }]
}

/** A story, or those of many functions, whose values would say little beside each other. */
function rowOf(stories: readonly Story[]): Streams {
  const names = stories.flatMap(story => story.channels)
  const { pattern, scenarios } = streamsOf(names)
  const channels = names.length
  const [one, another] = stories
  if (!one || another) {
    const all = pattern.replace(/draw(\.computed)?(\/\w+\/).*/, 'draw$2*')
    const moment = `${stories.length} functions`
    return { pattern: all, scenarios, channels, moment, expected: '…', actual: '…' }
  }
  const [expected, actual] = legible(one.expected, one.actual)
  return { pattern, scenarios, channels, moment: moment(one), expected, actual }
}
