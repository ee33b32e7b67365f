import { describe, expect, test } from 'vitest'
import { judge } from '../../src/judge/judge.ts'
import { FAILED } from '../../src/model/draws.ts'
import type { Epoch, ProbeRecord } from '../../src/model/record.ts'
import { suite } from '../../src/probe/suites.ts'
import { functionsOf } from '../../src/report/functions.ts'
import { page } from '../../src/report/html/page.ts'
import { markdown } from '../../src/report/markdown.ts'
import { terminal } from '../../src/report/terminal.ts'
import { baselineOf, fresh } from '../../support/judging.ts'
import { alter, goodRecord } from '../../support/record.ts'
import { report as sample } from './sample.ts'

/** Reports name the functions that draw otherwise, in a sentence. */

const good = goodRecord(suite('quick', 2))
const baseline = baselineOf(good)

function shown(pattern: RegExp, change: (name: string) => Partial<Epoch> = fresh) {
  const record: ProbeRecord = alter(good, 'draws', pattern, (_, name) => change(name.slice(5)))
  const judged = judge({ record, baseline, pins: null })
  const report = { ...sample, ...judged, notices: [] }
  const text = (html: string) => html.replace(/<[^>]*>/g, '')
  return {
    Markdown: markdown(report).replaceAll('`', ''),
    terminal: terminal(report, false),
    HTML: text(page(report, record, baseline)).replaceAll('&#39;', "'"),
  }
}

const failed = () => ({ digest: FAILED, head: ['nan'] })

const CASES: [string, ReturnType<typeof shown>, string][] = [
  ['one function', shown(/torch\/randperm$/), 'torch.randperm draws other values.'],
  [
    'two functions',
    shown(/python\/(shuffle|choice)$/),
    'random.choice and random.shuffle draw other values.',
  ],
  [
    'a function once, whatever moved of it',
    shown(/torch\/nn\.init\.trunc_normal_$/),
    'torch.nn.init.trunc_normal_ draws other values.',
  ],
  [
    'what is special about a call',
    shown(/torch\/randn-16$/),
    'torch.randn (16) draws other values.',
  ],
  [
    'a function that a release lacks',
    shown(/python\/randbytes$/, failed),
    'random.randbytes is not there, or takes other arguments.',
  ],
  [
    'a generator that is seeded otherwise',
    shown(/draw(\.computed)?\/numpy\//),
    'After seed_everything() the generator of numpy is in another state, so all that it draws differs.',
  ],
]

describe.each(CASES)('%s', (_, texts, sentence) => {
  test.each(Object.entries(texts))('is named in %s', (_, text) => expect(text).toContain(sentence))
})

test('of many functions some are named, and the others counted', () => {
  expect(shown(/draw\/torch\/(?!state)/).terminal).toMatch(
    /torch\.rand, .* and \d+ more draw other values\./,
  )
})

test('functions of two libraries have a sentence each', () => {
  const { terminal } = shown(/(python\/shuffle|torch\/randperm)$/)
  expect(terminal).toContain('  random.shuffle draws other values.\n')
  expect(terminal).toContain('  torch.randperm draws other values.\n')
})

test('a value that begins like the digest of a function that fails is a value', () => {
  const story = {
    channels: ['draws/rank0-1/draw/python/randint'],
    first: { epoch: 0, step: 0, draw: 0 },
    expected: '6',
  }
  const said = (actual: string) => functionsOf([{ ...story, actual }])[0]?.at(-1)
  const end = (text: string) => ({ kind: 'words', text })
  expect(said('4')).toEqual(end(' draws other values.'))
  expect(said(FAILED.slice(0, 8))).toEqual(end(' is not there, or takes other arguments.'))
})

test('all draws of a library are one column of the map', () => {
  const { HTML } = shown(/torch\/randperm$/)
  expect(HTML).toContain('draw/torch')
  expect(HTML).not.toContain('draw/torch/rand_like')
})

test('many functions of a library share a row, and other streams keep theirs', () => {
  const few = shown(/draw\/numpy\/(rand|randint|choice|shuffle)$/).terminal
  expect(few).toContain('rank0-1/draw/numpy/shuffle in draws, 1 stream: ')
  const many = shown(
    /(draw\/numpy\/(rand|randint|choice|shuffle|permutation)|weights\.end)$/,
  ).terminal
  expect(many).toContain('rank0-1/draw/numpy/* in draws, 5 streams: 5 functions')
  expect(many).not.toContain('rank0-1/draw/numpy/shuffle in draws')
  expect(many).toContain('weights.end in draws')
})
