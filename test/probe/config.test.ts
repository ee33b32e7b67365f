import { expect, test } from 'vitest'
import { buildSuite, rowOf } from '../../src/model/suite.ts'
import { readSuite } from '../../src/probe/config.ts'
import { SUITES, suite } from '../../src/probe/suites.ts'

const configured = async (text: string, wanted?: 'quick' | 'standard' | 'full') =>
  readSuite(wanted, { file: '.lddpr/config.yml', text }, 2)

const scenario = async (text: string, name: string) =>
  (await configured(text)).scenarios.find(({ id }) => id === name)

test('without a file the suite is the standard one', async () => {
  const none = { file: '.lddpr/config.yml', text: null }
  expect(readSuite(undefined, none, 2)).toEqual(suite('standard', 2))
})

test('an empty file changes nothing', async () => {
  expect(await configured('')).toEqual(suite('standard', 2))
})

test('the file picks a suite, and the input has the last word', async () => {
  expect((await configured('suite: quick')).name).toBe('quick')
  expect((await configured('suite: quick', 'full')).name).toBe('full')
})

test('false leaves a scenario out', async () => {
  const left = await configured('scenarios: { launcher: false }')
  expect(left.scenarios.map(({ id }) => id)).toEqual(
    Object.keys(SUITES.standard).filter(id => id !== 'launcher'),
  )
  expect(left.name).toBe('edited standard')
})

test('a scenario is edited in place', async () => {
  const edited = await scenario(
    'scenarios: { seeded-uneven: { dataset_size: 29 } }',
    'seeded-uneven',
  )
  expect(edited?.parameters).toMatchObject({ dataset_size: 29, batch_size: 3 })
})

test('a scenario whose name is like another one is added where its author says that it is new', async () => {
  const added = await scenario('scenarios: { seeded2: { new: true, seed: 7 } }', 'seeded2')
  expect(added?.parameters.seed).toBe(7)
  expect(added).not.toHaveProperty('new')
})

test('a scenario is added, by parameters and toggles', async () => {
  const text = 'scenarios: { mine: { num_workers: 4, model: regularized, ranks: 2, runs: 3 } }'
  const added = await scenario(text, 'mine')
  expect(added).toMatchObject({ model: 'regularized', runs: 3, resumes: null, launcher: 'warm' })
  expect(added?.parameters).toMatchObject({ num_workers: 4, num_devices: 4, seed: 42 })
})

test('what describes a scenario gives it again', () => {
  for (const [name, rows] of Object.entries(SUITES))
    for (const each of suite(name as 'full', 2).scenarios) {
      const { [each.id]: again } = { [each.id]: { ...rowOf(each, 2), runs: each.runs } }
      expect(buildSuite(name, { [each.id]: again ?? {} }, 2).scenarios).toEqual([each])
      expect(again).toMatchObject({ ...rows[each.id], runs: each.runs })
    }
})

const WRONG: [string, RegExp][] = [
  ['suite: slow', /config\.yml: suite: .*quick.*found a text/],
  ['suites: quick', /config\.yml: unknown key 'suites'; did you mean 'suite'\?/],
  [
    'foo: 1',
    /config\.yml: unknown key 'foo'; it takes suite, framework, extra, group, scenarios, trainings$/,
  ],
  ['suite: quik', /suite: expected one of quick, standard, full, .*; did you mean 'quick'\?/],
  ['framework: lightening', /did you mean 'lightning'\?/],
  [
    'scenarios: { seeeded: { runs: 3 } }',
    /no scenario 'seeeded'; did you mean 'seeded'\? If it is a new one, say so with `new: true`/,
  ],
  ['scenarios: { resumd: false }', /this one does not; did you mean 'resumed'\?/],
  ['scenarios: { seeded: { new: true } }', /seeded\.new: a scenario of that name comes with lddpr/],
  [
    'scenarios: { seeded: { run: 3 } }',
    /scenarios\.seeded: unknown key 'run'; did you mean 'runs'/,
  ],
  ['scenarios: { seeded: true }', /scenarios\.seeded: expected false or object, found true/],
  ['scenarios: { mine: { resumes: cutt } }', /mine\.resumes: .*did you mean 'cut'\?/],
  ['<<<<<<< HEAD\nsuite: quick\n=======\nsuite: full\n>>>>>>> main', /conflict markers \(line 1\)/],
  ['scenarios: { Mine: {} }', /scenarios\.Mine: .*a-z/],
  ['scenarios: { mine: { seed: -1 } }', /scenarios\.mine\.seed: .*found -1/],
  ['scenarios: { mine: { num_devices: 4 } }', /scenarios\.mine: unknown key 'num_devices'/],
  ['scenarios: { mine: false }', /scenarios\.mine: false leaves out a scenario that comes with/],
  ['scenarios: { mine: { resumes: nothing } }', /mine\.resumes: expected the name of an earlier/],
  ['scenarios: { mine: { resumes: uncut } }', /mine\.resumes: expected one that is cut before/],
  ['scenarios: { mine: { resumes: cut, runs: 3 } }', /mine\.runs: expected at most 2/],
  ['scenarios: { mine: { resumes: resumed } }', /mine\.resumes: .*from the beginning/],
  [
    'scenarios: { mine: { resumes: cut, batch_size: 2 } }',
    /expected one with batch_size 2, found 4/,
  ],
  [
    'scenarios: { mine: { runs: 100 }, b: { runs: 100 }, c: { runs: 100 }, d: { runs: 100 }, e: { runs: 100 } }',
    /at most 500 runs/,
  ],
  ['suite: [', /is not YAML/],
  ['a: &a [1]\nb: *a', /config\.yml: /],
  ['- quick', /config\.yml: /],
]

test.each(WRONG)('%s is refused in one sentence', async (text, message) => {
  await expect(configured(text)).rejects.toThrow(message)
  await expect(configured(text)).rejects.toThrow(/^[^\n]*$/)
})
