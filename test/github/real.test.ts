import { cp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ENVIRONMENTS, pythonOf } from '../../support/python.ts'
import { workplace } from './workplace.ts'

/** Nothing played back: the bundled action, the real probe, real releases, one comment. */
test('a pull request that bumps Lightning, from the first run to the broken release', async () => {
  const { github, repository, spawnStep: step, acceptProposed } = await workplace()
  await cp(ENVIRONMENTS.example, repository, { recursive: true })
  await rm(join(repository, '.lddpr'), { recursive: true })
  const good = { inputs: { python: await pythonOf('example') } }
  const bad = { inputs: { python: await pythonOf('lightning-2.6.0') } }

  const first = await step(good)
  expect({ status: first.status, verdict: first.outputs.verdict }).toEqual({
    status: 5,
    verdict: 'new',
  })
  await acceptProposed(first)

  const second = await step(good)
  expect({ status: second.status, verdict: second.outputs.verdict }).toEqual({
    status: 0,
    verdict: 'match',
  })

  await cp(ENVIRONMENTS['lightning-2.6.0'], repository, { recursive: true })
  const third = await step(bad)
  expect({ status: third.status, verdict: third.outputs.verdict }).toEqual({
    status: 3,
    verdict: 'violation',
  })
  expect(third.outputs['failed-checks']).toContain('worker-streams-differ-across-epochs')
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]?.body).toContain('Do not merge')
  expect(third.summary).toContain('seeded/rank0/worker0/python · epoch 0 · step 0 · draw 0')
})
