import * as z from 'zod'
import { classOf, ranksOf } from '../environment/class.ts'
import { readJson } from '../json.ts'
import { recordSchema } from '../probe/schema.ts'
import { approve } from './accept.ts'
import { intact, type KnownBaseline } from './files.ts'
import { propose } from './pending.ts'
import { baselineSchema } from './schema.ts'

/** A baseline file, or a record taken for one, whatever of the two the file holds. */
export async function readReference(file: string): Promise<KnownBaseline> {
  const value = await readJson(z.discriminatedUnion('kind', [baselineSchema, recordSchema]), file)
  if (value.kind === 'baseline') return { file, baseline: intact(value, file) }
  const className = classOf(value.environment, ranksOf(value))
  const pending = propose(value, className, 'new', [], null)
  return { file, baseline: approve(pending, { reason: file, author: 'record', violations: [] }) }
}
