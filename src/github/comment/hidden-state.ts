import { createHash } from 'node:crypto'
import { VERDICTS, type Verdict } from '../../model/verdict.ts'

/** What a comment of ours says to the next run, hidden in its first two lines. */
export interface CommentState {
  runId: number
  runAttempt: number
  sha: string
  /** Of the pending baseline, which `/lddpr accept` names; null if the run proposes none. */
  digest: string | null
  class: string | null
  verdict: Verdict | null
  /** Of the report that it shows. */
  text: string
}

export const marker = (id: string) => `<!-- lddpr-action:${id} -->`

export const textDigest = (report: string) =>
  createHash('sha256').update(report).digest('hex').slice(0, 16)

/** The two lines. A value that could end the comment is left out. */
export function hiddenLines(id: string, state: CommentState): string {
  const { runId, runAttempt, sha, digest, class: className, verdict, text } = state
  const pairs = { run: runId, attempt: runAttempt, sha, digest, class: className, verdict, text }
  const words = Object.entries(pairs)
    .filter(([, value]) => /^\w[\w.]*(-\w+)*$/.test(String(value ?? '')))
    .map(([name, value]) => `${name}:${value}`)
  return `${marker(id)}\n<!-- ${words.join(' ')} -->\n`
}

/** Null if the text is no comment of ours: the marker counts at the very start alone. */
export function readState(body: string): (CommentState & { id: string }) | null {
  const head = /^<!-- lddpr-action:([\w.-]+) -->(?:\r?\n<!-- ([^>\r\n]*) -->)?/.exec(body)
  const id = head?.[1]
  if (id === undefined) return null
  const words = (head?.[2] ?? '').split(' ').map(word => word.split(':', 2))
  const textOf = (name: string) => words.find(([key]) => key === name)?.[1] ?? ''
  return {
    id,
    runId: numberOf(textOf('run')),
    runAttempt: numberOf(textOf('attempt')),
    sha: textOf('sha'),
    digest: /^[0-9a-f]{64}$/.test(textOf('digest')) ? textOf('digest') : null,
    class: textOf('class') || null,
    verdict: VERDICTS.find(({ name }) => name === textOf('verdict'))?.name ?? null,
    text: textOf('text'),
  }
}

const numberOf = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : 0)

/** The more severe, the greater. */
const severity = (verdict: Verdict | null) =>
  VERDICTS.map(({ name }) => name)
    .toReversed()
    .indexOf(verdict ?? 'match')

/**
 * Which of two comments stays, in one order for all who ask: that of the newer run; of two jobs of one
 * run, which should have had an id each, the one with the more severe verdict.
 */
export function isNewer(one: CommentState, other: CommentState): boolean {
  const order = compareRuns(one, other) || severity(one.verdict) - severity(other.verdict)
  return order > 0 || (order === 0 && one.text > other.text)
}

const compareRuns = (one: CommentState, other: CommentState) =>
  one.runId - other.runId || one.runAttempt - other.runAttempt

export const isLater = (one: CommentState, other: CommentState) => compareRuns(one, other) > 0
export const isSameRun = (one: CommentState, other: CommentState) => compareRuns(one, other) === 0
