import { expect, test } from 'vitest'
import { variables } from '../../src/probe/variables.ts'
import { draw, PLAIN, ROWS } from './surroundings.ts'

test('a seed decides the surroundings', () => {
  expect(draw(ROWS, 20, 1)).toEqual(draw(ROWS, 20, 1))
  expect(draw(ROWS, 20, 1)).not.toEqual(draw(ROWS, 20, 2))
})

test.for(ROWS)('every value of $name is drawn as often as it is named', ({ name, values }) => {
  const rounds = 6
  const drawn = draw(ROWS, rounds * values.length, 1).map(run =>
    [...run].flatMap(([row, value]) => (row.name === name ? [value] : [])),
  )
  const times = (value: string) => rounds * values.filter(each => each === value).length
  expect(values[0]).toBe(PLAIN)
  for (const value of values)
    expect(drawn.flat().filter(each => each === value)).toHaveLength(times(value))
})

test('what is drawn for one row does not decide what is drawn for another', () => {
  const combinations = draw(ROWS, 50, 1).map(run => [...run.values()].join())
  expect(new Set(combinations).size).toBe(50)
})

test('a hundred runs have each value of each variable of the table among them', () => {
  const drawn = draw(ROWS, 100, 1).flatMap(run =>
    [...run].map(([{ name }, value]) => `${name} ${value}`),
  )
  const wanted = variables().flatMap(({ name, tried }) => tried.map(value => `${name} ${value}`))
  expect(wanted.filter(each => !drawn.includes(each))).toEqual([])
})
