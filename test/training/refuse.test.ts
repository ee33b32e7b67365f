import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Ended } from '../../src/lib/foreign/run.ts'
import type { TrainingPlan } from '../../src/model/training.ts'
import { readLines } from '../../src/training/files.ts'
import { type Happened, whyRefused } from '../../src/training/refuse.ts'
import { temporary } from '../../support/lddpr.ts'
import { type Lines, soundLines, withLines, writeLines } from '../../support/training/lines.ts'

/** Everything that keeps a run from being judged: one sentence each, with the next step. */

const ENDED: Ended = {
  ...{ stdout: '', stderr: '', all: '', status: 0, signal: null, code: null, cut: null },
  ...{ left: [], kept: [] },
}
const PLAN = {
  ...{ name: 'finetune', run: ['python', 'train.py'], steps: 8, stop: 'after-fit', timeout: 600 },
  ...{ trainer: {} },
} as unknown as TrainingPlan

async function refused(
  files: Lines,
  { ended = {}, ...more }: Partial<Omit<Happened, 'ended'>> & { ended?: Partial<Ended> } = {},
): Promise<string | null> {
  await using place = await temporary()
  const raw = await readLines(await writeLines(join(place.path, 'lines'), files))
  return whyRefused({
    wanted: { plan: PLAN, mode: 'plain', checkpoint: null, devices: null },
    ...{ command: ['python', 'train.py'], raw, directory: '/repo', limit: 1000 },
    ended: { ...ENDED, ...ended },
    ...more,
  })
}

const only = (pattern: RegExp) =>
  Object.fromEntries(Object.entries(soundLines()).filter(([name]) => pattern.test(name)))
const adding = (line: object, pattern = /rank1\.jsonl/) =>
  withLines(soundLines(), pattern, lines => [...lines, line])
const ending = (change: object, pattern = /rank\d\.jsonl/) =>
  withLines(soundLines(), pattern, lines =>
    lines.map(line => ('k' in line && line.k === 'end' ? { ...line, ...change } : line)),
  )
const unfinished = withLines(soundLines(), /rank1\.jsonl/, lines =>
  lines.filter(line => 'k' in line && line.k !== 'end'),
)
const failing = (type: string, message: string, place: string | null = null) => ({
  ...{ k: 'exception', type, message, place },
})

/** Lines of a rank until it hangs: those before the first of a kind at a moment. */
const until = (files: Lines, rank: number, kind: string, moment: string, ...more: object[]) =>
  withLines(files, new RegExp(`rank${rank}\\.jsonl`), lines => [
    ...lines.slice(
      0,
      lines.findIndex(
        line => 'k' in line && line.k === kind && 'moment' in line && line.moment === moment,
      ),
    ),
    ...more,
  ])

const EPOCH_END = { k: 'states', at: 'epoch-end', epoch: 0, states: {}, own: {} }

test('a sound run is not refused', async () => expect(await refused(soundLines())).toBeNull())

describe('the lines', () => {
  test.for<[string, Lines, RegExp]>([
    ['no Trainer', {}, /^no Trainer of lightning or pytorch_lightning was built; name the command/],
    [
      'a Trainer and no fit',
      only(/process/),
      /^a Trainer was built, and no fit has begun to train; name the command that trains, or/,
    ],
    [
      'Fabric',
      { 'process.1.jsonl': [{ k: 'fabric' }] },
      /uses Lightning Fabric, which has no Trainer; only trainings with a Trainer/,
    ],
    [
      'rank 0 not seen',
      only(/process|rank1/),
      /^rank 0 of 2 was not seen: its process did not get/,
    ],
    ['no step', ending({ steps: 0, batches: 0 }), /^fit ended without a training step; check that/],
    [
      'fewer steps',
      ending({ steps: 5 }),
      /^the training ended after 5 optimizer steps, 8 were asked: set steps to 5, or/,
    ],
    ['one step', ending({ steps: 1 }), /^the training ended after 1 optimizer step, 8 were/],
    [
      'unequal steps',
      ending({ steps: 7 }, /rank1\.jsonl/),
      /^rank 0 took 8 optimizer steps and rank 1 took 7; give all ranks equally many batches$/,
    ],
    [
      'an exception on one rank',
      adding(failing('ValueError', 'no\nmore', '/repo/train.py:25 in training_step')),
      /^the training failed on rank 1: ValueError: no \(train\.py:25 in training_step\); correct/,
    ],
    [
      'an exception, and a rank that has lost the other',
      withLines(
        adding(failing('RuntimeError', '[gloo] Connection closed by peer'), /rank0\.jsonl/),
        /rank1\.jsonl/,
        lines => [...lines, failing('ValueError', 'mine')],
      ),
      /^the training failed on rank 1: ValueError: mine; correct/,
    ],
    [
      'a lost rank that says nothing',
      withLines(
        adding(failing('RuntimeError', '[gloo] Connection closed by peer'), /rank0\.jsonl/),
        /rank1\.jsonl/,
        lines => lines.filter(line => 'k' in line && line.k !== 'end'),
      ),
      /^the process of rank 1 ended without an exception while rank 0 waited for it; look for/,
    ],
    [
      'a rank that ends earlier',
      adding(failing('RuntimeError', '[gloo] Connection closed by peer'), /rank0\.jsonl/),
      /^rank 1 reached the end of fit with 8 optimizer steps while rank 0 went on; give all/,
    ],
    [
      'an error of the observer',
      adding({ k: 'observer-error', hook: 'setup', type: 'KeyError', message: 'x' }, /worker0/),
      /^the observer failed in setup on a worker of rank 0: KeyError: x; this is a bug of lddpr, report it at https/,
    ],
    [
      'a place that is gone',
      adding({ k: 'observer-error', hook: 'setup', type: 'Moved', message: 'torch.utils.x' }),
      /^torch or Lightning no longer has torch\.utils\.x, where the observer looks \(setup\); use an/,
    ],
    [
      'fit that is left early',
      unfinished,
      /^fit did not reach its end on rank 1, though the command/,
    ],
  ])('%s', async ([, files, expected]) => expect(await refused(files)).toMatch(expected))
})

describe('the end of the command', () => {
  test.for<[string, Lines, Partial<Ended>, RegExp]>([
    [
      'a program that is not there',
      {},
      { status: null, code: 'ENOENT' },
      /^the program 'python' does not exist; install it/,
    ],
    [
      'a file that is no program',
      {},
      { status: null, code: 'EACCES' },
      /^the program 'python' cannot be executed; name one/,
    ],
    [
      'its deadline',
      unfinished,
      { status: null, cut: 'late' },
      /^the training timed out after 10 min, at step 8 of 8; raise its timeout, or set fewer steps$/,
    ],
    [
      'its deadline before a step',
      {},
      { status: null, cut: 'late' },
      /timed out after 10 min, before its first step;/,
    ],
    [
      'its deadline, and a rank that had fewer batches',
      until(until(soundLines(), 0, 'loss', '0.2'), 1, 'batch', '0.2', EPOCH_END),
      { status: null, cut: 'late' },
      /at step 2 of 8: rank 1 ended epoch 0 after 2 batches while rank 0 was in batch 2; give all ranks equally many batches$/,
    ],
    [
      'its deadline, and a rank that leaves out a parameter',
      until(until(soundLines(), 0, 'loss', '0.0'), 1, 'batch', '0.1'),
      { status: null, cut: 'late' },
      /at step 1 of 8: rank 0 hangs in batch 0 of epoch 0, which rank 1 has done; use the same parameters and exchanges in every rank/,
    ],
    [
      'its deadline, and all ranks in one batch',
      until(until(soundLines(), 0, 'loss', '0.1'), 1, 'loss', '0.1'),
      { status: null, cut: 'late' },
      /at step 1 of 8; raise its timeout/,
    ],
    [
      'too much output',
      {},
      { status: null, cut: 'loud' },
      /^the training has printed more than 1000 bytes; have it print less/,
    ],
    [
      'a failure before a Trainer',
      {},
      { status: 1 },
      /^the command ended with status 1 before a Trainer was built; correct the command$/,
    ],
    [
      'a failure before fit',
      only(/process/),
      { status: 2 },
      /^the command ended with status 2 before fit has begun; correct the command$/,
    ],
    [
      'a failure in fit',
      unfinished,
      { status: 1 },
      /^the command ended with status 1 before the end of fit; correct what its last lines say$/,
    ],
    [
      'a signal',
      unfinished,
      { status: null, signal: 'SIGKILL' },
      /^the command was killed by SIGKILL, perhaps because memory ran out, before the end of fit;/,
    ],
    [
      'a failure after fit',
      soundLines(),
      { status: 1 },
      /^the command ended with status 1 after fit; correct/,
    ],
  ])('%s', async ([, files, ended, expected]) =>
    expect(await refused(files, { ended })).toMatch(expected),
  )

  test('a rank that runs unwatched comes first: the others only wait for it', async () => {
    const alone = withLines(only(/process|rank1/), /rank1\.jsonl/, lines => [
      ...lines.filter(line => 'k' in line && line.k !== 'end'),
      failing('RuntimeError', '[gloo] Connection closed by peer'),
    ])
    for (const ended of [{ status: null, signal: 'SIGKILL' as const }, { cut: 'late' as const }])
      expect(await refused(alone, { ended })).toMatch(/^rank 0 of 2 was not seen/)
  })

  test('after fit, of a command that goes on', async () => {
    const wanted = {
      plan: { ...PLAN, stop: 'command' as const },
      mode: 'plain' as const,
      checkpoint: null,
      devices: null,
    }
    expect(await refused(soundLines(), { ended: { status: 1 }, wanted })).toMatch(
      /after fit; correct that, or set stop to after-fit$/,
    )
  })
})

test.for([['-I'], ['-E'], ['-IS'], ['-u', '-E']])(
  'Python with %j hides the observer',
  async flags => {
    const command = ['python3', ...flags, 'train.py'] as const
    expect(await refused({}, { command })).toBe(
      `no Trainer was seen, because ${flags.at(-1)} hides the observer from Python; start it without that flag`,
    )
    expect(await refused(only(/process|rank1/), { command })).toBe(
      `rank 0 of 2 was not seen: its Python was started with ${flags.at(-1)}, which hides the observer; start it without that flag`,
    )
  },
)

test('flags of a script are none of Python', async () =>
  expect(await refused({}, { command: ['python', 'train.py', '-E'] })).toMatch(/^no Trainer of/))

test('of several nodes, those that begin here are expected', async () => {
  const onNodes = withLines(soundLines(), /rank\d\.jsonl/, lines =>
    lines.map(line =>
      'k' in line && line.k === 'setup' ? { ...line, world: 4, nodes: 2, node: 0 } : line,
    ),
  )
  expect(await refused(onNodes)).toBeNull()
  const one = Object.fromEntries(
    Object.entries(onNodes).filter(([name]) => !name.includes('rank1')),
  )
  expect(await refused(one)).toMatch(/^rank 1 of 4 was not seen/)
})

test('a cut run takes half of the steps, and a resumed one the rest', async () => {
  const wanted = { plan: PLAN, checkpoint: null, devices: null }
  const half = ending({ steps: 4 })
  expect(await refused(half, { wanted: { ...wanted, mode: 'cut' } })).toBeNull()
  expect(await refused(half, { wanted: { ...wanted, mode: 'resumed' } })).toBeNull()
  expect(await refused(ending({ steps: 3 }), { wanted: { ...wanted, mode: 'cut' } })).toMatch(
    /4 were asked/,
  )
})
