import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approve } from '../../src/baseline/accept.ts'
import { propose } from '../../src/baseline/pending.ts'
import { compare } from '../../src/judge/drift.ts'
import { isReproducible, parseChannel } from '../../src/model/channels.ts'
import { coordinateOf } from '../../src/model/coordinate.ts'
import { suite } from '../../src/probe/suites.ts'
import { alter, epoch, goodRecord } from '../../support/record.ts'

const good = goodRecord(suite('quick', 2))
const baselineOf = (record: typeof good) =>
  approve(propose(record, 'cpu-x2', 'new', [], null), { reason: 'r', author: 'a', violations: [] })
const baseline = baselineOf(good)

test('a record equals the baseline that was made of it', () => {
  const { stories, added, notCompared, compared, firstDivergence } = compare(good, baseline)
  expect({ stories, added, notCompared, firstDivergence }).toEqual({
    stories: [],
    added: [],
    notCompared: [],
    firstDivergence: null,
  })
  expect(compared).toBe(Object.keys(baseline.channels).length)
})

test('a changed stream is named with the place where it parts', () => {
  const changed = alter(good, 'seeded', /rank1\/worker0\/torch/, e => {
    const { head, digest } = epoch('changed', 0)
    return e.epoch === 0 ? { digest, head: [...e.head.slice(0, 3), head[3] ?? ''] } : {}
  })
  const { stories, firstDivergence } = compare(changed, baseline)
  expect(stories).toHaveLength(1)
  expect(stories[0]?.first).toMatchObject({ epoch: 0, draw: 3 })
  expect(firstDivergence?.coordinate).toBe('seeded/rank1/worker0/torch · epoch 0 · draw 3')
})

test('the step is read from the trail where the literals agree', () => {
  const changed = alter(good, 'seeded', /rank0\/main\/numpy/, e =>
    e.epoch === 0
      ? { digest: epoch('x', 0).digest, trail: `${e.trail.split(' ')[0]} 1:00000000` }
      : {},
  )
  expect(compare(changed, baseline).stories[0]?.first).toEqual({ epoch: 0, step: 1, draw: null })
})

test('channels with the same story are one row, over scenarios, ranks and workers', () => {
  const change = (e: { epoch: number }, name: string) => {
    const { digest, head } = epoch(`new ${name}`, e.epoch)
    return { digest, head }
  }
  const once = alter(good, 'seeded', /worker\d\/torch/, change)
  const twice = alter(once, 'launcher', /worker\d\/torch/, change)
  const { stories } = compare(twice, baseline)
  expect(stories).toHaveLength(1)
  expect(stories[0]?.channels).toHaveLength(8)
})

test('what comes first in the training is the first divergence', () => {
  const moved = (text: string) => (e: { epoch: number }) => epoch(text, e.epoch)
  const late = alter(good, 'seeded', /rank0\/weights.end/, moved('a'))
  const early = alter(late, 'unseeded', /rank1\/order/, moved('b'))
  const { firstDivergence } = compare(early, baseline)
  expect(firstDivergence?.coordinate).toContain('unseeded/rank1/order')
  expect(firstDivergence?.matchingBefore).toBeGreaterThan(0)
})

describe('weights', () => {
  const elsewhere = structuredClone(
    alter(good, 'seeded', /weights.end/, e => epoch('rounded', e.epoch)),
  )
  elsewhere.environment.cpuCapability = 'DEFAULT'

  test('are not compared on another CPU, and that is said', () => {
    const { stories, notCompared } = compare(elsewhere, baseline)
    expect(stories).toEqual([])
    expect(notCompared[0]?.reason).toContain('DEFAULT')
    const computed = /\/(weights\.|draw\.computed\/)/
    expect(notCompared[0]?.channels.every(name => computed.test(name))).toBe(true)
  })
})

test('what a smaller suite leaves out is said', () => {
  const { stories, notCompared } = compare(good, baselineOf(goodRecord()))
  expect(stories).toEqual([])
  expect(notCompared[0]?.reason).toContain('the quick suite does not measure them')
})

test('what the baseline lacks is added, not a match', () => {
  expect(compare(goodRecord(), baseline).added.length).toBeGreaterThan(0)
})

test('any single change of a reproducible channel is found, in its epoch and nowhere else', () => {
  const places = good.runs
    .filter(({ run }) => run === 0)
    .flatMap(run =>
      Object.entries(run.channels).flatMap(([name, epochs]) =>
        epochs.map(({ epoch: index }) => ({ scenario: run.scenario, name, index })),
      ),
    )
    .filter(({ scenario, name }) => {
      const parameters = good.suite.scenarios.find(({ id }) => id === scenario)?.parameters
      const channel = parseChannel(`${scenario}/${name}`)
      return channel && parameters && isReproducible(channel, parameters)
    })
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.string(), ({ scenario, name, index }, text) => {
      const changed = alter(good, scenario, new RegExp(`^${name.replaceAll('.', '\\.')}$`), e =>
        e.epoch === index ? epoch(`changed ${text}`, index) : {},
      )
      const { stories } = compare(changed, baseline)
      const kept = /\/draw/.test(name) ? name.replace(/rank\d/, 'rank0-1') : name
      expect(stories.map(({ channels, first }) => [channels, first.epoch])).toEqual([
        [[`${scenario}/${kept}`], index],
      ])
    }),
    { numRuns: 200 },
  )
})

test('a coordinate reads from the scenario to the draw', () => {
  expect(coordinateOf('seeded/rank1/worker0/torch', { epoch: 0, step: 0, draw: 3 })).toBe(
    'seeded/rank1/worker0/torch · epoch 0 · step 0 · draw 3',
  )
  expect(coordinateOf('seeded/rank0/weights.end', { epoch: 0, step: 1, draw: 1 })).toBe(
    'seeded/rank0/weights.end · value 1',
  )
})

test('a scenario that was edited is not compared with what had its name', () => {
  const plan = suite('quick', 2)
  const [first] = plan.scenarios
  if (first) first.parameters = { ...first.parameters, dataset_size: 24 }
  const { added, stories } = compare(goodRecord(plan), baseline)
  expect(stories).toEqual([])
  expect(new Set(added.map(name => name.split('/')[0]))).toEqual(new Set(['seeded']))
})

test('how often a scenario is run does not make it another one', () => {
  const plan = suite('quick', 2)
  for (const scenario of plan.scenarios) scenario.runs += 1
  expect(compare(goodRecord(plan), baseline)).toMatchObject({ added: [], stories: [] })
})
