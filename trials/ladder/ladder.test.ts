import { expect, test } from 'vitest'
import { candidates } from '../../src/judge/catalogue.ts'
import { CHECKS } from '../../src/judge/checks.ts'
import { expectedChannels, group, parseChannel, spanOf } from '../../src/model/channels.ts'
import { suite } from '../../src/probe/suites.ts'
import { EXPECTATIONS, RELEASES, STEPS } from './expectations.ts'

/** The table of what the ladder must say, held to account without a training. */

const standard = suite('standard', 2)
const ids = standard.scenarios.map(({ id }) => id)

test('every release stands beside its neighbours, in both directions', () => {
  expect(RELEASES).toHaveLength(9)
  const neighbours = RELEASES.slice(1).map((to, index) => `${RELEASES[index]} ${to}`)
  expect(STEPS.map(({ from, to }) => `${from} ${to}`)).toEqual(neighbours)
  const pairs = neighbours.flatMap(pair => [pair, pair.split(' ').reverse().join(' ')])
  expect(EXPECTATIONS.map(({ from, to }) => `${from} ${to}`)).toEqual(pairs)
})

test.for(EXPECTATIONS)('$from → $to speaks of checks that there are', ({ fails, improved }) => {
  expect(CHECKS.map(({ id }) => id)).toEqual(
    expect.arrayContaining([...fails, ...improved.map(each => each.split(' ')[0])]),
  )
})

test.for(EXPECTATIONS)('$from → $to has the verdict that its parts make', expectation => {
  const { verdict, fails, moved, improved } = expectation
  expect(verdict).toBe(fails.length ? 'violation' : moved.length ? 'drift' : 'match')
  expect(fails.length && improved.length).toBe(0)
})

test.for(EXPECTATIONS)('$from → $to moves channels that the standard suite has', expectation => {
  const { moved, scenarios } = expectation
  const groups = standard.scenarios
    .filter(({ id }) => scenarios.includes(id))
    .flatMap(each => [...expectedChannels(each, spanOf(each, standard), 'cpu').keys()])
    .flatMap(name => parseChannel(`any/${name}`) ?? [])
    .map(group)
  expect(groups).toEqual(expect.arrayContaining(moved))
  expect(ids).toEqual(expect.arrayContaining(scenarios))
})

test.for(EXPECTATIONS)('$from → $to has the candidates that the catalogue knows', expectation => {
  const { from, to, moved, scenarios } = expectation
  const isAnew = standard.scenarios.some(each => !each.resumes && scenarios.includes(each.id))
  const [all, none] = [new Set(moved), new Set<string>()]
  const found = candidates(
    [{ name: 'lightning', from, to }],
    isAnew ? { anew: all, resumed: none } : { anew: none, resumed: all },
  )
  expect(found.map(({ id }) => id)).toEqual(expectation.candidates)
})
