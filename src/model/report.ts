import type { Verdict } from './verdict.ts'

export const REPORT_VERSION = 1

/** Where a stream first differs. Null where the baseline does not keep enough to tell. */
export interface Coordinate {
  epoch: number
  /** The training step (`batch_idx`) whose draws differ first. */
  step: number | null
  /** The position in the channel's stream of that epoch. */
  draw: number | null
}

/** Channels that differ from the baseline in the same way, from the same place on. */
export interface Story {
  channels: string[]
  first: Coordinate
  expected: string
  actual: string
}

export interface FirstDivergence {
  coordinate: string
  expected: string
  actual: string
  /** Channels before it in causal order that are equal to the baseline, and all that were compared. */
  matchingBefore: number
  compared: number
}

export interface Comparison {
  stories: Story[]
  firstDivergence: FirstDivergence | null
  compared: number
  /** Channels that were compared and are equal. */
  unchanged: string[]
  /** Channels that the suite has and the baseline lacks. */
  added: string[]
  notCompared: { channels: string[]; reason: string }[]
}

/**
 * `accepted`: the baseline accepts it by name. `known`: what it is compared with has it, too. `follows`: it fails, and may do so only because
 * runs do not repeat.
 */
export const STATUSES = [
  'pass',
  'fail',
  'accepted',
  'known',
  'follows',
  'hazard',
  'not-measured',
] as const
type Status = (typeof STATUSES)[number]

/** An issue of some releases that is known, as it concerns one of them. */
export interface KnownIssue {
  package: string
  /** The release that has it. */
  version: string
  what: string
  /** Whom it concerns: it matters if … */
  affects: string
  /** `since 2.5.3, no release fixes it yet` */
  releases: string
  fixedIn: string | null
  /** The last release before it, where none after it is without it. */
  stay: string | null
  /** The release before the change does not have it. */
  brought: boolean
  link: string
}

export interface CheckResult {
  id: string
  status: Status
  /** Where it fails first, or the scenarios that it was evaluated on. */
  scenario: string
  detail: string
  /** `scenario: channels` of every failure: what accepting this violation would accept. */
  subjects: string[]
  /** What its reader can do, by the versions at hand; empty where nothing is to be done. */
  fix: string
  /** What is known of the cause. */
  explanation: string
  /** Where that is written, or where to report it. */
  link: { text: string; address: string } | null
  /** Known issues that explain why it fails, and the parts of it that they leave unexplained. */
  issues: KnownIssue[]
  unexplained: string[]
}

/** Which trainings a change reaches, as far as scenarios tell. */
export interface Reach {
  /** What scenarios that moved or fail have besides the default, and what those have that were looked at as well. */
  reached: readonly Settings[]
  spared: readonly Settings[]
  /** Parts of a training that were compared, as `worker/torch`: those that differ anywhere, and the others. */
  changed: readonly string[]
  unchanged: readonly string[]
}
export type Settings = Omit<import('./suite.ts').Row, 'runs'>

/** A known change that fits. A candidate, never a cause: the pattern is evidence, not proof. */
export interface Candidate {
  id: string
  package: string
  versions: string
  what: string
  link: string
}

export interface PackageChange {
  name: string
  /** Versions that are installed, then and now, never what is asked for; null where none is, or none is known. */
  from: string | null
  to: string | null
  /** What the files of the base commit fix, where they are known. */
  base?: string | null
  /** Whether the training imports something of it, then or now. */
  imported: boolean
  /** Where it does so on one side alone. */
  use?: 'newly imported' | 'no longer imported'
  /** What the files ask for, where that has moved and fixes no version. */
  range?: { from: string | null; to: string | null }
  /** What the files fix now, where another version is installed. */
  fixed?: string
  link: string | null
}

/** A check, or a part of one, that failed in what is compared with, or is accepted there, and holds now. */
export interface Improvement {
  check: string
  sentence: string
  /** `scenario: channels` that are whole again. */
  subjects: string[]
  /** Known issues that this explains. */
  issues: KnownIssue[]
  /** The committed baseline still accepts it. */
  accepted: boolean
}

/** A change that somebody has accepted with this change: what the baseline of the base commit would say of the run. */
export interface AcceptedChange
  extends Pick<Report, 'drift' | 'firstDivergence' | 'compared' | 'improvements' | 'candidates'> {
  author: string
  reason: string
  /** The base commit has no baseline of this machine type. */
  isFirst: boolean
  /** Checks that only the new baseline accepts as broken. */
  violations: string[]
  /** Streams that only one of the two baselines has. */
  added: number
  dropped: number
}

/** What a command about this run has to repeat: `--cwd train`, `--devices 4`. */
export interface Flags {
  /** Where the repository and its baselines are. */
  place: string[]
  /** What is measured there, beside the suite. */
  run: string[]
}

/** All that reports say about a run: `report.json`, and the source of each report. */
export interface Report {
  schemaVersion: typeof REPORT_VERSION
  verdict: Verdict
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
  /** Null where nothing moved and nothing fails. */
  reach: Reach | null
  improvements: Improvement[]
  candidates: Candidate[]
  changedPackages: PackageChange[]
  /** Streams that were compared. Those that were not are in `added` and `notCompared`. */
  compared: number
  added: string[]
  notCompared: Comparison['notCompared']
  /** What trainings have and this suite did not look at, in the words of a list. */
  notLookedAt: string[]
  /** In words: what was compared and what was not, whatever the verdict; empty if nothing was measured. */
  comparison: string
  /** Other packages were measured than those that the change asks for, and somebody has said that it may be so. */
  isApart: boolean
  /** Null where the baseline is that of the base commit, or where the run does not meet it. */
  accepted: AcceptedChange | null
  environment: Record<string, string> | null
  /** Which of two Lightnings was measured and which were not; null where there is one only. */
  framework: {
    measured: string
    unmeasured: string[]
    why: string
    /** They are of one version, and so one code: what holds of one holds of the other. */
    same: boolean
  } | null
  /** What values were compared with: a committed file, or the record of the base commit. */
  comparedWith: 'baseline' | 'base'
  baseline: { file: string; digest: string } | null
  /** The commit that the change starts from, where it is known. */
  base: { commit: string } | null
  /** The proposed baseline, the checks to name when you accept it, and what it would lose. */
  pending: { file: string; digest: string; violations: string[]; loses: string | null } | null
  /** For the commands of a report. Reports of other origins have none. */
  flags?: Flags
  /** The team's own trainings; the verdict is the most severe of theirs and the suite's. Alone, `suite` is empty. */
  trainings?: import('./training-report.ts').TrainingReport[]
  /** That of the suite, where trainings are beside it. */
  suiteVerdict?: Verdict
  /** Runs that had stalled, for a reason outside of what is measured, and were started again. */
  retried: string[]
  /** Seconds. */
  timings: Record<string, number>
}
