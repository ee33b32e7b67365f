import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporary } from '../../support/lddpr.ts'
import { ENVIRONMENTS, root } from '../../support/python.ts'
import { play } from './play.ts'
import { STORIES } from './stories.ts'

/** What most take, out of the stories of `npm run trial:act`: real workflow, real action, real probe. */
test('a bump of Lightning under act: the required job fails, and the comment says why', async () => {
  if (!existsSync(join(root, 'dist/action.js'))) throw new Error('dist is missing: npm run bundle')
  const story = STORIES.find(({ example }) => example === 'two-jobs.yml')
  const step = story?.steps.find(({ states }) => states?.includes('bumped'))
  if (!story || !step) throw new Error('the story has gone')
  const baseline = await readFile(join(ENVIRONMENTS.example, '.lddpr/cpu-x2.json'), 'utf8')
  await using place = await temporary()
  for await (const played of play({ ...story, steps: [step] }, place.path, baseline)) {
    expect(played.jobs, played.log).toEqual(step.jobs)
    expect(played.outputs).toMatchObject({
      verdict: step.verdict,
      'failed-checks': expect.stringContaining('worker-streams-differ-across-epochs'),
    })
    expect(played.comments.map(each => each.startsWith(step.comments[0] ?? '?'))).toEqual([true])
    expect(played.violations).toEqual([])
  }
}, 900_000)
