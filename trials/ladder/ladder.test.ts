import { describe, expect, test } from 'vitest'
import { candidates } from '../../src/judge/catalogue.ts'
import { CHECKS } from '../../src/judge/checks.ts'
import { expectedChannels, group, parseChannel, spanOf } from '../../src/model/channels.ts'
import { suite } from '../../src/probe/suites.ts'
import { expectations, type Ladder } from './ladder.ts'
import { LIGHTNING } from './lightning.ts'
import { TORCH } from './torch.ts'

/** The tables of what the ladders must say, held to account without a training. */

const standard = suite('standard', 2)
const ids = standard.scenarios.map(({ id }) => id)

const RUNGS: [Ladder, number][] = [
  [LIGHTNING, 9],
  [TORCH, 4],
]

describe.each(RUNGS)('the ladder of $package', (ladder, count) => {
  const { releases, steps } = ladder
  const all = expectations(ladder)

  test('has every release beside its neighbours, in both directions', () => {
    expect(releases).toHaveLength(count)
    const neighbours = releases.slice(1).map((to, index) => `${releases[index]} ${to}`)
    expect(steps.map(({ from, to }) => `${from} ${to}`)).toEqual(neighbours)
    const pairs = neighbours.flatMap(pair => [pair, pair.split(' ').reverse().join(' ')])
    expect(all.map(({ from, to }) => `${from} ${to}`)).toEqual(pairs)
  })

  test.for(all)('$from → $to speaks of checks that there are', ({ fails, improved }) => {
    expect(CHECKS.map(({ id }) => id)).toEqual(
      expect.arrayContaining([...fails, ...improved.map(each => each.split(' ')[0])]),
    )
  })

  test.for(all)('$from → $to has the verdict that its parts make', expectation => {
    const { verdict, fails, moved, improved } = expectation
    expect(verdict).toBe(fails.length ? 'violation' : moved.length ? 'drift' : 'match')
    expect(fails.length && improved.length).toBe(0)
  })

  test.for(all)('$from → $to moves channels that the standard suite has', expectation => {
    const { moved, scenarios } = expectation
    const groups = standard.scenarios
      .filter(({ id }) => scenarios.includes(id))
      .flatMap(each => [...expectedChannels(each, spanOf(each, standard), 'cpu').keys()])
      .flatMap(name => parseChannel(`any/${name}`) ?? [])
      .map(group)
    expect(groups).toEqual(expect.arrayContaining(moved))
    expect(ids).toEqual(expect.arrayContaining(scenarios))
  })

  test.for(all)('$from → $to has the candidates that the catalogue knows', expectation => {
    const { from, to, moved, scenarios } = expectation
    const isAnew = standard.scenarios.some(each => !each.resumes && scenarios.includes(each.id))
    const [whole, none] = [new Set(moved), new Set<string>()]
    const found = candidates(
      [{ name: ladder.package, from, to }],
      isAnew ? { anew: whole, resumed: none } : { anew: none, resumed: whole },
    )
    expect(found.map(({ id }) => id)).toEqual(expectation.candidates)
  })
})
