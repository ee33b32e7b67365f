import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hash } from '../record.ts'
import { hexFloat } from './floats.ts'
import { soundTraining } from './record.ts'

/** What an observer writes of a sound training: lines by file, for tests that then break one. */

export type Lines = Record<string, object[]>

const range = (end: number) => [...Array(end).keys()]
const digest = (text: string) => hash(text, 16)

export interface LineShape {
  ranks?: number
  /** Of each of two epochs. */
  batches?: number
  batch?: number
  iterable?: boolean
  /** Batches that the workers fetch and nobody trains. */
  ahead?: number
  /** Tensors of the model. */
  tensors?: number
}

const states = (library: Record<string, string>) => ({
  python: digest('python'),
  numpy: digest('numpy'),
  torch: digest('torch'),
  ...library,
})

/** Two epochs, two workers, a pass each. Of the generators, torch's alone is drawn from. */
export function soundLines(shape: LineShape = {}): Lines {
  const { ranks = 2 } = shape
  const files: Lines = {}
  for (const rank of range(ranks)) Object.assign(files, linesOfRank(rank, shape))
  return files
}

function linesOfRank(rank: number, shape: LineShape): Lines {
  const { ranks = 2, batches = 4, tensors = 3 } = shape
  const name = `fit0.rank${rank}`
  const main: object[] = []
  const files: Lines = {
    [`process.${100 + rank}.jsonl`]: [
      { k: 'trainer', package: 'lightning.pytorch', version: '2.6.6', rank, argv0: 'train.py' },
    ],
    [`${name}.jsonl`]: main,
  }
  const collection = (part: string, at: string, moment: string | null) => ({
    k: 'tensors',
    part,
    at,
    moment,
    digest: digest(`${part} ${moment ?? at}`),
    tensors: Object.fromEntries(
      range(tensors).map(number => [
        `encoder.layers.${number}.self_attention.weight`,
        ['torch.float32', [8, 8], digest(`${part} ${moment} ${number}`)],
      ]),
    ),
    sketch: range(17).map(bucket => hexFloat(1 / (3 + bucket + main.length))),
  })
  const { settings } = soundTraining({ ranks })
  main.push({
    k: 'setup',
    fit: 0,
    rank,
    world: ranks,
    node: 0,
    settings,
    states: states({}),
    own: {},
  })
  main.push(collection('weights', 'init', null), collection('weights', 'start', null))
  for (const epoch of range(2)) {
    const pass = epoch
    main.push(loader(pass, epoch, shape))
    for (const worker of range(2))
      files[`${name}.pass${pass}.worker${worker}.jsonl`] = fetches(rank, worker, epoch, shape)
    for (const number of range(batches)) {
      const moment = `${epoch}.${number}`
      const step = epoch * batches + number
      const before = { states: states({ torch: digest(`main ${step}`) }), own: {} }
      const after = { states: states({ torch: digest(`main ${step + 1}`) }), own: {} }
      main.push({
        k: 'batch',
        moment,
        step,
        content: digest(`${moment} ${rank}`),
        ...before,
        rates: [hexFloat(0.1)],
      })
      const due = step < 3 || Number.isInteger(Math.log2(step))
      if (due) main.push(collection('gradients.0', 'step', moment))
      main.push({
        k: 'loss',
        moment,
        step,
        losses: [hexFloat(1 / (1 + step))],
        logged: {},
        ...after,
      })
      if (due)
        for (const part of ['weights', 'buffers', 'optimizer.0'])
          main.push(collection(part, 'step', moment))
    }
  }
  for (const part of ['weights', 'buffers', 'optimizer.0']) main.push(collection(part, 'end', null))
  main.push({
    k: 'end',
    ...{ batches: 2 * batches, steps: 2 * batches, states: states({}) },
    ...{ seconds: 2, observing: 0.1, undigested: {} },
  })
  return files
}

const loader = (pass: number, epoch: number, { batch = 4, iterable = false }: LineShape) => ({
  ...{
    k: 'loader',
    pass,
    again: 0,
    loader: 0,
    stage: 'train',
    epoch,
    workers: 2,
    batchSize: batch,
  },
  ...{ sampler: 'BatchSampler>DistributedSampler', dataset: 'Images', persistent: false },
  ...{
    size: iterable ? null : 1000,
    iterable,
    startMethod: 'fork',
    initFn: null,
    generator: false,
  },
  dropLast: false,
})

/** The number of a sample: another one for each rank, epoch, batch and place. */
export const sampleOf = (
  { ranks = 2, batch = 4 }: LineShape,
  ...[rank, epoch, number, at]: [number, number, number, number]
) => ((number * batch + at) * ranks + rank + 500 * epoch) % 1000

function fetches(rank: number, worker: number, epoch: number, shape: LineShape): object[] {
  const { batches = 4, batch = 4, ahead = 2, iterable = false } = shape
  const numbers = range(batches + ahead).filter(number => number % 2 === worker)
  return numbers.map((number, n) => {
    const indices = range(batch).map(at => sampleOf(shape, rank, epoch, number, at))
    const state = (at: number) => digest(`torch ${rank} ${worker} ${epoch} ${at}`)
    return {
      ...{ k: 'fetch', pass: epoch, again: 0, worker, n, indices: iterable ? null : indices },
      ...{ before: { torch: state(n) }, after: { torch: state(n + 1) }, own: {}, drawn: ['torch'] },
      batch: digest(`${rank} ${epoch} ${number}`),
      samples: indices.map(index => digest(`sample ${index} ${epoch}`)),
      seconds: 0.01,
    }
  })
}

/** Writes the files below a directory, and returns where. */
export async function writeLines(directory: string, files: Lines): Promise<string> {
  await mkdir(directory, { recursive: true })
  for (const [name, lines] of Object.entries(files))
    await writeFile(join(directory, name), lines.map(each => `${JSON.stringify(each)}\n`).join(''))
  return directory
}

/** The files with other lines in those whose names match. */
export function withLines(
  files: Lines,
  pattern: RegExp,
  change: (lines: object[]) => object[],
): Lines {
  const names = Object.keys(files).filter(name => pattern.test(name))
  if (names.length === 0) throw new Error(`no file matches ${pattern}`)
  return { ...files, ...Object.fromEntries(names.map(name => [name, change(files[name] ?? [])])) }
}
