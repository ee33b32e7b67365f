/** The JSON files that this program writes, and what to do with one where another is expected. */

type FileKind =
  | 'record'
  | 'baseline'
  | 'pending'
  | 'training-baseline'
  | 'training-pending'
  | 'report'
  | 'bisection'

const NAMES: Record<FileKind, string> = {
  record: 'a record',
  baseline: 'a committed baseline',
  pending: 'a proposed baseline',
  'training-baseline': 'the committed baseline of a training',
  'training-pending': 'a proposed baseline of a training',
  report: 'a report',
  bisection: 'what a bisection found',
}

export const PROPOSAL = 'a proposal lies in lddpr-report/pending/'
const RECORD = 'the record lies in lddpr-report/record.json'

/** By what is expected, then by what was found. */
const REMEDIES: Record<
  Exclude<FileKind, 'report' | 'bisection'>,
  Partial<Record<FileKind, string>>
> = {
  'training-baseline': { 'training-pending': '`lddpr accept` makes a baseline of it' },
  'training-pending': { 'training-baseline': 'it counts already' },
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
  const isOurs = (word: unknown): word is FileKind => typeof word === 'string' && word in NAMES
  if (isOurs(kind)) return kind
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
