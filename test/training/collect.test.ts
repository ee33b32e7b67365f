import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { TrainingPlan } from '../../src/model/training.ts'
import { collect, settingsOf, trainingOf } from '../../src/training/collect.ts'
import { readLines } from '../../src/training/files.ts'
import type { TrainingMode } from '../../src/training/settings.ts'
import { temporary } from '../../support/lddpr.ts'
import { hash } from '../../support/record.ts'
import {
  type Lines,
  sampleOf,
  soundLines,
  withLines,
  writeLines,
} from '../../support/training/lines.ts'

/** What becomes of the lines of all processes. */

const PLAN = { name: 'finetune', run: ['python', 'train.py'], steps: 8 } as unknown as TrainingPlan

async function collected(files: Lines, mode: TrainingMode = 'plain') {
  await using place = await temporary()
  const raw = await readLines(await writeLines(join(place.path, 'lines'), files))
  const settings = settingsOf(raw)
  if (!settings) throw new Error('no settings')
  return { run: collect(raw, mode), settings }
}

const firstFit = async (files: Lines, mode?: TrainingMode) => {
  const { run } = await collected(files, mode)
  const [fit] = run.fits
  if (!fit) throw new Error('no fit')
  return { run, fit, rank: fit.ranks[0] }
}

const edit =
  (kind: string, change: (line: Record<string, unknown>) => object) => (lines: object[]) =>
    lines.map(line =>
      'k' in line && line.k === kind ? change(line as Record<string, unknown>) : line,
    )

test('batches that workers fetch ahead are cut', async () => {
  const { fit, rank } = await firstFit(soundLines({ ahead: 6 }))
  expect(rank?.channels.order?.split(' ').map(each => each.split(':')[0])).toEqual([
    ...['0.0', '0.1', '0.2', '0.3', '1.0', '1.1', '1.2', '1.3'],
  ])
  expect(
    fit.passes.map(({ epoch, drawn, distinct, shared }) => [epoch, drawn, distinct, shared]),
  ).toEqual([
    [0, 32, 32, 0],
    [1, 32, 32, 0],
  ])
  expect(await firstFit(soundLines({ ahead: 0 }))).toEqual(await firstFit(soundLines({ ahead: 6 })))
})

test('workers load in turn, and each has its own channel', async () => {
  const { rank } = await firstFit(soundLines())
  const at = (name: string) => rank?.channels[name]?.split(' ').map(each => each.split(':')[0])
  expect(at('worker0/torch')).toEqual(['0.0', '0.2', '1.0', '1.2'])
  expect(at('worker1/torch')).toEqual(['0.1', '0.3', '1.1', '1.3'])
  expect(rank?.starts['worker1/torch']).toMatch(/^0:[0-9a-f]{8} 1:[0-9a-f]{8}$/)
})

test('a generator that moves within a step is told from one that moves between steps', async () => {
  expect((await firstFit(soundLines())).rank?.drawn).toEqual(['torch'])
  const still = withLines(soundLines(), /rank0\.jsonl$/, lines => {
    let before: unknown
    return lines.map(line => {
      if ('k' in line && line.k === 'batch' && 'states' in line) before = line.states
      return 'k' in line && line.k === 'loss' ? { ...line, states: before } : line
    })
  })
  const { rank } = await firstFit(still)
  expect(rank?.drawn).toEqual([])
  expect(rank?.channels['main/torch']).toBeDefined()
})

test('a generator that nobody drew from has no channel', async () => {
  const { rank } = await firstFit(soundLines())
  const names = Object.keys(rank?.channels ?? {})
  expect(names.filter(name => /python|numpy/.test(name))).toEqual([])
  expect(names).toEqual(expect.arrayContaining(['states.setup/torch', 'main/torch']))
})

test('samples that two ranks read are counted', async () => {
  const files = soundLines()
  const [mine] = [sampleOf({}, 0, 0, 0, 0)]
  const shared = withLines(
    files,
    /rank1\.pass0\.worker0/,
    edit('fetch', line => (line.n === 0 ? { ...line, indices: [mine, 901, 902, 903] } : line)),
  )
  const { fit } = await firstFit(shared)
  expect(fit.passes[0]).toMatchObject({ drawn: 32, distinct: 31, shared: 1, alike: false })
  const same = Object.fromEntries(
    Object.entries(files).map(([name]) => [
      name,
      name.includes('worker') ? (files[name.replace('rank1', 'rank0')] ?? []) : (files[name] ?? []),
    ]),
  )
  expect((await firstFit(same)).fit.passes[0]).toMatchObject({ drawn: 32, shared: 16, alike: true })
})

test('a pass that something began before the first batch, and dropped, does not count', async () => {
  const early = withLines(soundLines(), /rank\d\.jsonl$/, lines => [
    ...lines.slice(0, 1),
    { ...(lines.find(line => 'k' in line && line.k === 'loader') ?? {}), pass: 7 },
    ...lines.slice(1),
  ])
  expect((await firstFit(early)).fit).toEqual((await firstFit(soundLines())).fit)
})

test('contents of an index are compared within a rank, and across ranks', async () => {
  const again = withLines(
    soundLines(),
    /rank\d\.pass1\.worker0/,
    edit('fetch', line => ({ ...line, indices: [0, 900, 901, 902] })),
  )
  const { fit } = await firstFit(again)
  // Index 0 is read by rank 0 in both passes; contents differ by epoch. Both ranks read all of them in pass 1.
  expect(fit.contents).toMatchObject({ again: 1, varied: 1, drawn: true })
  expect(fit.contents.across).toBe(4)
  expect(fit.contents.example).toBe('0')
})

test('of an identity run the contents name the samples', async () => {
  const files = soundLines({ iterable: true })
  const copied = {
    ...files,
    'fit0.rank1.pass0.worker1.jsonl': files['fit0.rank0.pass0.worker1.jsonl'] ?? [],
  }
  const { fit, rank } = await firstFit(copied, 'identity')
  expect(rank?.channels).toEqual({})
  expect(fit.passes[0]).toMatchObject({
    sameOnRanks: 8,
    sameOnWorkers: 0,
    drawnSamples: false,
    size: null,
  })
  expect((await firstFit(files, 'identity')).fit.passes[0]).toMatchObject({ sameOnRanks: 0 })
  const worker = {
    ...files,
    'fit0.rank0.pass0.worker1.jsonl': edit('fetch', line => ({ ...line, worker: 1 }))(
      files['fit0.rank0.pass0.worker0.jsonl'] ?? [],
    ),
  }
  expect((await firstFit(worker, 'identity')).fit.passes[0]?.sameOnWorkers).toBeGreaterThan(0)
  const drawn = withLines(
    files,
    /worker/,
    edit('fetch', line => ({ ...line, samples: Array(4).fill('0'.repeat(16)) })),
  )
  expect((await firstFit(drawn, 'identity')).fit.passes[0]).toMatchObject({ drawnSamples: true })
})

test('what is drawn while samples are collated does not vary them', async () => {
  const files = withLines(
    soundLines(),
    /worker/,
    edit('fetch', line => ({ ...line, drawn: [] })),
  )
  const { fit, rank } = await firstFit(files)
  expect(fit.contents.drawn).toBe(false)
  expect(rank?.channels).toHaveProperty('worker0/torch')
})

test('what the first step begins with is recorded of generators that are drawn from', async () => {
  const files = withLines(
    soundLines(),
    /rank\d\.jsonl/,
    edit('batch', line => ({
      ...line,
      own: { 'module.rng': hash(JSON.stringify(line), 16) },
    })),
  )
  const { rank } = await firstFit(files)
  expect(rank?.channels['states.begin/torch']).toMatch(/^0\.0:[0-9a-f]{8}$/)
  expect(rank?.channels['states.begin/own:module.rng']).toMatch(/^0\.0:[0-9a-f]{8}$/)
  expect(rank?.channels).not.toHaveProperty('states.begin/numpy')
})

test('a training that goes on begins its pass before it knows the epoch', async () => {
  const late = withLines(soundLines(), /rank\d\.jsonl/, lines =>
    lines.filter(line => !('moment' in line && /^0/.test(`${line.moment}`))),
  )
  const files = withLines(late, /rank\d\.jsonl/, lines =>
    lines
      .filter(line => !('k' in line && line.k === 'loader' && 'epoch' in line && line.epoch === 0))
      .map(line => ('k' in line && line.k === 'loader' ? { ...line, epoch: 0 } : line)),
  )
  const { rank, fit } = await firstFit(files, 'resumed')
  expect(rank?.channels.order?.split(' ').map(each => each.split(':')[0])).toEqual([
    '1.0',
    '1.1',
    '1.2',
    '1.3',
  ])
  expect(fit.passes).toHaveLength(1)
})

test('a line of code is one source in each process, however often it was met', async () => {
  const source = { k: 'source', what: 'clock (time.time)', where: 'train.py:3 in f', times: 2 }
  const files = withLines(soundLines(), /rank0\.pass0/, lines => [
    ...lines,
    { ...source, worker: 0 },
    { ...source, worker: 0 },
  ])
  const { run } = await firstFit(files, 'explained')
  const { what, where } = source
  expect(run.sources).toEqual([{ what, where, rank: 0, worker: 0, times: 8 }])
})

test('several fits are told apart by their number in the process', async () => {
  const files = soundLines()
  const second = Object.fromEntries(
    Object.entries(files).map(([name, lines]) => [
      name.replace('fit0', 'fit1'),
      edit('setup', line => ({ ...line, fit: 1 }))(lines),
    ]),
  )
  const { run } = await collected({ ...files, ...second })
  expect(run.fits).toHaveLength(2)
  expect(run.fits[1]).toEqual(run.fits[0])
})

test('what a second loader of the training does has names of its own', async () => {
  const files = soundLines()
  const both = Object.fromEntries(
    Object.entries(files).map(([name, lines]) => [
      name,
      lines.flatMap(line =>
        'k' in line && line.k === 'loader' && 'pass' in line
          ? [line, { ...line, pass: Number(line.pass) + 10, loader: 1, dataset: 'Texts' }]
          : [line],
      ),
    ]),
  )
  for (const [name, lines] of Object.entries(files))
    if (name.includes('worker'))
      both[name.replace(/pass(\d)/, 'pass1$1')] = edit('fetch', line => ({
        ...line,
        pass: Number(line.pass) + 10,
      }))(lines)
  const { fit, rank } = await firstFit(both)
  expect(fit.passes.map(({ loader, dataset }) => `${loader} ${dataset}`)).toEqual([
    ...['0 Images', '0 Images', '1 Texts', '1 Texts'],
  ])
  expect(rank?.channels['loader1/order']).toBe(rank?.channels.order)
  expect(rank?.channels['loader1/worker0/torch']).toBe(rank?.channels['worker0/torch'])
})

test('a record of 20 steps of two ranks is small, and keeps what is unlike once', async () => {
  const files = soundLines({ batches: 10, batch: 32, tensors: 62 })
  const training = trainingOf({ ...PLAN, steps: 20 }, {}, [await collected(files)])
  const bytes = JSON.stringify(training).length
  expect(bytes).toBeLessThanOrEqual(64 * 1024)
  const longer = soundLines({ batches: 50, batch: 32, tensors: 62 })
  const more = JSON.stringify(
    trainingOf({ ...PLAN, steps: 100 }, {}, [await collected(longer)]),
  ).length
  // What each further step adds.
  expect((more - bytes) / 80).toBeLessThanOrEqual(1024)
  const [first, second] = training.runs[0]?.fits[0]?.ranks ?? []
  expect(first?.collections[0]).toMatchObject({
    tensors: expect.any(Array),
    sketch: expect.any(Array),
  })
  expect(second?.collections.every(({ tensors, sketch }) => !tensors && !sketch)).toBe(true)
  expect(second?.collections.map(({ digest }) => digest)).toEqual(
    first?.collections.map(({ digest }) => digest),
  )
})
