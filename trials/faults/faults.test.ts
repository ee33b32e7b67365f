import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CHECKS } from '../../src/judge/checks.ts'
import { expectedChannels, group, parseChannel, spanOf } from '../../src/model/channels.ts'
import { VERDICTS } from '../../src/model/verdict.ts'
import { suite } from '../../src/probe/suites.ts'
import { temporary } from '../../support/lddpr.ts'
import { pythonOf } from '../../support/python.ts'
import { patchOf } from './fault.ts'
import { FAULTS, REAL } from './faults.ts'
import { description, inject, PATCHES, type Sound, sound } from './inject.ts'
import { byFunction, outcome } from './outcome.ts'

/** In every Lightning from 2.5.3 on, so that no fault can newly fail it. */
const ALWAYS_FAILS = 'resume-continues-order'

/** All of them are injected by `npm run trial:faults`: some two hundred runs of the standard suite. */

const patches = (await readdir(PATCHES)).filter(name => name.endsWith('.py'))
const named = new Set(REAL.flatMap(({ checks = [] }) => checks))

describe('the table', () => {
  test('has a row for every patch, and a patch for every row that is one', () => {
    const named = new Set(FAULTS.flatMap(fault => patchOf(fault) ?? []))
    expect([...named].map(name => `${name}.py`).toSorted()).toEqual(patches.toSorted())
    expect(new Set(FAULTS.map(({ id }) => id)).size).toBe(FAULTS.length)
  })

  test('has a hundred faults at least, of every verdict that a fault can have', () => {
    expect(REAL.length).toBeGreaterThanOrEqual(100)
    const verdicts = new Set(REAL.map(({ verdict }) => verdict))
    expect(VERDICTS.map(({ name }) => name).filter(name => verdicts.has(name))).toEqual([
      'error',
      'unstable',
      'violation',
      'drift',
      'match',
    ])
  })

  test('names every check that can newly fail, and no other', () => {
    const failing = CHECKS.filter(({ hazard }) => !hazard).map(({ id }) => id)
    expect([...named].toSorted()).toEqual(failing.filter(id => id !== ALWAYS_FAILS).toSorted())
  })

  test('names groups of channels that the standard suite has, down to the function that draws', () => {
    const standard = suite('standard', 2)
    const groups = standard.scenarios
      .flatMap(each => [...expectedChannels(each, spanOf(each, standard), 'cpu').keys()])
      .flatMap(name => parseChannel(`any/${name}`) ?? [])
      .map(channel => byFunction(group(channel)))
    expect(groups).toEqual(expect.arrayContaining(REAL.flatMap(({ moved = [] }) => moved)))
  })

  test('says for each by what it must be named, as its verdict calls for', () => {
    const by = {
      error: 'says',
      unstable: 'checks',
      violation: 'checks',
      drift: 'moved',
      match: 'says',
    } as const
    for (const { id, verdict, checks = [], moved = [], says } of REAL) {
      const given = { checks: checks.length > 0, moved: moved.length > 0, says: says !== undefined }
      const only = {
        checks: false,
        moved: false,
        says: false,
        [by[verdict as keyof typeof by]]: true,
      }
      expect(given, id).toEqual(only)
    }
  })

  test('can tell what each patch does', async () => {
    for (const fault of FAULTS) expect(await description(fault), fault.id).toMatch(/^\S.*\.$/)
  })
})

describe('injected', () => {
  let work: Awaited<ReturnType<typeof temporary>>
  let repository: Sound
  beforeAll(async () => {
    work = await temporary()
    repository = await sound(work.path, await pythonOf('example'), 'quick')
  })
  afterAll(() => work[Symbol.asyncDispose]())

  const FEW = ['randperm-changed', 'import-fails']
  test.each(FAULTS.filter(({ id }) => FEW.includes(id)))('$id', async fault => {
    const found = outcome(fault, await inject(fault, repository))
    expect(found).toEqual({ got: expect.any(String), verdict: true, named: true })
  })
})
