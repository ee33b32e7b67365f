import { describe, expect, test } from 'vitest'
import { approve } from '../../src/baseline/accept.ts'
import { propose } from '../../src/baseline/pending.ts'
import { judge } from '../../src/judge/judge.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import type { Report } from '../../src/model/report.ts'
import { type Origin, reportOn } from '../../src/pipeline/report.ts'
import { suite } from '../../src/probe/suites.ts'
import { headingOf, isHeadingOf } from '../../src/report/headline.ts'
import { page } from '../../src/report/html/page.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { alter, epoch, goodRecord } from '../../support/record.ts'

/** A change that somebody has accepted is told as one, and nothing else is. */

const old = goodRecord()
const withLightning = (record: ProbeRecord, version: string): ProbeRecord => ({
  ...record,
  environment: {
    ...record.environment,
    packages: record.environment.packages.map(each =>
      each.name === 'lightning' ? { ...each, version } : each,
    ),
  },
})
/** The same on Lightning 2.7.0, whose workers draw something else. */
const anew = (record: ProbeRecord, { id }: { id: string }) =>
  alter(record, id, /worker\d\/torch/, e => epoch(`new ${e.digest}`, e.epoch, e.draws))
const moved = withLightning(
  old.suite.scenarios
    .filter(({ parameters }) => parameters.num_workers > 0)
    .reduce<ProbeRecord>(anew, old),
  '2.7.0',
)
const MOVED = 40

function baselineOf(record: ProbeRecord, reason: string, before: Baseline | null = null) {
  const { checks } = judge({ record, baseline: before, pins: null })
  const pending = propose(record, 'cpu-x2', 'new', checks, before)
  const violations = pending.violations.map(({ check }) => check)
  return approve(pending, { reason, author: 'Dana', violations, shrink: true })
}

const origin = (before: { baseline: Baseline | null } | null): Origin => ({
  commit: 'c0ffee'.repeat(7).slice(0, 40),
  change: null,
  record: null,
  replaces: () => before,
})

function reported(record: ProbeRecord, known: Baseline, from: Origin | null): Report {
  const baselines = {
    classes: ['cpu-x2'],
    baseline: () => ({ file: '/r/.lddpr/cpu-x2.json', baseline: known }),
  }
  const place = { cwd: '/r', directory: '/r/lddpr-report', timings: {} }
  return reportOn(
    { record, pins: null, imports: null, framework: 'auto', mayDiffer: false },
    baselines,
    place,
    { spell: String },
    from,
  ).report
}

const before = baselineOf(old, 'as we train')
const after = baselineOf(moved, '2.7.0 fixes repeated augmentation')
const report = reported(moved, after, origin({ baseline: before }))
const HEADLINE = 'changed, and accepted by Dana: "2.7.0 fixes repeated augmentation"'

test('the verdict stays what it is, and who accepted what is in the report', () => {
  expect(report.verdict).toBe('match')
  expect(report.drift).toEqual([])
  expect(report.accepted).toMatchObject({
    author: 'Dana',
    reason: '2.7.0 fixes repeated augmentation',
    isFirst: false,
    compared: 652,
    violations: [],
    added: 0,
    dropped: 0,
  })
  expect(report.accepted?.drift.flatMap(({ channels }) => channels)).toHaveLength(MOVED)
})

describe.each([
  ['Markdown', (each: Report) => markdown(each)],
  ['HTML', (each: Report) => page(each, moved, after)],
  ['the terminal', (each: Report) => terminal(each, false)],
])('%s', (_, render) => {
  const shown = render(report).replaceAll('&quot;', '"')

  test('says who has accepted it, and not that nothing has changed', () => {
    expect(shown).toContain(HEADLINE)
    expect(shown).not.toContain('no random number')
    expect(shown).toContain(`${MOVED} of 652 streams have changed`)
  })

  test('keeps what moved, and the package that moved it', () => {
    expect(shown).toContain('rank*/worker*/torch')
    expect(shown).toMatch(/lightning.*2\.6\.6.*2\.7\.0/s)
  })

  test('offers no second acceptance', () => expect(shown).not.toContain('To accept'))
})

test('the heading of an accepted change passes for that of a match, and of no other verdict', () => {
  const [heading = ''] = markdown(report).split('\n')
  expect(heading).toBe(`${headingOf('match')}${HEADLINE}`)
  expect(isHeadingOf(heading, 'match')).toBe(true)
  expect(isHeadingOf(heading, 'violation')).toBe(false)
})

describe('nothing was accepted', () => {
  const cases: [string, Report][] = [
    ['where the baseline is that of the base commit', reported(old, before, origin(null))],
    ['where no base is known', reported(moved, after, null)],
    [
      'where only the words of the baseline are others',
      reported(old, baselineOf(old, 'other words'), origin({ baseline: before })),
    ],
    [
      'where the run does not meet the new baseline',
      reported(old, after, origin({ baseline: before })),
    ],
  ]
  test.each(cases)('%s', (_, each) => expect(each.accepted).toBeNull())

  test('but packages that moved with it are told from the old baseline', () => {
    const bumped = withLightning(old, '2.7.0')
    const { accepted, changedPackages } = reported(
      bumped,
      baselineOf(bumped, 'refreshed'),
      origin({ baseline: before }),
    )
    expect(accepted).toBeNull()
    expect(changedPackages).toMatchObject([{ name: 'lightning', from: '2.6.6', to: '2.7.0' }])
  })
})

test('the first baseline is told as such', () => {
  const first = reported(old, before, origin({ baseline: null }))
  expect(first.accepted).toMatchObject({ isFirst: true, added: 652 })
  expect(terminal(first, false)).toMatch(
    /^match {2}Safe to merge: first baseline accepted by Dana: "as we train".*The base commit has no baseline/s,
  )
})

test('a check that only the new baseline accepts as broken is named', () => {
  const broken = alter(old, 'seeded', /main\/torch/, (e, name) => epoch(name, e.epoch))
  const known = baselineOf(broken, 'upstream bug')
  const { accepted, verdict } = reported(broken, known, origin({ baseline: before }))
  expect(verdict).toBe('match')
  expect(accepted?.violations.length).toBeGreaterThan(0)
  expect(terminal(reported(broken, known, origin({ baseline: before })), false)).toContain(
    `It accepts that ${accepted?.violations.join(', ')} fails.`,
  )
})

test('streams that the new baseline no longer has are counted', () => {
  const quick = goodRecord(suite('quick', 2))
  const { accepted } = reported(quick, baselineOf(quick, 'less'), origin({ baseline: before }))
  expect(accepted).toMatchObject({ dropped: 348, drift: [] })
})

test('a reason that could be a heading, a mention or a tag is none', () => {
  const evil = baselineOf(moved, 'x\n## ❌ Do not merge\n@octocat <img src=x>')
  const shown = markdown(reported(moved, evil, origin({ baseline: before })))
  expect(shown.split('\n')[0]).not.toContain('<img')
  expect(shown).not.toMatch(/^## ❌/m)
  expect(shown).not.toContain('@octocat')
})
