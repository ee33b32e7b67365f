import * as z from 'zod'
import { torchBuildSchema } from './torch-build.ts'

/** The record: what `python -m lddpr.suite` has measured. Everything that arrives passes this. */

const RECORD_VERSION = 1

/** What no honest record has more of: a forged one is refused before anything is made of it. */
export const LIMITS = {
  packages: { most: 5000, reason: 'the largest images hold a thousand distributions, or two' },
  variables: { most: 1000, reason: 'a cluster may set some hundred' },
  scenarios: { most: 500, reason: 'a configuration may ask for so many runs' },
  runs: { most: 500, reason: 'the same' },
  ranks: { most: 512, reason: '64 devices, and eight ranks for each' },
  workers: { most: 256, reason: 'of each rank; more than cores of any machine' },
  channels: { most: 100_000, reason: 'of one run: 512 ranks with 60 workers each' },
  steps: { most: 1_000_000, reason: 'a scenario is to end within minutes' },
  epochs: { most: 10_000, reason: 'a baseline has a digest for each' },
  'characters of a name': { most: 200, reason: 'PyPI and the names of streams stay below' },
  'characters of a path': { most: 4096, reason: 'the limit of Linux' },
  'characters of a device': {
    most: 100,
    reason: 'it becomes the name of a file; a slice of an RTX PRO 6000 Max-Q has 67',
  },
  'characters of a trail': { most: 8192, reason: 'the probe keeps 64 entries' },
} as const

type Limited = keyof typeof LIMITS
const tooMany = (what: Limited) => `expected at most ${LIMITS[what].most} ${what}`
const text = (what: Limited = 'characters of a name') =>
  z.string().max(LIMITS[what].most, tooMany(what))
const name = text().min(1)
const atMost = (what: Limited, least = 1) =>
  z.int().min(least).max(LIMITS[what].most, tooMany(what))

/** A list or an object of so many entries. Counted first: what is refused is not looked at. */
function few<T extends z.ZodType>(what: Limited, schema: T): z.ZodPipe<z.ZodType, T> {
  const size = (value: unknown) =>
    (Array.isArray(value) ? value : Object.keys(Object(value))).length
  const isFew = (value: unknown) => size(value) <= LIMITS[what].most
  return z
    .unknown()
    .refine(isFew, { error: tooMany(what), abort: true })
    .pipe(schema)
}

export const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`))
const count = z.int().nonnegative()

/** One channel during one epoch (weights have a single one). */
const epochSchema = z.strictObject({
  epoch: count,
  draws: z.int().positive(),
  digest: hex(32),
  /** The draw at which the stream begins again, as its first two values recur; null if never. */
  startsOver: z.int().positive().nullable(),
  /** The first values: hexadecimal floats (weights can be `nan` or `inf`), or decimal integers. */
  head: z
    .array(text().regex(/^(-?\d+|-?0x[01](\.[0-9a-f]+)?p[+-]\d+|-?inf|nan)$/))
    .min(1)
    .max(8),
  /** `step:digest` pairs: running digests after these steps, from which the first difference is read. */
  trail: text('characters of a trail').regex(/^\d+:[0-9a-f]{8}( \d+:[0-9a-f]{8})*$/),
})
export type Epoch = z.infer<typeof epochSchema>

export const parametersSchema = z.strictObject({
  seed_everything: z.boolean(),
  seed: count,
  seed_workers: z.boolean(),
  num_workers: atMost('workers', 0),
  persistent_workers: z.boolean(),
  num_devices: atMost('ranks'),
  batch_size: z.int().positive(),
  max_epochs: atMost('epochs'),
  dataset_size: z.int().positive(),
})

/** What a scenario can ask for besides the nine parameters. */
export const togglesSchema = z.strictObject({
  /** Batches that are validated before training. */
  num_sanity_val_steps: count,
  /** Validates after every epoch; otherwise only a sanity check does. `quiet` draws nothing. */
  validate: z.union([z.boolean(), z.literal('quiet')]),
  /** Stops after so many training steps, and saves its checkpoint there; null trains to the end. */
  max_steps: atMost('steps').nullable(),
  /**
   * `linear`: one layer. `regularized`: with BatchNorm and dropout between two. `stateful`: one layer,
   * with optimizers, schedulers, callbacks and a module that all have a state of their own.
   */
  model: z.enum(['linear', 'regularized', 'stateful']),
  precision: z.enum(['32-true', 'bf16-mixed']),
  /** `default`: with the logger, progress bar, summary and checkpoints that `Trainer()` has. */
  trainer: z.enum(['bare', 'default']),
  /** Whether loaders give batches in the order of the sampler, or of whichever worker is first. */
  in_order: z.boolean(),
  /** Draws each function of a table after seeding, so that one that changes is named. */
  draws: z.boolean(),
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
  id: text().regex(/^[a-z0-9-]+$/),
  /** `warm`: ranks forked from processes that have imported Lightning. `lightning`: its own launcher. */
  launcher: z.enum(['warm', 'lightning']),
  parameters: parametersSchema,
  ...togglesSchema.shape,
  /** The scenario whose checkpoint is continued; it was trained for fewer epochs. */
  resumes: text().nullable(),
  /** How often it is run, each time in fresh processes. Two or more show whether it repeats. */
  runs: atMost('runs'),
})

export const suiteSchema = z.strictObject({
  name,
  scenarios: few('scenarios', z.array(scenarioSchema).min(1)),
})

const packageSchema = z.strictObject({ name, version: name, imported: z.boolean() })

/** What is done about a variable that affects the probe; python-probe/lddpr/variables.py says more. */
export const doneSchema = z.enum([
  'scrubbed',
  'default',
  'overridden',
  'parents',
  'varied',
  'kept',
  'needed',
])

const variableSchema = z.strictObject({ name, value: text().nullable(), done: doneSchema })

const deviceSchema = z.strictObject({
  name: text('characters of a device'),
  uuid: text().nullable(),
})

const environmentSchema = z.strictObject({
  framework: z.strictObject({
    name: z.enum(['lightning', 'pytorch-lightning']),
    version: name,
    file: text('characters of a path').min(1),
  }),
  python: name,
  platform: name,
  accelerator: z.enum(['cpu', 'cuda']),
  deviceModel: text('characters of a device').nullable(),
  cuda: text().nullable(),
  /** Null on a CPU. */
  gpu: z
    .strictObject({
      driver: text().nullable(),
      nccl: text().nullable(),
      cudnn: text().nullable(),
      hip: text().nullable(),
      /** Of each rank. */
      devices: few('ranks', z.array(deviceSchema)),
    })
    .nullable()
    .default(null),
  cpuCapability: name,
  threads: z.int().positive(),
  hashSeed: text(),
  /** Variables that the user has set and that affect a run. A value that might be a secret is null. */
  variables: few('variables', z.array(variableSchema)).default([]),
  packages: few('packages', z.array(packageSchema).min(1)),
  /** Of an environment that was built here. Absent: the user's own, or from before this was recorded. */
  torchBuild: torchBuildSchema.optional(),
})
export type Environment = z.infer<typeof environmentSchema>

/** What one rank's loaders did: which worker has loaded the first batches of each epoch. */
const loadingSchema = z.strictObject({
  rank: count,
  /** Workers that the training loader has. */
  workers: atMost('workers', 0),
  batches: few(
    'epochs',
    z.array(
      z.strictObject({
        phase: z.enum(['train', 'validate']),
        epoch: count,
        /** Numbers of workers, at most 64 of them. */
        by: text('characters of a trail').regex(/^\d+( \d+)*$/),
      }),
    ),
  ),
})
export type Loading = z.infer<typeof loadingSchema>

const runSchema = z.strictObject({
  scenario: name,
  run: count,
  seconds: z.number().nonnegative(),
  /** How often it had stalled and was started again. */
  retries: count,
  partition: few(
    'epochs',
    z.array(z.strictObject({ epoch: count, drawn: count, distinct: count, shared: count })),
  ),
  loading: few('ranks', z.array(loadingSchema)),
  channels: few('channels', z.record(name, few('epochs', z.array(epochSchema).min(1)))),
})
export type Run = z.infer<typeof runSchema>

/** `seeded, run 2`, for people: the first is 1. */
export const nameOfRun = ({ scenario, run }: Run) => `${scenario}, run ${run + 1}`

export const recordSchema = z.strictObject({
  schemaVersion: z.literal(RECORD_VERSION),
  kind: z.literal('record'),
  probe: name,
  suite: suiteSchema,
  environment: environmentSchema,
  /** Scenarios that equalled what they were compared with, which is their repeat: they ran once. */
  equal: few('scenarios', z.array(name)).default([]),
  runs: few('runs', z.array(runSchema)),
})
export type ProbeRecord = z.infer<typeof recordSchema>

/** The distributions that the ranks imported something of. */
export const importedPackages = (record: ProbeRecord) =>
  record.environment.packages.filter(({ imported }) => imported)
