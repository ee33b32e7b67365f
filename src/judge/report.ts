import type { Verdict } from '../verdict.ts'
import type { Candidate } from './catalogue.ts'
import type { Comparison, FirstDivergence, Story } from './drift.ts'
import type { CheckResult } from './evaluate.ts'
import type { PackageChange } from './packages.ts'

export const REPORT_VERSION = 1

/** A check, or a part of one, that the baseline accepts as broken and that holds now. */
export interface Improvement {
  check: string
  sentence: string
  /** `scenario: channels` that are whole again. */
  subjects: string[]
}

/** Everything that is said about a run, whoever says it: `report.json`, and what all reports draw on. */
export interface Report {
  schemaVersion: typeof REPORT_VERSION
  verdict: Verdict
  /** The verdict's reason in one sentence. */
  summary: string
  /** Set when the verdict is `error`. */
  error: { message: string; detail: string } | null
  /** What every report should say first besides the verdict. */
  notices: string[]
  class: string | null
  suite: string
  checks: CheckResult[]
  drift: Story[]
  firstDivergence: FirstDivergence | null
  improvements: Improvement[]
  candidates: Candidate[]
  changedPackages: PackageChange[]
  added: string[]
  notCompared: Comparison['notCompared']
  environment: Record<string, string> | null
  /** What values were compared with: a committed file, or the record of the base commit. */
  comparedWith: 'baseline' | 'base'
  baseline: { file: string; digest: string } | null
  /** The commit that the change starts from, where it is known. */
  base: { commit: string } | null
  /** The proposed baseline, and the checks that whoever accepts it has to name. */
  pending: { file: string; digest: string; violations: string[] } | null
  /** Runs that had stalled, for a reason outside of what is measured, and were started again. */
  retried: string[]
  /** Seconds. */
  timings: Record<string, number>
}
