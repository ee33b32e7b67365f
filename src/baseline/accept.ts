import { ExpectedError, wrongInput } from '../lib/errors.ts'
import {
  ABOUT,
  type Accepted,
  BASELINE_VERSION,
  type Baseline,
  type Pending,
} from '../model/baseline.ts'
import { parseSubject } from '../model/subject.ts'
import { withDigest } from './canonical.ts'
import { Committed } from './committed.ts'
import { baselineFile, readPending, writeBaseline } from './files.ts'
import { lossInWords, mustKnow, replacedBy } from './loss.ts'

export interface Acceptance {
  reason: string
  author: string
  violations: string[]
  /** What the committed baseline has and this one lacks may go. */
  shrink?: boolean
}

/** Turns a pending baseline into the committed one. Returns the file that it wrote. */
export async function accept(
  pendingFile: string,
  directory: string,
  acceptance: Acceptance,
): Promise<{ file: string; baseline: Baseline }> {
  const pending = await readPending(pendingFile)
  const committed = committedFor(pending, await Committed.read(directory, directory), acceptance)
  const baseline = approve(pending, acceptance, committed)
  const file = baselineFile(directory, pending.class)
  await writeBaseline(file, baseline)
  return { file, baseline }
}

/** The baseline that would be replaced. One that nobody can read goes only with what it knows. */
export function committedFor(
  { class: className }: Pending,
  committed: Committed,
  { shrink = false }: Pick<Acceptance, 'shrink'>,
): Baseline | null {
  try {
    return committed.baseline(className)?.baseline ?? null
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error
    if (shrink) return null
    throw new ExpectedError(
      spell =>
        `${error.spelled(spell)}; restore that file, or accept with ${spell('shrink')} to replace it unread`,
      error,
    )
  }
}

/**
 * The baseline that this acceptance makes of a pending one. `committed` is the one that it replaces; where that
 * is not at hand, what the pending one says of it counts. Throws where it must not be accepted.
 */
export function approve(
  pending: Pending,
  { reason, author, violations, shrink = false }: Acceptance,
  committed: Baseline | null = null,
): Baseline {
  if (!reason.trim())
    throw wrongInput('reason', 'expected why this baseline is right, found an empty text')
  if (pending.verdict === 'unstable')
    throw new ExpectedError(
      'an unstable record cannot be accepted: its runs disagree with each other',
    )
  const { verdict: _, violations: found, replaces, ...rest } = pending
  const replaced = committed ? replacedBy(pending, committed) : replaces
  if (!shrink && lossInWords(pending, replaced, input => input))
    throw new ExpectedError(spell => lossInWords(pending, replaced, spell) ?? '')
  const failing = found.map(({ check }) => check)
  const open = failing.filter(check => !violations.includes(check))
  if (open.length)
    throw new ExpectedError(
      spell =>
        `this record violates ${open.join(', ')}; to live with that, add ` +
        open.map(check => `${spell('acceptViolation')} ${check}`).join(' '),
    )
  const unknown = violations.filter(check => !failing.includes(check))
  if (unknown.length)
    throw new ExpectedError(
      spell =>
        `${spell('acceptViolation')} ${unknown[0]}: this record does not violate it (it violates ` +
        `${failing.join(', ') || 'nothing'})`,
    )
  const why = { reason: reason.trim(), author }
  const all = [...pending.accepted, ...found.map(violation => ({ ...violation, ...why }))]
  const accepted = shrink ? withinScenarios(all, pending) : all
  if (committed && !shrink) mustKnow({ ...pending, accepted }, committed, replaces)
  return withDigest({
    ...rest,
    ...why,
    schemaVersion: BASELINE_VERSION,
    kind: 'baseline',
    about: ABOUT,
    accepted,
  })
}

/** Without what is accepted in scenarios that the baseline no longer has. */
function withinScenarios(accepted: readonly Accepted[], { scenarios }: Pending): Accepted[] {
  const measured = Object.keys(scenarios)
  const isLeftOut = (subject: string) => {
    const { scenario } = parseSubject(subject)
    return scenario !== NO_SCENARIO && !measured.includes(scenario)
  }
  return accepted.flatMap(entry => {
    const subjects = entry.subjects.filter(subject => !isLeftOut(subject))
    return subjects.length ? [{ ...entry, subjects }] : []
  })
}

/** What the subjects of a check on the interpreter have in its place. */
const NO_SCENARIO = 'environment'
