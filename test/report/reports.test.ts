import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approve } from '../../src/baseline/accept.ts'
import { propose } from '../../src/baseline/pending.ts'
import { failure } from '../../src/conclude.ts'
import { InputError } from '../../src/errors.ts'
import { judge } from '../../src/judge/judge.ts'
import { REPORT_VERSION, type Report } from '../../src/judge/report.ts'
import { code, text } from '../../src/report/inert.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { describeEnvironment, pattern } from '../../src/report/words.ts'
import { VERDICTS } from '../../src/verdict.ts'
import { alter, epoch, goodRecord } from '../support/record.ts'

const good = goodRecord()
const baseline = approve(propose(good, 'cpu-x2', 'new', [], null), {
  reason: 'r',
  author: 'a',
  violations: [],
})

function reportOn(record: typeof good): Report {
  const judgement = judge({ record, baseline, pins: null, pinsBind: true })
  const failing = judgement.checks.flatMap(({ id, status }) => (status === 'fail' ? [id] : []))
  return {
    schemaVersion: REPORT_VERSION,
    ...judgement,
    notices: [],
    class: 'cpu-x2',
    suite: 'standard',
    environment: describeEnvironment(record.environment),
    comparedWith: 'baseline',
    base: null,
    baseline: { file: '.lddpr/cpu-x2.json', digest: baseline.digest },
    pending: {
      file: 'lddpr-report/pending/cpu-x2.json',
      digest: '0'.repeat(64),
      violations: failing,
    },
    retried: [],
    timings: {},
  }
}

const broken = alter(good, 'seeded', /worker\d\/torch/, (e, name) => ({
  ...epoch(name, e.epoch),
}))
broken.environment.packages = broken.environment.packages.map(each =>
  each.name === 'lightning' ? { ...each, version: '2.6.0' } : each,
)
const report = reportOn(broken)

describe.each([
  ['Markdown', markdown(report)],
  ['terminal', terminal(report, false)],
])('%s', (_, shown) => {
  test.each([
    ['the verdict', 'violation'],
    ['the verdict in words', 'Reproducibility is broken'],
    ['the check', 'worker-streams-differ-across-epochs'],
    ['how to fix it', 'Leave Lightning 2.4.0 to 2.6.0'],
    ['the packages', '2.6.0'],
    ['the first divergence', 'seeded/rank0/worker0/torch · epoch 0'],
    ['how to accept', '--accept-violation worker-streams-differ-across-epochs'],
  ])('says %s', (_, words) => expect(shown).toContain(words))
})

test('the verdict comes first', () => {
  expect(markdown(report).split('\n')[0]).toBe('## ❌ Reproducibility is broken')
  expect(terminal(report, false)).toMatch(/^violation {2}Reproducibility is broken/)
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
  expect(markdown({ ...report, verdict: 'unstable' })).not.toContain('lddpr accept')
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
    fc.constantFrom('@everyone', '| a |', '`x`', '<img src=x>', '<!-- lddpr-action:default -->'),
    fc.constantFrom('```\n', '[x](javascript:1)', '::error::x', '\n# heading', '</details>'),
  )
  test('in sentences', () => {
    fc.assert(
      fc.property(hostile, value => {
        expect(text(value)).not.toMatch(/[<>|`@*_[\]\n]/)
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
        const failed = failure(new InputError('could not', parts.join('\n')), 'standard', {})
        const shown = markdown(failed)
        expect(shown).not.toContain('<!--')
      }),
    )
  })
  test('control characters do not reach the terminal', () => {
    const failed = failure(new InputError('a\u001b[2Jb', 'c\u0007d'), 'standard', {})
    expect(terminal(failed, false)).not.toMatch(/(?!\n)\p{Cc}/u)
  })
})

test.each([
  [['a/rank0/order'], 'a/rank0/order'],
  [['a/rank0/worker0/torch', 'a/rank1/worker0/torch'], 'a/rank*/worker0/torch'],
  [['a/rank0/worker0/torch', 'b/rank0/worker1/torch'], '{a,b}/rank0/worker*/torch'],
])('%j is told as %s', (channels, name) => expect(pattern(channels)).toBe(name))
