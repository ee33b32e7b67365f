import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { group, isPortable, isReproducible, parseChannel } from '../../src/model/channels.ts'
import { DEFAULT_PARAMETERS as defaults } from '../../src/model/suite.ts'

const libraries = ['python', 'numpy', 'torch']
const scenario = fc.stringMatching(/^[a-z0-9-]+$/)
const named = fc.record({
  scenario,
  rank: fc.nat(4096),
  worker: fc.nat(512),
  library: fc.constantFrom(...libraries, 'cuda'),
})

describe('a name is read back as it was put together', () => {
  test('of a worker', () => {
    fc.assert(
      fc.property(named, ({ scenario, rank, worker, library }) => {
        const name = `${scenario}/rank${rank}/worker${worker}/${library}`
        expect(parseChannel(name)).toEqual({
          name,
          scenario,
          rank,
          kind: 'worker',
          worker,
          library,
          draw: null,
        })
      }),
    )
  })

  test('of a worker that validates', () => {
    fc.assert(
      fc.property(named, ({ scenario, rank, worker, library }) => {
        const name = `${scenario}/rank${rank}/val.worker${worker}/${library}`
        const kind = 'val.worker'
        expect(parseChannel(name)).toEqual({
          name,
          scenario,
          rank,
          kind,
          worker,
          library,
          draw: null,
        })
      }),
    )
  })

  test('of several ranks, under the first of them', () => {
    fc.assert(
      fc.property(named, fc.nat(4096), ({ scenario, rank, library }, last) => {
        const name = `${scenario}/rank${rank}-${last}/main/${library}`
        expect(parseChannel(name)).toMatchObject({ name, scenario, rank, kind: 'main', library })
      }),
    )
  })

  test.each(['main', 'dataset', 'val.dataset'] as const)('of %s', kind => {
    fc.assert(
      fc.property(named, ({ scenario, rank, library }) => {
        const name = `${scenario}/rank${rank}/${kind}/${library}`
        expect(parseChannel(name)).toEqual({
          name,
          scenario,
          rank,
          kind,
          worker: null,
          library,
          draw: null,
        })
      }),
    )
  })

  test.each(['draw', 'draw.computed'] as const)('of a %s', kind => {
    const rows = fc.constantFrom(
      'rand',
      'randn-16',
      'nn.init.normal_',
      'utils.data.random_split-fractions',
    )
    fc.assert(
      fc.property(named, rows, ({ scenario, rank, library }, draw) => {
        const name = `${scenario}/rank${rank}/${kind}/${library}/${draw}`
        expect(parseChannel(name)).toEqual({
          name,
          scenario,
          rank,
          kind,
          worker: null,
          library,
          draw,
        })
      }),
    )
  })

  const whole = [
    ...(['seeds', 'order', 'val.order', 'dropout', 'weights.init', 'weights.start'] as const),
    ...(['weights.end', 'buffers.start', 'buffers.end'] as const),
  ]
  test.each(whole)('of %s', kind => {
    fc.assert(
      fc.property(named, ({ scenario, rank }) => {
        const name = `${scenario}/rank${rank}/${kind}`
        const rest = { worker: null, library: null, draw: null }
        expect(parseChannel(name)).toEqual({ name, scenario, rank, kind, ...rest })
      }),
    )
  })
})

test.each([
  ['nothing', ''],
  ['no scenario', '/rank0/order'],
  ['something before it', 'A/a/rank0/order'],
  ['something after it', 'a/rank0/main/torch/0'],
  ['no number of a rank', 'a/rank/order'],
  ['no number of the last rank', 'a/rank0-/order'],
  ['letters for one', 'a/rankx/order'],
  ['no known kind', 'a/rank0/loss'],
  ['a kind that is almost one', 'a/rank0/weightsxinit'],
  ['a kind of weights that is none', 'a/rank0/weights'],
  ['capital letters', 'a/rank0/main/Torch'],
  ['digits for a library', 'a/rank0/main/7'],
  ['no function that draws', 'a/rank0/draw/torch'],
  ['a function where none draws', 'a/rank0/main/torch/rand'],
  ['a function that is none', 'a/rank0/draw/torch/rand perm'],
])('a name with %s is the name of no channel', (_, name) => expect(parseChannel(name)).toBeNull())

const channel = (name: string) => {
  const found = parseChannel(`seeded/rank0/${name}`)
  if (!found) throw new Error(`${name} is no channel`)
  return found
}

test.each([
  ['order', 'order', true, true],
  ['worker1/torch', 'worker/torch', true, false],
  ['dataset/numpy', 'dataset/numpy', true, false],
  ['main/python', 'main/python', true, false],
  ['seeds', 'seeds', true, false],
  ['val.order', 'val.order', true, true],
  ['val.worker0/torch', 'val.worker/torch', true, false],
  ['dropout', 'dropout', true, false],
  ['buffers.start', 'buffers.start', false, false],
  ['buffers.end', 'buffers.end', false, false],
  ['weights.init', 'weights.init', false, false],
  ['weights.start', 'weights.start', false, false],
  ['weights.end', 'weights.end', false, false],
  ['draw/torch/randperm', 'draw/torch/randperm', true, false],
  ['draw.computed/torch/randn-16', 'draw.computed/torch/randn-16', false, false],
])('%s belongs to %s; portable: %s; reproducible without a seed: %s', (name, ...facts) => {
  const unseeded = isReproducible(channel(name), { ...defaults, seed_everything: false })
  expect([group(channel(name)), isPortable(channel(name)), unseeded]).toEqual(facts)
  expect(isReproducible(channel(name), defaults)).toBe(true)
})
