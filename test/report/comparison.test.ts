import { describe, expect, test } from 'vitest'
import { approve } from '../../src/baseline/accept.ts'
import { propose } from '../../src/baseline/pending.ts'
import { machineTypeInWords } from '../../src/model/machine-type.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import { type Baselines, reportOn } from '../../src/pipeline/report.ts'
import { suite } from '../../src/probe/suites.ts'
import { page } from '../../src/report/html/page.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { WEIGHTS } from '../../src/report/words.ts'
import { alter, epoch, goodRecord } from '../../support/record.ts'

/** Whether streams were compared is said beside every verdict, in every report. */

const standard = goodRecord()
const quick = goodRecord(suite('quick', 2))
const four = goodRecord(suite('standard', 4))
const stuck = (record: ProbeRecord) =>
  alter(record, 'seeded', /rank1\/main\/torch/, (e, name) => epoch(name, e.epoch))
const shaky = (record: ProbeRecord) =>
  alter(record, 'seeded', /rank1\/main\/torch/, (e, _, run) => epoch(`${run}`, e.epoch))
const other = (record: ProbeRecord, cpuCapability: string): ProbeRecord => ({
  ...record,
  environment: { ...record.environment, cpuCapability },
})

const accepted = (record: ProbeRecord) =>
  approve(propose(record, 'cpu-x2', 'new', [], null), { reason: 'r', author: 'a', violations: [] })
const KNOWN = accepted(standard)

function reported(record: ProbeRecord, classes: string[], known = KNOWN) {
  const baselines: Baselines = {
    classes,
    baseline: name =>
      classes.includes(name) && name === 'cpu-x2'
        ? { file: '/r/cpu-x2.json', baseline: known }
        : null,
  }
  const place = { cwd: '/r', directory: '/r/lddpr-report', timings: {} }
  return reportOn(
    { record, pins: null, imports: null, framework: 'auto', mayDiffer: false },
    baselines,
    place,
    { spell: String },
  ).report
}

const ONE = 'No baseline for CPU, 4 ranks (there is one for CPU, 2 ranks). Nothing was compared.'
const NONE = 'No baseline for CPU, 2 ranks. Nothing was compared.'
const QUICK = 'Not compared: 348 (the quick suite does not measure them).'
const WEIGHT = "computed values depend on the CPU's instructions: AVX2 in the baseline, AVX512 here"

const cases: [verdict: string, what: string, ReturnType<typeof reported>, string][] = [
  ['new', 'no baseline at all', reported(standard, []), NONE],
  ['new', 'one for other ranks', reported(four, ['cpu-x2']), ONE],
  ['violation', 'no baseline at all', reported(stuck(standard), []), NONE],
  ['violation', 'one for other ranks', reported(stuck(four), ['cpu-x2']), ONE],
  ['unstable', 'no baseline at all', reported(shaky(standard), []), NONE],
  ['unstable', 'one for other ranks', reported(shaky(four), ['cpu-x2']), ONE],
  [
    'violation',
    'several for others',
    reported(stuck(four), ['notes', 'cpu-x2', 'cuda-h100-x1', 'NO CLASS']),
    'No baseline for CPU, 4 ranks (there is one for CPU, 2 ranks; CUDA H100, 1 rank). Nothing was compared.',
  ],
  [
    'violation',
    'all of it',
    reported(stuck(standard), ['cpu-x2']),
    'Compared with the baseline: 1 of 652 streams differ.',
  ],
  ['match', 'a quick run', reported(quick, ['cpu-x2']), `all 304 are equal. ${QUICK}`],
  [
    'violation',
    'a quick run that fails',
    reported(stuck(quick), ['cpu-x2']),
    `1 of 304 streams differ. ${QUICK}`,
  ],
  ['match', 'other instructions', reported(other(standard, 'AVX512'), ['cpu-x2']), WEIGHT],
  [
    'new',
    'scenarios that the baseline lacks',
    reported(standard, ['cpu-x2'], accepted(quick)),
    'all 304 are equal. Not compared: 348 (the baseline lacks them).',
  ],
]

describe.each(cases)('%s, %s', (verdict, _, report, sentence) => {
  test('is that verdict', () => expect(report.verdict).toBe(verdict))
  const shown = {
    JSON: report.comparison,
    Markdown: markdown(report),
    'the terminal': terminal(report, false),
    HTML: page(report, standard, null).replaceAll('&#39;', "'"),
  }
  test.each(Object.entries(shown))('%s says so', (__, text) => expect(text).toContain(sentence))
  test('the checks have their own sentence', () => {
    const failing = report.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
    for (const id of failing) expect(shown['the terminal']).toContain(id)
    if (verdict === 'new' && report.compared === 0)
      expect(report.summary).toBe('every check passes')
  })
})

test('a whole comparison that the summary tells is not told twice', () => {
  const report = reported(standard, ['cpu-x2'])
  expect(report.comparison).toBe('Compared with the baseline: all 652 are equal.')
  expect(terminal(report, false)).not.toContain(report.comparison)
})

test.each([
  ['cpu-x2', 'CPU, 2 ranks'],
  ['cpu-x1', 'CPU, 1 rank'],
  ['cuda-rtx-6000-ada-x4', 'CUDA RTX 6000 ADA, 4 ranks'],
  ['whatever', 'whatever'],
])('%s is %s for people', (name, words) => expect(machineTypeInWords(name)).toBe(words))

describe('that equal weights say nothing about those of the reader is said', () => {
  test.each([
    ['a match', reported(standard, ['cpu-x2'])],
    ['streams that moved', reported(stuck(standard), ['cpu-x2'])],
  ])('beside %s', (_, report) => {
    for (const text of [markdown(report), terminal(report, false), page(report, standard, KNOWN)])
      expect(text).toContain(WEIGHTS)
  })

  test('under the map', () => {
    const map = page(reported(standard, []), standard, null).split('id="map"')[1] ?? ''
    expect(map).toContain(WEIGHTS)
  })
})
