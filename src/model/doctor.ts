import * as z from 'zod'

/** What `python -m lddpr.doctor` says of a machine. */

const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())])

const stepSchema = z.object({
  name: z.string(),
  seconds: z.number(),
  result: z.record(z.string(), value).nullable(),
  /** Why it did not go well. */
  error: z.string().nullable(),
})

export const examinedSchema = z.object({
  machine: z.object({
    lddpr: z.string(),
    platform: z.string(),
    python: z.string(),
    cores: z.number(),
    memory: z.number(),
    sharedMemory: z.object({ total: z.number(), free: z.number() }).nullable(),
    /** What nvidia-smi says of each card, by its own names; null where there is no such program. */
    cards: z.array(z.record(z.string(), z.string())).nullable(),
    topology: z.string().nullable(),
  }),
  accelerator: z.enum(['cpu', 'gpu']),
  steps: z.array(stepSchema),
})
export type Examined = z.infer<typeof examinedSchema>
