import { gte, lt, valid } from '@renovatebot/pep440'
import { normalise } from '../model/packages.ts'
import type { Environment } from '../model/record.ts'
import type { KnownIssue, PackageChange } from '../model/report.ts'
import { LIGHTNING, PYTORCH } from './check.ts'

/** An issue of some releases, which a check finds. Only what is sure: each has its source. */
export interface IssueRow {
  checks: readonly string[]
  /** What fails: `worker/torch`; none, whatever does. */
  parts: readonly string[]
  packages: readonly string[]
  /** The first release that has it; null if those before it are not known to be free of it. */
  introduced: string | null
  /** The first release that has it no more; null where there is none yet. */
  fixedIn: string | null
  /** The last release before it: where to stay until a release fixes it. */
  stay?: string
  /** The probe does not do what brings it out: it is a cause only where the change crosses it. */
  crossed?: true
  /** What these releases do. */
  what: string
  /** Whom it concerns: it matters if … */
  affects: string
  issue: string
}

const LIGHTNINGS = ['lightning', 'pytorch-lightning']
const PULLS = 'https://github.com/Lightning-AI/pytorch-lightning/pull'
const WORKER_SEEDS = 'you use seed_everything(…, workers=True) and num_workers of 1 or more'

export const KNOWN: readonly IssueRow[] = [
  {
    checks: ['worker-streams-differ-across-epochs', 'seed-changes-streams'],
    parts: ['worker/torch', 'val.worker/torch'],
    packages: LIGHTNINGS,
    introduced: '2.4.0',
    fixedIn: '2.6.1',
    what: 'a worker draws the same torch values in every epoch, whatever the seed',
    affects: WORKER_SEEDS,
    issue: `${LIGHTNING}/20412`,
  },
  {
    checks: ['worker-streams-differ-across-epochs', 'seed-changes-streams'],
    parts: ['worker/numpy', 'val.worker/numpy'],
    packages: LIGHTNINGS,
    introduced: '2.4.0',
    fixedIn: '2.5.0',
    what: 'a worker draws the same numpy values in every epoch, whatever the seed',
    affects: WORKER_SEEDS,
    issue: `${PULLS}/20369`,
  },
  {
    checks: ['resume-continues-order'],
    parts: ['order'],
    packages: LIGHTNINGS,
    introduced: '2.5.3',
    fixedIn: null,
    stay: '2.5.2',
    what: 'the first epoch after a resume has the order of epoch 0',
    affects: 'you stop and resume runs with num_workers of 1 or more',
    issue: `${LIGHTNING}/21938`,
  },
  {
    checks: ['main-streams-differ-unseeded'],
    parts: [],
    packages: LIGHTNINGS,
    introduced: '2.2.0',
    fixedIn: null,
    stay: '2.1.4',
    crossed: true,
    what: 'seed_everything() without a seed takes 0, no longer a random one',
    affects: 'you call seed_everything() without a seed',
    issue: `${PULLS}/18846`,
  },
  {
    checks: ['modes-survive-validation'],
    parts: [],
    packages: LIGHTNINGS,
    introduced: null,
    fixedIn: '2.2.0',
    what: 'validation leaves each module in train mode, also those that you have frozen',
    affects: 'you put some modules into eval mode and validate',
    issue: `${LIGHTNING}/18951`,
  },
  {
    checks: ['sampler-partitions-dataset'],
    parts: ['order'],
    packages: LIGHTNINGS,
    introduced: null,
    fixedIn: '2.0.3',
    what: 'each rank shuffles by its own generator, so that ranks share samples and miss others',
    affects: 'you train without a global seed',
    issue: `${LIGHTNING}/17713`,
  },
  {
    checks: ['worker-streams-differ-across-ranks'],
    parts: [],
    packages: LIGHTNINGS,
    introduced: '1.3.0',
    fixedIn: '1.3.6',
    what: 'workers=True does nothing under DDP, which loses the worker_init_fn',
    affects: WORKER_SEEDS,
    issue: `${LIGHTNING}/7937`,
  },
  {
    checks: ['seed-changes-streams'],
    parts: ['order'],
    packages: LIGHTNINGS,
    introduced: null,
    fixedIn: '1.3.0',
    what: 'the sampler shuffles by seed 0, whatever the global seed',
    affects: 'you shuffle under DDP',
    issue: `${LIGHTNING}/7016`,
  },
  {
    checks: ['sanity-check-is-isolated'],
    parts: [],
    packages: LIGHTNINGS,
    introduced: null,
    fixedIn: '1.3.0',
    what: 'the sanity check changes the order in which training shuffles',
    affects: 'you shuffle after a sanity check',
    issue: `${LIGHTNING}/6988`,
  },
  {
    checks: ['worker-streams-differ-across-workers'],
    parts: ['worker/numpy', 'val.worker/numpy'],
    packages: ['torch'],
    introduced: null,
    fixedIn: '1.9.0',
    what: 'all workers draw the same numpy values, for a fork copies the state',
    affects: 'your workers draw from NumPy',
    issue: `${PYTORCH}/5059`,
  },
]

/** Whether a release has the issue; a version that is none has no known issues. */
export const hasIssue = (
  { introduced, fixedIn }: Pick<IssueRow, 'introduced' | 'fixedIn'>,
  version: string,
): boolean =>
  valid(version) !== null &&
  (introduced === null || gte(version, introduced)) &&
  (fixedIn === null || lt(version, fixedIn))

/** `since 2.4.0, fixed in 2.6.1`, `since 2.5.3, no release fixes it yet`. */
export const releasesWith = ({
  introduced,
  fixedIn,
}: Pick<IssueRow, 'introduced' | 'fixedIn'>): string =>
  [introduced && `since ${introduced}`, fixedIn ? `fixed in ${fixedIn}` : 'no release fixes it yet']
    .filter(Boolean)
    .join(', ')

/** What there is on both sides of a change. */
export interface Sides {
  environment: Environment
  changes: readonly PackageChange[]
  /** What values were compared with; null where there is nothing. */
  compared: 'baseline' | 'base' | null
}

/** A row that fits, with the release that was there before, where that is known. */
export interface Found extends KnownIssue {
  row: IssueRow
  before: string | null
}

const covers = ({ parts }: Pick<IssueRow, 'parts'>, part: string) =>
  parts.length === 0 || parts.includes(part)

/** The known issues of what is installed that explain why parts of a check fail. */
export const issuesOf = (id: string, parts: readonly string[], at: Sides): Found[] =>
  rowsOf(id, parts, at).filter(
    ({ row, version, brought }) => hasIssue(row, version) && (brought || !row.crossed),
  )

/** Those that explain why parts of a check failed before and no longer do. */
export const fixedIssues = (id: string, parts: readonly string[], at: Sides): KnownIssue[] =>
  rowsOf(id, parts, at).flatMap(({ row, version, before, ...issue }) =>
    before !== null && hasIssue(row, before) && !hasIssue(row, version)
      ? [{ ...issue, version: before }]
      : [],
  )

/** What of the parts no issue explains. */
export const unexplained = (parts: readonly string[], found: readonly Found[]): string[] =>
  parts.filter(part => !found.some(({ row }) => covers(row, part)))

function rowsOf(id: string, parts: readonly string[], at: Sides): Found[] {
  return KNOWN.filter(row => row.checks.includes(id) && parts.some(part => covers(row, part)))
    .flatMap(row => row.packages.map(name => ({ row, name })))
    .flatMap(({ row, name }): Found[] => {
      const version = installed(name, at)
      if (version === null) return []
      const change = at.changes.find(each => each.name === name)
      const before = change ? change.from : at.compared && version
      const brought = before !== null && !hasIssue(row, before)
      return [{ ...issueOf(row, name, version), brought, row, before }]
    })
}

const issueOf = (row: IssueRow, name: string, version: string) => ({
  package: name,
  version,
  what: row.what,
  affects: row.affects,
  releases: releasesWith(row),
  fixedIn: row.fixedIn,
  stay: row.stay ?? null,
  link: row.issue,
})

/** Where both Lightnings are installed, only the one that the ranks imported counts. */
function installed(name: string, { environment: { framework, packages } }: Sides): string | null {
  if (name.includes('lightning') && name !== framework.name) return null
  return packages.find(each => normalise(each.name) === name)?.version ?? null
}
