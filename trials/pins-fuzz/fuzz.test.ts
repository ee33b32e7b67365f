import { expect, test } from 'vitest'
import { mutate, seeds, tryOut } from './fuzz.ts'

/** `npm run trial:pins-fuzz` tries many more, and the files of real repositories. */
const FILES = 1000

test(`${FILES} mutated files give answers or clear errors`, async () => {
  const all = seeds(null)
  const counts = { answer: 0, nothing: 0, error: 0 }
  for (let seed = 0; seed < FILES; seed++) {
    const files = mutate(all, seed)
    const { kind } = await tryOut(files, seed).catch(error => {
      throw new Error(`seed ${seed}: ${error.message}\n${JSON.stringify(files)}`, { cause: error })
    })
    counts[kind]++
  }
  // Mutations that break everything, or nothing, would try nothing out.
  expect(counts.answer).toBeGreaterThan(FILES / 5)
  expect(counts.error).toBeGreaterThan(FILES / 20)
})
