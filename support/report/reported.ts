import { propose } from '../../src/baseline/pending.ts'
import { adopt } from '../../src/baseline/reference.ts'
import { judge } from '../../src/judge/judge.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { reportOn } from '../../src/pipeline/report.ts'

/** Reports on records that nobody has measured. */

const COMMIT = 'c0ffee'.repeat(7).slice(0, 40)
const PLACE = {
  cwd: '/d',
  directory: '/d/lddpr-report',
  timings: { prepare: 2.1, probe: 8.4 },
}

interface References {
  base?: ProbeRecord
  /** Committed, of this change. */
  baseline?: Baseline
  /** Committed at the base, which `baseline` replaces. */
  replaces?: Baseline
}

/** What `lddpr check` gives for a record, with what it was compared with. */
export function reported(record: ProbeRecord, { base, baseline, replaces }: References) {
  const known = baseline && { file: '/d/.lddpr/cpu-x2.json', baseline }
  const origin = {
    commit: COMMIT,
    change: null,
    record: base ?? null,
    replaces: () => (replaces ? { baseline: replaces } : null),
  }
  return reportOn(
    { record, pins: null, imports: null, framework: 'auto', mayDiffer: false },
    { baseline: () => known ?? null, classes: known ? ['cpu-x2'] : [] },
    PLACE,
    { spell: String },
    base || replaces ? origin : null,
  )
}

/** A record as a baseline, for the first time. */
export function adopted(
  record: ProbeRecord,
  words = { reason: 'as we train with it', author: 'Dana' },
): Baseline {
  const { checks } = judge({ record, baseline: null, pins: null })
  return adopt(propose(record, 'cpu-x2', 'new', checks, null), checks, words)
}
