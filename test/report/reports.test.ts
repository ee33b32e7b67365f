import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ExpectedError } from '../../src/lib/errors.ts'
import { VERDICTS } from '../../src/model/verdict.ts'
import { reportFailure } from '../../src/pipeline/report.ts'
import { headingOf } from '../../src/report/headline.ts'
import { page } from '../../src/report/html/page.ts'
import { code, text } from '../../src/report/inert.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { legible, streamsOf } from '../../src/report/words.ts'
import { baseline, broken, report } from './sample.ts'

describe.each([
  ['Markdown', markdown(report)],
  ['terminal', terminal(report, false)],
  ['HTML', page(report, broken, baseline)],
])('%s', (_, shown) => {
  test.each([
    ['the verdict', 'violation'],
    ['whether to merge', 'augmentation repeats in every epoch'],
    ['the check', 'worker-streams-differ-across-epochs'],
    ['how to fix it', 'Keep lightning 2.6.6, or take 2.6.1 or later.'],
    ['the packages', '2.6.0'],
    ['the first divergence', 'seeded/rank0/worker0/torch · epoch 0'],
    ['how to accept', '--accept-violation worker-streams-differ-across-epochs'],
  ])('says %s', (_, words) => expect(shown).toContain(words))
})

test('the verdict comes first', () => {
  expect(markdown(report).split('\n')[0]).toBe(
    `${headingOf('violation')}augmentation repeats in every epoch, and 2 more checks fail`,
  )
  expect(terminal(report, false)).toMatch(/^violation {2}Do not merge: augmentation repeats/)
})

test('values are told against what they were compared with', () => {
  const other = { ...report, comparedWith: 'base', base: { commit: 'c0ffee'.repeat(7) } } as const
  expect(markdown(report)).toContain('| package | baseline | now |')
  expect(markdown(other)).toContain('| package | base | now |')
  expect(markdown(other)).toContain('compared with the base commit `c0ffeec0f`')
  expect(terminal(other, false)).toContain('compared with the base commit c0ffeec0f')
})

test('notices come right after the verdict', () => {
  const shown = markdown({ ...report, notices: ['this pull request changes nothing'] })
  expect(shown.indexOf('this pull request')).toBeLessThan(shown.indexOf('<details>'))
  expect(shown).toContain('> [!WARNING]\n> - this pull request changes nothing')
})

test('what the training does not import is folded', () => {
  const idle = { name: 'idle', from: '1', to: '2', imported: false, link: null }
  const shown = markdown({ ...report, changedPackages: [...report.changedPackages, idle] })
  expect(shown.indexOf('`idle`')).toBeGreaterThan(shown.indexOf('<details>'))
})

test.each([
  ['0x1.8p+0', '0x1.4p+1', ['1.5', '2.5']],
  ['0x1.000000p+0', '0x1.000002p+0', ['0x1.000000p+0', '0x1.000002p+0']],
  ['d74f88c4', 'absent', ['d74f88c4', 'absent']],
  ['-0x1.8p-1', 'nan', ['-0.75', 'nan']],
])('%s and %s are told apart', (expected, actual, shown) =>
  expect(legible(expected, actual)).toEqual(shown),
)

test('the blanks around what is put into a sentence stay', () => {
  const { coordinate = '' } = report.firstDivergence ?? {}
  expect(markdown(report)).toContain(`First: \`${coordinate}\`; `)
  expect(page(report, broken, baseline)).toContain(`<p>First: <code>${coordinate}</code>; `)
})

test('colours are escape codes only if wanted', () => {
  expect(terminal(report, false)).not.toContain('\u001b')
  expect(terminal(report, true)).toContain('\u001b[')
})

test('every verdict has its words', () => {
  for (const { name, title } of VERDICTS)
    expect(markdown({ ...report, verdict: name })).toContain(title)
})

test('an unstable record offers nothing to accept', () => {
  expect(markdown({ ...report, verdict: 'unstable' })).not.toContain('lddpr-action accept')
})

test('tables have as many cells in each row as in their head', () => {
  const rows = markdown(report).split('\n')
  const cells = (row: string) => row.replaceAll('\\|', '').split('|').length
  for (const [index, row] of rows.entries())
    if (row.startsWith('|') && rows[index + 1]?.startsWith('|'))
      expect(cells(rows[index + 1] ?? '')).toBe(cells(row))
})

describe('foreign text is inert', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '@everyone',
      '@/',
      '| a |',
      '`x`',
      '<img src=x>',
      '<!-- lddpr-action:default -->',
    ),
    fc.constantFrom('```\n', '[x](javascript:1)', '::error::x', '\n# heading', '</details>'),
  )
  test('in sentences', () => {
    fc.assert(
      fc.property(hostile, value => {
        // Paths with a version are code spans, as people copy them.
        const outside = text(value).replace(/`[^`\n]*`/g, '')
        expect(outside).not.toMatch(/[<>|`@*_[\]\n]/)
      }),
    )
  })
  test('in code spans', () => {
    fc.assert(
      fc.property(hostile, value => {
        expect(code(value).slice(1, -1)).not.toMatch(/[`\n\r]|(?<!\\)\|/)
      }),
    )
  })
  test('in a log that is shown', () => {
    fc.assert(
      fc.property(fc.array(hostile), parts => {
        const { report: failed } = reportFailure(
          new ExpectedError('could not', { detail: parts.join('\n') }),
          'standard',
          {},
          String,
        )
        const shown = markdown(failed)
        expect(shown).not.toContain('<!--')
      }),
    )
  })
  test('control characters do not reach the terminal', () => {
    const { report: failed } = reportFailure(
      new ExpectedError('a\u001b[2Jb', { detail: 'c\u0007d' }),
      'standard',
      {},
      String,
    )
    expect(terminal(failed, false)).not.toMatch(/(?!\n)\p{Cc}/u)
  })
})

test.each([
  [['a/rank0/order'], 'rank0/order', ['a']],
  [['a/rank0/worker0/torch', 'a/rank1/worker0/torch'], 'rank*/worker0/torch', ['a']],
  [['a/rank0/worker0/torch', 'b/rank0/worker1/torch'], 'rank0/worker*/torch', ['a', 'b']],
])('%j is told as %s', (channels, pattern, scenarios) =>
  expect(streamsOf(channels)).toEqual({ pattern, scenarios }),
)
