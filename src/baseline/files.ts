import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { parseJson, readPresent, reason, writeAtomically } from '../lib/json.ts'
import { type Baseline, type Pending, pendingSchema } from '../model/baseline.ts'
import { canonical, rootDigest } from './canonical.ts'

/** A baseline has 64 KiB at most; an editor may have given it other line ends. */
export const MAX_BYTES = 128 * 1024

export const baselineFile = (directory: string, className: string) =>
  join(directory, `${className}.json`)

export interface KnownBaseline {
  file: string
  baseline: Baseline
}

export async function readPending(file: string): Promise<Pending> {
  const name = `the pending baseline ${file}`
  const text = await readPresent(file, MAX_BYTES, name)
  return intact(parseJson(pendingSchema, text, name), file)
}

/** Refuses a file that was changed by hand: what is accepted must be what was measured. */
export function intact<T extends Baseline | Pending>(value: T, file: string): T {
  const expected = rootDigest(value)
  if (value.digest === expected) return value
  throw new ExpectedError(
    `${file}: digest: expected ${expected}, found another one; the file was changed after it was written`,
  )
}

export async function writeBaseline(file: string, value: Baseline | Pending): Promise<void> {
  await mkdir(dirname(file), { recursive: true }).catch(error => {
    throw new ExpectedError(`cannot create ${dirname(file)}: ${reason(error)}`, { kind: 'file' })
  })
  await writeAtomically(file, canonical(value))
}
