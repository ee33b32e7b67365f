import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { approveTraining, proposeTraining } from '../../src/baseline/training.ts'
import { ExpectedError } from '../../src/lib/errors.ts'
import { type Handed, handedSchema } from '../../src/model/handed.ts'
import type { Training, TrainingPlan } from '../../src/model/training.ts'
import type { TrainingReport } from '../../src/model/training-report.ts'
import { handOver, judgeHanded } from '../../src/pipeline/trainings/handed.ts'
import type { Asked, Seen } from '../../src/pipeline/trainings/one.ts'
import { digestOfPlan, mustHavePlaces } from '../../src/pipeline/trainings/plans.ts'
import { runTrainings, type Watched } from '../../src/pipeline/trainings/run.ts'
import { readTrainings } from '../../src/probe/config.ts'
import { recordText } from '../../src/report/clean.ts'
import { temporary } from '../../support/lddpr.ts'
import { goodRecord } from '../../support/record.ts'
import { soundTraining } from '../../support/training/record.ts'

/** Trainings of a run, with interpreters that say which packages they have and an observation that is played back. */

let place: Awaited<ReturnType<typeof temporary>>
beforeEach(async () => {
  place = await temporary()
})
afterEach(() => place[Symbol.asyncDispose]())

const plansOf = (trainings: Record<string, object>): TrainingPlan[] =>
  readTrainings('all', { file: 'config.yml', text: JSON.stringify({ trainings }) })
const run = ['python', 'train.py']

/** A program that has one package, of this version. */
async function python(version: string) {
  const program = join(place.path, `python-${version}`)
  await writeFile(program, `#!/bin/sh\necho '{"lddpr": {"numpy": "${version}"}}'\n`)
  await chmod(program, 0o755)
  return { interpreter: [program] as const }
}

const verdictOf = (verdict: TrainingReport['verdict']) =>
  ({ verdict, notices: [], sentences: [], checks: [] }) as unknown as TrainingReport

interface Run {
  base: Parameters<typeof runTrainings>[0]['base']
  committed?: Parameters<typeof runTrainings>[0]['committed']['training']
  observe?: (asked: Asked) => Promise<void>
}

/** What each training was asked for, and what came of it. */
async function trainings(plans: readonly TrainingPlan[], { base, committed, observe }: Run) {
  const cwd = join(place.path, 'repository')
  await mkdir(cwd, { recursive: true })
  const asked: Asked[] = []
  const watched = await runTrainings(
    {
      ...{ plans, cwd, base, head: await python('2.0') },
      committed: { training: committed ?? (() => null) },
      ours: [join(cwd, 'lddpr-report')],
      inputs: { accelerator: 'auto' },
      world: { env: process.env, progress: () => {}, git: { look: 'upwards' }, spell: String },
      timed: (_, work) => work(),
    },
    async (each): Promise<Seen> => {
      asked.push(each)
      await observe?.(each)
      const training = soundTraining({ name: each.plan.name })
      return { training, before: null, wanted: each.wanted, report: verdictOf('match') }
    },
  )
  return { asked, watched, cwd }
}

describe('what a training is compared with', () => {
  const one = plansOf({ finetune: { run } })

  test("the base's packages, with what differs between the two", async () => {
    const { asked } = await trainings(one, { base: await python('1.0') })
    expect(asked[0]?.stage.packages).toEqual({ numpy: '2.0' })
    expect(asked[0]?.reference).toMatchObject({
      kind: 'base',
      stage: { packages: { numpy: '1.0' } },
      changes: [{ name: 'numpy', from: '1.0', to: '2.0' }],
    })
  })

  test('its own repeat, where the base installs the same', async () => {
    const { asked, watched } = await trainings(one, { base: 'same' })
    expect(asked[0]).toMatchObject({ reference: null, wanted: '' })
    expect(watched[0]?.seen?.before).toBe('same')
  })

  test.each([
    [new ExpectedError('no git here'), 'no git here'],
    [null, 'the base commit is not known'],
    [{ interpreter: ['/none'] as const }, "'/none' cannot say which packages it has"],
  ])('nothing, and the report says why: %s', async (base, wanted) => {
    const { asked } = await trainings(one, { base })
    expect(asked[0]).toMatchObject({ reference: null, wanted })
  })

  test('compare: none wants nothing', async () => {
    const plans = plansOf({ finetune: { run, compare: 'none' } })
    const { asked } = await trainings(plans, { base: null })
    expect(asked[0]).toMatchObject({ reference: null, wanted: '' })
  })

  test('compare: baseline asks for that of the machine type', async () => {
    const plans = plansOf({ finetune: { run, compare: 'baseline' } })
    const wanted: string[] = []
    const pending = proposeTraining(soundTraining(), 'new', [], null)
    if (!pending) throw new Error('nothing is proposed')
    const known = approveTraining(pending, { reason: 'it is ours', author: 'me', violations: [] })
    const { asked, watched } = await trainings(plans, {
      base: null,
      committed: (name, className) => {
        wanted.push(`${name} ${className}`)
        return className === 'cpu-x2' ? known : null
      },
    })
    const reference = asked[0]?.reference
    if (reference?.kind !== 'baseline') throw new Error('no baseline')
    expect(reference.find(soundTraining())).toMatchObject({ training: known.training })
    expect(reference.find(soundTraining({ ranks: 4 }))).toEqual({
      wanted: 'no baseline of the training finetune is committed for cpu-x4',
    })
    expect(wanted).toContain('finetune cpu-x2')
    expect(watched[0]?.seen?.known).toBe(known)
  })
})

describe('what goes wrong', () => {
  const two = plansOf({ one: { run }, two: { run } })

  test('is no obstacle for the next training', async () => {
    const { watched } = await trainings(two, {
      base: 'same',
      observe: async ({ plan }) => {
        if (plan.name === 'one') throw new ExpectedError('no Trainer was met', { kind: 'probe' })
      },
    })
    expect(watched.map(({ failed }) => failed?.message)).toEqual(['no Trainer was met', undefined])
    expect(watched.map(({ seen }) => seen?.report.verdict)).toEqual([undefined, 'match'])
  })

  test('a bug of ours is no fault of the training', async () => {
    const observe = () => Promise.reject(new TypeError('x is not a function'))
    await expect(trainings(two, { base: 'same', observe })).rejects.toThrow(TypeError)
  })

  test.each([
    [
      { project: ['.'] },
      'project: expected a directory with a pyproject.toml or a setup.py, found .',
    ],
    [{ project: ['vision'] }, 'project: expected a directory, found vision: it does not exist'],
    [{ 'working-directory': 'vision' }, 'working-directory: expected a directory, found vision'],
  ])('%o is told before anything is installed', async (more, message) => {
    const plans = plansOf({ one: { run, ...more } })
    await expect(mustHavePlaces(plans, place.path)).rejects.toThrow(`trainings.one.${message}`)
  })
})

test('files that a training writes in the repository are named, those of reports are not', async () => {
  const { watched } = await trainings(plansOf({ one: { run }, two: { run } }), {
    base: 'same',
    observe: async ({ plan, stage }) => {
      if (plan.name === 'two') return
      const { cwd } = stage.surroundings
      for (const directory of ['logs/version_0', 'lddpr-report', '__pycache__'])
        await mkdir(join(cwd, directory), { recursive: true })
      for (const file of [
        'logs/version_0/a',
        'logs/b',
        'last.ckpt',
        'lddpr-report/c',
        '__pycache__/d',
      ])
        await writeFile(join(cwd, file), '')
    },
  })
  expect(watched.map(({ notices }) => notices)).toEqual([
    ['The training one wrote in the repository: last.ckpt, logs/ (2 files).'],
    [],
  ])
})

describe('from one job to another', () => {
  const plans = plansOf({ finetune: { run } })
  const [plan] = plans as [TrainingPlan]
  const training = soundTraining()
  const commit = 'a'.repeat(40)
  const watched = (before: Training | 'same' | null): Watched[] => [
    {
      plan,
      seen: {
        training,
        before,
        wanted: before ? '' : 'no base',
        report: verdictOf('match'),
        known: null,
      },
      failed: null,
      notices: ['It wrote a file.'],
    },
  ]
  const committed = { training: () => null }
  const handed = (all: readonly Watched[]): Handed['trainings'] => {
    const text = recordText({ ...goodRecord(), ...handOver(all, commit) })
    return handedSchema.parse(JSON.parse(text)).trainings
  }

  test.each<'same' | null | Training>(['same', null, soundTraining()])(
    'what was seen arrives whole',
    before => {
      const found = handed(watched(before))
      expect(found).toEqual({
        base: commit,
        runs: [
          {
            plan: digestOfPlan(plan),
            now: training,
            before,
            wanted: before ? '' : 'no base',
            failed: null,
            notices: ['It wrote a file.'],
          },
        ],
      })
    },
  )

  test('why one could not be observed arrives, too', () => {
    const failed = new ExpectedError('no Trainer was met', { kind: 'probe', detail: 'the log' })
    const [found] = judgeHanded(
      handed([{ plan, seen: null, failed, notices: [] }]),
      plans,
      committed,
      commit,
    )
    expect(found).toMatchObject({
      seen: null,
      failed: { message: 'no Trainer was met', detail: 'the log' },
    })
  })

  test.each([
    ['other plans', plansOf({ finetune: { run, steps: 5 } })],
    ['fewer', []],
    ['more', plansOf({ finetune: { run }, pretrain: { run } })],
  ])('a record of other trainings than this job asks for is refused: %s', (_, asked) => {
    expect(() => judgeHanded(handed(watched('same')), asked, committed, commit)).toThrow(
      'give both jobs the same trainings and config.yml',
    )
  })

  test('so is a record without any, one of another base, and one that says less than its plan', () => {
    expect(() => judgeHanded(undefined, plans, committed, commit)).toThrow('has no trainings')
    const other = 'b'.repeat(40)
    expect(() => judgeHanded(handed(watched('same')), plans, committed, other)).toThrow(
      'are compared with the commit aaaaaaaaa, and this change starts from bbbbbbbbb: record again',
    )
    const found = handed(watched('same'))
    for (const each of found?.runs ?? []) if (each.now) each.now.steps = 1
    expect(() => judgeHanded(found, plans, committed, commit)).toThrow('is of another one')
  })

  test('a record with more than an honest one has is refused', () => {
    const found = { ...goodRecord(), ...handOver(watched(null), commit) }
    const [first] = found.trainings?.runs ?? []
    const many = { base: commit, runs: Array(21).fill(first) }
    expect(handedSchema.safeParse({ ...found, trainings: many }).success).toBe(false)
  })
})
