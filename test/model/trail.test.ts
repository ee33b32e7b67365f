import { expect, test } from 'vitest'
import { parseTrail } from '../../src/model/trail.ts'

test.each([
  ['', []],
  ['0:5f2c91aa', [['0', '5f2c91aa']]],
  [
    '0:5f2c91aa 4:09d1e73b 7',
    [
      ['0', '5f2c91aa'],
      ['4', '09d1e73b'],
      ['7', undefined],
    ],
  ],
])('the entries of %j', (trail, entries) =>
  expect(parseTrail(trail).map(([step, digest]) => [step, digest])).toEqual(entries),
)
