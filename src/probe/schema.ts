import * as z from 'zod'

/** The record: what `python -m lddpr.suite` has measured. Everything that arrives passes this. */

export const RECORD_VERSION = 1

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`))
const count = z.int().nonnegative()

/** One channel during one epoch (weights have a single one). */
export const epochSchema = z.strictObject({
  epoch: count,
  /** Values in the stream. */
  draws: z.int().positive(),
  digest: hex(32),
  /** The draw at which the stream begins again, as its first two values recur; null if never. */
  startsOver: z.int().positive().nullable(),
  /** The first values: hexadecimal floats (weights can be `nan` or `inf`), or decimal integers. */
  head: z
    .array(z.string().regex(/^(-?\d+|-?0x[01](\.[0-9a-f]+)?p[+-]\d+|-?inf|nan)$/))
    .min(1)
    .max(8),
  /** `step:digest` pairs: running digests after these steps, from which the first difference is read. */
  trail: z.string().regex(/^\d+:[0-9a-f]{8}( \d+:[0-9a-f]{8})*$/),
})
export type Epoch = z.infer<typeof epochSchema>

export const partitionSchema = z.strictObject({
  epoch: count,
  drawn: count,
  distinct: count,
  shared: count,
})

export const parametersSchema = z.strictObject({
  seed_everything: z.boolean(),
  seed: count,
  seed_workers: z.boolean(),
  num_workers: count,
  persistent_workers: z.boolean(),
  num_devices: z.int().positive(),
  batch_size: z.int().positive(),
  max_epochs: z.int().positive(),
  dataset_size: z.int().positive(),
})

/** What a scenario can ask for besides the nine parameters. */
export const togglesSchema = z.strictObject({
  /** Batches that are validated before training. */
  num_sanity_val_steps: count,
  /** Validates after every epoch; otherwise only a sanity check does. */
  validate: z.boolean(),
  /** Stops after so many training steps, and saves its checkpoint there; null trains to the end. */
  max_steps: z.int().positive().nullable(),
  /** `linear`: one layer. `regularized`: with BatchNorm and dropout between two. */
  model: z.enum(['linear', 'regularized']),
  precision: z.enum(['32-true', 'bf16-mixed']),
})

/** A scenario as it is written down, in a configuration and in a baseline: what differs. */
export const rowSchema = z.strictObject({
  ...parametersSchema.omit({ num_devices: true }).partial().shape,
  ...togglesSchema.partial().shape,
  launcher: z.enum(['warm', 'lightning']).optional(),
  resumes: z.string().optional(),
  /** Ranks for each that `--devices` asks for. */
  ranks: z.int().min(1).max(8).optional(),
  runs: z.int().min(1).max(100).optional(),
})

export const scenarioSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  /** `warm`: ranks forked from processes that have imported Lightning. `lightning`: its own launcher. */
  launcher: z.enum(['warm', 'lightning']),
  parameters: parametersSchema,
  ...togglesSchema.shape,
  /** The scenario whose checkpoint is continued; it was trained for fewer epochs. */
  resumes: z.string().nullable(),
  runs: z.int().positive(),
})

export const suiteSchema = z.strictObject({
  name: z.string().min(1),
  scenarios: z.array(scenarioSchema).min(1),
})

export const packageSchema = z.strictObject({
  name: z.string().min(1),
  version: z.string().min(1),
  imported: z.boolean(),
})

export const environmentSchema = z.strictObject({
  framework: z.strictObject({
    name: z.enum(['lightning', 'pytorch-lightning']),
    version: z.string().min(1),
    file: z.string().min(1),
  }),
  python: z.string().min(1),
  platform: z.string().min(1),
  accelerator: z.enum(['cpu', 'cuda']),
  deviceModel: z.string().nullable(),
  cuda: z.string().nullable(),
  cpuCapability: z.string().min(1),
  threads: z.int().positive(),
  hashSeed: z.string(),
  packages: z.array(packageSchema).min(1),
})
export type Environment = z.infer<typeof environmentSchema>

export const runSchema = z.strictObject({
  scenario: z.string().min(1),
  run: count,
  seconds: z.number().nonnegative(),
  /** How often it had stalled and was started anew. */
  retries: count,
  partition: z.array(partitionSchema),
  channels: z.record(z.string().min(1), z.array(epochSchema).min(1)),
})
export type Run = z.infer<typeof runSchema>

export const recordSchema = z.strictObject({
  schemaVersion: z.literal(RECORD_VERSION),
  kind: z.literal('record'),
  probe: z.string().min(1),
  suite: suiteSchema,
  environment: environmentSchema,
  runs: z.array(runSchema),
})
export type ProbeRecord = z.infer<typeof recordSchema>

/** The distributions that the ranks imported something of. */
export const importedPackages = (record: ProbeRecord) =>
  record.environment.packages.filter(({ imported }) => imported)
