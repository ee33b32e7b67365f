import { isDecided } from '../judge/decided.ts'
import { foldRanks, type Measured } from '../judge/fold.ts'
import { ExpectedError } from '../lib/errors.ts'
import {
  ABOUT,
  type Accepted,
  BASELINE_VERSION,
  type Baseline,
  type BaselineChannel,
  type Pending,
} from '../model/baseline.ts'
import { isDraw, isReproducible, viewRun } from '../model/channels.ts'
import { hasValues } from '../model/draws.ts'
import { ranksOf } from '../model/machine-type.ts'
import {
  type Environment,
  type Epoch,
  importedPackages,
  type ProbeRecord,
} from '../model/record.ts'
import type { CheckResult } from '../model/report.ts'
import { rowOf } from '../model/suite.ts'
import { digested } from './canonical.ts'
import { replacedBy } from './loss.ts'

const MAX_BYTES = 64 * 1024
const TRAIL_DIGEST = 8 // and of one in a trail

interface Detail {
  trail: number
  head: number
  digest: number
  /** Ranks that are kept apart; all, if it is not said. */
  ranks?: number
}

/** How much is kept for the reader, richest first: the first that fits into MAX_BYTES is taken. */
const DETAIL: readonly Detail[] = [
  { trail: 16, head: 4, digest: 16 },
  { trail: 4, head: 4, digest: 16 },
  { trail: 2, head: 2, digest: 16 },
  { trail: 0, head: 1, digest: 16 },
  { trail: 0, head: 0, digest: 16 },
  { trail: 0, head: 0, digest: 8 },
  { trail: 0, head: 0, digest: 8, ranks: 4 },
  { trail: 0, head: 0, digest: 8, ranks: 2 },
  { trail: 0, head: 0, digest: 8, ranks: 1 },
]

/** What a run proposes as the next baseline. */
export function propose(
  record: ProbeRecord,
  className: string,
  verdict: Pending['verdict'],
  checks: readonly CheckResult[],
  baseline: Baseline | null,
  mayFail: readonly Accepted[] = baseline?.accepted ?? [],
): Pending {
  const { accepted, violations } = brokenIn(record, checks, mayFail)
  const devices = ranksOf(record)
  const build = (detail: Detail) => {
    const pending: Pending = {
      schemaVersion: BASELINE_VERSION,
      kind: 'pending',
      about: ABOUT,
      class: className,
      verdict,
      replaces: null,
      violations,
      accepted,
      suite: record.suite.name,
      devices,
      scenarios: Object.fromEntries(
        record.suite.scenarios.map(each => [each.id, rowOf(each, devices)]),
      ),
      environment: stableEnvironment(record.environment),
      packages: Object.fromEntries(importedPackages(record).map(p => [p.name, p.version])),
      channels: channelsOf(record, detail),
      digest: '',
    }
    return digested({ ...pending, replaces: baseline && replacedBy(pending, baseline) })
  }
  for (const detail of DETAIL) {
    const { value, bytes } = build(detail)
    if (bytes <= MAX_BYTES) return value
  }
  throw new ExpectedError(tooLarge(record))
}

/** What fails and was accepted, or was not looked at since, is carried over; what else fails is for somebody to accept. */
function brokenIn(
  { suite }: ProbeRecord,
  checks: readonly CheckResult[],
  mayFail: readonly Accepted[],
): Pick<Pending, 'accepted' | 'violations'> {
  const results = new Map(checks.map(check => [check.id, check]))
  const accepted = mayFail.flatMap((entry): Accepted[] => {
    const result = results.get(entry.check)
    const subjects = entry.subjects.filter(
      subject => result?.subjects.includes(subject) || !isDecided(result, subject, suite),
    )
    return subjects.length ? [{ ...entry, subjects }] : []
  })
  const isAccepted = (check: string, subject: string) =>
    accepted.some(entry => entry.check === check && entry.subjects.includes(subject))
  const open = ({ id, subjects }: CheckResult) => ({
    check: id,
    subjects: subjects.filter(subject => !isAccepted(id, subject)),
  })
  const violations = checks.filter(({ status }) => status === 'fail').map(open)
  const known = checks
    .filter(({ status }) => status === 'known')
    .map(result => ({
      ...open(result),
      reason: reasonFor(result) || 'it failed before',
      author: 'lddpr',
    }))
    .filter(({ subjects }) => subjects.length > 0)
  return { accepted: [...accepted, ...known], violations }
}

/** Why a failure that is known may stay; empty where no issue explains it. */
export const reasonFor = ({ issues }: Pick<CheckResult, 'issues'>): string =>
  issues
    .map(
      ({ package: name, version, what, releases, link }) =>
        `known bug of ${name} ${version}: ${what} (${releases}; ${link})`,
    )
    .join('; ')

/** What does not fit: channels, as a rule; packages, where the probe seems to import all that there is. */
function tooLarge(record: ProbeRecord): string {
  const packages = importedPackages(record)
  const limit = `a baseline of ${MAX_BYTES / 1024} KiB`
  return JSON.stringify(packages).length > MAX_BYTES
    ? `the probe imports ${packages.length} packages, too many for ${limit}: measure an environment with less in it`
    : `the ${record.suite.name} suite has too many channels for ${limit}: leave out scenarios in config.yml`
}

/** What affects the values. No path, no time, no name of a machine. */
function stableEnvironment(environment: Environment): Baseline['environment'] {
  const {
    framework,
    packages: _,
    hashSeed: __,
    variables: ___,
    torchBuild: ____,
    gpu,
    ...rest
  } = environment
  const stable = { ...rest, framework: { name: framework.name, version: framework.version } }
  if (!gpu) return stable
  const { devices: _____, ...versions } = gpu
  return { ...stable, gpu: versions }
}

function channelsOf(record: ProbeRecord, detail: Detail): Record<string, BaselineChannel> {
  const first = record.runs.filter(({ run }) => run === 0).map(run => viewRun(record, run))
  const kept = first.flatMap(({ scenario, channels }) =>
    foldRanks(
      channels.filter(({ channel }) => isReproducible(channel, scenario.parameters)),
      detail.ranks ?? Number.POSITIVE_INFINITY,
    ),
  )
  return Object.fromEntries(
    kept.map(each => [each.channel.name, keep(each.epochs, detailOf(each, detail))]),
  )
}

/** A draw is one step, whose name says which it is: of its values the baseline keeps one that people can read. */
function detailOf({ channel, epochs }: Measured, detail: Detail): Detail {
  if (!isDraw(channel)) return detail
  const isLegible = hasValues(channel) && /^\d{1,8}$/.test(epochs[0]?.head[0] ?? '')
  return { trail: 0, head: isLegible ? Math.min(detail.head, 1) : 0, digest: 8 }
}

function keep(epochs: Epoch[], { trail, head, digest }: Detail): BaselineChannel {
  const values = epochs[0]?.head.slice(0, head) ?? []
  const strange = values.findIndex(value => /nan|inf/.test(value)) // what follows would move up
  const first = strange === -1 ? values : values.slice(0, strange)
  return {
    epochs: epochs.map(epoch => epoch.digest.slice(0, digest)),
    ...(first.length ? { head: first } : {}),
    ...(trail ? { trail: epochs.map(epoch => thin(epoch, trail)) } : {}),
  }
}

/**
 * At most `limit` entries, evenly spread, the first among them. The one that ends the epoch is
 * written without its digest, which is that of the epoch.
 */
function thin({ trail, digest }: Epoch, limit: number): string {
  const entries = trail.split(' ')
  const stride = Math.ceil(entries.length / limit)
  return entries
    .filter((_, index) => index % stride === 0)
    .map(entry => entry.replace(`:${digest.slice(0, TRAIL_DIGEST)}`, ''))
    .join(' ')
}
