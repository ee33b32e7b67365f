import { shortDigest } from '../../baseline/canonical.ts'
import type { Event } from '../run/event.ts'
import { type CommentState, hiddenLines } from './hidden-state.ts'

/** GitHub takes so many characters; bytes are never fewer. */
export const MAX_COMMENT_BYTES = 65_536
/** Beyond this the runner drops a step's whole summary. */
export const MAX_SUMMARY_BYTES = 1_048_576

/**
 * A comment: who keeps it up to date and for which run, hidden; the report, in the bytes that are left;
 * what it is about.
 */
export function commentBody(
  report: (bytes: number) => string,
  id: string,
  state: CommentState,
  { headSha, runUrl }: Event,
): string {
  const head = `${hiddenLines(id, state)}\n`
  // Who accepts by comment has to name it.
  const proposal = state.digest ? ` · pending baseline \`${shortDigest(state.digest)}\`` : ''
  const foot = `\n<sub>Commit ${headSha.slice(0, 9)} · [log and job summary](${runUrl}) · [artifacts](${runUrl}#artifacts)${proposal}</sub>\n`
  return head + report(MAX_COMMENT_BYTES - Buffer.byteLength(head + foot)) + foot
}
