import { expect, test } from 'vitest'
import { EXAMPLES } from '../../scripts/workflows.ts'
import { STORIES } from './stories.ts'

test('each example is played under act, or its row says why not', () => {
  const played = STORIES.flatMap(({ example, steps }) => [
    example,
    ...steps.flatMap(step => step.example ?? []),
  ])
  for (const { file, notRun } of EXAMPLES) expect(played.includes(file), file).toBe(!notRun)
})
