import { CHECKS, type Check } from '../judge/checks.ts'
import { coordinate, type Story } from '../judge/drift.ts'
import type { CheckResult } from '../judge/evaluate.ts'
import type { Report } from '../judge/report.ts'
import type { Environment } from '../probe/schema.ts'
import { describe, type Verdict } from '../verdict.ts'

/** What all reports say in the same words, on the terminal, in Markdown and in JSON. */

export const ICONS: Record<Verdict, string> = {
  error: '🛑',
  unstable: '🎲',
  violation: '❌',
  drift: '🔀',
  new: '🆕',
  match: '✅',
}

export const headline = (verdict: Verdict) => describe(verdict).title

/** The surroundings that a reader asks for first. Nothing that identifies the machine. */
export function describeEnvironment(environment: Environment): Record<string, string> {
  const versions = environment.packages
    .filter(({ name }) => ['lightning', 'pytorch-lightning', 'torch', 'numpy'].includes(name))
    .map(({ name, version }) => [name, version])
  return {
    python: environment.python,
    ...Object.fromEntries(versions),
    'trained with': `${environment.framework.name} ${environment.framework.version}`,
    platform: environment.platform,
    accelerator: [environment.accelerator, environment.deviceModel, environment.cuda]
      .filter(Boolean)
      .join(' '),
    'cpu capability': environment.cpuCapability,
    threads: String(environment.threads),
  }
}

export function textOf(id: string): Check {
  const found = CHECKS.find(check => check.id === id)
  if (!found) throw new TypeError(`${id} is not a check`)
  return found
}

/**
 * Many channels of one story under one name: a star for a number that varies, braces around the
 * scenarios if there are several.
 */
export function pattern(channels: readonly string[]): string {
  const parts = channels.map(name => name.split('/'))
  const scenarios = new Set(parts.map(([scenario]) => scenario))
  const rest = (parts[0] ?? []).slice(1).map((part, index) => {
    const varies = parts.some(other => other[index + 1] !== part)
    return varies ? part.replace(/\d+$/, '*') : part
  })
  const scenario = scenarios.size > 1 ? `{${[...scenarios].join(',')}}` : [...scenarios].join()
  return [scenario, ...rest].join('/')
}

/** Where a story begins, under the name that stands for all of its channels. */
export const beginning = ({ channels, first }: Story) => coordinate(pattern(channels), first)

export function divergence(first: Report['firstDivergence']): string | null {
  if (!first) return null
  return (
    `${first.coordinate}: expected ${first.expected}, found ${first.actual}; ` +
    `${first.matchingBefore} of ${first.compared} channels come before it and match`
  )
}

export const withStatus = (report: Report, status: CheckResult['status']) =>
  report.checks.filter(check => check.status === status)

export const channelCount = (report: Report) =>
  report.drift.reduce((sum, { channels }) => sum + channels.length, 0)

/** The command that makes the pending baseline the committed one, or null if that is not to be had. */
export function acceptCommand(report: Report): string | null {
  if (!report.pending || report.verdict === 'unstable') return null
  const violations = report.pending.violations.map(id => `--accept-violation ${id} `)
  return `lddpr accept ${report.pending.file} ${violations.join('')}--reason "why this is right"`
}

/** `worker/numpy, worker/torch`: what subjects are about, whatever their scenarios. */
export const partsOf = (subjects: readonly string[]) =>
  [...new Set(subjects.map(subject => subject.slice(subject.indexOf(': ') + 2)))].join(', ')
