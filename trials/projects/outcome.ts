import { join } from 'node:path'
import type { Environments } from './environments.ts'
import { changedLines, failing, laid, nameOf, observed, overhead } from './project.ts'
import type { Project } from './rows.ts'

/** What came of a project's training, and whether it is what its row expects. */

export interface Place {
  work: string
  environments: Environments
  mirror: string | undefined
  steps: string
  progress: (message: string) => void
}

export interface Outcome {
  verdict: string
  headline: string
  checks: string[]
  first: string | null
  /** What differs first between its two runs, in words, or `equal`. */
  repeat: string
  /** The observer's own processor time, as a share of the training's; null where nothing was recorded. */
  overhead: number | null
  seconds: number
  kibibytes: number
  /** Lines of the project that are not as its commit has them. */
  changed: number
}

export async function outcomeOf(project: Project, on: Place): Promise<Outcome> {
  on.progress(`${project.name}: ${project.run[0]}`)
  const environment = await on.environments.make(nameOf(project), project.packages)
  const place = join(on.work, nameOf(project))
  await laid(project, place, environment, on.mirror)
  const started = performance.now()
  const seen = await observed(project, place, environment, ['--steps', on.steps])
  if (seen.training.error) on.progress(seen.stderr)
  const { training, record } = seen
  return {
    verdict: training.verdict,
    headline: training.error?.message ?? training.headline,
    checks: failing(training),
    first: training.first?.coordinate ?? null,
    repeat: training.first && training.comparedWith === 'repeat' ? training.first.what : 'equal',
    overhead: overhead(record),
    seconds: (performance.now() - started) / 1000,
    kibibytes: JSON.stringify(record).length / 1024,
    changed: await changedLines(project, place),
  }
}

/** What is not as expected, or null. */
export function differs(
  { expected }: Project,
  { verdict, checks, headline }: Outcome,
): string | null {
  if (verdict !== expected.verdict) return `expected ${expected.verdict}, found: ${headline}`
  const missing = expected.checks.filter(id => !checks.includes(id))
  const more = checks.filter(id => !expected.checks.includes(id))
  if (missing.length + more.length === 0) return null
  return `not found: ${missing.join(', ') || 'none'}; unexpected: ${more.join(', ') || 'none'}`
}
