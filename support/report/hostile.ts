import fc from 'fast-check'
import { approve } from '../../src/baseline/accept.ts'
import { propose } from '../../src/baseline/pending.ts'
import { CHECKS } from '../../src/judge/checks.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { REPORT_VERSION, type Report, STATUSES } from '../../src/model/report.ts'
import { VERDICTS } from '../../src/model/verdict.ts'
import { withTrainings } from '../../src/report/trainings.ts'
import { plan } from '../judging.ts'
import { goodRecord } from '../record.ts'
import { few, hostile, some } from '../report/texts.ts'
import { trainings } from './hostile-trainings.ts'

/** Reports, records and baselines in which every text that comes from elsewhere means harm. */

export interface Case {
  report: Report
  record: ProbeRecord | null
  baseline: Baseline | null
}

const address = fc.oneof(
  fc.constant(null),
  fc.constantFrom(
    'https://github.com/numpy/numpy/releases/tag/v2.4.6',
    'https://a.example/(x)|y*_z_`q`',
  ),
  hostile,
  hostile.map(text => `https://a.example/${text}`),
)
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const check = fc.constantFrom(...CHECKS.map(({ id }) => id))
const count = fc.nat(100)
const channel = fc
  .tuple(hostile, fc.constantFrom('rank0/order', 'rank1/worker0/torch'), hostile)
  .map(([scenario, middle, end]) => `${scenario}/${middle}${end}`)

const drift = some(
  fc.record({
    channels: fc.array(channel, { minLength: 1, maxLength: 3 }),
    first: fc.record({ epoch: count, step: orNull(count), draw: orNull(count) }),
    expected: hostile,
    actual: hostile,
  }),
)
const firstDivergence = orNull(
  fc.record({
    coordinate: hostile,
    expected: hostile,
    actual: hostile,
    matchingBefore: count,
    compared: count,
  }),
)
const ISSUE = 'https://github.com/Lightning-AI/pytorch-lightning/issues/1'
const issues = few(
  fc.record({
    ...{ package: hostile, version: hostile, what: hostile, affects: hostile, releases: hostile },
    ...{
      fixedIn: orNull(hostile),
      stay: orNull(hostile),
      brought: fc.boolean(),
      link: fc.constant(ISSUE),
    },
  }),
  2,
)
const improvements = few(
  fc.record({
    ...{ check, sentence: hostile, subjects: few(hostile), issues, accepted: fc.boolean() },
  }),
  2,
)
const candidates = few(
  fc.record({
    id: hostile,
    package: hostile,
    versions: hostile,
    what: hostile,
    link: fc.constant('https://github.com/Lightning-AI/pytorch-lightning/pull/1'),
  }),
  2,
)
const accepted = fc.record({
  ...{ author: hostile, reason: hostile, isFirst: fc.boolean(), drift, firstDivergence },
  ...{ compared: count, improvements, candidates, violations: few(check, 2) },
  ...{ added: count, dropped: count },
})

const report: fc.Arbitrary<Report> = fc.record({
  schemaVersion: fc.constant(REPORT_VERSION),
  verdict: fc.constantFrom(...VERDICTS.map(({ name }) => name)),
  summary: hostile,
  error: orNull(fc.record({ message: hostile, detail: hostile })),
  notices: few(hostile),
  class: orNull(hostile),
  suite: hostile,
  checks: few(
    fc.record({
      id: check,
      status: fc.constantFrom(...STATUSES),
      scenario: hostile,
      detail: hostile,
      subjects: few(hostile),
      fix: hostile,
      explanation: hostile,
      link: orNull(fc.record({ text: fc.constant('source'), address: hostile })),
      issues,
      unexplained: few(hostile, 2),
    }),
    5,
  ),
  drift,
  firstDivergence,
  improvements,
  candidates,
  changedPackages: some(
    fc.record(
      {
        name: hostile,
        from: orNull(hostile),
        base: orNull(hostile),
        to: orNull(hostile),
        imported: fc.boolean(),
        link: address,
        use: fc.constantFrom('newly imported', 'no longer imported'),
        range: fc.record({ from: orNull(hostile), to: orNull(hostile) }),
        fixed: hostile,
      },
      { requiredKeys: ['name', 'from', 'to', 'imported', 'link'] },
    ),
  ),
  compared: count,
  added: few(hostile),
  notCompared: few(fc.record({ channels: few(hostile), reason: hostile }), 2),
  notLookedAt: few(hostile),
  comparison: hostile,
  isApart: fc.boolean(),
  accepted: orNull(accepted),
  environment: orNull(fc.dictionary(hostile, hostile, { maxKeys: 3 })),
  framework: orNull(
    fc.record({ measured: hostile, unmeasured: few(hostile, 2), why: hostile, same: fc.boolean() }),
  ),
  comparedWith: fc.constantFrom('baseline', 'base'),
  baseline: orNull(fc.record({ file: hostile, digest: hostile })),
  base: orNull(fc.record({ commit: hostile })),
  pending: orNull(
    fc.record({
      file: hostile,
      digest: hostile,
      violations: few(check, 2),
      loses: orNull(hostile),
    }),
  ),
  retried: few(hostile),
  timings: fc.dictionary(hostile, fc.double({ min: 0, max: 1e6, noNaN: true }), { maxKeys: 2 }),
}) as fc.Arbitrary<Report>

const SMALL = goodRecord(plan({ plain: {}, other: { differs: { seed: 43, num_workers: 0 } } }))
const SMALL_BASELINE = approve(propose(SMALL, 'cpu-x2', 'new', [], null), {
  reason: 'r',
  author: 'a',
  violations: [],
})

/** What a record can say in words of its own, as far as its schema lets it. */
const record: fc.Arbitrary<ProbeRecord> = fc
  .record({
    suite: hostile,
    platform: hostile,
    python: hostile,
    device: orNull(hostile),
    packages: few(fc.record({ name: hostile, version: hostile, imported: fc.boolean() })),
  })
  .map(({ suite, platform, python, device, packages }) => ({
    ...SMALL,
    suite: { ...SMALL.suite, name: suite },
    environment: {
      ...SMALL.environment,
      platform,
      python,
      deviceModel: device,
      packages: [...SMALL.environment.packages, ...packages],
    },
  }))

const HEADS = Object.keys(SMALL_BASELINE.channels).slice(0, 4)
const baseline: fc.Arbitrary<Baseline> = fc
  .record({
    suite: hostile,
    platform: hostile,
    version: hostile,
    packages: fc.dictionary(hostile, hostile, { maxKeys: 3 }),
    head: fc.array(hostile, { minLength: 1, maxLength: 8 }),
    accepted: few(
      fc.record({ check, subjects: few(hostile), reason: hostile, author: hostile }),
      2,
    ),
  })
  .map(({ suite, platform, version, packages, head, accepted }) => ({
    ...SMALL_BASELINE,
    suite,
    accepted,
    packages: { ...SMALL_BASELINE.packages, ...packages },
    environment: {
      ...SMALL_BASELINE.environment,
      platform,
      framework: { name: 'lightning', version },
    },
    channels: {
      ...SMALL_BASELINE.channels,
      ...Object.fromEntries(
        HEADS.map(name => [name, { ...SMALL_BASELINE.channels[name], epochs: ['00000000'], head }]),
      ),
    },
  }))

/** Streams of the small record, so that there is something to show beside each other. */
const moved = fc
  .subarray(HEADS, { minLength: 1 })
  .map(channels => [
    { channels, first: { epoch: 0, step: 0, draw: 0 }, expected: '0x1.8p-1', actual: '0x1.9p-1' },
  ])

export const cases: fc.Arbitrary<Case> = fc
  .record({
    ...{ report, record: orNull(record), baseline: orNull(baseline), moved },
    ...{ trainings, isAlone: fc.boolean() },
  })
  .map(({ report, record, baseline, moved, trainings, isAlone }) => ({
    report: withTrainings(
      {
        ...report,
        drift: [...moved, ...report.drift],
        ...(isAlone && trainings.length ? { suite: '' } : {}),
      },
      trainings,
    ),
    record,
    baseline,
  }))

/** Texts that decide what a report is made of, or that are ours. */
const KEPT = new Set([
  'id',
  'check',
  'violations',
  'status',
  'verdict',
  'comparedWith',
  'link',
  'kind',
  'suiteVerdict',
  'closeness',
  'cells',
])
/** Parts of a record that its schema holds to a form. */
const FORMED = new Set([
  'runs',
  'scenarios',
  'accelerator',
  'cpuCapability',
  'hashSeed',
  'trail',
  'epochs',
])

/** The same with words for all that is hostile; what was equal is equal, what differed differs. */
export function harmless<T>(value: T): T {
  const words = new Map<string, string>()
  const ours = new Set(HEADS.flatMap(name => name.split('/')))
  const word = (text: string) => {
    if (text === '') return ''
    if (!words.has(text)) words.set(text, ours.has(text) ? text : `word ${words.size}`)
    return words.get(text) ?? ''
  }
  const path = (text: string) => text.split('/').map(word).join('/')
  const walk = (each: unknown, key: string): unknown => {
    if (typeof each === 'string') return key === 'channels' ? path(each) : word(each)
    if (Array.isArray(each))
      return each.map(item => walk(item, typeof item === 'object' ? '' : key))
    if (each === null || typeof each !== 'object') return each
    return Object.fromEntries(
      Object.entries(each).map(([name, item]) => [
        ['packages', 'environment', 'timings', 'seconds'].includes(key) &&
        !(name in SMALL.environment)
          ? word(name)
          : name,
        KEPT.has(name) || FORMED.has(name) ? item : walk(item, name),
      ]),
    )
  }
  return walk(value, '') as T
}
