import type { Event } from './event.ts'
import { type CommentState, hiddenLines } from './state.ts'

/** GitHub takes so many characters; bytes are never fewer. */
export const MAX_COMMENT_BYTES = 65_536
/** Beyond this the runner drops a step's whole summary. */
export const MAX_SUMMARY_BYTES = 1_048_576

/** A comment: who keeps it up to date and for which run, hidden; the report; what it is about. */
export function commentBody(
  report: string,
  id: string,
  state: CommentState,
  { headSha, runUrl }: Event,
): string {
  const head = `${hiddenLines(id, state)}\n`
  // Who accepts by comment has to name it.
  const proposal = state.digest ? ` · pending baseline \`${state.digest.slice(0, 8)}\`` : ''
  const foot = `\n<sub>Commit ${headSha.slice(0, 9)} · [log and job summary](${runUrl})${proposal}</sub>\n`
  const room = MAX_COMMENT_BYTES - Buffer.byteLength(head + foot)
  const closing = `The report is too long for a comment; all of it is in the [job summary](${runUrl}).`
  return head + cut(report, room, closing) + foot
}

/**
 * Markdown of at most so many bytes. What is too much goes from the end, at a blank line that is
 * neither in a fence nor in a folded section, so also in no table; then the closing sentence.
 */
export function cut(markdown: string, bytes: number, closing: string): string {
  if (Buffer.byteLength(markdown) <= bytes) return markdown
  const end = `${closing}\n`
  const room = bytes - Buffer.byteLength(end)
  let kept = 0
  let used = 0
  let position = 0
  let fence = ''
  let depth = 0
  for (const line of markdown.split(/(?<=\n)/)) {
    used += Buffer.byteLength(line)
    position += line.length
    if (used > room) break
    const marks = /^ {0,3}(`{3,}|~{3,})(.*)/.exec(line)
    if (fence) {
      if (marks?.[1]?.startsWith(fence) && !marks[2]?.trim()) fence = ''
      continue
    }
    fence = marks?.[1] ?? ''
    depth += count(line, '<details') - count(line, '</details>')
    if (!fence && depth === 0 && line.trim() === '') kept = position
  }
  return markdown.slice(0, kept) + end
}

const count = (text: string, part: string) => text.split(part).length - 1
