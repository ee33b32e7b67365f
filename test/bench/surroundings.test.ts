import { expect, test } from 'vitest'
import { draw, PLAIN, ROWS } from '../../bench/surroundings.ts'

test('a seed decides the surroundings', () => {
  expect(draw(ROWS, 20, 1)).toEqual(draw(ROWS, 20, 1))
  expect(draw(ROWS, 20, 1)).not.toEqual(draw(ROWS, 20, 2))
})

test.for(ROWS)('every value of $name is drawn equally often', row => {
  const drawn = draw(ROWS, 50, 1).map(run => run.get(row) ?? '')
  const counts = row.values.map(value => drawn.filter(each => each === value).length)
  expect(row.values[0]).toBe(PLAIN)
  expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
})

test('what is drawn for one row does not decide what is drawn for another', () => {
  const combinations = draw(ROWS, 50, 1).map(run => [...run.values()].join())
  expect(new Set(combinations).size).toBe(50)
})
