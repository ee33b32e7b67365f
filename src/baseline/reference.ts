import * as z from 'zod'
import { judge } from '../judge/judge.ts'
import { ExpectedError } from '../lib/errors.ts'
import { parseJson, readPresent } from '../lib/json.ts'
import { type Baseline, baselineSchema, type Pending } from '../model/baseline.ts'
import { otherKind } from '../model/kinds.ts'
import { classOfRecord } from '../model/machine-type.ts'
import { type ProbeRecord, recordSchema } from '../model/record.ts'
import type { CheckResult } from '../model/report.ts'
import { type Acceptance, approve } from './accept.ts'
import { intact, type KnownBaseline } from './files.ts'
import { propose, reasonFor } from './pending.ts'

const MAX_BYTES = 256 * 1024 * 1024

/** A baseline file, or a record taken for one, whatever of the two the file holds. */
export async function readReference(file: string): Promise<KnownBaseline> {
  const either = z.discriminatedUnion('kind', [baselineSchema, recordSchema])
  const look = (value: unknown) => otherKind(value, 'record') && otherKind(value, 'baseline')
  const value = parseJson(either, await readPresent(file, MAX_BYTES), file, 'input', look)
  if (value.kind === 'baseline') return { file, baseline: intact(value, file) }
  const pending = propose(value, classOfRecord(value), 'new', [], null)
  return { file, baseline: approve(pending, { reason: file, author: 'record', violations: [] }) }
}

/**
 * The record of what a change starts from, taken for a baseline. What is broken there already is no fault
 * of the change: it is accepted as far as it is broken there. `name` is how that is called. Throws
 * ExpectedError if it cannot be compared with.
 */
export function baselineOf(record: ProbeRecord, name: string): Baseline {
  const { verdict, summary, checks } = judge({ record, baseline: null, pins: null })
  if (verdict === 'error' || verdict === 'unstable')
    throw new ExpectedError(`${name} cannot be the reference: ${summary}`, { kind: 'probe' })
  const pending = propose(record, classOfRecord(record), 'new', checks, null)
  return adopt(pending, checks, { reason: `${name} has it, too`, author: name })
}

interface Adoption extends Pick<Acceptance, 'reason' | 'author'> {
  /** Why what no issue explains may fail. */
  otherwise?: string
}

/** A first baseline, which accepts by name what fails: for a reason that is known, or for the one that is given. */
export function adopt(
  pending: Pending,
  checks: readonly CheckResult[],
  { reason, author, otherwise = reason }: Adoption,
): Baseline {
  const failing = checks.filter(({ status }) => status === 'fail')
  const reasons = Object.fromEntries(failing.map(each => [each.id, reasonFor(each) || otherwise]))
  return approve(pending, { reason, author, reasons, violations: failing.map(({ id }) => id) })
}
