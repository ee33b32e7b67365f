import { expect, test } from 'vitest'
import { didYouMean, nearest } from '../../src/lib/near.ts'

/** What somebody meant. */

const WORDS = ['check', 'record', 'compare', 'accept', 'pins', 'bisect', 'seed-workers']

test.each([
  ['chek', 'check'],
  ['chekc', 'check'],
  ['Check', 'check'],
  ['bisct', 'bisect'],
  ['acept', 'accept'],
  ['pin', 'pins'],
  ['seed_workers', 'seed-workers'],
  ['sed_workrs', 'seed-workers'],
])('%s is near %s', (word, meant) => {
  expect(nearest(word, WORDS)).toBe(meant)
  expect(didYouMean(word, WORDS)).toBe(`; did you mean '${meant}'?`)
})

test.each(['run', 'check-run', 'x', '', 'c'.repeat(100_000)])('nothing is near %.9s', word => {
  expect(nearest(word, WORDS)).toBeNull()
  expect(didYouMean(word, WORDS)).toBe('')
})
