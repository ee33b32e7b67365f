import { wrongInput } from '../lib/errors.ts'

/** What stands in the place of a reason in commands, help texts and documentation: nobody has written it. */
const PLACEHOLDERS = new Set([
  'reason',
  'the reason',
  'a reason',
  'your reason',
  'your reason here',
  'reason here',
  'some reason',
  'why',
  'why this is right',
  'why this baseline is right',
  'text',
  'string',
  'placeholder',
  'todo',
  'tbd',
  'fixme',
  'n a',
  'na',
  'none',
  'null',
  'undefined',
])

/** What is wrong with a reason, as the end of a sentence; null if somebody may have written it. */
export function reasonProblem(reason: string): string | null {
  const given = reason.trim()
  if (!given) return 'found an empty text'
  const isBracketed = /^(<[^>]*>|\[[^\]]*\]|\{[^}]*\}|\$\w+|\$\{.*\})$/s.test(given)
  const words = given
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return isBracketed || !words || PLACEHOLDERS.has(words)
    ? `found the placeholder ${JSON.stringify(given.slice(0, 60))}`
    : null
}

/** A reader of the baseline in a year wants to know why. */
export function mustBeReason(reason: string): void {
  const problem = reasonProblem(reason)
  if (problem)
    throw wrongInput('reason', `expected why this baseline is right, in your own words, ${problem}`)
}
