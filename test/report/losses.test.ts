import { expect, test } from 'vitest'
import { page } from '../../src/report/html/page.ts'
import { lossesInWords, stepLines, stepsInWords } from '../../src/report/observed.ts'
import { trainingAlone, withTrainings } from '../../src/report/trainings.ts'
import { htmlStructure } from '../../support/report/structure.ts'
import { type Kind, TRAININGS } from '../../support/report/trainings.ts'
import { baseline, good, reportOn } from './sample.ts'

/** The drawing of losses and the table of streams, as numbers and as parts of a page. */

type Losses = (typeof TRAININGS)['match']['losses']
const alone = (losses: Partial<Losses>, kind: Kind = 'match') => {
  const training = TRAININGS[kind]
  const all = { now: [], before: [], repeat: [], ...losses }
  return page(trainingAlone({ ...training, losses: all }, { timings: {} }), null, null)
}
const count = (html: string, mark: string) => html.split(mark).length - 1
const words = (losses: Partial<Losses>) =>
  lossesInWords({ now: [], before: [], repeat: [], ...losses }, 'base')
    .map(({ text }) => text)
    .join('')

test.each(Object.keys(TRAININGS) as Kind[])(
  '%s is a whole page, beside a suite and alone',
  kind => {
    const training = TRAININGS[kind]
    for (const html of [
      page(withTrainings(reportOn(good), [training]), good, baseline),
      page(trainingAlone(training, { timings: {} }), null, null),
    ])
      htmlStructure(html, new Set(html.match(/https:\/\/github\.com\/Lightning[^"]*/g)))
  },
)

test('both sides are lines, and the noise of repeats is a band', () => {
  const both = alone({ now: [3, 2], before: [3, 1], repeat: [3, 2.5] })
  expect(both).toContain('<polyline class="now"')
  expect(both).toContain('<polyline class="before"')
  expect(both).toContain('<polygon class="noise"')
  expect(both).toContain('role="img"')
  expect(both).toContain('aria-label="Loss by step, base and now; the numbers are below"')
  const one = alone({ now: [3, 2], repeat: [3, 2] })
  expect(one).toContain('a repeat is away by')
  expect(alone({ now: [3, 2] })).not.toContain('a repeat is away by')
  expect(count(one, '<polyline')).toBe(1)
  expect(one).not.toContain('<polygon')
})

test('the highest value is at the top, and the last step at the right', () => {
  const [, points] = /class="now" points="([^"]*)"/.exec(alone({ now: [4, 0, 2] })) ?? []
  expect(points).toBe('64.0,12.0 346.0,190.0 628.0,101.0')
})

test('a long training is drawn whole', () => {
  const now = [...Array(300).keys()].map(step => Math.sin(step) + 2)
  const drawn = alone({ now, before: now.toReversed(), repeat: now.map(each => each + 0.1) })
  const all = [...drawn.matchAll(/class="(?:now|before|noise)" points="([^"]*)"/g)]
  expect(all.map(([, points = '']) => points.split(' ').length)).toEqual([600, 300, 300])
  for (const [, points] of all) expect(points).toMatch(/^(\d+\.\d,\d+\.\d ?)+$/)
})

test.each([
  ['a gap where a value is not finite', [1, Number.NaN, 2, 3], 2],
  ['a flat line', [1, 1, 1], 1],
  ['one step', [1], 1],
  ['the widest range there is', [-1.7e308, 1.7e308], 1],
  ['nothing but infinity', [Number.POSITIVE_INFINITY], 0],
])('%s', (_, now, lines) => {
  const html = alone({ now })
  expect(count(html, '<polyline')).toBe(lines)
  expect(/points="[^"]*(NaN|Infinity)/.test(html)).toBe(false)
})

test('a hundred thousand steps are a drawing of some hundred points', () => {
  const html = alone({ now: Array.from({ length: 100_000 }, (_, step) => 1 / (step + 1)) })
  expect(html.length).toBeLessThan(120_000)
  expect(html).toContain('step 99')
})

test.each([
  [
    { now: [2, 1], before: [2, 1.5] },
    'At the last step it is 1 now, and on the side of the base 1.5.',
  ],
  [
    { now: [2, 1], before: [2, 1] },
    'It is 1 at the last step, and the same at each step on the side of the base.',
  ],
  [
    { now: [2, 1], repeat: [2, 1] },
    'It is 2 at the first step and 1 at the last. A repeat has the same losses.',
  ],
  [
    { now: [2, 1], repeat: [2, 1.25] },
    'It is 2 at the first step and 1 at the last. A repeat is up to 0.25 away: that is the noise.',
  ],
  [{ now: [2, Number.NaN] }, 'It is 2 at the first step and not finite at the last.'],
])('%j: %s', (losses, sentence) => expect(words(losses)).toBe(sentence))

const ROWS = [
  { stream: 'order', ranks: '0-1', cells: '====' },
  { stream: 'loss', ranks: '0', cells: '==~x' },
  { stream: 'gradients.0', ranks: '', cells: ' =~ ' },
]

test('of the streams by step, those that are not equal are lines', () => {
  expect(stepLines(ROWS)).toEqual([
    '==~x loss, rank 0',
    '.=~. gradients.0',
    '(= equal, ~ close, x different, . not recorded)',
  ])
  expect(stepLines(ROWS.slice(0, 1))).toEqual([])
  expect(stepsInWords(ROWS).map(({ text }) => text)).toEqual([
    '1 of 3 streams are equal at every moment, 1 is close, 1 differs.',
  ])
})

test('the table of streams has a cell a moment, of many moments the gravest of each few', () => {
  const moments = Array.from({ length: 80 }, (_, step) => `0.${step}`)
  const rows = [{ stream: 'loss', ranks: '0', cells: `${'='.repeat(79)}x` }]
  const training = { ...TRAININGS.drift, moments, streams: rows }
  const html = page(trainingAlone(training, { timings: {} }), null, null)
  expect(html).toContain('<td class="match">=</td><td class="drift">≠</td></tr>')
  expect(count(html, '<td class="match">')).toBe(39)
  expect(html).toContain('0.78–0.79')
})
