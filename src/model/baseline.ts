import * as z from 'zod'
import { classSchema } from './machine-type.ts'
import { REPOSITORY } from './owner.ts'
import { hex, rowSchema } from './record.ts'
import { withoutReferences } from './same-streams.ts'

/** The baseline: the committed part of a record, one canonical file for each class of machines. */

/** 1: each stream with its own digests. 2: one that equals another refers to it. */
const VERSIONS = [1, 2] as const
export const BASELINE_VERSION = 2

const text = z.string().min(1)

const channelSchema = z.strictObject({
  epochs: z.array(z.union([hex(16), hex(8)])).min(1),
  head: z.array(text).optional(),
  /** `step:digest` pairs for each epoch, thinned out in long runs; the last without its digest. */
  trail: z.array(z.string()).optional(),
})
export type BaselineChannel = z.infer<typeof channelSchema>

/** A violation that the repository lives with, exactly as far as its subjects reach. */
const acceptedSchema = z.strictObject({
  check: text,
  /** `scenario: channels`, as the check reports them. */
  subjects: z.array(text).min(1),
  reason: text,
  author: text,
})
export type Accepted = z.infer<typeof acceptedSchema>

const environmentSchema = z.strictObject({
  framework: z.strictObject({ name: text, version: text }),
  python: text,
  platform: text,
  accelerator: z.enum(['cpu', 'cuda']),
  deviceModel: z.string().nullable(),
  cuda: z.string().nullable(),
  gpu: z
    .strictObject({
      driver: z.string().nullable(),
      nccl: z.string().nullable(),
      cudnn: z.string().nullable(),
      hip: z.string().nullable(),
    })
    .nullish(),
  cpuCapability: text,
  threads: z.int().positive(),
})

export const ABOUT = `The random streams of this repository as somebody accepted them. https://github.com/${REPOSITORY}/blob/v1/docs/baseline.md`

const common = {
  schemaVersion: z.literal(VERSIONS),
  class: classSchema,
  /** Words and a link, which another owner or release writes otherwise. */
  about: text.max(300),
  suite: text,
  /** Ranks of the first scenario. */
  devices: z.int().positive(),
  scenarios: z.record(text, rowSchema.omit({ runs: true })),
  environment: environmentSchema,
  packages: z.record(text, text),
  accepted: z.array(acceptedSchema),
  channels: z.record(text, z.union([channelSchema, text])).transform(withoutReferences),
  /** SHA-256 of everything else in the file. */
  digest: hex(64),
}

export const baselineSchema = z.strictObject({
  ...common,
  kind: z.literal('baseline'),
  reason: text,
  author: text,
})
export type Baseline = z.infer<typeof baselineSchema>

/** The baseline that a run was judged by, and what it has that the run lacks. */
const replacedSchema = z.strictObject({
  suite: text,
  digest: hex(64),
  streams: z.int().positive(),
  lost: z.array(
    z.strictObject({
      scenario: text,
      streams: z.int().positive(),
      why: z.enum(['left out', 'edited', 'not measured']),
    }),
  ),
})
export type Replaced = z.infer<typeof replacedSchema>

/** What a run proposes as the next baseline: of a match, one that no longer accepts what holds. `lddpr accept` makes it one. */
export const pendingSchema = z.strictObject({
  ...common,
  kind: z.literal('pending'),
  verdict: z.enum(['unstable', 'violation', 'drift', 'new', 'match']),
  /** Failing checks that the present baseline does not accept. */
  violations: z.array(acceptedSchema.pick({ check: true, subjects: true })),
  /** Null if there was no baseline of this class. */
  replaces: replacedSchema.nullable(),
})
export type Pending = z.infer<typeof pendingSchema>
