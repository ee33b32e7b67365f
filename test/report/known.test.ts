import { describe, expect, test } from 'vitest'
import type { ProbeRecord } from '../../src/model/record.ts'
import { suite } from '../../src/probe/suites.ts'
import { headingOf, isHeadingOf } from '../../src/report/headline.ts'
import { page } from '../../src/report/html/page.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { alter, epoch, goodRecord } from '../../support/record.ts'
import { adopted, reported } from '../../support/report/reported.ts'

/** A known bug of a release: who is told of it, whom it fails, and when it is said to be fixed. */

const at = (record: ProbeRecord, lightning: string): ProbeRecord => ({
  ...record,
  environment: {
    ...record.environment,
    framework: { ...record.environment.framework, version: lightning },
    packages: record.environment.packages.map(each =>
      each.name === 'lightning' ? { ...each, version: lightning } : each,
    ),
  },
})
const whole = goodRecord()
/** Since 2.5.3 an epoch after a resume has another order than it should. */
const resuming = alter(whole, 'resumed', /order/, (_, name) => epoch(`again ${name}`, 1))
const RESUME = 'resume-continues-order'
/** From 2.4.0 to 2.6.0 torch in workers repeats each epoch. */
const repeating = alter(whole, 'seeded-uneven', /worker\d\/torch/, (e, name) => ({
  ...epoch(`still ${name}`, e.epoch),
  digest: epoch(`still ${name}`, 0).digest,
}))
const EPOCHS = 'worker-streams-differ-across-epochs'

const plain = (html: string) => html.replace(/<[^>]*>/g, '').replaceAll('&#39;', "'")
const shownIn = (outcome: ReturnType<typeof reported>, record: ProbeRecord) => ({
  Markdown:
    markdown(outcome.report, 3_000)
      .split('<details>')[0]
      ?.replace(/[`[\]]|&#\d+;|_/g, '') ?? '',
  'the terminal': terminal(outcome.report, false),
  HTML: plain(page(outcome.report, record, outcome.reference)),
})

describe.each([
  ['the base commit', () => ({ base: at(resuming, '2.6.5') }), 'also on the base commit'],
  [
    'the baseline',
    () => ({ baseline: adopted(at(resuming, '2.6.5')) }),
    'accepted in the baseline',
  ],
])('a known bug that %s has, too', (_, reference, where) => {
  const record = at(resuming, '2.6.6')
  const outcome = reported(record, reference())
  test('fails nothing', () => {
    expect(outcome.report.verdict).toBe('match')
    expect(outcome.report.summary).not.toContain('every check passes')
  })
  test.each(Object.entries(shownIn(outcome, record)))('is a visible line in %s', (_, shown) => {
    expect(shown).toContain(
      `Known bug of lightning 2.6.6 (${where}): the first epoch after a resume has the order of epoch 0 (since 2.5.3, no release fixes it yet; issue 21938`,
    )
    expect(shown).toMatch(
      /It matters if you stop and resume runs .* of 1 or more; stay at 2\.5\.2 then\./,
    )
  })
})

test('the pull request that brings it fails, and is told where to stay', () => {
  const { report } = reported(at(resuming, '2.5.5'), { base: at(whole, '2.5.2') })
  expect(report.verdict).toBe('violation')
  expect(report.pending?.violations).toEqual([RESUME])
  expect(terminal(report, false)).toContain('Fix: Keep lightning 2.5.2; no release since fixes it.')
  expect(terminal(report, false)).not.toContain('also on the base commit')
})

test('the pull request that moves to a release without it is said to fix it', () => {
  const record = at(whole, '2.6.1')
  const outcome = reported(record, { base: at(repeating, '2.6.0') })
  expect(outcome.report.verdict).toBe('drift')
  for (const [name, shown] of Object.entries(shownIn(outcome, record)))
    expect(shown, name).toMatch(
      /Fixes:.* a worker draws the same torch values .*\(since 2\.4\.0, fixed in 2\.6\.1; issue 20412/,
    )
})

test('a release that has it still is not said to fix it', () => {
  const { report } = reported(at(whole, '2.6.0'), { base: at(repeating, '2.5.0') })
  expect(report.improvements.map(({ issues }) => issues)).toEqual(report.improvements.map(() => []))
})

describe('a known bug, and nothing to compare with', () => {
  const record = at(resuming, '2.6.6')
  const { report } = reported(record, {})
  test('fails, for nobody knows who brings it', () => expect(report.verdict).toBe('violation'))
  test('accuses the release, not the change', () => {
    const [heading = ''] = markdown(report).split('\n')
    expect(heading).toBe(
      `${headingOf('violation')}known bug of lightning 2.6.6: resumed runs start over with an earlier sample order`,
    )
    expect(isHeadingOf(heading, 'violation')).toBe(true)
    expect(isHeadingOf(heading, 'match')).toBe(false)
    const shown = terminal(report, false)
    expect(shown).toContain('known bug of lightning 2.6.6')
    expect(shown).toMatch(/It comes with lightning 2\.6\.6\. .* lddpr init makes, adopts it\.$/m)
  })
  test('is no excuse for what it does not explain', () => {
    const more = alter(record, 'seeded', /rank1\/main\/torch/, (e, name) => epoch(name, e.epoch))
    expect(terminal(reported(more, {}).report, false)).not.toContain(
      'known bug of lightning 2.6.6:',
    )
  })
})

describe('a baseline of a smaller suite', () => {
  const quick = adopted(at(goodRecord(suite('quick', 2)), '2.6.6'))
  const { report, proposal } = reported(at(resuming, '2.6.6'), { baseline: quick })
  test('of a release with the same bug has it, too', () => {
    expect(report.verdict).toBe('new')
    expect(report.checks.find(({ id }) => id === RESUME)?.status).toBe('known')
    expect(terminal(report, false)).toContain("(also in the baseline's version)")
  })
  test('is followed by one that accepts it for the reason that is known', () => {
    expect(proposal?.violations).toEqual([])
    expect(proposal?.accepted).toMatchObject([
      { check: RESUME, reason: expect.stringMatching(/^known bug of lightning 2\.6\.6: .*21938/) },
    ])
  })
  test('of a release without it says that the change brings it', () => {
    const before = adopted(at(goodRecord(suite('quick', 2)), '2.5.2'))
    expect(reported(at(resuming, '2.5.5'), { baseline: before }).report.verdict).toBe('violation')
  })
})

test('what a baseline has measured and does not accept is no known issue, whatever the releases say', () => {
  const { report } = reported(at(resuming, '2.6.6'), { baseline: adopted(at(whole, '2.6.6')) })
  expect(report.verdict).toBe('violation')
})

test('failures without a known bug are one line with their fixes', () => {
  const broken = ['seeded', 'seeded-uneven'].reduce(
    (record, scenario) =>
      alter(record, scenario, /rank1\/(main|worker0)\/torch/, (e, name) => ({
        ...epoch(name, e.epoch),
        startsOver: 2,
      })),
    whole,
  )
  const outcome = reported(broken, { base: broken })
  expect(outcome.report.verdict).toBe('match')
  const known = outcome.report.checks.filter(({ status }) => status === 'known')
  expect(known.length).toBeGreaterThan(1)
  for (const [name, shown] of Object.entries(shownIn(outcome, broken))) {
    const [line = ''] =
      new RegExp(`${known.length} checks fail on the base commit already: .*`).exec(shown) ?? []
    for (const { id } of known.slice(0, 5)) expect(line, name).toContain(id)
    expect(line.match(/fix: This change did not cause it/g), name).toHaveLength(
      Math.min(5, known.length),
    )
    expect(shown).not.toMatch(/every check passes|all \d+ checks pass/i)
  }
})

test('a bug of a release is one line, however many checks find it', () => {
  const seeds = ['seeded', 'seeded-other'].reduce(
    (record, scenario) =>
      alter(record, scenario, /worker\d\/torch/, (e, name) => ({
        ...epoch(`alike ${name}`, 0),
        epoch: e.epoch,
      })),
    whole,
  )
  const record = at(seeds, '2.6.0')
  const { report } = reported(record, { base: record })
  const known = report.checks.filter(({ status }) => status === 'known').map(({ id }) => id)
  expect(known).toEqual(expect.arrayContaining([EPOCHS, 'seed-changes-streams']))
  const shown = terminal(report, false)
  expect(shown.match(/^known {2}Known bug of lightning 2\.6\.0/gm)).toHaveLength(1)
  expect(shown).not.toMatch(/checks? fails? on the base commit already:.*seed-changes-streams/)
})
