import { ExpectedError } from './errors.ts'

/** What git leaves in a file that two branches have changed. */
const MARK = /^(<{7}|>{7}|\|{7})( |$)/

/** Where the first mark of a merge conflict is, counted from 1; null if there is none. */
function lineOfConflict(text: string): number | null {
  const at = text.split(/\r?\n/).findIndex(line => MARK.test(line))
  return at === -1 ? null : at + 1
}

/** The error for a file with merge conflict markers; null for one without. */
export function conflictIn(
  text: string,
  source: string,
  remedy = 'resolve the conflict and commit the file',
): ExpectedError | null {
  const line = lineOfConflict(text)
  if (line === null) return null
  return new ExpectedError(`${source} has merge conflict markers (line ${line}); ${remedy}`, {
    kind: 'file',
  })
}
