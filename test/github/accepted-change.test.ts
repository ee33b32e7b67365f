import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeBaseline } from '../../src/baseline/files.ts'
import { propose } from '../../src/baseline/pending.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { suite } from '../../src/probe/suites.ts'
import { headingOf } from '../../src/report/headline.ts'
import { git, repository as makeRepository } from '../../support/git.ts'
import { lddpr, temporary } from '../../support/lddpr.ts'
import { goodRecord } from '../../support/record.ts'
import { workplace } from './workplace.ts'

/** A pull request that moves streams and brings the baseline that accepts it. */

/** On `main` is the recording's own baseline; what the working tree has differs. */
async function acceptedChange() {
  const place = await workplace()
  await makeRepository(place.repository, { 'requirements.txt': 'lightning==2.6.6\n' })
  await place.acceptBaseline()
  await writeFile(join(place.repository, '.gitignore'), 'lddpr-report\n')
  await git(place.repository, 'add', '--all')
  await git(place.repository, 'commit', '--quiet', '-m', 'x')
  const base = await git(place.repository, 'rev-parse', 'HEAD')
  const env = { GITHUB_WORKSPACE: place.repository }
  const step = (probe: string, inputs: Record<string, string> = {}) =>
    place.step({ env, probe, inputs: { base, ...inputs } })
  await writeFile(join(place.repository, 'requirements.txt'), 'lightning==2.7.0\n')
  const moved = '--moved --has=lightning@2.7.0'
  await place.acceptProposed(await step(moved, { comment: 'never' }))
  return { ...place, base, check: (inputs?: Record<string, string>) => step(moved, inputs) }
}

test('the comment of a pull request that was green from the start says what was accepted', async () => {
  const { github, check } = await acceptedChange()
  const { status, log, summary, outputs } = await check()
  expect({ status, verdict: outputs.verdict }).toEqual({ status: 0, verdict: 'match' })
  expect(github.comments).toHaveLength(1)
  for (const text of [github.comments[0]?.body ?? '', summary]) {
    expect(text).toContain(`${headingOf('match')}changed, and accepted by a test: "measured"`)
    expect(text).not.toContain('no random number')
    expect(text).toContain('rank1/worker0/numpy')
    expect(text).toMatch(/`lightning` *\| `2\.6\.6` *\| `2\.7\.0`/)
  }
  expect(log).toContain('lddpr: Safe to merge: changed, and accepted by a test: "measured"')
})

test('a comment of an accepted change is brought up to date, and believed', async () => {
  const { github, repository, base, check } = await acceptedChange()
  await check()
  await check()
  expect(github.comments).toHaveLength(1)
  expect(github.comments[0]?.body).toContain('changed, and accepted by')
  await git(repository, 'checkout', '--quiet', base, '--', '.lddpr')
  const { outputs } = await check()
  expect(outputs.verdict).toBe('drift')
  expect(github.comments[0]?.body).toContain('Your decision')
})

test('the terminal does not accept less unless it is told to', async () => {
  await using place = await temporary()
  const quick = goodRecord(suite('quick', 2))
  const accept = async (record: ProbeRecord, ...flags: string[]) => {
    const pending = join(place.path, 'pending.json')
    await writeBaseline(pending, propose(record, 'cpu-x2', 'new', [], null))
    const who = ['--reason', 'as we train', '--author', 'me', '--cwd', place.path]
    return await lddpr(['accept', pending, ...who, ...flags])
  }
  expect((await accept(goodRecord())).exitCode).toBe(0)
  const committed = join(place.path, '.lddpr/cpu-x2.json')
  const before = await readFile(committed, 'utf8')
  const refused = await accept(quick)
  expect(refused.exitCode).toBe(2)
  expect(refused.stderr).toContain(
    "this run is 'quick' (304 streams), the baseline is 'standard' (652): run with --suite standard, or accept with --shrink",
  )
  expect(await readFile(committed, 'utf8')).toBe(before)
  expect((await accept(quick, '--shrink')).exitCode).toBe(0)
})
