import * as z from 'zod'
import { classSchema } from './machine-type.ts'
import { REPOSITORY } from './owner.ts'
import { hex } from './record.ts'
import { trainingSchema } from './training.ts'

/** The baseline of a training: what of its record is committed, one canonical file for each class of machines. */

export const TRAINING_BASELINE_VERSION = 1

export const ABOUT_TRAINING = `A training of this repository as somebody accepted it. https://github.com/${REPOSITORY}/blob/v1/docs/own-training.md`

const text = z.string().min(1).max(2000)

const violationSchema = z.strictObject({ check: text, subjects: z.array(text).max(5000) })

const common = {
  schemaVersion: z.literal(TRAINING_BASELINE_VERSION),
  about: z.string().max(300),
  class: classSchema,
  /** Its first run, without times, and with as much detail as a small file has room for. */
  training: trainingSchema,
  /** SHA-256 of everything else in the file. */
  digest: hex(64),
}

export const trainingBaselineSchema = z.strictObject({
  ...common,
  kind: z.literal('training-baseline'),
  reason: text,
  author: text,
  /** Checks that may fail. */
  accepted: z.array(violationSchema.extend({ reason: text, author: text })).max(100),
})
export type TrainingBaseline = z.infer<typeof trainingBaselineSchema>

export const trainingPendingSchema = z.strictObject({
  ...common,
  kind: z.literal('training-pending'),
  verdict: z.enum(['violation', 'drift', 'new']),
  /** Failing checks: a person who accepts it names them. */
  violations: z.array(violationSchema).max(100),
  accepted: trainingBaselineSchema.shape.accepted,
})
export type TrainingPending = z.infer<typeof trainingPendingSchema>
