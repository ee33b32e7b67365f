import { describe, expect, test } from 'vitest'
import { headingOf, isHeadingOf } from '../../src/report/headline.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { headlineOfTraining, trainingAlone, withTrainings } from '../../src/report/trainings.ts'
import { markdownStructure } from '../../support/report/structure.ts'
import { check, type Kind, TRAININGS } from '../../support/report/trainings.ts'
import { report as broken, good, reportOn } from './sample.ts'

/** A training beside a suite takes three lines, and more where something is wrong; alone it is the report. */

const suite = { ...reportOn(good), pending: null, changedPackages: [] }
const kinds = Object.keys(TRAININGS) as Kind[]
const beside = (...names: Kind[]) =>
  withTrainings(
    suite,
    names.map(kind => TRAININGS[kind]),
  )
const alone = (kind: Kind) => trainingAlone(TRAININGS[kind], { timings: {} })
const heading = (text: string) => text.split('\n')[0]
const told = (text: string) => text.split('\n').filter(line => line.includes('**Training'))

describe('beside a suite that matches', () => {
  test.each<[Kind, string, string]>([
    ['match', 'match', 'no random number changes'],
    ['close', 'match', 'nothing changes beyond rounding'],
    ['known', 'match', 'no random number changes'],
    ['accepted', 'match', 'no random number changes'],
    ['new', 'new', 'nothing to compare your training with'],
    ['drift', 'drift', 'your training computes other values'],
    ['violation', 'violation', 'training finetune: Your training breaks training-order-changes'],
    ['unstable', 'unstable', 'your training does not repeat itself'],
    ['error', 'error', 'your training could not be observed'],
  ])('%s makes the verdict %s, headed %s', (kind, verdict, headed) => {
    const report = beside(kind)
    expect(report.verdict).toBe(verdict)
    const first = heading(markdown(report)) ?? ''
    expect(first).toContain(`${headingOf(report.verdict)}${headed}`)
    expect(isHeadingOf(first, report.verdict)).toBe(true)
  })

  test.each(kinds)('%s takes three lines of a comment at most', kind => {
    const [line = '', ...others] = told(markdown(beside(kind)))
    expect(others).toEqual([])
    expect(line.split('<br>').length).toBeLessThanOrEqual(3)
    expect(line).toContain('Training `finetune`')
  })

  test.each<[Kind, string]>([
    ['match', '<br>All 32 streams are equal.<br>2 ranks, 6 steps, compared with the base&#39;s'],
    ['drift', 'First difference: `finetune/rank1/worker0/own:dataset.rng · epoch 1 · step 0`'],
    ['violation', 'training-order-changes.md): Call set'],
    ['unstable', '`train.py:25 in __getitem__` asks the clock'],
    ['error', 'python -I ignores PYTHONPATH'],
    [
      'known',
      'fails: every epoch has the order of epoch 0 (what it is compared with has it, too).',
    ],
    ['accepted', 'fails: every epoch has the order of epoch 0 (accepted: a curriculum).'],
    ['new', 'it is not compared with the base: the base commit is not known'],
    ['close', '`lightning 2.6.0 → 2.6.1`'],
  ])('%s says %s', (kind, words) => {
    const [line = ''] = told(markdown(beside(kind)))
    expect(line.replaceAll("'", '&#39;')).toContain(words)
  })

  test('only what is wrong has more, and that is folded', () => {
    for (const kind of kinds) {
      const more = markdown(beside(kind)).split('<summary>More on this training</summary>')[1]
      const isWrong = ['error', 'unstable', 'violation', 'drift'].includes(kind)
      expect(more !== undefined, kind).toBe(isWrong)
    }
  })

  test('no table of a comment is wider than a telephone', () => {
    for (const kind of kinds) {
      const rows = markdown(beside(kind)).match(/^\| .*\|$/gm) ?? []
      expect(rows.every(row => row.split('|').length <= 6)).toBe(true)
    }
  })
})

test('the gravest of several leads, and each has its lines', () => {
  const report = beside('match', 'violation', 'drift')
  expect(report.verdict).toBe('violation')
  expect(report.summary).toMatch(
    /^finetune: Your training breaks training-order-changes.*; the standard suite: all/,
  )
  expect(told(markdown(report))).toHaveLength(3)
})

test('what the suite found stays the suite’s', () => {
  const report = withTrainings(broken, [TRAININGS.error])
  expect(report).toMatchObject({ verdict: 'error', suiteVerdict: 'violation' })
  const shown = markdown(report)
  expect(shown).toContain('Checks that fail (3)')
  expect(shown).toContain('Accepting repairs nothing')
  expect(markdown(withTrainings(broken, [TRAININGS.match]))).toContain(headingOf('violation'))
})

test('no trainings leave the report as it is', () => expect(withTrainings(broken, [])).toBe(broken))

describe('alone', () => {
  test.each(kinds)('%s is headed by what the training does', kind => {
    const { verdict, error } = TRAININGS[kind]
    const headline = headlineOfTraining(TRAININGS[kind]).replace(/\.$/, '')
    expect(heading(terminal(alone(kind), false))).toBe(
      `${verdict}  ${headline} (training finetune${error ? '' : ', 2 ranks, 6 steps'})`,
    )
    expect(heading(markdown(alone(kind)))).toContain(headline)
  })

  test.each(kinds)('%s has no word of a suite, a channel or a class', kind => {
    for (const text of [markdown(alone(kind)), terminal(alone(kind), false)])
      expect(text).not.toMatch(/suite|channel|class|probe|npx|config\.yml/)
  })

  test('where nothing else is to be said, it says what holds', () => {
    const checks = [check('init-agrees', 'pass'), check('resumes', 'not-measured')]
    const training = { ...TRAININGS.match, sentences: [], checks }
    expect(trainingAlone(training, { timings: {} }).summary).toBe(
      '1 check holds; 1 found nothing to look at.',
    )
  })

  test('an error has its message and its log', () => {
    const shown = terminal(alone('error'), false)
    expect(shown).toContain('leave -I out')
    expect(shown).toContain('  | last line')
  })
})

test('lines of code are told by what they ask for', () => {
  const shown = terminal(alone('unstable'), false)
  expect(shown).toContain(
    'train.py:25 in __getitem__ asks the clock (time.time_ns) (rank 1, worker 0, 8 times).',
  )
  expect(shown).toContain('asks for entropy (os.urandom) (rank 0, once).')
})

test('a line that many processes run is told once', () => {
  const [source] = TRAININGS.unstable.sources
  const [elsewhere, again] = [
    { ...source, rank: 0, worker: 1 },
    { ...source, worker: 1 },
  ]
  const told = (...sources: (typeof source)[]) =>
    terminal(trainingAlone({ ...TRAININGS.unstable, sources }, { timings: {} }), false).match(
      /time_ns\) (.*)\./g,
    )
  expect(told(source, again, elsewhere)).toEqual(['time_ns) (2 ranks, 24 times).'])
  expect(told(source, again)).toEqual(['time_ns) (rank 1, 2 of its processes, 16 times).'])
})

test('a failing check can be accepted by name, with a reason', () => {
  expect(markdown(beside('violation'))).toContain(
    'trainings:\n  finetune:\n    accept:\n      training-order-changes: "why"',
  )
  expect(markdown(beside('unstable'))).not.toContain('accept:')
})

test('a training with a baseline of its own proposes the next one', () => {
  const pending = { file: 'lddpr-report/pending/t.json', digest: '0'.repeat(64) }
  const proposed = { ...pending, violations: ['training-order-changes'] }
  const shown = markdown(withTrainings(suite, [{ ...TRAININGS.violation, pending: proposed }]))
  expect(shown).toMatch(/accept \S+t\.json \\\n +--accept-violation training-order-changes \\\n/)
})

test('names that mean harm do none', () => {
  const name = '</details><b>@x|`\n#1'
  const shown = markdown(withTrainings(suite, [{ ...TRAININGS.drift, name }]))
  const links = new Set(shown.match(/https:[^)]*/g))
  expect(markdownStructure(shown, links)).toHaveLength(
    markdownStructure(markdown(beside('drift')), links).length,
  )
  expect(shown.split('</details>')).toHaveLength(shown.split('<details>').length)
})

test('where room is short, details of a training go before its lines', () => {
  const report = beside('drift', 'violation')
  const short = markdown(report, 3000)
  expect(told(short)).toHaveLength(2)
  expect(short).toContain('Left out here: ')
  expect(short).toContain('details of the training')
})
