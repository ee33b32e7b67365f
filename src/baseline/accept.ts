import { ExpectedError, wrongInput } from '../lib/errors.ts'
import { ABOUT, type Baseline, type Pending } from '../model/baseline.ts'
import { withDigest } from './canonical.ts'
import { baselineFile, readPending, writeBaseline } from './files.ts'

export interface Acceptance {
  reason: string
  author: string
  violations: string[]
}

/** Turns a pending baseline into the committed one. Returns the file that it wrote. */
export async function accept(
  pendingFile: string,
  directory: string,
  acceptance: Acceptance,
): Promise<{ file: string; baseline: Baseline }> {
  const pending = await readPending(pendingFile)
  const baseline = approve(pending, acceptance)
  const file = baselineFile(directory, pending.class)
  await writeBaseline(file, baseline)
  return { file, baseline }
}

/** The baseline that this acceptance makes of a pending one. Throws where it must not be accepted. */
export function approve(pending: Pending, { reason, author, violations }: Acceptance): Baseline {
  if (!reason.trim())
    throw wrongInput('reason', 'expected why this baseline is right, found an empty text')
  if (pending.verdict === 'unstable')
    throw new ExpectedError(
      'an unstable record cannot be accepted: its runs disagree with each other',
    )
  const failing = pending.violations.map(({ check }) => check)
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
  const { verdict: _, violations: found, ...rest } = pending
  const why = { reason: reason.trim(), author }
  return withDigest({
    ...rest,
    ...why,
    kind: 'baseline',
    about: ABOUT,
    accepted: [...pending.accepted, ...found.map(violation => ({ ...violation, ...why }))],
  })
}
