import { describe, expect, test } from 'vitest'
import { CHECKS } from '../../src/judge/checks.ts'
import type { Reach } from '../../src/model/report.ts'
import { answerOf } from '../../src/report/answer.ts'
import { BREAKS } from '../../src/report/breaks.ts'
import { documentOf } from '../../src/report/document.ts'
import { markdown } from '../../src/report/markdown.ts'
import { affects, changedInWords, spares, unchangedInWords } from '../../src/report/reach.ts'
import type { Sentence } from '../../src/report/sentence.ts'
import { situations } from '../../support/report/situations.ts'
import { report } from './sample.ts'

/** Whether to merge, whom it affects, what to do: what a reader has to know within ten seconds. */

const plain = (sentence: Sentence | null) => sentence?.map(({ text }) => text).join('') ?? null
const reach = (given: Partial<Reach>): Reach => ({
  ...{ reached: [], spared: [], changed: [], unchanged: [] },
  ...given,
})
const NO_WORKERS = { num_workers: 0 }
const BLIND = { seed_workers: false }

describe('whom it affects', () => {
  test.each<[string, Partial<Reach>, string | null, string | null]>([
    [
      'the default, and not what has no workers',
      { reached: [{}], spared: [NO_WORKERS] },
      'you load data with num_workers of 1 or more',
      'num_workers=0',
    ],
    [
      'the default, and not what leaves workers unseeded',
      { reached: [{}, { dataset_size: 13 }], spared: [NO_WORKERS, BLIND] },
      'you call seed_everything(…, workers=True) and you load data with num_workers of 1 or more',
      'seed_everything() without workers=True and num_workers=0',
    ],
    ['everything', { reached: [{}, NO_WORKERS, BLIND] }, 'you seed your training', null],
    [
      'resumed runs alone',
      { reached: [{ resumes: 'cut' }], spared: [{}, NO_WORKERS] },
      'you resume runs from a checkpoint',
      null,
    ],
    [
      'one of two settings',
      { reached: [{ validate: true }, { persistent_workers: true }], spared: [{}] },
      'you train with persistent_workers=True or you validate between epochs',
      null,
    ],
    [
      'two settings together',
      { reached: [{ validate: true, persistent_workers: true }], spared: [{}] },
      'you train with persistent_workers=True and you validate between epochs',
      null,
    ],
    ['nothing', { spared: [{}] }, null, null],
  ])('%s', (_, given, you, others) => {
    expect(plain(affects(reach(given)))).toBe(you)
    expect(plain(spares(reach(given)))).toBe(others)
  })
})

test('a library is named only where it tells parts of a kind apart', () => {
  const given = reach({
    changed: ['worker/numpy', 'weights.end'],
    unchanged: ['order', 'worker/python', 'worker/torch', 'main/torch', 'weights.start'],
  })
  expect(plain(changedInWords(given))).toBe('augmentation in workers (numpy), trained weights')
  expect(plain(unchangedInWords(given))).toBe(
    'sample order, augmentation in workers (python and torch), draws in training_step',
  )
})

test('every check of the suite that can fail has words for a headline', () => {
  const ids = CHECKS.filter(({ hazard }) => !hazard).map(({ id }) => id)
  expect(Object.keys(BREAKS).sort()).toEqual(ids.sort())
})

test('a known bug has the fix that is sure, and no other', () => {
  const { points } = answerOf(report)
  const told = Object.fromEntries(points.map(({ label, sentence }) => [label, plain(sentence)]))
  expect(told['Fix:']).toBe('Keep lightning 2.6.6, or take 2.6.1 or later.')
  expect(told['Affects you if']).toBe(
    'you use seed_everything(…, workers=True) and num_workers of 1 or more',
  )
})

const SITUATIONS = Object.entries(situations())
const LEAD = 25

describe.each(SITUATIONS)('%s', (_, { report: made }) => {
  const shown = markdown(made)
  const [heading = '', ...rest] = shown.split('\n\n')

  test('says in the first line whether to merge', () =>
    expect(heading).toMatch(
      /^## \S+ \[(Safe to merge|Your decision|Do not merge|No answer|Not checked|Not compared)\]/u,
    ))
  test('has at most one table and six points before what is folded', () => {
    const open = rest.join('\n\n').split('<details>')[0] ?? ''
    expect(open.match(/^\| - /gm) ?? []).toHaveLength(0)
    expect(documentOf(made).answer.points.length).toBeLessThanOrEqual(7)
  })
  test('leads with short sentences', () => {
    const lead = plain(documentOf(made).answer.lead) ?? ''
    for (const sentence of lead.split(/(?<=\.) (?=[A-Z])/))
      expect(sentence.split(/\s+/).length, sentence).toBeLessThanOrEqual(LEAD)
  })
})
