import { describe, expect, test } from 'vitest'
import { ExpectedError } from '../../src/lib/errors.ts'
import { reportFailure } from '../../src/pipeline/report.ts'
import { page } from '../../src/report/html/page.ts'
import { gravest, span, statesOf } from '../../src/report/html/states.ts'
import { plan } from '../../support/judging.ts'
import { goodRecord } from '../../support/record.ts'
import { htmlStructure } from '../../support/report/structure.ts'
import { baseline, broken, good, report, reportOn } from './sample.ts'

const links = new Set([
  ...[...report.candidates, ...report.changedPackages].flatMap(({ link }) => link ?? []),
  ...report.checks.flatMap(({ link }) => link?.address ?? []),
])
const shown = page(report, broken, baseline)
const squares = (html: string, state: string) => html.split(`<td class="${state}"`).length - 1

test('the page needs nothing else', () => {
  htmlStructure(shown, links)
  expect(shown).toMatch(/default-src &#39;none&#39;; style-src &#39;sha256-/)
  expect(shown).not.toMatch(/<script|<img|<link|@import|url\(/)
})

test('the map tells what is broken, what differs and what is equal', () => {
  const states = statesOf(report, broken, baseline)
  const of = (name: string) =>
    gravest(states.find(({ channel }) => channel.name === name)?.states ?? [])
  expect(of('seeded/rank0/worker0/torch')).toBe('broken')
  expect(of('seeded/rank0/worker0/numpy')).toBe('match')
  expect(of('unseeded/rank0/worker0/torch')).toBe('unknown')
  expect(squares(shown, 'broken')).toBeGreaterThan(0)
  expect(squares(page(reportOn(good), good, baseline), 'broken')).toBe(0)
})

test('one epoch that differs is one square', () => {
  const copy = structuredClone(good)
  const persistent = copy.runs.filter(({ scenario }) => scenario === 'seeded-persistent')
  for (const { channels } of persistent)
    Object.assign(channels['rank1/worker0/numpy']?.[1] ?? {}, { digest: '0'.repeat(32) })
  const found = statesOf(reportOn(copy), copy, baseline).filter(({ states }) =>
    states.includes('drift'),
  )
  expect(found.map(({ channel, states }) => [channel.name, states])).toEqual([
    ['seeded-persistent/rank1/worker0/numpy', ['match', 'drift', 'match']],
  ])
})

test('the partition is drawn from what the record keeps, and the rest is said to be unknown', () => {
  const copy = structuredClone(good)
  for (const { channels } of copy.runs)
    for (const rank of [0, 1])
      for (const each of channels[`rank${rank}/order`] ?? [])
        Object.assign(each, { head: ['0', '2', '4'].map(index => String(Number(index) + rank)) })
  const drawn = page(report, copy, baseline)
  expect(drawn).toContain(
    '<td class="rank0">0</td><td class="rank1">1</td><td class="rank0">0</td>',
  )
  expect(drawn).toContain('<td class="unknown">?</td>')
  expect(drawn).toMatch(/\d+ of \d+ draws are known/)
})

describe('is whole', () => {
  test.each([
    [
      'without a record',
      page(
        reportFailure(new ExpectedError('no', { detail: 'log\n  line' }), 'standard', {}, String)
          .report,
        null,
        null,
      ),
    ],
    ['without a baseline', page(report, broken, null)],
  ])('%s', (_, html) => expect(() => htmlStructure(html, links)).not.toThrow())
})

test('of sixteen ranks, workers and hundreds of epochs, it stays a page', () => {
  const differs = {
    num_devices: 16,
    num_workers: 12,
    max_epochs: 300,
    dataset_size: 4096,
    batch_size: 1,
  }
  const rows = Object.fromEntries([...Array(4).keys()].map(index => [`s${index}`, { differs }]))
  const huge = goodRecord(plan(rows))
  const html = page({ ...report, class: 'cpu-x16' }, huge, null)
  expect(Buffer.byteLength(html)).toBeLessThan(1_048_576)
  htmlStructure(html, links)
})

test.each([
  [['3'], '3'],
  [['2-7'], '2–7'],
  [[0, 1, 2], '0–2'],
])('%j is headed %s', (items, head) => expect(span(items)).toBe(head))
