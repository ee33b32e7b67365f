import { isReproducible, parseChannel } from '../judge/channels.ts'
import type { CheckResult } from '../judge/evaluate.ts'
import {
  type Environment,
  type Epoch,
  importedPackages,
  type ProbeRecord,
} from '../probe/schema.ts'
import { canonical, sealed } from './canonical.ts'
import {
  type Accepted,
  BASELINE_VERSION,
  type Baseline,
  type BaselineChannel,
  type Pending,
} from './schema.ts'

const MAX_BYTES = 64 * 1024
const DIGEST = 16 // hexadecimal digits of an epoch's digest
const TRAIL_DIGEST = 8 // and of one in a trail

/** How much is kept for the reader, richest first: the first that fits into MAX_BYTES is taken. */
const DETAIL = [
  { trail: 16, head: 4 },
  { trail: 4, head: 4 },
  { trail: 2, head: 2 },
  { trail: 0, head: 1 },
]

/** What a run proposes as the next baseline. Accepted violations are carried over while they fail. */
export function propose(
  record: ProbeRecord,
  className: string,
  verdict: Pending['verdict'],
  checks: readonly CheckResult[],
  baseline: Baseline | null,
): Pending {
  const broken = (status: CheckResult['status']) =>
    checks
      .filter(check => check.status === status)
      .map(({ id, subjects }) => ({ check: id, subjects }))
  const stillBroken = new Map(broken('accepted').map(({ check, subjects }) => [check, subjects]))
  const accepted: Accepted[] = (baseline?.accepted ?? []).flatMap(entry => {
    const subjects = entry.subjects.filter(each => stillBroken.get(entry.check)?.includes(each))
    return subjects.length ? [{ ...entry, subjects }] : []
  })
  const build = (detail: (typeof DETAIL)[number]): Pending =>
    sealed({
      schemaVersion: BASELINE_VERSION,
      kind: 'pending',
      class: className,
      verdict,
      violations: broken('fail'),
      accepted,
      suite: record.suite.name,
      scenarios: record.suite.scenarios,
      environment: stableEnvironment(record.environment),
      packages: Object.fromEntries(importedPackages(record).map(p => [p.name, p.version])),
      channels: channelsOf(record, detail),
      digest: '',
    })
  const candidates = DETAIL.map(build)
  const fitting = candidates.find(each => Buffer.byteLength(canonical(each)) <= MAX_BYTES)
  return fitting ?? (candidates.at(-1) as Pending)
}

/** What bears on the values. No path, no time, no name of a machine. */
function stableEnvironment(environment: Environment): Baseline['environment'] {
  const { framework, packages: _, hashSeed: __, ...rest } = environment
  return { ...rest, framework: { name: framework.name, version: framework.version } }
}

function channelsOf(
  record: ProbeRecord,
  detail: { trail: number; head: number },
): Record<string, BaselineChannel> {
  const kept: Record<string, BaselineChannel> = {}
  for (const { id, parameters } of record.suite.scenarios) {
    const run = record.runs.find(each => each.scenario === id && each.run === 0)
    for (const [name, epochs] of Object.entries(run?.channels ?? {})) {
      const channel = parseChannel(`${id}/${name}`)
      if (channel && isReproducible(channel, parameters)) kept[channel.name] = keep(epochs, detail)
    }
  }
  return kept
}

function keep(epochs: Epoch[], { trail, head }: { trail: number; head: number }): BaselineChannel {
  return {
    epochs: epochs.map(({ digest }) => digest.slice(0, DIGEST)),
    head: epochs[0]?.head.slice(0, head).filter(value => !/nan|inf/.test(value)) ?? [],
    trail: epochs.map(epoch => thin(epoch, trail)),
  }
}

/**
 * At most `limit` entries, evenly spread, the first among them. The one that ends the epoch is
 * written without its digest, which is that of the epoch.
 */
function thin({ trail, digest }: Epoch, limit: number): string {
  if (limit === 0) return ''
  const entries = trail.split(' ')
  const stride = Math.ceil(entries.length / limit)
  return entries
    .filter((_, index) => index % stride === 0)
    .map(entry => entry.replace(`:${digest.slice(0, TRAIL_DIGEST)}`, ''))
    .join(' ')
}
