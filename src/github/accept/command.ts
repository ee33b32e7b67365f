import { NAMING_DIGITS } from '../../baseline/canonical.ts'
import { reasonProblem } from '../../baseline/reason.ts'

/** `/lddpr accept <digest> [--accept-violation CHECK]… [--shrink] -- reason`, as a line of a comment. */

export interface AcceptCommand {
  /** The first digits of the pending baseline's digest, as many as the report shows at least. */
  digest: string
  violations: string[]
  /** Streams of the committed baseline that it lacks may go. */
  shrink: boolean
  reason: string
}

const MAX_REASON = 500
const USAGE =
  'expected one line such as `/lddpr accept 0123456789abcdef -- Lightning 2.7 seeds its workers otherwise`, with `--accept-violation CHECK` before the dashes for each check that may fail, and `--shrink` if it may have less than the committed one'

/**
 * The command in a comment; null if there is none, a sentence if it is not whole. Only a line that
 * begins with it counts, outside of fences: quotes and explanations command nothing.
 */
export function readCommand(comment: string): AcceptCommand | string | null {
  const lines = outsideFences(comment).filter(line => /^\/lddpr(\s|$)/.test(line))
  const [line, ...others] = lines
  if (line === undefined) return null
  if (others.length) return 'expected one command in a comment, found several'
  const [, options = '', reason = ''] = /^\/lddpr\s+accept\s(.*?)\s--\s+(.*)$/.exec(line) ?? []
  const [digest = '', ...flags] = options.trim().split(/\s+/)
  if (/^[0-9a-f]+$/.test(digest) && digest.length < NAMING_DIGITS)
    return `expected ${NAMING_DIGITS} digits of the digest, found ${digest.length}: copy them from the end of the report`
  const { violations, shrink, rest } = readFlags(flags)
  const wellFormed = /^[0-9a-f]{1,64}$/.test(digest) && rest.length === 0
  const words = reason.replace(/\p{C}+/gu, ' ').trim()
  if (!wellFormed || !words) return USAGE
  const problem = reasonProblem(words)
  if (problem)
    return `expected why this baseline is right after the dashes, in your own words, ${problem}`
  if (words.length > MAX_REASON)
    return `expected a reason of at most ${MAX_REASON} characters, found ${words.length}`
  return { digest, violations, shrink, reason: words }
}

/** `rest` begins with the first word that is none of them. */
function readFlags(words: readonly string[]) {
  const violations: string[] = []
  let rest = words
  let shrink = false
  for (;;) {
    const [word, check = ''] = rest
    if (word === '--shrink' && !shrink) shrink = true
    else if (word === '--accept-violation' && /^[a-z0-9][a-z0-9-]{0,63}$/.test(check))
      violations.push(check)
    else return { violations, shrink, rest }
    rest = rest.slice(word === '--shrink' ? 1 : 2)
  }
}

function outsideFences(text: string): string[] {
  let fence = ''
  return text.split(/\r\n|[\r\n]/).filter(line => {
    const [, marks = '', rest = ''] = /^ {0,3}(`{3,}|~{3,})(.*)/.exec(line) ?? []
    if (fence) {
      if (marks.startsWith(fence) && !rest.trim()) fence = ''
      return false
    }
    fence = marks
    return !fence
  })
}
