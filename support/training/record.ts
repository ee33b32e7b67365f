import type {
  Collection,
  Pass,
  RankOfTraining,
  Training,
  TrainingRun,
} from '../../src/model/training.ts'
import { hash } from '../record.ts'
import { hexFloat } from './floats.ts'

/** Builds records of trainings in which every relation holds, for tests that then break one of them. */

export interface Shape {
  name?: string
  /** Optimizer steps, half of them in each of two epochs. */
  steps?: number
  ranks?: number
  /** Workers of each rank; 0 loads in the main process. */
  workers?: number
  batch?: number
  /** Plain runs. */
  runs?: number
  /** Own generators by name, drawn from in the loader. */
  own?: readonly string[]
  iterable?: boolean
  accelerator?: 'cpu' | 'cuda'
}

type Filled = Required<Shape>
const STANDARD: Filled = {
  name: 'finetune',
  steps: 20,
  ranks: 2,
  workers: 2,
  batch: 4,
  runs: 2,
  own: ['dataset.rng'],
  iterable: false,
  accelerator: 'cpu',
}
const SIZE = 1000
const LIBRARIES = ['python', 'numpy', 'torch'] as const
const TENSORS = ['layers.0.weight', 'layers.0.bias', 'layers.2.weight', 'layers.2.bias'] as const

const range = (end: number) => [...Array(end).keys()]

/** `0.0` to `1.9`, of 20 steps. */
function momentsOf(steps: number): string[] {
  const each = Math.ceil(steps / 2)
  return range(steps).map(step => `${Math.floor(step / each)}.${step % each}`)
}

/** After how many steps tensors are recorded. */
const isRecorded = (step: number) => step < 3 || Number.isInteger(Math.log2(step))

const trail = (moments: readonly string[], content: (moment: string) => string): string =>
  moments.map(moment => `${moment}:${hash(content(moment), 8)}`).join(' ')

/** 16 signed sums and the sum of squares: of one vector of length 10 whose direction the content decides. */
function sketch(content: string): string[] {
  const digits = hash(content, 64)
  const raw = range(16).map(at => Number.parseInt(digits.slice(4 * at, 4 * at + 4), 16) - 32767.5)
  const length = Math.hypot(...raw)
  return [...raw.map(each => hexFloat((10 * each) / length)), hexFloat(100)]
}

const collection = (
  part: string,
  at: Collection['at'],
  moment: string | null,
  content: string,
): Collection => ({
  part,
  at,
  moment,
  digest: hash(`${part} ${content}`, 16),
  sketch: sketch(`${part} ${content}`),
  tensors: TENSORS.map(name => `${name}:${hash(`${part} ${content} ${name}`, 8)}`),
})

function collectionsOf(moments: readonly string[]): Collection[] {
  const last = moments.at(-1) ?? ''
  const steps = moments.filter((_, step) => isRecorded(step))
  return [
    collection('weights', 'init', null, 'first'),
    collection('weights', 'start', null, 'first'),
    collection('buffers', 'start', null, 'first'),
    ...steps.flatMap(moment => [
      collection('gradients.0', 'step', moment, moment),
      collection('weights', 'step', moment, moment),
      collection('buffers', 'step', moment, moment),
      collection('optimizer.0', 'step', moment, moment),
    ]),
    ...['weights', 'buffers', 'optimizer.0'].map(part => collection(part, 'end', null, last)),
  ]
}

/** The channels of the loader: of each worker, or of the main process. */
function loaderChannels(rank: number, moments: readonly string[], shape: Filled) {
  const { workers, own } = shape
  const names = [...LIBRARIES, ...own.map(name => `own:${name}`)]
  const loads = (worker: number) =>
    moments.filter(moment => Number(moment.split('.')[1]) % workers === worker)
  const places = workers
    ? range(workers).map(worker => ({ place: `worker${worker}`, at: loads(worker) }))
    : [{ place: 'loader', at: [...moments] }]
  return places.flatMap(({ place, at }) =>
    at.length
      ? names.map(name => ({ name: `${place}/${name}`, at, seed: `${rank} ${place}` }))
      : [],
  )
}

function rankOf(rank: number, shape: Filled): RankOfTraining {
  const moments = momentsOf(shape.steps)
  const loading = loaderChannels(rank, moments, shape)
  const recorded = moments.filter((_, step) => isRecorded(step))
  const tensors = (part: string) => trail(recorded, moment => `${part} ${moment}`)
  const epochs = [...new Set(moments.map(moment => moment.split('.')[0] ?? ''))]
  return {
    rank,
    batches: shape.steps,
    steps: shape.steps,
    channels: {
      ...Object.fromEntries(
        LIBRARIES.map(name => [`states.setup/${name}`, trail(['0.0'], () => `setup ${name}`)]),
      ),
      ...Object.fromEntries(
        LIBRARIES.map(name => [`states.begin/${name}`, trail(['0.0'], () => `begin ${name}`)]),
      ),
      ...(shape.iterable ? {} : { order: trail(moments, moment => `order ${rank} ${moment}`) }),
      ...Object.fromEntries(
        loading.map(({ name, at, seed }) => [name, trail(at, each => `${name} ${seed} ${each}`)]),
      ),
      samples: trail(moments, moment => `samples ${rank} ${moment}`),
      batch: trail(moments, moment => `batch ${rank} ${moment}`),
      ...Object.fromEntries(
        LIBRARIES.map(name => [`main/${name}`, trail(moments, each => `main ${name} ${each}`)]),
      ),
      rates: trail(moments, () => 'rates'),
      loss: trail(moments, moment => `loss ${rank} ${moment}`),
      'gradients.0': tensors('gradients.0'),
      weights: tensors('weights'),
      buffers: tensors('buffers'),
      'optimizer.0': tensors('optimizer.0'),
    },
    starts: Object.fromEntries(
      loading.map(({ name, seed }) => [
        name,
        epochs.map(epoch => `${epoch}:${hash(`start ${name} ${seed} ${epoch}`, 8)}`).join(' '),
      ]),
    ),
    drawn: [...LIBRARIES],
    losses: moments.map((_, step) => hexFloat(2 / (1 + 0.1 * step) + 0.01 * rank)),
    collections: collectionsOf(moments),
  }
}

function passesOf(shape: Filled): Pass[] {
  const moments = momentsOf(shape.steps)
  const epochs = [...new Set(moments.map(moment => Number(moment.split('.')[0])))]
  const each = Math.ceil(shape.steps / 2) * shape.batch
  return epochs.map(epoch => ({
    loader: 0,
    dataset: shape.iterable ? 'Stream' : 'Images',
    size: shape.iterable ? null : SIZE,
    iterable: shape.iterable,
    sampler: shape.iterable ? '' : 'BatchSampler>DistributedSampler',
    workers: shape.workers,
    epoch,
    cut: true,
    drawn: each * shape.ranks,
    distinct: shape.iterable ? 0 : each * shape.ranks,
    shared: 0,
    alike: false,
    sequential: false,
    heads: shape.iterable
      ? []
      : range(shape.ranks).map(rank =>
          range(8).map(at => String((37 * (at * shape.ranks + rank) + 11 * epoch) % SIZE)),
        ),
    sameOnRanks: null,
    sameOnWorkers: null,
    drawnSamples: null,
  }))
}

function plainRun(shape: Filled): TrainingRun {
  return {
    mode: 'plain',
    seconds: 12.5,
    observing: 0.2,
    fits: [
      {
        ranks: range(shape.ranks).map(rank => rankOf(rank, shape)),
        passes: passesOf(shape),
        contents: { again: 0, varied: 0, across: 0, unlike: 0, example: null, drawn: true },
        undigested: {},
      },
    ],
    sources: [],
  }
}

/** A run of another mode, such as one of identity, whose passes count contents instead of indices. */
export function identityRun(training: Training): TrainingRun {
  const [run] = training.runs
  if (!run) throw new Error('a training has a run')
  return {
    ...run,
    mode: 'identity',
    fits: run.fits.map(fit => ({
      ...fit,
      ranks: fit.ranks.map(rank => ({
        ...rank,
        channels: {},
        starts: {},
        drawn: [],
        collections: [],
      })),
      passes: fit.passes.map(pass => ({
        ...pass,
        sameOnRanks: 0,
        sameOnWorkers: 0,
        drawnSamples: false,
      })),
    })),
  }
}

export function soundTraining(given: Shape = {}): Training {
  const shape = { ...STANDARD, ...given }
  return {
    schemaVersion: 1,
    kind: 'training',
    name: shape.name,
    observer: '2',
    command: ['python', 'train.py'],
    steps: shape.steps,
    settings: {
      framework: { name: 'lightning', version: '2.6.6' },
      torch: '2.13.0+cpu',
      numpy: '2.4.6',
      python: '3.11.7',
      platform: 'linux-x86_64',
      strategy: 'ddp',
      precision: '32-true',
      products: 'highest',
      accelerator: shape.accelerator,
      device: null,
      ranks: shape.ranks,
      seed: 7,
      seedWorkers: true,
      threads: 1,
      cpuCapability: 'AVX2',
      deterministic: false,
      benchmark: false,
      accumulate: 1,
      module: 'Classifier',
      callbacks: ['ModelCheckpoint'],
      trainer: {},
      changed: [],
    },
    packages: { lightning: '2.6.6', numpy: '2.4.6', torch: '2.13.0+cpu' },
    runs: range(shape.runs).map(() => plainRun(shape)),
  }
}
