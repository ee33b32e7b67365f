import { posix } from 'node:path'
import { intact, type KnownBaseline } from '../baseline/files.ts'
import type { Base } from '../change/base.ts'
import type { Change } from '../change/change.ts'
import { type Judgement, judge } from '../judge/judge.ts'
import { ExpectedError } from '../lib/errors.ts'
import { parseJson } from '../lib/json.ts'
import { type Baseline, baselineSchema } from '../model/baseline.ts'
import type { AcceptedChange, PackageChange } from '../model/report.ts'
import type { Measured } from '../model/world.ts'

/** The baseline that a change takes the place of. */
export interface Before {
  /** Null if the base commit has none of this machine type. */
  baseline: Baseline | null
}

/** What the base commit has where the change has another baseline; null where it is the same, or not to be read. */
export function baselineBefore(base: Base, className: string): Before | null {
  const path = posix.join(base.baselines, `${className}.json`)
  if (!base.differing.includes(path)) return null
  const text = base.baselineTexts.get(path)
  if (text === undefined) return { baseline: null }
  try {
    const baseline = intact(parseJson(baselineSchema, text, path), path)
    return baseline.class === className ? { baseline } : null
  } catch (error) {
    if (error instanceof ExpectedError) return null
    throw error
  }
}

/** What a change has accepted with a baseline of its own, which the run meets: else a second reader would believe that nothing has changed. */
export function acceptedChange(
  measured: Measured,
  known: KnownBaseline,
  { baseline }: Before,
  own: Judgement,
  change: Change | null,
): { accepted: AcceptedChange | null; changedPackages: PackageChange[] } {
  const { author, reason } = known.baseline
  if (!baseline) {
    const { candidates, changedPackages } = own
    const nothing = { drift: [], firstDivergence: null, compared: 0, improvements: [] }
    const counts = { added: own.compared, dropped: 0, violations: withStatus(own, 'accepted') }
    const accepted = { author, reason, isFirst: true, ...nothing, candidates, ...counts }
    return { accepted, changedPackages }
  }
  const then = judge({ ...measured, baseline, reference: 'the base', base: change })
  const { drift, firstDivergence, compared, improvements, candidates, changedPackages } = then
  const names = {
    before: Object.keys(baseline.channels),
    now: Object.keys(known.baseline.channels),
  }
  const dropped = names.before.filter(name => !(name in known.baseline.channels)).length
  const now = withStatus(own, 'accepted')
  const violations = withStatus(then, 'fail').filter(id => now.includes(id))
  const accepted = {
    ...{ author, reason, isFirst: false, drift, firstDivergence, compared },
    ...{ improvements, candidates, violations, added: then.added.length, dropped },
  }
  const isNews = [drift, violations, then.added, improvements].some(({ length }) => length > 0)
  return { accepted: isNews || dropped > 0 ? accepted : null, changedPackages }
}

const withStatus = ({ checks }: Judgement, wanted: 'accepted' | 'fail') =>
  checks.filter(({ status }) => status === wanted).map(({ id }) => id)
