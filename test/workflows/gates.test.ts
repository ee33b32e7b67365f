import { describe, expect, test } from 'vitest'
import { EXAMPLES, type Job, parsed, type Step, textOf } from '../../scripts/workflows.ts'
import { REPOSITORY } from '../../src/model/owner.ts'
import { type Contexts, filled, played, type Result, starts } from './expressions.ts'

/** Examples in which one job measures and another one judges: what their conditions and inputs come to. */

const RESULTS: Result[] = ['success', 'failure', 'cancelled', 'skipped']
/** Of a record and its judge, which must agree on what is measured. */
const SAME = `manifest suite devices accelerator class baseline working-directory python`.split(' ')

const isOf = (step: Step, action: string) =>
  step.uses?.startsWith(`${REPOSITORY}/${action}@`) ?? false
const stepOf = ({ steps }: Job, action: string) => steps.find(step => isOf(step, action))

const SPLIT = EXAMPLES.flatMap(({ file, required }) => {
  const { jobs } = parsed(textOf(file))
  const all = Object.entries(jobs)
  const record = all.find(([, job]) => stepOf(job, 'record'))?.[1]
  const report = all.find(([, job]) => stepOf(job, 'report'))?.[1]
  return record && report ? [{ file, required, jobs, record, report }] : []
})

/** Every way in which plan and record can end. */
const ENDS = RESULTS.flatMap(plan =>
  ['true', 'false', ''].flatMap(needed => RESULTS.map(record => ({ plan, needed, record }))),
)
  // An output is what a plan has set that succeeded, and what it says no to is skipped.
  .filter(({ plan, needed }) => (plan === 'success') === (needed !== ''))
  .filter(({ needed, record }) => needed !== 'false' || record === 'skipped')

/** What each job of a matrix sees; of no matrix, the one job. */
function legsOf({ strategy }: Job, contexts: Contexts = {}): Contexts[] {
  if (!strategy) return [{ ...contexts, matrix: {} }]
  const rows = Object.entries(strategy.matrix).flatMap(([name, values]) =>
    values.map(value => (typeof value === 'string' ? { [name]: value } : value)),
  )
  return rows.map(row => ({
    ...contexts,
    matrix: Object.fromEntries(
      Object.entries(row).map(([name, value]) => [name, filled(value, contexts)]),
    ),
  }))
}

test('there are such examples', () => {
  expect(SPLIT.map(({ file }) => file)).toEqual([
    'two-jobs.yml',
    'gpu-split.yml',
    'gpu-matrix.yml',
    'slurm.yml',
  ])
})

describe.each(SPLIT)('$file', ({ required, jobs, record, report }) => {
  const planned = 'plan' in jobs
  const ends = planned ? ENDS : ENDS.filter(({ needed }) => needed === 'true')

  /** The verdict is what the step that judges comes to. */
  function run({ plan, needed, record }: (typeof ENDS)[number], verdict: Result) {
    const ended: Record<string, { result: Result; outputs?: object }> = {
      ...(planned && { plan: { result: plan, outputs: { needed } } }),
      record: { result: record },
    }
    const fails = (step: Step) =>
      (verdict === 'failure' && isOf(step, 'report')) || /\bexit 1$/.test(step.run?.trim() ?? '')
    const started: Step[] = []
    let gate: Result = 'skipped'
    for (const [id, job] of Object.entries(jobs)) {
      if (id in ended) continue
      const needs = Object.fromEntries(
        [job.needs ?? []].flat().map(name => [name, ended[name] ?? fail(name)]),
      )
      const found = played(job, needs, fails)
      ended[id] = { result: found.result }
      started.push(...found.started)
      if (job.name === required) gate = found.result
    }
    return { gate, judged: started.some(step => isOf(step, 'report')) }
  }

  test('the required check passes exactly if all was measured and judged, or nothing had to be', () => {
    for (const end of ends)
      for (const verdict of ['success', 'failure'] as const) {
        const measured = end.record === 'success' && verdict === 'success'
        const passes = end.plan === 'success' && (end.needed === 'false' || measured)
        expect({ ...end, verdict, gate: run(end, verdict).gate }).toEqual({
          ...end,
          verdict,
          gate: passes ? 'success' : 'failure',
        })
      }
  })

  test('what was cancelled is not judged, so it writes no comment', () => {
    for (const end of ends.filter(each => [each.plan, each.record].includes('cancelled')))
      expect({ ...end, ...run(end, 'failure') }).toEqual({ ...end, gate: 'failure', judged: false })
  })

  test('a record that failed or was skipped is judged, so that the comment says so', () => {
    for (const record of ['failure', 'skipped'] as const)
      expect(run({ plan: 'success', needed: 'true', record }, 'failure').judged).toBe(true)
  })

  test('both jobs say the same of what is measured', () => {
    const pick = (job: Job, action: string) =>
      SAME.map(name => [name, stepOf(job, action)?.with?.[name]])
    expect(pick(report, 'report')).toEqual(pick(record, 'record'))
  })

  const legs = legsOf(record)

  test('each judge gets the digest of its own record', () => {
    const digestOf = (leg: Contexts) => `digest of ${JSON.stringify(leg)}`
    // Whatever leg ends last: an empty output is not taken over.
    for (const order of [legs, legs.toReversed()]) {
      const outputs: Record<string, string> = {}
      for (const leg of order) {
        const steps = { record: { outputs: { 'record-digest': digestOf(leg) } } }
        for (const [name, expression] of Object.entries(record.outputs ?? {})) {
          const value = filled(expression, { ...leg, steps })
          if (value !== '') outputs[name] = value
        }
      }
      const given = stepOf(report, 'report')?.with?.['record-digest'] ?? ''
      const got = legsOf(report, { needs: { record: { outputs } } }).map(leg => filled(given, leg))
      expect(got).toEqual(legs.map(digestOf))
    }
    expect(stepOf(record, 'record')?.id).toBe('record')
  })

  test('a record from a GPU is expected from one model, with its ranks', () => {
    const {
      accelerator,
      class: expected = '',
      devices = '2',
    } = stepOf(record, 'record')?.with ?? {}
    if (accelerator !== 'gpu') return
    const classes = legs.map(leg => filled(expected, leg))
    for (const name of classes) expect(name).toMatch(new RegExp(`^cuda(-[a-z0-9]+)+-x${devices}$`))
    expect(new Set(classes).size).toBe(legs.length)
  })
})

describe('accept-by-comment.yml', () => {
  const { concurrency, jobs } = parsed(textOf('accept-by-comment.yml'))
  const comment = (body: string, id = 1) => ({
    github: { event: { issue: { number: 7, pull_request: { url: 'x' } }, comment: { id, body } } },
  })

  test.each([
    ['/lddpr accept 1a2b3c4d5e6f7081 -- as announced', true],
    ['I have read the notes.\n\n/lddpr accept 1a2b3c4d5e6f7081 -- as announced\nThanks!', true],
    ['/lddpr accept', true], // which is answered by the action
    ['What does lddpr accept?', false],
    ['', false],
  ])('%j starts it: %s', (body, expected) => {
    expect(starts(jobs.accept?.if, comment(body), true)).toBe(expected)
  })

  test('a comment on an issue does not', () => {
    const { event } = comment('/lddpr accept 1a2b3c4d5e6f7081 -- x').github
    const github = { event: { ...event, issue: { number: 7 } } }
    expect(starts(jobs.accept?.if, { github }, true)).toBe(false)
  })

  test('no comment waits for another, and so none is dropped', () => {
    const { group } = concurrency as { group: string }
    expect(filled(group, comment('a', 1))).not.toBe(filled(group, comment('b', 2)))
  })
})

function fail(name: string): never {
  throw new Error(`${name} comes later in the file`)
}
