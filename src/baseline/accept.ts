import { ExpectedError } from '../lib/errors.ts'
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
import { mustBeReason } from './reason.ts'

export interface Acceptance {
  reason: string
  author: string
  violations: string[]
  /** Why each of these is accepted, where that is not the reason for the baseline. */
  reasons?: Readonly<Record<string, string>>
  /** What the committed baseline has and this one lacks may go. */
  shrink?: boolean
}

/** Turns a pending baseline into the committed one. Returns the file that it wrote. */
export async function accept(
  pendingFile: string,
  directory: string,
  acceptance: Acceptance,
): Promise<{ file: string; baseline: Baseline; removed: Removed[] }> {
  const pending = await readPending(pendingFile)
  const committed = committedFor(pending, await Committed.read(directory, directory), acceptance)
  const baseline = approve(pending, acceptance, committed)
  const file = baselineFile(directory, pending.class)
  await writeBaseline(file, baseline)
  return { file, baseline, removed: removedBy(baseline, committed) }
}

/** A failure that a baseline no longer accepts, for it has ended. */
export type Removed = Pick<Accepted, 'check' | 'subjects'>

/** What the committed baseline accepts and the next one does not. */
export function removedBy(next: Baseline, committed: Baseline | null): Removed[] {
  const accepts = ({ check }: Accepted, subject: string) =>
    next.accepted.some(each => each.check === check && each.subjects.includes(subject))
  const isMeasured = (subject: string) => {
    const { scenario } = parseSubject(subject)
    return scenario === NO_SCENARIO || scenario in next.scenarios
  }
  return (committed?.accepted ?? [])
    .map(entry => ({
      check: entry.check,
      subjects: entry.subjects.filter(subject => !accepts(entry, subject) && isMeasured(subject)),
    }))
    .filter(({ subjects }) => subjects.length > 0)
}

/** `worker-streams-differ-across-epochs (worker/torch): it does not fail any more, …` */
export const removedInWords = ({ check, subjects }: Removed): string => {
  const parts = [...new Set(subjects.map(subject => parseSubject(subject).part))]
  return `${check} (${parts.join(', ')}): it does not fail any more, so the baseline no longer accepts it`
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
      spell => `${error.spelled(spell)}; or accept with ${spell('shrink')} to replace it unread`,
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
  { reason, author, violations, reasons = {}, shrink = false }: Acceptance,
  committed: Baseline | null = null,
): Baseline {
  mustBeReason(reason)
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
  const all = [
    ...pending.accepted,
    ...found.map(violation => {
      const own = reasons[violation.check]
      return { ...violation, ...why, ...(own ? { reason: own } : {}) }
    }),
  ]
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
