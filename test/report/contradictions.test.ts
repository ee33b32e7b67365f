import { gt } from '@renovatebot/pep440'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change } from '../../src/change/change.ts'
import { CATALOGUE } from '../../src/judge/catalogue.ts'
import type { Baseline } from '../../src/model/baseline.ts'
import type { Asked } from '../../src/model/pins.ts'
import type { ProbeRecord } from '../../src/model/record.ts'
import type { Report } from '../../src/model/report.ts'
import { formatSubject, parseSubject } from '../../src/model/subject.ts'
import { reportOn } from '../../src/pipeline/report.ts'
import { page } from '../../src/report/html/page.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { withTrainings } from '../../src/report/trainings.ts'
import { baselineOf, fresh, plan, put, stream } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'
import { JUDGED } from '../../support/report/judged.ts'
import { having, RULES, versionIn } from '../../support/report/rules.ts'
import { TRAININGS } from '../../support/report/trainings.ts'

/** No report says two things that cannot both be so, whatever comes together in it. */

const LONG = { max_epochs: 3 }
const ROWS = {
  plain: { differs: LONG, runs: 2 },
  alone: { differs: { ...LONG, num_workers: 0 }, runs: 2 },
}
const SMALL = goodRecord(plan(ROWS))
const LARGE = goodRecord(plan({ ...ROWS, other: { differs: { ...LONG, seed: 7 } } }))

const place = (name: string, epoch = 0, scenario = 'plain') => ({ scenario, name, epoch })
const MOVED = place('rank0/worker0/python', 1)

/** What a record can have, each in one place that no other touches. */
const FAULTS: Record<string, (record: ProbeRecord) => ProbeRecord> = {
  moved: record => put(record, MOVED, fresh('moved')),
  order: record => put(record, place('rank0/order', 1), fresh('order')),
  'starts over': record => put(record, place('rank1/worker1/torch'), { startsOver: 2 }),
  'starts over elsewhere': record => put(record, place('rank1/worker0/numpy'), { startsOver: 2 }),
  'ranks apart': record => put(record, place('rank1/main/numpy', 0, 'alone'), fresh('apart')),
  'does not repeat': record => put(record, place('rank0/worker1/python', 2), fresh('again'), 1),
  'main does not repeat': record => put(record, place('rank1/main/torch', 1), fresh('main'), 1),
  'epochs alike': record => {
    const run = record.runs.find(({ scenario }) => scenario === 'plain')
    const first = run?.channels['rank0/worker1/torch']?.[0]
    return first ? put(record, place('rank0/worker1/torch', 2), stream(first)) : record
  },
  'other threads': record => ({
    ...record,
    environment: { ...record.environment, threads: 7 },
  }),
}
const SUBJECTS = [
  ['worker-streams-do-not-repeat', 'plain: worker/torch'],
  ['worker-streams-do-not-repeat', 'plain: worker/numpy'],
  ['worker-streams-differ-across-epochs', 'plain: worker/torch'],
  ['worker-streams-differ-across-epochs', 'alone: worker/torch'],
  ['main-streams-agree', 'alone: main/numpy'],
] as const

const withVersions = (record: ProbeRecord, versions: Record<string, string>): ProbeRecord => ({
  ...record,
  environment: {
    ...record.environment,
    packages: record.environment.packages.map(each => ({
      ...each,
      version: versions[each.name] ?? each.version,
    })),
  },
})

const faulty = fc
  .record({
    large: fc.boolean(),
    faults: fc.subarray(Object.keys(FAULTS)),
    lightning: fc.constantFrom('2.3.3', '2.4.0', '2.5.0', '2.6.0', '2.6.1', '2.6.6'),
    torch: fc.constantFrom('2.12.0', '2.13.0+cpu'),
  })
  .map(({ large, faults, lightning, torch }) => {
    const start = withVersions(large ? LARGE : SMALL, { lightning, torch })
    return faults.reduce((record, name) => FAULTS[name]?.(record) ?? record, start)
  })
const stable = faulty.filter(record => {
  const [one, two] = record.runs.filter(({ scenario }) => scenario === 'plain')
  return JSON.stringify(one?.channels) === JSON.stringify(two?.channels)
})

/** What the files of the base commit fix, or ask for. */
const asked = fc.constantFrom<Asked[]>({ version: '2.3.3' }, { version: '2.6.0' }, { range: '<3' })
const moves = fc.record({ lightning: asked, torch: asked, click: asked }, { requiredKeys: [] })

function changeOf(before: Record<string, Asked>, record: ProbeRecord): Change {
  const bumps = Object.entries(before).map(([name, from]) => {
    const version = versionIn(record, name) || '9'
    return { name, from, to: 'range' in from ? { range: '<2.7' } : { version } }
  })
  const rest = { commit: 'c'.repeat(40), isMergeBase: true, manifests: [], baselines: [] }
  return { ...rest, installs: before, bumps, development: new Set() }
}

const reports: fc.Arbitrary<[Report, ProbeRecord]> = fc
  .record({
    record: faulty,
    committed: fc.option(faulty, { nil: null }),
    accepted: fc.subarray([...SUBJECTS]),
    base: fc.option(stable, { nil: null }),
    known: fc.boolean(),
    moves,
    notices: fc.subarray(['a notice']),
    trainings: fc.subarray([...Object.values(TRAININGS), ...JUDGED], { maxLength: 2 }),
  })
  .map(({ record, committed, accepted, base, known, moves, notices, trainings }) => {
    const baseline: Baseline | null = committed && {
      ...baselineOf(committed),
      accepted: accepted.map(([check, subject]) => ({
        check,
        subjects: [subject],
        reason: 'r',
        author: 'a',
      })),
    }
    const origin = {
      commit: 'c'.repeat(40),
      change: changeOf(moves, record),
      record: base,
      replaces: () => null,
    }
    const { report } = reportOn(
      { record, pins: null, imports: null, framework: 'auto' as const, mayDiffer: false, notices },
      { baseline: () => baseline && { file: '/d/.lddpr/cpu-x2.json', baseline }, classes: [] },
      { cwd: '/d', directory: '/d/lddpr-report', timings: {} },
      { spell: String },
      base || known ? origin : null,
    )
    return [withTrainings(report, trainings), record]
  })

const htmlText = (source: string) =>
  source
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
const tidy = (source: string) => source.replace(/\u200b|&#\d+;/g, '').replace(/[`*]/g, '')

const RENDERINGS: Record<string, (report: Report, record: ProbeRecord) => string> = {
  Markdown: report => tidy(markdown(report)),
  'the terminal': report => terminal(report, false),
  HTML: (report, record) => htmlText(page(report, record, null)),
}

describe.each(Object.entries(RENDERINGS))('in %s', (_, render) => {
  test('no statement stands beside a fact that it denies', () => {
    fc.assert(
      fc.property(reports, ([report, record]) => {
        const shown = render(report, record)
        for (const [statement, fact] of RULES)
          for (const found of shown.matchAll(new RegExp(statement, `g${statement.flags}`)))
            if (!fact(report, [...found], record))
              throw new Error(
                `"${found[0]}" in a report that denies it:\n${terminal(report, false)}`,
              )
      }),
      { numRuns: 60, endOnFailure: true },
    )
  })
})

test('every statement of the rules is made by some report', () => {
  const open = new Set(RULES.map(([statement]) => statement))
  for (const [report, record] of fc.sample(reports, { numRuns: 400, seed: 1 })) {
    const shown = `${tidy(markdown(report))}${terminal(report, false)}`
    for (const statement of open) if (statement.test(shown)) open.delete(statement)
    void record
  }
  expect([...open]).toEqual([])
})

test('what passes again fails nowhere that is named', () => {
  fc.assert(
    fc.property(reports, ([report]) => {
      for (const [, id = '', list = ''] of terminal(report, false).matchAll(
        /^ {2}(\S+) passes again in ([^:]+):/gm,
      )) {
        const failing = having(report, 'fail', 'accepted', 'known').filter(each => each.id === id)
        const subjects = failing.flatMap(each => each.subjects)
        for (const one of list.split(', ')) {
          const [part = '', scenario] = one.split(' of ')
          const isDenied = scenario
            ? subjects.includes(formatSubject({ scenario, part }))
            : subjects.some(subject => parseSubject(subject).part === part)
          expect(isDenied, `${id} ${one}`).toBe(false)
        }
      }
    }),
  )
})

test('the accept command names what the change broke, all of it and nothing else', () => {
  fc.assert(
    fc.property(reports, ([report]) => {
      const named = [...terminal(report, false).matchAll(/--accept-violation ([\w-]+)/g)]
      const { verdict, suiteVerdict = verdict } = report
      if (suiteVerdict === 'unstable' || suiteVerdict === 'match') expect(named).toEqual([])
      else
        expect(named.map(([, id]) => id).sort()).toEqual(
          having(report, 'fail')
            .map(({ id }) => id)
            .sort(),
        )
    }),
  )
})

test('no candidate is of a release that the change did not cross', () => {
  fc.assert(
    fc.property(reports, ([{ candidates, changedPackages }]) => {
      for (const { id, package: name } of candidates) {
        const change = changedPackages.find(each => each.name === name)
        const version = CATALOGUE.find(each => each.id === id)?.version ?? ''
        const [from, to] = [change?.from ?? version, change?.to ?? version]
        expect(gt(version, from)).not.toBe(gt(version, to))
      }
    }),
  )
})

test('every failing check that stands for itself has a fix, and no other has one', () => {
  fc.assert(
    fc.property(reports, ([{ checks }]) => {
      for (const { fix, status } of checks)
        expect(fix !== '').toBe(['fail', 'accepted', 'known'].includes(status))
    }),
  )
})
