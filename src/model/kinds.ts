/** The JSON files that this program writes, and what to do with one where another is expected. */

type FileKind = 'record' | 'baseline' | 'pending' | 'report' | 'bisection'

const NAMES: Record<FileKind, string> = {
  record: 'a record',
  baseline: 'a committed baseline',
  pending: 'a proposed baseline',
  report: 'a report',
  bisection: 'what a bisection found',
}

export const PROPOSAL = 'a proposal lies in lddpr-report/pending/'
const RECORD = 'the record lies in lddpr-report/record.json'

/** By what is expected, then by what was found. */
const REMEDIES: Record<'record' | 'baseline' | 'pending', Partial<Record<FileKind, string>>> = {
  pending: {
    baseline: `it counts already; ${PROPOSAL}`,
    record: '`lddpr compare` with it proposes a baseline',
    report: PROPOSAL,
    bisection: PROPOSAL,
  },
  baseline: {
    pending: '`lddpr accept` makes a baseline of it',
    record: '`lddpr compare` with it proposes a baseline',
  },
  record: {
    baseline: `${RECORD}, and a baseline comes second: lddpr compare RECORD BASELINE`,
    pending: RECORD,
    report: RECORD,
    bisection: RECORD,
  },
}

function kindOf(value: unknown): FileKind | null {
  if (typeof value !== 'object' || value === null) return null
  const { kind } = value as { kind?: unknown }
  if (kind === 'record' || kind === 'baseline' || kind === 'pending') return kind
  if ('culprits' in value && 'trials' in value) return 'bisection'
  return 'verdict' in value && 'checks' in value ? 'report' : null
}

/** What is wrong with a file of ours in the place of another; null for the right one, and for any other. */
export function otherKind(value: unknown, expected: keyof typeof REMEDIES): string | null {
  const found = kindOf(value)
  if (found === null || found === expected) return null
  const remedy = REMEDIES[expected][found]
  return `expected ${NAMES[expected]}, found ${NAMES[found]}${remedy ? `: ${remedy}` : ''}`
}
