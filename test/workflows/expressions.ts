import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import type { Job, Step } from '../../scripts/workflows.ts'

/** Expressions of workflows, evaluated by GitHub's own library, and what follows from conditions. */

export type Result = 'success' | 'failure' | 'cancelled' | 'skipped'
export type Contexts = Record<string, unknown>

const STATUS = ['always', 'cancelled', 'failure', 'success'] as const

function evaluate(expression: string, contexts: Contexts, succeeded = true): string {
  const status = { always: true, cancelled: false, failure: !succeeded, success: succeeded }
  const functions = STATUS.map(name => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(status[name]),
  }))
  const { tokens } = new Lexer(expression).lex()
  const parsed = new Parser(tokens, Object.keys(contexts), functions).parse()
  const values = JSON.parse(JSON.stringify(contexts), data.reviver)
  const named = new Map(functions.map(each => [each.name, each]))
  return new Evaluator(parsed, values, named).evaluate().coerceString()
}

/** A text with its `${{ }}` filled in. */
export const filled = (text: string, contexts: Contexts): string =>
  text.replaceAll(/\$\{\{(.+?)\}\}/g, (_, expression) => evaluate(expression, contexts))

/** Whether a job or a step is started. What asks for no status asks for success. */
export function starts(condition: string | undefined, contexts: Contexts, succeeded: boolean) {
  if (condition === undefined) return succeeded
  const asks = new RegExp(`\\b(${STATUS.join('|')})\\(`).test(condition)
  return evaluate(asks ? condition : `success() && (${condition})`, contexts, succeeded) === 'true'
}

/** What becomes of a job whose needs have ended so, and which of its steps are started. */
export function played(
  job: Job,
  needs: Record<string, { result: Result }>,
  fails: (step: Step) => boolean,
): { result: Result; started: Step[] } {
  const contexts = { needs }
  const needed = Object.values(needs).every(({ result }) => result === 'success')
  if (!starts(job.if, contexts, needed)) return { result: 'skipped', started: [] }
  const started: Step[] = []
  let succeeded = true
  for (const step of job.steps) {
    if (!starts(step.if, contexts, succeeded)) continue
    started.push(step)
    if (fails(step) && !step['continue-on-error']) succeeded = false
  }
  return { result: succeeded ? 'success' : 'failure', started }
}
