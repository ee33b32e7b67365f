import * as z from 'zod'
import { hex } from './record.ts'

/** The record of a training: what a user's own command did under watch. Everything that arrives passes this. */

const TRAINING_VERSION = 1

/** What no honest record has more of. */
export const TRAINING_LIMITS = {
  runs: 16,
  fits: 16,
  ranks: 512,
  channels: 5000,
  loaders: 2000,
  tensors: 20_000,
  steps: 100_000,
} as const

const text = (most = 200) => z.string().max(most)
const name = text().min(1)
const count = z.int().nonnegative()
const few = <T extends z.ZodType>(schema: T, most: number) => z.array(schema).max(most)

/** `2.7`: batch 7 of epoch 2 of a fit, both from 0. */
export const momentSchema = z.string().regex(/^\d{1,7}\.\d{1,7}$/)

/** `0.0:5f2c91aa 0.1:09d1e73b`: what a channel was at each moment at which it was recorded, in their order. */
const trailSchema = z
  .string()
  .max(TRAINING_LIMITS.steps * 24)
  .regex(/^(\d+\.\d+:[0-9a-f]{8}( \d+\.\d+:[0-9a-f]{8})*)?$/)

/** A hexadecimal float as Python writes it, `nan`, `inf` or `-inf`. */
const floatSchema = z.string().regex(/^(-?0x[01](\.[0-9a-f]+)?p[+-]\d+|-?inf|nan)$/)

/**
 * Tensors of one part of a training at one moment: a digest of each, and a sketch of all of them together that
 * bounds how far two such collections are from each other (16 signed sums, then the sum of squares).
 */
const collectionSchema = z.strictObject({
  /** `weights`, `buffers`, `gradients.0` (of optimizer 0), `optimizer.0`, `copies.EMA.shadow`. */
  part: name,
  /** `init`: before DDP's broadcast; `start`: after it; `step`: after the step of `moment`; `end`. */
  at: z.enum(['init', 'start', 'step', 'end']),
  moment: momentSchema.nullable(),
  digest: hex(16),
  /** Null where none was taken. */
  sketch: z.array(floatSchema).length(17).nullable(),
  /** `name:digest` of each tensor, in their order; null where the record keeps none. */
  tensors: few(text(400), TRAINING_LIMITS.tensors).nullable(),
})
export type Collection = z.infer<typeof collectionSchema>

const rankSchema = z.strictObject({
  rank: count,
  /** Batches trained, and optimizer steps. */
  batches: count,
  steps: count,
  /**
   * By name without the rank, in causal order: `states.setup/torch`, `states.begin/torch` (as the first step begins), `order`, `worker0/torch`,
   * `worker0/own:dataset.rng`, `loader/numpy` (of num_workers=0), `samples`, `batch`, `main/torch`,
   * `main/own:train.rng`, `rates`, `loss`, `gradients.0`, `weights`, `buffers`, `optimizer.0`, `copies.EMA.shadow`.
   */
  channels: z.record(name, trailSchema),
  /**
   * The state of a generator before its first draw in each pass over the training data, by channel, as
   * `pass:digest` pairs: `{"worker0/torch": "0:5f2c91aa 1:09d1e73b"}`. Generators that nobody drew from have none.
   */
  starts: z.record(name, z.string().max(10_000)),
  /** Generators that a step moved, between its first hook and its last: `torch`, `own:train.rng`. */
  drawn: few(name, 100),
  /** Of each batch, in their order; a list for a manual optimisation: what it logs, `name=float`. */
  losses: few(text(400), TRAINING_LIMITS.steps),
  collections: few(collectionSchema, 500),
})
export type RankOfTraining = z.infer<typeof rankSchema>

/** What all ranks together read in one pass over a training loader. Facts, counted and not judged. */
const passSchema = z.strictObject({
  loader: count,
  /** The dataset's class and its length; null for an iterable one. */
  dataset: name,
  size: count.nullable(),
  iterable: z.boolean(),
  /** The classes of the samplers, outermost first: `BatchSampler>DistributedSampler`. */
  sampler: text(400),
  workers: count,
  epoch: count,
  /** The pass was cut when the training ended: it may not have reached the end of the data. */
  cut: z.boolean(),
  /** Samples that all ranks read; different ones of them; those that more than one rank read. */
  drawn: count,
  distinct: count,
  shared: count,
  /** Every rank read the same samples in the same order. */
  alike: z.boolean(),
  /** The order is that of the dataset. */
  sequential: z.boolean(),
  /** The first samples of each rank, at most 8; of an iterable dataset, digests of their content. */
  heads: few(few(text(60), 8), TRAINING_LIMITS.ranks),
  /** Samples with equal content that came to more than one rank, from more than one worker of a rank. */
  sameOnRanks: count.nullable(),
  sameOnWorkers: count.nullable(),
  /** Of an identity run: the samples differ only by what is drawn, so that content does not name one. */
  drawnSamples: z.boolean().nullable(),
})
export type Pass = z.infer<typeof passSchema>

/** What happened to samples that were read more than once. */
const contentsSchema = z.strictObject({
  /** Indices that a rank read in more than one pass, and those of them that were not equal each time. */
  again: count,
  varied: count,
  /** Indices that more than one rank read, and those of them that were never equal between two ranks. */
  across: count,
  unlike: count,
  /** One of those that varied, or that were unlike. */
  example: text(60).nullable(),
  /** Whether any known generator was drawn from while samples were made. */
  drawn: z.boolean(),
})

/** Where a line of the user's code asked for something that no seed decides. */
const sourceSchema = z.strictObject({
  /** `clock (time.time_ns)`, `entropy (os.urandom)`, `order of a directory (os.listdir)`. */
  what: text(200).min(1),
  /** `train.py:25 in __getitem__`, relative to the working directory. */
  where: text(400).min(1),
  rank: count,
  worker: count.nullable(),
  times: count,
})
export type Source = z.infer<typeof sourceSchema>

const fitSchema = z.strictObject({
  ranks: few(rankSchema, TRAINING_LIMITS.ranks),
  passes: few(passSchema, TRAINING_LIMITS.loaders),
  contents: contentsSchema,
  /** Classes whose content could not be digested, with how often. */
  undigested: z.record(name, count),
})
export type Fit = z.infer<typeof fitSchema>

/** `rounded`: as plain, except for the last bit of each weight before the first step. */
export const TRAINING_MODES = [
  'plain',
  'identity',
  'cut',
  'resumed',
  'explained',
  'rounded',
] as const

const runSchema = z.strictObject({
  mode: z.enum(TRAINING_MODES),
  seconds: z.number().nonnegative(),
  /** Processor seconds of the observer itself, in the main process of rank 0 and its workers. */
  observing: z.number().nonnegative(),
  /** A training calls `fit` once, mostly. */
  fits: few(fitSchema, TRAINING_LIMITS.fits).min(1),
  sources: few(sourceSchema, 100),
})
export type TrainingRun = z.infer<typeof runSchema>

/** `same`: bit for bit what the first run did, which is written once. */
const writtenRunSchema = runSchema.extend({
  fits: z.union([z.literal('same'), runSchema.shape.fits]),
})

export const settingsSchema = z.strictObject({
  framework: z.strictObject({ name: z.enum(['lightning', 'pytorch-lightning']), version: name }),
  torch: name,
  numpy: name.nullable(),
  python: name,
  platform: name,
  strategy: name,
  precision: name,
  /** What products of float32 are rounded to: `highest`, or what is less: `matmul high, cuDNN tf32`. */
  products: name,
  accelerator: z.enum(['cpu', 'cuda', 'other']),
  device: text().nullable(),
  ranks: z.int().positive(),
  seed: z.int().nullable(),
  seedWorkers: z.boolean(),
  threads: z.int().positive(),
  cpuCapability: name,
  deterministic: z.boolean(),
  benchmark: z.boolean(),
  accumulate: z.int().positive(),
  module: name,
  callbacks: few(name, 100),
  /** Arguments of the Trainer that lddpr set, and those that it had to change, with a reason. */
  trainer: z.record(name, text(400)),
  changed: few(text(400), 20),
})
export type TrainingSettings = z.infer<typeof settingsSchema>

const writtenSchema = z.strictObject({
  schemaVersion: z.literal(TRAINING_VERSION),
  kind: z.literal('training'),
  name: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** Of what digests and sketches mean: records of different ones are not compared. */
  observer: name,
  command: few(text(4096), 500).min(1),
  /** Optimizer steps that were asked for. */
  steps: z.int().positive(),
  settings: settingsSchema,
  /** Distributions of the environment: `{"torch": "2.13.0"}`. */
  packages: z.record(name, name),
  runs: few(writtenRunSchema, TRAINING_LIMITS.runs).min(1),
})
export type WrittenTraining = z.infer<typeof writtenSchema>

export const trainingSchema = writtenSchema.transform(({ runs, ...training }, { issues }) => {
  const first = runs[0]?.fits
  if (first === undefined || first === 'same') {
    issues.push({
      code: 'custom',
      input: runs,
      path: ['runs', 0, 'fits'],
      message: 'the first run is like no other',
    })
    return z.NEVER
  }
  return {
    ...training,
    runs: runs.map(run => ({ ...run, fits: run.fits === 'same' ? first : run.fits })),
  }
})
export type Training = z.output<typeof trainingSchema>

/** A training as it is written. Sketches and lists of tensors stand once for each digest, so they say nothing. */
export function written(training: Training): WrittenTraining {
  const [first, ...others] = training.runs
  const contentOf = ({ mode, fits }: TrainingRun) =>
    JSON.stringify([mode, fits], (key, value) => (/^(sketch|tensors)$/.test(key) ? 0 : value))
  const content = first && contentOf(first)
  return {
    ...training,
    runs: [
      ...(first ? [first] : []),
      ...others.map(run => (contentOf(run) === content ? { ...run, fits: 'same' as const } : run)),
    ],
  }
}

/** A training as `config.yml` describes it, with its defaults filled in. */
export interface TrainingPlan {
  name: string
  run: readonly [string, ...string[]]
  /** Relative to the repository. */
  workingDirectory: string
  env: Readonly<Record<string, string>>
  steps: number
  repeats: number
  /** Arguments of the Trainer that replace those of the code. */
  trainer: Readonly<Record<string, string | number | boolean | null>>
  compare: 'packages' | 'baseline' | 'none'
  /** `close`: what the rounding of other threads or instructions explains passes. `exact`: it is drift. */
  tolerance: 'close' | 'exact'
  identity: 'auto' | 'always' | 'never'
  resume: boolean
  stop: 'after-fit' | 'command'
  /** Directories that are installed into its environment, without dependencies, from the change's code. */
  project: readonly string[]
  /** Checks that may fail, each with a reason. */
  accept: Readonly<Record<string, string>>
  /** Seconds for each run of it. */
  timeout: number
}
