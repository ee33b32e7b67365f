import { expect, test } from 'vitest'
import { EXPECTATIONS, RELEASES, STEPS } from '../../bench/ladder-expectations.ts'
import { candidates } from '../../src/judge/catalogue.ts'
import { expectedChannels, group, parseChannel } from '../../src/judge/channels.ts'
import { ALL_CHECKS } from '../../src/judge/checks.ts'
import { suite } from '../../src/probe/suite.ts'

/** The table of what the ladder must say, held to account without a training. */

const { scenarios } = suite('standard', 2)

test('every release stands beside its neighbours, in both directions', () => {
  expect(RELEASES).toHaveLength(9)
  const neighbours = RELEASES.slice(1).map((to, index) => `${RELEASES[index]} ${to}`)
  expect(STEPS.map(({ from, to }) => `${from} ${to}`)).toEqual(neighbours)
  const pairs = neighbours.flatMap(pair => [pair, pair.split(' ').reverse().join(' ')])
  expect(EXPECTATIONS.map(({ from, to }) => `${from} ${to}`)).toEqual(pairs)
})

test.for(EXPECTATIONS)('$from → $to speaks of checks that there are', ({ fails, improved }) => {
  const ids = ALL_CHECKS.map(({ id }) => id)
  expect(ids).toEqual(expect.arrayContaining([...fails, ...improved]))
})

test.for(EXPECTATIONS)('$from → $to has the verdict that its parts make', expectation => {
  const { verdict, fails, moved, improved } = expectation
  expect(verdict).toBe(fails.length ? 'violation' : moved.length ? 'drift' : 'match')
  expect(fails.filter(id => improved.includes(id))).toEqual([])
})

test.for(EXPECTATIONS)('$from → $to moves channels that the standard suite has', expectation => {
  const names = scenarios.flatMap(({ id, parameters }) =>
    [...expectedChannels(parameters, [0], 'cpu').keys()].map(name => `${id}/${name}`),
  )
  const channels = names.flatMap(name => parseChannel(name) ?? [])
  const groups = channels.filter(({ scenario }) => expectation.scenarios.includes(scenario))
  expect(groups.map(group)).toEqual(expect.arrayContaining(expectation.moved))
  expect(scenarios.map(({ id }) => id)).toEqual(expect.arrayContaining(expectation.scenarios))
})

test.for(EXPECTATIONS)('$from → $to has the candidates that the catalogue knows', expectation => {
  const { from, to, moved } = expectation
  const found = candidates([{ name: 'lightning', from, to }], new Set(moved))
  expect(found.map(({ id }) => id)).toEqual(expectation.candidates)
})
