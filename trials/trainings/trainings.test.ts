import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TRAINING_CHECKS } from '../../src/judge/training/checks.ts'
import { VERDICTS } from '../../src/model/verdict.ts'
import { temporary } from '../../support/lddpr.ts'
import { pythonOf } from '../../support/python.ts'
import { FAULTS, REAL } from './faults.ts'
import { description, type Folder, observe } from './observe.ts'
import { outcome } from './outcome.ts'
import { SOUND } from './rows/sound.ts'

/** All of them are observed by `npm run trial:trainings`, those without a fault with `-- --sound`. */

const scripts = async (folder: Folder) =>
  (await readdir(join(import.meta.dirname, folder))).flatMap(name =>
    name.endsWith('.py') ? name.slice(0, -3) : [],
  )
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted()

describe('the table', () => {
  test('has a row for every script, and a script for every row', async () => {
    expect(ids(FAULTS)).toEqual((await scripts('faults')).toSorted())
    expect(ids(SOUND)).toEqual((await scripts('sound')).toSorted())
  })

  test('has 45 faults at least, of every verdict that a fault can have, and 24 sound trainings', () => {
    expect(REAL.length).toBeGreaterThanOrEqual(45)
    expect(SOUND.length).toBeGreaterThanOrEqual(24)
    const verdicts = new Set(REAL.map(({ verdict }) => verdict))
    expect(VERDICTS.map(({ name }) => name).filter(name => verdicts.has(name))).toEqual([
      'error',
      'unstable',
      'violation',
      'match',
    ])
  })

  test('has a fault that needs each check, and names no other', () => {
    const named = new Set(REAL.flatMap(({ checks }) => checks))
    expect([...named].toSorted()).toEqual(ids(TRAINING_CHECKS))
  })

  test('says for each by what it must be named, as its verdict calls for', () => {
    const hazards = new Set(ids(TRAINING_CHECKS.filter(check => check.hazard)))
    for (const { id, verdict, checks, place, says } of REAL) {
      const given = {
        checks: checks.length > 0,
        place: place !== undefined,
        says: says !== undefined,
      }
      const only = {
        checks: verdict !== 'error',
        place: verdict === 'unstable',
        says: verdict === 'error',
      }
      expect(given, id).toEqual(only)
      const failing = checks.filter(each => !hazards.has(each))
      if (verdict === 'violation') expect(failing, id).toEqual(checks)
    }
  })

  test('can tell what each script is', async () => {
    for (const [folder, rows] of [
      ['faults', FAULTS],
      ['sound', SOUND],
    ] as const)
      for (const row of rows) expect(await description(folder, row), row.id).toMatch(/^\S.*\.$/)
  })
})

describe('observed', () => {
  let work: Awaited<ReturnType<typeof temporary>>
  let python: string
  beforeAll(async () => {
    work = await temporary()
    python = await pythonOf('example')
  })
  afterAll(() => work[Symbol.asyncDispose]())

  const FEW = ['module-rng', 'no-trainer']
  test.each(FAULTS.filter(({ id }) => FEW.includes(id)))('$id', async fault => {
    const found = outcome(fault, await observe('faults', fault, { work: work.path, python }))
    expect(found).toEqual({ got: expect.any(String), found: true, right: true })
  })
})
