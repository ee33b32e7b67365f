import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { conflictIn } from '../lib/conflict.ts'
import { asValue, ExpectedError } from '../lib/errors.ts'
import { parseJson, readPresent, reason, writeAtomically } from '../lib/json.ts'
import { type Baseline, baselineSchema, type Pending, pendingSchema } from '../model/baseline.ts'
import { otherKind, PROPOSAL } from '../model/kinds.ts'
import { type AnyBaseline, canonical, rootDigest } from './canonical.ts'

/** A baseline has 64 KiB at most; an editor may have given it other line ends. */
export const MAX_BYTES = 128 * 1024

export const baselineFile = (directory: string, className: string) =>
  join(directory, `${className}.json`)

export interface KnownBaseline {
  file: string
  baseline: Baseline
}

export async function readPending(file: string): Promise<Pending> {
  const text = await readPresent(file, MAX_BYTES).catch(error => {
    const found = asValue(error)
    throw found.kind === 'file' ? found : new ExpectedError(`${found.message}; ${PROPOSAL}`)
  })
  const look = (value: unknown) => otherKind(value, 'pending')
  return intact(parseJson(pendingSchema, text, file, 'input', look), file)
}

export function parseBaseline(text: string, file: string): Baseline {
  const conflict = conflictIn(text, `the baseline ${file}`, TAKE_A_SIDE)
  if (conflict) throw conflict
  const look = (value: unknown) => otherKind(value, 'baseline')
  return intact(parseJson(baselineSchema, text, `the baseline ${file}`, 'file', look), file)
}

export const TAKE_A_SIDE =
  'take either side (`git checkout --ours` or `--theirs`), run `lddpr check`, and accept what it proposes'

/** Refuses a file that was changed by hand: what is accepted must be what was measured. */
export function intact<T extends AnyBaseline>(value: T, file: string): T {
  if (value.digest === rootDigest(value)) return value
  const remedy = value.kind.endsWith('pending')
    ? 'Run `lddpr check` again'
    : `Restore it (\`git checkout -- ${file}\`); to change it, accept another one with \`lddpr accept\``
  throw new ExpectedError(`${file} was edited by hand: its checksum differs. ${remedy}`, {
    kind: 'file',
  })
}

export async function writeBaseline(file: string, value: AnyBaseline): Promise<void> {
  await mkdir(dirname(file), { recursive: true }).catch(error => {
    throw new ExpectedError(`cannot create ${dirname(file)}: ${reason(error)}`, { kind: 'file' })
  })
  await writeAtomically(file, canonical(value))
}
