import { expect, test } from 'vitest'
import { compare } from '../../src/judge/drift.ts'
import { judge } from '../../src/judge/judge.ts'
import { expectedDraws } from '../../src/model/draws.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { suite } from '../../src/probe/suites.ts'
import { baselineOf, check, failures, fresh, plan } from '../../support/judging.ts'
import { alter, goodRecord } from '../../support/record.ts'

/** A function that draws otherwise is a story of its own, before all that uses it. */

const good = goodRecord(suite('quick', 2))
const baseline = baselineOf(good)

/** On all ranks, other values of some draws. */
const otherwise = (record: ProbeRecord, pattern: RegExp, places = /^rank/) =>
  alter(record, 'draws', pattern, (_, name) =>
    places.test(name) ? fresh(name.replace(/^rank\d/, '')) : {},
  )
const storiesOf = (record: ProbeRecord, than = baseline) =>
  compare(record, than).stories.map(({ channels }) => channels)

test.each(['quick', 'standard', 'full'] as const)('the suite %s has the table of draws', name => {
  const draws = suite(name, 2).scenarios.filter(scenario => scenario.draws)
  expect(draws.map(({ id }) => id)).toEqual(['draws'])
})

test.each(expectedDraws('cpu').filter(name => !name.endsWith('/state')))(
  '%s that moves is one story',
  name => {
    const pattern = new RegExp(`/${name.replaceAll('.', '\\.')}$`)
    expect(storiesOf(otherwise(good, pattern))).toEqual([[`draws/rank0-1/${name}`]])
  },
)

test('what a function draws, and how far its generator is then, are one story that shows the values', () => {
  const moved = otherwise(good, /nn\.init\.trunc_normal_$/)
  const { stories, firstDivergence } = compare(moved, baseline)
  expect(stories.map(({ channels }) => channels)).toEqual([
    ['draw.computed', 'draw'].map(kind => `draws/rank0-1/${kind}/torch/nn.init.trunc_normal_`),
  ])
  expect(firstDivergence?.coordinate).toContain('nn.init.trunc_normal_')
})

test('two functions are two stories', () => {
  const moved = otherwise(good, /draw\/python\/(shuffle|choice)$/)
  expect(storiesOf(moved)).toEqual(
    ['choice', 'shuffle'].map(name => [`draws/rank0-1/draw/python/${name}`]),
  )
})

test('a generator that is seeded otherwise is one story with all that it draws', () => {
  const moved = otherwise(good, /\/numpy\//)
  const stories = storiesOf(moved)
  expect(stories).toHaveLength(1)
  expect(stories[0]?.[0]).toBe('draws/rank0-1/draw/numpy/state')
  expect(stories[0]?.length).toBeGreaterThan(20)
})

test('the function comes before the weights that it initialises', () => {
  const weights = alter(good, 'seeded', /weights\.(init|start|end)$/, (_, name) =>
    fresh(name.slice(5)),
  )
  const moved = otherwise(weights, /draw\.computed\/torch\/nn\.Linear$/)
  expect(compare(moved, baseline).firstDivergence?.coordinate).toBe(
    'draws/rank0-1/draw.computed/torch/nn.Linear',
  )
})

test('a rank that draws otherwise breaks main-streams-agree, by the name of the function', () => {
  expect(failures(otherwise(good, /draw\/torch\/randperm$/, /^rank1/))).toEqual({
    'main-streams-agree': 'rank1/draw/torch/randperm differs from rank0/draw/torch/randperm',
  })
  expect(failures(otherwise(good, /draw\.computed\/torch\/nn\.Linear$/, /^rank1/))).toEqual({
    'main-streams-agree':
      'rank1/draw.computed/torch/nn.Linear differs from rank0/draw.computed/torch/nn.Linear',
  })
})

test('a rank that is seeded otherwise breaks it by the state of the library, and by nothing else', () => {
  const record = otherwise(good, /draw(\.computed)?\/numpy\//, /^rank1/)
  expect(check(record, 'main-streams-agree')).toMatchObject({
    status: 'fail',
    detail: 'rank1/draw/numpy/state differs from rank0/draw/numpy/state',
    subjects: ['draws: draw/numpy/state'],
  })
})

test('a change on one rank alone is drift as well', () => {
  expect(storiesOf(otherwise(good, /draw\/torch\/randperm$/, /^rank1/))).toEqual([
    ['draws/rank0-1/draw/torch/randperm'],
  ])
})

test('on another CPU what is computed is not compared, and all other draws are', () => {
  const elsewhere = {
    ...otherwise(good, /nn\.init\.trunc_normal_$/),
    environment: { ...good.environment, cpuCapability: 'DEFAULT' },
  }
  expect(storiesOf(elsewhere)).toEqual([['draws/rank0-1/draw/torch/nn.init.trunc_normal_']])
})

const withChannels = (
  change: (channels: [string, unknown][]) => [string, unknown][],
): ProbeRecord => ({
  ...good,
  runs: good.runs.map(run =>
    run.scenario === 'draws'
      ? ({
          ...run,
          channels: Object.fromEntries(change(Object.entries(run.channels))),
        } as typeof run)
      : run,
  ),
})
const verdictOf = (record: ProbeRecord) => judge({ record, baseline, pins: null })

test('a draw that was not made is an error, never a match', () => {
  const record = withChannels(all => all.filter(([name]) => name !== 'rank1/draw/torch/randperm'))
  expect(verdictOf(record)).toMatchObject({
    verdict: 'error',
    summary: 'the record is incomplete: draws, run 1: channel rank1/draw/torch/randperm is missing',
  })
})

test('a draw that nobody knows is an error', () => {
  const [one] = Object.values(
    good.runs.find(({ scenario }) => scenario === 'draws')?.channels ?? {},
  )
  const record = withChannels(all => [...all, ['rank0/draw/torch/rind', one]])
  expect(verdictOf(record).summary).toContain('channel rank0/draw/torch/rind is not known')
})

test('a baseline has each draw once, however many the ranks, in a short line', () => {
  const whole = { head: ['12', '7'] }
  const record = goodRecord(plan({ draws: { draws: true, differs: { num_devices: 8 } } }))
  const { channels } = baselineOf(alter(record, 'draws', /rand(int|n-16)$/, () => whole))
  const lines = Object.entries(channels).filter(([name]) => name.includes('/draw'))
  expect(lines.map(([name]) => name).toSorted()).toEqual(
    expectedDraws('cpu')
      .map(name => `draws/rank0-7/${name}`)
      .toSorted(),
  )
  for (const [name, line] of lines) {
    expect(line.epochs[0], name).toHaveLength(8)
    expect(line.trail, name).toBeUndefined()
  }
  const heads = lines.flatMap(([name, { head }]) => (head ? [[name, head]] : []))
  expect(heads.toSorted()).toEqual([
    ['draws/rank0-7/draw.computed/torch/randn-16', ['12']],
    ['draws/rank0-7/draw/numpy/randint', ['12']],
    ['draws/rank0-7/draw/python/randint', ['12']],
    ['draws/rank0-7/draw/torch/randint', ['12']],
  ])
})
