import { approve } from '../../src/baseline/accept.ts'
import { propose } from '../../src/baseline/pending.ts'
import { judge } from '../../src/judge/judge.ts'
import { REPORT_VERSION, type Report } from '../../src/model/report.ts'
import { environmentInWords } from '../../src/report/words.ts'
import { alter, epoch, goodRecord } from '../../support/record.ts'

/** A record in which workers draw alike in every epoch since Lightning was set back, and what is said of it. */

export const good = goodRecord()
export const baseline = approve(propose(good, 'cpu-x2', 'new', [], null), {
  reason: 'r',
  author: 'a',
  violations: [],
})

export function reportOn(record: typeof good): Report {
  const judgement = judge({ record, baseline, pins: null })
  const failing = judgement.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
  return {
    schemaVersion: REPORT_VERSION,
    ...judgement,
    notices: [],
    class: 'cpu-x2',
    suite: 'standard',
    environment: environmentInWords(record.environment),
    framework: null,
    comparedWith: 'baseline',
    base: null,
    baseline: { file: '.lddpr/cpu-x2.json', digest: baseline.digest },
    pending: {
      file: 'lddpr-report/pending/cpu-x2.json',
      digest: '0'.repeat(64),
      violations: failing,
      loses: null,
    },
    notLookedAt: ['dropout and BatchNorm', 'GPUs'],
    comparison: 'Compared with the baseline: 12 of 306 streams differ.',
    isApart: false,
    accepted: null,
    retried: [],
    timings: {},
  }
}

export const broken = alter(good, 'seeded', /worker\d\/torch/, (e, name) => ({
  ...epoch(name, e.epoch),
}))
broken.environment.packages = broken.environment.packages.map(each =>
  each.name === 'lightning' ? { ...each, version: '2.6.0' } : each,
)
export const report = reportOn(broken)
