import { expect, test } from 'vitest'
import { approve } from '../../src/baseline/accept.ts'
import { propose } from '../../src/baseline/pending.ts'
import { candidates } from '../../src/judge/catalogue.ts'
import { judge } from '../../src/judge/judge.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { exitCode, VERDICTS } from '../../src/model/verdict.ts'
import { suite } from '../../src/probe/suites.ts'
import { alter, epoch, goodRecord } from '../../support/record.ts'

const good = goodRecord()
const accept = (record: ProbeRecord, violations: string[] = []) => {
  const { checks, verdict } = judge({ record, baseline: null, pins: null })
  const kind = verdict === 'violation' ? 'violation' : 'new'
  const pending = propose(record, 'cpu-x2', kind, checks, null)
  return approve(pending, { reason: 'r', author: 'a', violations })
}
const baseline = accept(good)
const on = (record: ProbeRecord, known: typeof baseline | null = baseline) =>
  judge({ record, baseline: known, pins: null })

/** A stream that has moved in every scenario that has it must not part company there. */
const launched = ['seeded', 'uncut', 'seeded-sanity', 'launcher'].reduce(
  (record, scenario) =>
    alter(record, scenario, /worker0\/numpy/, (e, name) => epoch(`m${name}${e.epoch}`, e.epoch)),
  good,
)
const broken = alter(good, 'seeded-uneven', /worker\d\/torch/, (e, name) => ({
  ...epoch(name, e.epoch),
}))
const shaky = alter(broken, 'seeded', /rank0\/order/, (e, _, run) =>
  run ? epoch('s', e.epoch) : {},
)

test('each verdict has its record', () => {
  expect(on(good).verdict).toBe('match')
  expect(on(good, null).verdict).toBe('new')
  expect(on(launched).verdict).toBe('drift')
  expect(on(broken).verdict).toBe('violation')
  expect(on(shaky).verdict).toBe('unstable')
})

test('the gravest verdict wins', () => {
  expect(on(broken).drift.length).toBeGreaterThan(0)
  expect(on(broken, null).verdict).toBe('violation')
})

const gaps: [string, (record: ProbeRecord) => void, RegExp][] = [
  ['a run', record => record.runs.pop(), /launcher: run 1 of 1 is missing/],
  [
    'a rank',
    record => {
      for (const run of record.runs)
        for (const name of Object.keys(run.channels).filter(each => each.startsWith('rank1/')))
          delete run.channels[name]
    },
    /channel rank1\/seeds is missing/,
  ],
  [
    'an epoch',
    record => record.runs[0]?.channels['rank0/order']?.pop(),
    /has epochs 0, expected 0, 1$/,
  ],
  ['everything', record => record.runs.splice(0), /is missing, and 24 more gaps/],
]

test.each(gaps)('%s that is missing is an error, never a match', (_, remove, message) => {
  const record = structuredClone(good)
  remove(record)
  expect(on(record).verdict).toBe('error')
  expect(on(record).summary).toMatch(message)
})

test('a relation that came back is said to have got better', () => {
  const old = accept(broken, ['worker-streams-differ-across-epochs'])
  expect(on(broken, old).verdict).toBe('match')
  const now = on(good, old)
  expect(now.verdict).toBe('drift')
  expect(now.improvements.map(({ check }) => check)).toEqual([
    'worker-streams-differ-across-epochs',
  ])
})

test('error fails whatever the list says, the others by the list', () => {
  for (const { name, exit } of VERDICTS) {
    expect(exitCode(name, [name])).toBe(exit)
    expect(exitCode(name, [])).toBe(name === 'error' ? 2 : 0)
  }
})

/** The order of the first epoch, after a resume: what Lightning 2.5.3 to 2.6.6 do. */
const replayed = (record: ProbeRecord) =>
  record.runs
    .filter(({ scenario }) => scenario === 'resumed')
    .reduce((changed, { run }) => {
      const first = record.runs.find(each => each.scenario === 'uncut' && each.run === run)
      return alter(changed, 'resumed', /order/, (_, name) => {
        const { digest, head } = first?.channels[name]?.[0] ?? epoch('none', 0)
        return { digest, head }
      })
    }, record)

test('accepting the order after a resume hides no other failure of the same check', () => {
  const full = goodRecord(suite('full', 2))
  const known = accept(replayed(full), ['resume-continues-order'])
  expect(on(replayed(full), known).verdict).toBe('match')
  const within = alter(replayed(full), 'resumed-within', /rank0\/order/, e =>
    epoch(`w${e.epoch}`, e.epoch),
  )
  expect(on(within, known).verdict).toBe('violation')
  const failing = on(within, known).checks.find(({ status }) => status === 'fail')
  expect(failing).toMatchObject({ id: 'resume-continues-order', scenario: 'resumed-within' })
})

test('nor another order in the same place', () => {
  const known = accept(replayed(good), ['resume-continues-order'])
  const other = alter(good, 'resumed', /order/, (e, name) => epoch(`other ${name}`, e.epoch))
  expect(on(other, known).verdict).toBe('drift')
  expect(on(other, known).firstDivergence?.coordinate).toMatch(/^resumed\/rank0\/order/)
})

test('a part of a check that came back is said to have got better, too', () => {
  const both = alter(broken, 'seeded-uneven', /worker\d\/numpy/, (e, name) => epoch(name, e.epoch))
  const { improvements } = on(broken, accept(both, ['worker-streams-differ-across-epochs']))
  expect(improvements.map(({ subjects }) => subjects)).toEqual([['seeded-uneven: worker/numpy']])
})

test.each([
  ['2.6.0', '2.6.1', ['worker/python', 'worker/torch'], ['lightning-2.6.1-seed-mixing']],
  ['2.6.1', '2.6.0', ['worker/python', 'worker/torch'], ['lightning-2.6.1-seed-mixing']],
  ['2.4.0', '2.5.0', ['worker/numpy'], ['lightning-2.5.0-numpy-seed-sequence']],
  ['2.6.1', '2.6.6', ['worker/python', 'worker/torch'], []],
  ['2.6.0', '2.6.1', ['main/torch'], []],
  ['2.10.0', '2.6.0', ['worker/python', 'worker/torch'], ['lightning-2.6.1-seed-mixing']],
])('lightning %s → %s with %s moved suggests %s', (from, to, groups, ids) => {
  const moved = { anew: new Set(groups), resumed: new Set<string>() }
  const found = candidates([{ name: 'lightning', from, to }], moved)
  expect(found.map(({ id }) => id)).toEqual(ids)
})

test('a jump over several releases names all that have a part in what moved', () => {
  const ids = (from: string, to: string, groups: string[], resumed: string[] = []) => {
    const moved = { anew: new Set(groups), resumed: new Set(resumed) }
    return candidates([{ name: 'lightning', from, to }], moved).map(({ id }) => id)
  }
  const workers = ['worker/python', 'worker/torch']
  expect(ids('2.3.3', '2.5.2', workers)).toEqual(['lightning-2.4.0-worker-seeds'])
  expect(ids('2.3.3', '2.6.6', workers, ['order'])).toEqual([
    'lightning-2.4.0-worker-seeds',
    'lightning-2.5.3-order-after-resume',
    'lightning-2.6.1-seed-mixing',
  ])
})

test('a change that only a resume shows is told from one that every training shows', () => {
  const bump = [{ name: 'lightning', from: '2.5.2', to: '2.5.5' }]
  const order = new Set(['order'])
  const none = new Set<string>()
  const ids = (anew: Set<string>, resumed: Set<string>) =>
    candidates(bump, { anew, resumed }).map(({ id }) => id)
  expect(ids(none, order)).toEqual(['lightning-2.5.3-order-after-resume'])
  expect(ids(order, none)).toEqual([])
})
