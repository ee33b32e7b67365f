import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Report } from '../../src/model/report.ts'
import { documentOf } from '../../src/report/document.ts'
import { page } from '../../src/report/html/page.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { cases } from '../../support/report/hostile.ts'
import { baseline, broken, report } from './sample.ts'

/** What is in the document is in every rendering of it. */

/** Nobody reads these on a terminal. */
const PAGES = new Set(['all-checks', 'environment'])

const passed = {
  ...{ scenario: 's', detail: 'd', subjects: [], fix: 'f', explanation: 'e', link: null },
  ...{ issues: [], unexplained: ['order'] },
}

const full: Report = {
  ...report,
  error: { message: 'm', detail: 'the last line' },
  added: ['seeded/rank0/order'],
  improvements: [
    {
      check: 'init-weights-agree',
      sentence: 's',
      subjects: ['seeded: order'],
      issues: [],
      accepted: true,
    },
  ],
  checks: [
    ...report.checks,
    { ...passed, id: 'main-streams-agree', status: 'accepted' },
    { ...passed, id: 'init-weights-agree', status: 'known' },
    { ...passed, id: 'launcher-agrees', status: 'follows' },
  ],
  changedPackages: [
    ...report.changedPackages,
    { name: 'idle', from: '1', to: '2', imported: false, link: null },
    { name: 'torch', from: '1', to: '2', imported: true, link: null },
  ],
  retried: ['seeded, run 1'],
}

test('a report that has everything has every section', () => {
  expect(documentOf(full).sections.map(({ id }) => id)).toEqual([
    ...['log', 'accept', 'checks', 'improvements', 'packages', 'drift', 'bisect'],
    ...[
      'known',
      'follows',
      'hazards',
      'others',
      'not-compared',
      'retried',
      'all-checks',
      'environment',
    ],
  ])
})

test('a section without anything to say is left out', () => {
  const { sections } = documentOf({ ...full, retried: [], improvements: [], pending: null })
  const ids = sections.map(({ id }) => id)
  expect(ids).not.toContain('retried')
  expect(ids).not.toContain('improvements')
  expect(ids).not.toContain('accept')
})

test.each([
  ['Markdown', markdown(full), []],
  ['HTML', page(full, broken, baseline), []],
  ['the terminal', terminal(full, false), [...PAGES, 'log']],
])('%s has every heading', (_, shown, without) => {
  for (const { id, heading } of documentOf(full).sections)
    expect(shown.includes(heading), id).toBe(!without.includes(id))
})

test('names are left out, never twice', () => {
  fc.assert(
    fc.property(cases, ({ report }) => {
      const { sections } = documentOf(report)
      const numbers = sections.map(({ dispensable }) => dispensable)
      expect(new Set(numbers).size).toBe(sections.length)
      expect(new Set(sections.map(({ name }) => name)).size).toBe(sections.length)
      expect(sections.every(({ name, blocks }) => name && blocks.length > 0)).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('evidence is folded; what to do is not, but where the change breaks something', () => {
  const openIn = (report: Report) =>
    documentOf(report).sections.flatMap(({ id, folded }) => (folded ? [] : id))
  expect(openIn(full)).toEqual(['log'])
  expect(openIn({ ...full, verdict: 'drift' })).toEqual(['log', 'accept'])
})

test('of two Lightnings the one that was measured is named in each report, unless they are one code', () => {
  const framework = {
    measured: 'lightning 2.6.6',
    unmeasured: ['pytorch-lightning 2.5.5'],
    why: 'the code imports lightning (1 file)',
    same: false,
  }
  const texts = (found: Report['framework']) => {
    const both = { ...report, framework: found }
    return [markdown(both), page(both, null, null), terminal(both, false)]
  }
  for (const text of texts(framework))
    expect(text).toMatch(
      /Measured: .*lightning 2\.6\.6.*, not .*pytorch-lightning 2\.5\.5.*: the code imports/,
    )
  for (const text of texts({ ...framework, same: true })) expect(text).not.toContain('Measured: ')
  for (const text of texts(null)) expect(text).not.toContain('Measured: ')
})
