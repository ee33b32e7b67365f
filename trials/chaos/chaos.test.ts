import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { FakeGitHub } from '../../support/github/fake-github.ts'
import { schedules } from '../../support/github/races.ts'
import { playSpawned, prepareRepository } from './chaos.ts'

const SCHEDULES = 6

test(`${SCHEDULES} random schedules with the bundled action end as they must (npm run trial:chaos)`, async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lddpr-chaos-'))
  const github = await FakeGitHub.start()
  onTestFinished(async () => {
    await github.stop()
    await rm(directory, { recursive: true, force: true })
  })
  const known = await prepareRepository(directory, github.url)
  for (const [index, schedule] of fc.sample(schedules, { numRuns: SCHEDULES, seed: 1 }).entries()) {
    const place = { github, known, directory: join(directory, String(index)) }
    expect(await playSpawned(schedule, place), JSON.stringify(schedule)).toEqual([])
  }
}, 600_000)
