import * as z from 'zod'
import { hex, recordSchema } from './record.ts'
import { trainingSchema } from './training.ts'

/** What the job that measures hands to the one that judges: a record and, where it is compared with its base, that of the base; and the same of trainings. */

const commit = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, 'expected a commit')
const text = (most: number) => z.string().max(most)

/** A training of the team's own, or why it could not be observed: then `now` is null. */
const handedTrainingSchema = z.strictObject({
  /** Of its plan: the job that judges must have the same. */
  plan: hex(64),
  now: trainingSchema.nullable(),
  /** `same`: the base installs the same packages. Null: there is none, and `wanted` says why. */
  before: z.union([z.literal('same'), trainingSchema]).nullable(),
  wanted: text(4000),
  failed: z.strictObject({ message: text(4000), detail: text(20_000) }).nullable(),
  notices: z.array(text(4000)).max(50),
})

export const handedSchema = recordSchema.extend({
  base: z
    .strictObject({
      commit,
      /** Null: it installs the same, and so the record is that of the base, too. */
      record: recordSchema.nullable(),
    })
    .optional(),
  trainings: z
    .strictObject({
      /** The commit whose packages `before` has; null where it is not known. */
      base: commit.nullable(),
      runs: z.array(handedTrainingSchema).max(20),
    })
    .optional(),
})
export type Handed = z.infer<typeof handedSchema>
