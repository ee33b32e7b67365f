import * as z from 'zod'
import { hex } from '../model/record.ts'
import { momentSchema, settingsSchema, TRAINING_LIMITS } from '../model/training.ts'

/** The lines that the observer writes, one JSON object each. Whatever wrote them, they are data. */

const text = (most = 400) => z.string().max(most)
const name = text().min(1)
const count = z.int().nonnegative()
const digest = hex(16)
const float = text(40).regex(/^(-?0x[01](\.[0-9a-f]+)?p[+-]\d+|-?inf|nan)$/)
const few = <T extends z.ZodType>(schema: T, most: number) => z.array(schema).max(most)

const states = z.record(name, digest.nullable())
const own = z.record(name, digest)
const rank = z.int().min(0).max(TRAINING_LIMITS.ranks)

const trainer = z.object({
  k: z.literal('trainer'),
  package: name,
  version: name,
  rank: z.unknown().optional(),
  argv0: text(4096).optional(),
})

const fabric = z.object({ k: z.literal('fabric') })

const setup = z.object({
  k: z.literal('setup'),
  fit: count,
  rank,
  world: z.int().positive().max(100_000),
  node: count.default(0),
  nodes: z.int().positive().default(1),
  settings: settingsSchema,
  states,
  own: own.default({}),
})

/** A list of as many parts. Zod's own, and its recursion, would be loaded before the first line of the action. */
const listOf = <T extends unknown[]>(...parts: z.ZodType[]) =>
  z.custom<T>(
    value =>
      Array.isArray(value) &&
      value.length === parts.length &&
      parts.every((part, at) => part.safeParse(value[at]).success),
  )

const stateLine = z.object({
  k: z.literal('states'),
  at: name,
  epoch: count.nullish(),
  states,
  own,
})

const tensors = z.object({
  k: z.literal('tensors'),
  part: text(200).min(1),
  at: z.enum(['init', 'start', 'step', 'end']),
  moment: momentSchema.nullable(),
  digest,
  tensors: z.record(text(1000), listOf<[string, number[], string]>(name, few(count, 64), digest)),
  sketch: z.array(float).length(17).nullable(),
})

const loader = z.object({
  k: z.literal('loader'),
  pass: count,
  /** Of persistent workers: how often they have begun before. */
  again: count.default(0),
  loader: count,
  /** `other`: it is none of the Trainer's, and is read before the training begins. */
  stage: z.enum(['train', 'validate', 'sanity', 'test', 'predict', 'other']),
  epoch: count,
  workers: count.max(10_000),
  batchSize: count.nullable(),
  sampler: text(2000),
  dataset: text(2000),
  size: count.nullable(),
  iterable: z.boolean(),
  persistent: z.boolean(),
  dropLast: z.boolean().nullish(),
})

type Index = number | string | boolean | Index[]
const plain = z.union([z.number(), text(2000), z.boolean()])
const nested = (inner: z.ZodType<Index>) => z.union([plain, few(inner, 1000)])
const indexSchema: z.ZodType<Index> = nested(nested(nested(nested(plain))))

const fetch = z.object({
  k: z.literal('fetch'),
  pass: count,
  again: count.default(0),
  worker: count.nullable(),
  n: count,
  /** Null for an iterable dataset; `?digest` for what is neither a number nor a text. */
  indices: few(indexSchema, 1_000_000).nullable(),
  before: z.record(name, digest.nullable()),
  after: z.record(name, digest.nullable()),
  own: z.record(name, listOf<[string | null, string]>(digest.nullable(), digest)).default({}),
  /** What moved while the samples were made, before they were collated: `torch`, `own:dataset.rng`. */
  drawn: few(name, 1000),
  batch: digest,
  samples: few(digest, 1_000_000).nullable(),
  /** Processor seconds of the observer in this process until then. */
  seconds: z.number().nonnegative().default(0),
})

const batch = z.object({
  k: z.literal('batch'),
  moment: momentSchema,
  step: count,
  /** Not of every batch. */
  content: digest.nullable(),
  states,
  own: own.default({}),
  rates: few(float, 10_000).default([]),
})

const loss = z.object({
  k: z.literal('loss'),
  moment: momentSchema,
  step: count,
  losses: few(float, 100).nullable(),
  logged: z.record(name, float).default({}),
  states,
  own: own.default({}),
})

const end = z.object({
  k: z.literal('end'),
  batches: count,
  steps: count,
  states,
  seconds: z.number().nonnegative(),
  observing: z.number().nonnegative(),
  undigested: z.record(name, count).default({}),
})

const exception = z.object({
  k: z.literal('exception'),
  type: text(),
  message: text(2000),
  place: text(2000).nullable(),
})

const observerError = z.object({
  k: z.literal('observer-error'),
  hook: text(),
  type: text(),
  message: text(2000),
})

const source = z.object({
  k: z.literal('source'),
  what: text(200).min(1),
  where: text(400).min(1),
  worker: count.nullable(),
  stage: text().nullish(),
  times: count,
})

export const lineSchema = z.discriminatedUnion('k', [
  trainer,
  fabric,
  setup,
  stateLine,
  tensors,
  loader,
  fetch,
  batch,
  loss,
  end,
  exception,
  observerError,
  source,
])
export type Line = z.infer<typeof lineSchema>
export type LineOf<K extends Line['k']> = Extract<Line, { k: K }>

export const linesOf = <K extends Line['k']>(lines: readonly Line[], kind: K): LineOf<K>[] =>
  lines.filter((line): line is LineOf<K> => line.k === kind)
