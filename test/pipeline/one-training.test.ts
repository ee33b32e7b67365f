import { beforeEach, describe, expect, test } from 'vitest'
import { ExpectedError } from '../../src/lib/errors.ts'
import type { Training, TrainingRun } from '../../src/model/training.ts'
import type { TrainingReport } from '../../src/model/training-report.ts'
import { type Asked, observeOne, type Stage, type TOOLS } from '../../src/pipeline/trainings/one.ts'
import { readTrainings } from '../../src/probe/config.ts'
import { soundTraining } from '../../support/training/record.ts'

/** Which runs are made of a training, and in which order. A run is one that is played back, `HEAD plain`. */

let runs: string[]
beforeEach(() => {
  runs = []
})

const planOf = (more = '') => {
  const text = `trainings: { finetune: { run: [python, train.py], ${more} } }`
  const [plan] = readTrainings('all', { file: 'config.yml', text })
  if (!plan) throw new Error('no plan')
  return plan
}

const stageOf = (name: string): Stage => ({
  interpreter: [name],
  packages: { side: name },
  surroundings: { cwd: '/', env: {}, progress: () => {} },
  devices: null,
  accelerator: 'auto',
  temporary: '/tmp',
})

const reportOf = (verdict: TrainingReport['verdict']) =>
  ({ verdict, notices: [], checks: [] }) as unknown as TrainingReport

interface Played {
  verdict?: TrainingReport['verdict']
  controls?: number
  needsRepeat?: boolean
  needsIdentity?: boolean
  needsExplanation?: boolean
  /** Runs that fail: `BASE plain`. */
  fails?: readonly string[]
  checkpoint?: string | null
}

/** The tools of a training that does as it is told. `seen` is what was judged last. */
function played({ verdict = 'match', fails = [], checkpoint = '/c.ckpt', ...needs }: Played) {
  const seen: Parameters<typeof TOOLS.judge>[0][] = []
  const tools: typeof TOOLS = {
    async observe({ mode, interpreter, checkpoint: from }) {
      const run = `${interpreter[0]} ${mode}`
      runs.push(from ? `${run} from ${from}` : run)
      if (fails.includes(run)) throw new ExpectedError(`${run} has failed`, { kind: 'probe' })
      const observed = { run: { mode } as TrainingRun, settings: {}, checkpoint }
      return observed as unknown as Awaited<ReturnType<typeof TOOLS.observe>>
    },
    gather: (_, packages, observed) =>
      ({
        ...soundTraining(),
        packages,
        runs: observed.map(({ run }) => run),
      }) as Training,
    judge(evidence) {
      seen.push(evidence)
      return reportOf(verdict)
    },
    needsControl: (_, { runs }) =>
      runs.filter(({ mode }) => mode === 'rounded').length < (needs.controls ?? 0),
    needsRepeat: () => needs.needsRepeat ?? false,
    needsIdentity: () => needs.needsIdentity ?? false,
    needsExplanation: () => needs.needsExplanation ?? false,
  }
  return { tools, seen }
}

const asked = (more: Partial<Asked> & { plan?: Asked['plan'] } = {}): Asked => ({
  plan: planOf(),
  stage: stageOf('HEAD'),
  reference: null,
  wanted: '',
  ...more,
})
const base = { kind: 'base', stage: stageOf('BASE'), changes: [] } as const

describe('the runs of a training', () => {
  const observe = async (more: Partial<Asked>, play: Played = {}) => {
    await observeOne(asked(more), played(play).tools)
    return runs
  }

  test('equal to the base: once on each side', async () => {
    expect(await observe({ reference: base })).toEqual(['HEAD plain', 'BASE plain'])
  })

  test('not equal: again, as often as the plan says', async () => {
    const plan = planOf('repeats: 3')
    const play = { needsRepeat: true }
    expect(await observe({ plan }, play)).toEqual(['HEAD plain', 'HEAD plain', 'HEAD plain'])
  })

  test('repeats: 1 never runs again', async () => {
    expect(await observe({ plan: planOf('repeats: 1') }, { needsRepeat: true })).toHaveLength(1)
  })

  test('what differs or fails is asked of the base, too', async () => {
    const play = { needsRepeat: true, needsIdentity: true, verdict: 'violation' } as const
    expect(await observe({ reference: base, plan: planOf('resume: true') }, play)).toEqual([
      'HEAD plain',
      'BASE plain',
      'HEAD plain',
      'HEAD identity',
      'HEAD cut',
      'HEAD resumed from /c.ckpt',
      'BASE plain',
      'BASE identity',
      'BASE cut',
      'BASE resumed from /c.ckpt',
    ])
  })

  test('what rounding may explain is measured on the side of the change', async () => {
    const play = { controls: 2 }
    expect(await observe({ reference: base }, play)).toEqual([
      'HEAD plain',
      'BASE plain',
      'HEAD rounded',
      'HEAD rounded',
    ])
  })

  test.each([
    ['auto', true, true],
    ['auto', false, false],
    ['always', false, true],
    ['never', true, false],
  ])('identity: %s, where it is needed: %s', async (identity, needsIdentity, runsIt) => {
    const found = await observe({ plan: planOf(`identity: ${identity}`) }, { needsIdentity })
    expect(found.includes('HEAD identity')).toBe(runsIt)
  })

  test('lines of code are looked for where they explain something, or where somebody asks', async () => {
    expect(await observe({}, { needsExplanation: true })).toEqual(['HEAD plain', 'HEAD explained'])
    runs = []
    expect(await observe({ explain: true })).toEqual(['HEAD plain', 'HEAD explained'])
  })
})

describe('what is judged', () => {
  test('the base, with what differs between the two', async () => {
    const { tools, seen } = played({})
    const { before } = await observeOne(asked({ reference: base }), tools)
    expect(before?.packages).toEqual({ side: 'BASE' })
    expect(seen.at(-1)).toMatchObject({ reference: 'base', wanted: '' })
  })

  test('a base that cannot run is told, and no obstacle', async () => {
    const { tools, seen } = played({ fails: ['BASE plain'] })
    const found = await observeOne(asked({ reference: base }), tools)
    expect(found.before).toBeNull()
    expect(found.wanted).toBe('the packages of the base: BASE plain has failed')
    expect(seen.at(-1)).toMatchObject({ before: null, reference: null, wanted: found.wanted })
  })

  test('a baseline of the machine type, with what it accepts', async () => {
    const training = soundTraining()
    const accepted = { 'training-resumes': 'as it was' }
    const find = () => ({ training, changes: [], accepted })
    const { tools, seen } = played({})
    await observeOne(asked({ reference: { kind: 'baseline', find } }), tools)
    expect(seen.at(-1)).toMatchObject({ reference: 'baseline', before: training })
    expect(seen.at(-1)?.plan.accept).toEqual(accepted)
  })

  test('no baseline: the reason', async () => {
    const find = () => ({ wanted: 'no baseline' })
    const { tools, seen } = played({})
    await observeOne(asked({ reference: { kind: 'baseline', find } }), tools)
    expect(seen.at(-1)).toMatchObject({ before: null, reference: null, wanted: 'no baseline' })
  })
})

describe('what fails', () => {
  test.each(['HEAD plain', 'HEAD identity', 'HEAD resumed'])('%s is an error', async fails => {
    const { tools } = played({ fails: [fails], needsIdentity: true })
    const plan = planOf('resume: true')
    await expect(observeOne(asked({ plan }), tools)).rejects.toThrow(`${fails} has failed`)
  })

  test('a cut run without a checkpoint is an error', async () => {
    const { tools } = played({ checkpoint: null })
    await expect(observeOne(asked({ plan: planOf('resume: true') }), tools)).rejects.toThrow(
      'expected a checkpoint of the run that was cut, found none',
    )
  })

  test.each([
    ['BASE identity', 'The base could not be observed as often: BASE identity has failed.'],
    ['HEAD explained', 'No line of code can be named: HEAD explained has failed.'],
  ])('%s is told, and the verdict stands', async (fails, notice) => {
    const needs = { needsIdentity: true, needsExplanation: true }
    const { tools } = played({ fails: [fails], verdict: 'drift', ...needs })
    const { report } = await observeOne(asked({ reference: base }), tools)
    expect(report).toMatchObject({ verdict: 'drift', notices: [notice] })
  })
})
