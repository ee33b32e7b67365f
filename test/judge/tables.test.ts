import { describe, expect, test } from 'vitest'
import { type BaseFiles, isAddition, packageChanges, type Side } from '../../src/judge/packages.ts'
import type { Asked } from '../../src/model/pins.ts'
import type { PackageChange, Report } from '../../src/model/report.ts'
import { reportFailure } from '../../src/pipeline/report.ts'
import { page } from '../../src/report/html/page.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'

/** What is installed, what is imported and what is asked for are three facts, and the tables say which. */

const side = (versions: Record<string, string>, imported: string[], isWhole = true): Side => ({
  versions,
  imported: new Set(imported),
  isWhole,
})
/** A committed baseline knows of what was imported alone. */
const baseline = (versions: Record<string, string>): Side => ({ versions })
const files = (
  bumps: Record<string, [Asked | null, Asked | null]>,
  others: Record<string, Asked> = {},
  development: string[] = [],
): BaseFiles => ({
  installs: {
    ...others,
    ...Object.fromEntries(
      Object.entries(bumps).flatMap(([name, [from]]) => (from ? [[name, from]] : [])),
    ),
  },
  bumps: Object.entries(bumps).map(([name, [from, to]]) => ({ name, from, to })),
  development: new Set(development),
})
const v = (version: string): Asked => ({ version })
const told = (...args: Parameters<typeof packageChanges>) =>
  packageChanges(...args).map(({ link: _, ...rest }) => rest)

describe('a package', () => {
  test('that is installed and no longer imported has not gone', () =>
    expect(told(baseline({ lightning: '2.6.6' }), side({ lightning: '2.6.6' }, []))).toEqual([
      { name: 'lightning', from: '2.6.6', to: '2.6.6', imported: true, use: 'no longer imported' },
    ]))
  test('that is uninstalled has gone', () =>
    expect(told(baseline({ networkx: '3.5' }), side({}, []))).toEqual([
      { name: 'networkx', from: '3.5', to: null, imported: true },
    ]))
  test('that was there before is newly imported, not new', () => {
    const now = side({ networkx: '3.5' }, ['networkx'])
    const use = { from: '3.5', to: '3.5', imported: true, use: 'newly imported' }
    expect(told(side({ networkx: '3.5' }, []), now)).toEqual([{ name: 'networkx', ...use }])
    expect(told(baseline({}), now, files({}, { networkx: v('3.5') }))).toEqual([
      { name: 'networkx', ...use, base: '3.5' },
    ])
  })
  test('that a baseline does not know is newly imported', () =>
    expect(told(baseline({}), side({ scipy: '1' }, ['scipy']))).toMatchObject([
      { from: null, to: '1', use: 'newly imported' },
    ]))
  test('that is new in the environment is that', () =>
    expect(told(side({}, []), side({ scipy: '1' }, ['scipy']))).toEqual([
      { name: 'scipy', from: null, to: '1', imported: true },
    ]))
  test('that is installed beside, and not imported, is listed where all is known', () => {
    const now = side({ 'pytorch-lightning': '2.5.5' }, [])
    expect(told(side({}, []), now)).toEqual([
      { name: 'pytorch-lightning', from: null, to: '2.5.5', imported: false },
    ])
    expect(told(baseline({}), now)).toEqual([])
  })
  test('that the training does not import was there in the version of the base files', () => {
    const base = files({ click: [v('8.4.0'), v('8.4.1')] })
    expect(told(baseline({}), side({}, []), base)).toEqual([
      { name: 'click', from: '8.4.0', to: '8.4.1', base: '8.4.0', imported: false },
    ])
    expect(told(baseline({}), side({ click: '8.4.1' }, []), base)).toMatchObject([
      { from: '8.4.0', to: '8.4.1' },
    ])
  })
  test('that is asked for by a range has the version that is installed', () => {
    const range = { range: '>=0.1.11' }
    const base = files({ trifast: [null, range] })
    expect(told(side({}, []), side({ trifast: '0.1.14' }, []), base)).toEqual([
      {
        name: 'trifast',
        from: null,
        to: '0.1.14',
        base: null,
        imported: false,
        range: { from: null, to: '>=0.1.11' },
      },
    ])
    expect(told(side({}, []), side({}, []), base)).toEqual([])
  })
  test('whose range has moved is listed with the version that both have', () => {
    const base = files({ lightning: [{ range: '<3.0.0' }, { range: '<2.7.0' }] })
    const both = { lightning: '2.6.6' }
    expect(told(baseline(both), side(both, ['lightning']), base)).toEqual([
      {
        name: 'lightning',
        from: '2.6.6',
        to: '2.6.6',
        imported: true,
        range: { from: '<3.0.0', to: '<2.7.0' },
      },
    ])
  })
  test('that the files move and the interpreter does not is told so', () => {
    const base = files({ lightning: [v('2.6.6'), v('2.6.0')] })
    const both = { lightning: '2.6.6' }
    expect(told(baseline(both), side(both, ['lightning']), base)).toMatchObject([
      { from: '2.6.6', to: '2.6.6', fixed: '2.6.0' },
    ])
    const cpu = files({ torch: [v('2.12.0'), v('2.13.0')] })
    const [built] = told(baseline({}), side({ torch: '2.13.0+cpu' }, ['torch']), cpu)
    expect(built).not.toHaveProperty('fixed')
  })
  test('whose baseline moved with it is listed for the base commit', () => {
    const base = files({ lightning: [v('2.6.0'), v('2.6.1')] })
    const both = { lightning: '2.6.1' }
    expect(told(baseline(both), side(both, ['lightning']), base)).toMatchObject([
      { from: '2.6.1', to: '2.6.1', base: '2.6.0' },
    ])
  })
  test('of a group for development is listed where it is installed', () => {
    const base = files({ coverage: [v('7.1'), v('7.2')] }, {}, ['coverage'])
    expect(told(baseline({}), side({}, []), base)).toEqual([])
    expect(told(baseline({}), side({ coverage: '7.2' }, []), base)).toHaveLength(1)
    expect(told(side({ coverage: '7.1' }, []), side({}, []), base)).toHaveLength(1)
  })
  test('that did not change is not listed', () => {
    const both = { a: '1', b: '2' }
    expect(told(side(both, ['a']), side(both, ['a']), files({}, { a: v('1'), b: v('2') }))).toEqual(
      [],
    )
  })
})

test('where nothing was measured before, the files alone say what changed', () => {
  const base = files({ lightning: [v('2.6.0'), v('2.6.1')], click: [v('8'), v('9')] })
  const now = side({ lightning: '2.6.1', click: '9', numpy: '2' }, ['lightning', 'numpy'])
  expect(told(null, now, base)).toEqual([
    { name: 'lightning', from: '2.6.0', to: '2.6.1', base: '2.6.0', imported: true },
    { name: 'click', from: '8', to: '9', base: '8', imported: false },
  ])
  expect(told(null, now)).toEqual([])
})

test('those that matter come first', () => {
  const imported = ['a', 'b', 'torch', 'lightning']
  const before = side({ a: '1', b: '1', c: '1', torch: '1', lightning: '1' }, ['a', 'b', 'torch'])
  const now = side({ a: '1', b: '2', c: '2', torch: '2', lightning: '1' }, imported.slice(1))
  expect(told(before, now).map(({ name }) => name)).toEqual(['lightning', 'torch', 'b', 'a', 'c'])
})

test('an addition is what has come beside what was there', () => {
  const each = { name: 'a', imported: true, link: null }
  expect(isAddition({ ...each, from: null, to: '1' })).toBe(true)
  expect(isAddition({ ...each, from: '1', to: '1', use: 'newly imported' })).toBe(true)
  expect(isAddition({ ...each, from: '1', to: '2', use: 'newly imported' })).toBe(false)
  expect(isAddition({ ...each, from: '1', to: '1', use: 'no longer imported' })).toBe(false)
  expect(isAddition({ ...each, from: '1', to: null })).toBe(false)
  expect(isAddition({ ...each, from: null, to: null })).toBe(false)
})

const ROW = { name: 'lightning', from: '2.6.6', to: '2.6.6', imported: true, link: null }
const reportOf = (change: PackageChange, rest: Partial<Report> = {}): Report => ({
  ...reportFailure(new Error('x'), 'quick', {}, String).report,
  verdict: 'drift',
  error: null,
  baseline: { file: 'f', digest: 'd' },
  changedPackages: [change],
  ...rest,
})
const line = (report: Report) =>
  /^ {2}(?:lightning|click).*$/m.exec(terminal(report, false))?.[0].trim()

test.each<[string, Partial<PackageChange>, string, string]>([
  [
    'no longer imported',
    { use: 'no longer imported' },
    'lightning 2.6.6, no longer imported; 2.6.6 is installed on both sides',
    '`2.6.6`, no longer imported; `2.6.6` is installed on both sides',
  ],
  [
    'a moved range',
    { range: { from: 'A', to: 'B' } },
    'lightning 2.6.6, the range moved (A → B); both sides install lightning 2.6.6',
    'the range moved (`A` → `B`); both sides install lightning `2.6.6`',
  ],
  [
    'a range that moved with the version',
    { from: '2.5.0', range: { from: 'A', to: 'B' } },
    'lightning 2.5.0 → 2.6.6, the range moved (A → B)',
    '`2.6.6`, the range moved (`A` → `B`)',
  ],
  [
    'a range instead of a version',
    { from: '2.5.0', range: { from: null, to: 'B' } },
    'lightning 2.5.0 → 2.6.6, now asked for as B',
    'now asked for as `B`',
  ],
  [
    'a version instead of a range',
    { from: '2.5.0', range: { from: 'A', to: null } },
    'lightning 2.5.0 → 2.6.6, no longer asked for as A',
    'no longer asked for as `A`',
  ],
  [
    'files that fix another version',
    { fixed: '2.6.0', use: 'newly imported' },
    'lightning 2.6.6, newly imported; 2.6.6 is installed on both sides; and the files fix 2.6.0',
    'and the files fix `2.6.0`',
  ],
  [
    'another version at the base commit',
    { base: '2.6.0' },
    'lightning 2.6.6, 2.6.0 at the base commit',
    '| `lightning` | `2.6.6` | `2.6.0` | `2.6.6` |',
  ],
  [
    'nothing at the base commit',
    { base: null },
    'lightning 2.6.6, — at the base commit',
    '| `lightning` | `2.6.6` | — | `2.6.6` |',
  ],
])('%s is said on the terminal, in Markdown and in HTML', (_, change, terse, cell) => {
  const report = reportOf({ ...ROW, ...change })
  expect(line(report)).toBe(terse)
  expect(markdown(report)).toContain(cell)
  const html = page(report, null, null).replace(/<\/?code>/g, '`')
  for (const word of cell.replace(/[|`]/g, ' ').split(/\s+/)) expect(html).toContain(word)
})

test('packages that are not imported are compared with the base commit', () => {
  const idle = { ...ROW, name: 'click', from: '8', base: '8', to: '9', imported: false }
  const report = reportOf(idle)
  expect(markdown(report)).toMatch(/\| package \| base \| now \|/)
  expect(terminal(report, false)).toContain('does not import (base → now):\n  click 8 → 9')
  expect(markdown(reportOf({ ...ROW, from: '1' }))).toMatch(/\| package \| baseline \| now \|/)
  expect(markdown(reportOf({ ...ROW, from: '1' }, { baseline: null }))).toMatch(/\| base \| now/)
  expect(markdown(reportOf({ ...ROW, from: '1' }, { comparedWith: 'base' }))).toMatch(/\| base \|/)
})

describe('several packages at once', () => {
  const two = [
    { ...ROW, from: '2.6.0' },
    { ...ROW, name: 'torch', from: '2.12.0' },
  ]
  const base = { commit: '0123456789abcdef' }
  const shown = (rest: Partial<Report>) =>
    terminal(reportOf(ROW, { changedPackages: two, ...rest }), false)
  test.each<[string, Partial<Report>, string]>([
    ['the baseline', { base }, 'lddpr bisect --suite quick'],
    ['the base commit', { base, comparedWith: 'base' }, 'lddpr bisect 012345678 --suite quick'],
    [
      'the base commit, without a baseline',
      { base, baseline: null },
      'lddpr bisect 012345678 --suite quick',
    ],
    ['the baseline, with a suite of its own', { suite: 'mine' }, 'lddpr bisect\n'],
  ])('are told apart from %s by a command', (_, rest, command) =>
    expect(`${shown(rest)}\n`).toContain(command),
  )
  test.each<[string, Partial<Report>]>([
    ['nothing differs', { verdict: 'match' }],
    ['nothing was measured', { verdict: 'error' }],
    ['nothing is there to start from', { baseline: null }],
    ['one has changed', { changedPackages: two.slice(1) }],
    [
      'one is imported',
      { changedPackages: two.map((each, index) => ({ ...each, imported: index > 0 })) },
    ],
    ['one has another version', { changedPackages: [...two.slice(1), ROW] }],
  ])('are not, where %s', (_, rest) => expect(shown(rest)).not.toContain('bisect'))
})
