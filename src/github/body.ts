import type { Event } from './event.ts'

/** GitHub takes so many characters; bytes are never fewer. */
export const MAX_COMMENT_BYTES = 65_536
/** Beyond this the runner drops a step's whole summary. */
export const MAX_SUMMARY_BYTES = 1_048_576

export const marker = (id: string) => `<!-- lddpr-action:${id} -->`

type Run = Pick<Event, 'runId' | 'runAttempt'>

/** A comment: who keeps it up to date and for which run, hidden; the report; what it is about. */
export function commentBody(report: string, id: string, event: Event): string {
  const { runId, runAttempt, headSha, runUrl } = event
  const head = `${marker(id)}\n<!-- run:${runId} attempt:${runAttempt} sha:${headSha} -->\n\n`
  const foot = `\n<sub>Commit ${headSha.slice(0, 9)} · [log and job summary](${runUrl})</sub>\n`
  const room = MAX_COMMENT_BYTES - Buffer.byteLength(head + foot)
  const closing = `The report is too long for a comment; all of it is in the [job summary](${runUrl}).`
  return head + cut(report, room, closing) + foot
}

/** The run that a comment of ours was written by; null if the text is no such comment. */
export function writtenBy(body: string, id: string): Run | null {
  if (!body.startsWith(marker(id))) return null
  const found = /^\r?\n<!-- run:(\d+) attempt:(\d+) /.exec(body.slice(marker(id).length))
  return { runId: Number(found?.[1] ?? 0), runAttempt: Number(found?.[2] ?? 0) }
}

/** What a report comment says, hidden, of the run that wrote it and of the baseline that it proposes. */
export interface ReportLine extends Run {
  sha: string
  /** Empty if it proposes none. */
  digest: string
  class: string
}

const REPORT_LINE =
  /^<!-- lddpr-action:[A-Za-z0-9._-]{1,64} -->\r?\n<!-- run:(\d+) attempt:(\d+) sha:([0-9a-f]+) digest:([0-9a-f]{64}) class:([a-z0-9-]+) -->\r?\n/

/** The line of a report of ours that proposes a baseline, whatever its id; null for anything else. */
export function readReportLine(body: string): ReportLine | null {
  const [, runId, runAttempt, sha = '', digest = '', className = ''] = REPORT_LINE.exec(body) ?? []
  if (!digest) return null
  return { runId: Number(runId), runAttempt: Number(runAttempt), sha, digest, class: className }
}

export const isNewer = (one: Run, other: Run) =>
  one.runId > other.runId || (one.runId === other.runId && one.runAttempt > other.runAttempt)

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
