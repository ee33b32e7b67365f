import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { TRAINING_CHECKS } from '../../src/judge/training/checks.ts'
import { BUMPED, BUMPS } from './bumps.ts'
import { differs, type Outcome } from './outcome.ts'
import { commandOf, failing, nameOf, overhead } from './project.ts'
import { PROJECTS } from './rows.ts'

const IDS = new Set(TRAINING_CHECKS.map(({ id }) => id))

test.each(PROJECTS)('$name: says where it comes from, what is expected and why', async project => {
  const { repository, commit, packages, expected, because, data, run } = project
  expect(nameOf(project)).toMatch(/^[a-z0-9][a-z0-9-]{1,39}$/)
  if (repository) expect(commit).toMatch(/^[0-9a-f]{40}$/)
  else expect(packages[0]).toContain('==')
  for (const id of expected.checks) expect(IDS, id).toContain(id)
  expect(because).not.toBe('')
  const made = await readFile(join(import.meta.dirname, 'data.py'), 'utf8')
  for (const [name] of data ?? []) expect(made).toContain(`\ndef ${name}(into: Path)`)
  const scripts = run.filter(word => word.startsWith('{scripts}'))
  for (const script of scripts)
    await readFile(script.replace('{scripts}', join(import.meta.dirname, 'scripts')))
})

test('at least eight projects, one of them by LightningCLI, no name twice', () => {
  expect(new Set(PROJECTS.map(nameOf)).size).toBe(PROJECTS.length)
  expect(PROJECTS.length).toBeGreaterThanOrEqual(8)
  expect(PROJECTS.filter(({ shape }) => shape.includes('LightningCLI')).length).toBeGreaterThan(0)
  expect(PROJECTS.map(({ name }) => name)).toContain(BUMPED)
  for (const { because } of BUMPS) expect(because).not.toBe('')
})

test('what is not as a row expects is said', () => {
  const project = { ...at(0), expected: { verdict: 'match' as const, checks: ['a', 'b'] } }
  const outcome = (found: Partial<Outcome>) => ({ ...SOUND, ...found })
  expect(differs(project, outcome({ checks: ['b', 'a'] }))).toBeNull()
  expect(differs(project, outcome({ checks: ['a', 'c'] }))).toBe('not found: b; unexpected: c')
  expect(differs(project, outcome({ verdict: 'error', headline: 'no step' }))).toMatch(/no step/)
})

test('a command starts the program of its environment, with its own words filled in', () => {
  const project = { ...at(0), run: ['python', '{scripts}/train.py', '{place}/x', '{site}/y'] }
  const [program, script, ...words] = commandOf(project, '/work', '/env')
  expect(program).toBe('/env/bin/python')
  expect(script).toBe(join(import.meta.dirname, 'scripts/train.py'))
  expect(words).toEqual(['/work/x', '/env/lib/python3.11/site-packages/y'])
})

test('a share is of plain runs alone, and hazards are among what was found', () => {
  const run = (mode: string, seconds: number, observing: number) => ({ mode, seconds, observing })
  const record = { runs: [run('plain', 9, 1), run('plain', 11, 1), run('identity', 1, 1)] }
  expect(overhead(record as never)).toBeCloseTo(0.1)
  expect(overhead(null)).toBeNull()
  const checks = ['pass', 'fail', 'hazard', 'hazard', 'follows'].map((status, n) => ({
    status,
    id: n === 3 ? '2' : String(n),
  }))
  expect(failing({ checks } as never)).toEqual(['1', '2'])
})

const SOUND: Outcome = {
  verdict: 'match',
  headline: '',
  checks: [],
  first: null,
  repeat: 'equal',
  overhead: 0.02,
  seconds: 60,
  kibibytes: 20,
  changed: 0,
}

function at(number: number) {
  const project = PROJECTS[number]
  if (!project) throw new Error(`there is no row ${number}`)
  return project
}
