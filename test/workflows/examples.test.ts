import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { PINNED } from '../../scripts/pinned.ts'
import {
  EXAMPLES,
  eventsOf,
  exampleFiles,
  grantsOf,
  type Job,
  parsed,
  textOf,
  withExamples,
  withNotRun,
} from '../../scripts/workflows.ts'
import { REPOSITORY } from '../../src/model/owner.ts'
import { root } from '../../support/python.ts'

const OURS = new RegExp(`^${REPOSITORY}(?:/(\\w+))?@v1$`)

/** The most that a job of an example may do, whatever its reason. */
const MOST: Record<string, Record<string, string>> = {
  default: { contents: 'read', 'pull-requests': 'write' },
  // Runs packages of the pull request on a machine that stays.
  record: { contents: 'read' },
  plan: { contents: 'read' },
  newest: { contents: 'read' },
  refresh: { contents: 'read' },
  comment: { actions: 'read', 'pull-requests': 'write' },
  accept: { actions: 'read', contents: 'write', 'pull-requests': 'write' },
}

const action = (folder = '') => parse(readFileSync(join(root, folder, 'action.yml'), 'utf8'))
const needsOf = ({ needs = [] }: Job) => [needs].flat()

test('each example is in the table, and each row has its file', () => {
  expect(exampleFiles().sort()).toEqual(EXAMPLES.map(({ file }) => file).sort())
})

test('the tables of the pages are what the files say (npm run docs)', () => {
  const page = (file: string) => readFileSync(join(root, 'docs', file), 'utf8')
  expect(withExamples(page('workflows.md'))).toBe(page('workflows.md'))
  expect(withNotRun(page('evidence/workflows.md'))).toBe(page('evidence/workflows.md'))
})

test('what an example adds to is one that stands for itself', () => {
  const whole = EXAMPLES.filter(({ adds }) => !adds).map(({ file }) => file)
  for (const { adds } of EXAMPLES) if (adds) expect(whole).toContain(adds.to)
})

describe.each(EXAMPLES)('$file', ({ file, required }) => {
  const text = textOf(file)
  const workflow = parsed(text)
  const jobs = Object.entries(workflow.jobs)
  const steps = jobs.flatMap(([, job]) => job.steps)

  test('nothing is granted but to a job, little, and with its reason', () => {
    expect(workflow.permissions).toEqual({})
    for (const [id, job] of jobs) {
      expect(job.permissions, `${id} says what it may`).toBeDefined()
      expect(MOST[id] ?? MOST.default).toMatchObject(job.permissions ?? {})
    }
    for (const grant of grantsOf(text)) expect(grant.reason, JSON.stringify(grant)).not.toBe('')
  })

  test('every job ends by itself, and runs do not pile up', () => {
    expect(workflow.concurrency).toBeDefined()
    for (const [, job] of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(90)
  })

  test("others' actions are pinned to the commits of their tags", () => {
    for (const { uses } of steps)
      if (uses && !OURS.test(uses)) {
        const [name = '', commit = ''] = uses.split('@')
        expect(PINNED).toHaveProperty([name])
        expect(commit).toBe(PINNED[name]?.commit)
        expect(text).toContain(`uses: ${uses} # ${PINNED[name]?.tag}\n`)
      }
  })

  test('our action knows every input that it is given', () => {
    const ours = steps.filter(({ uses }) => OURS.test(uses ?? ''))
    expect(ours.length).toBeGreaterThan(0)
    for (const { uses = '', with: given = {} } of ours) {
      const known = Object.keys(action(OURS.exec(uses)?.[1]).inputs ?? {})
      expect(known).toEqual(expect.arrayContaining(Object.keys(given)))
    }
  })

  test('outputs that are asked for are outputs that there are', () => {
    const used = [...text.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)]
    for (const [, id, output = ''] of used) {
      const step = steps.find(each => each.id === id)
      expect(Object.keys(action(OURS.exec(step?.uses ?? '')?.[1]).outputs)).toContain(output)
    }
  })

  test('no checkout leaves a token behind', () => {
    for (const { uses, with: given } of steps)
      if (uses?.startsWith('actions/checkout@'))
        expect(given).toMatchObject({ 'persist-credentials': false })
  })

  test('nothing of an event is pasted into a shell', () => {
    for (const { run } of steps) expect(run ?? '').not.toContain('${{')
  })

  test('the reports are kept whatever the verdict', () => {
    const judging = steps.filter(({ uses = '' }) =>
      ['check', 'report'].includes(OURS.test(uses) ? (OURS.exec(uses)?.[1] ?? 'check') : ''),
    )
    const kept = steps.filter(
      step => /(^|\/)lddpr-report$/.test(step.with?.path ?? '') && step.if?.startsWith('always()'),
    )
    expect(kept.length).toBe(judging.length)
  })

  test.runIf(required)('the required check cannot be passed by a job that is skipped', () => {
    const [id, gate] = jobs.find(([, { name }]) => name === required) ?? []
    if (!gate) throw new Error(`no job is called ${required}`)
    // A workflow that a filter keeps from starting leaves its check pending.
    expect(text).not.toMatch(/^ +paths(-ignore)?:/m)
    expect(eventsOf(workflow)).toContain('pull_request')
    if (needsOf(gate).length === 0) {
      expect(gate.if, `${id} has no condition`).toBeUndefined()
      return
    }
    expect(gate.if).toBe('always()')
    const last = gate.steps.at(-1)
    expect(gate.steps.length === 1 || last?.if?.startsWith('always() && ')).toBe(true)
    for (const needed of needsOf(gate))
      expect(last?.if).toContain(`needs.${needed}.result != 'success'`)
    expect(last?.run).toContain('exit 1')
    // All jobs are waited for, and a plan that has failed is not one that says no.
    expect(needsOf(gate).sort()).toEqual(
      jobs
        .map(([each]) => each)
        .filter(each => each !== id)
        .sort(),
    )
    expect(text).not.toContain("outputs.needed != 'true'")
  })

  test('what forks control runs on no machine that stays', () => {
    for (const [, job] of jobs)
      if ([job['runs-on']].flat().includes('self-hosted'))
        expect(job.if).toContain(
          'github.event.pull_request.head.repo.full_name == github.repository',
        )
  })
})

test('a workflow that forks do not control checks out nothing of theirs', () => {
  for (const { file } of EXAMPLES) {
    const events = eventsOf(parsed(textOf(file)))
    expect(events).not.toContain('pull_request_target')
    if (events.some(event => ['workflow_run', 'issue_comment'].includes(event)))
      expect(textOf(file)).not.toMatch(/\bref:|head\.sha|refs\/pull/)
  }
})
