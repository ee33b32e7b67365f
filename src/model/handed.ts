import * as z from 'zod'
import { recordSchema } from './record.ts'

/** What the job that measures hands to the one that judges: a record and, where it is compared with its base, that of the base. */

export const handedSchema = recordSchema.extend({
  base: z
    .strictObject({
      commit: z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/, 'expected a commit'),
      /** Null: it installs the same, and so the record is that of the base, too. */
      record: recordSchema.nullable(),
    })
    .optional(),
})
export type Handed = z.infer<typeof handedSchema>
