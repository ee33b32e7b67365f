import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CommentState,
  hiddenLines,
  isNewer,
  isSameRun,
  readState,
} from '../../src/github/comment/hidden-state.ts'
import { VERDICTS } from '../../src/model/verdict.ts'

const state: CommentState = {
  runId: 10,
  runAttempt: 2,
  sha: 'c0ffee1234',
  digest: 'd'.repeat(64),
  class: 'cuda-h100-x4',
  verdict: 'drift',
  text: '0123456789abcdef',
}

test('a comment says what it is, for the next run and for whoever accepts', () => {
  const lines = hiddenLines('gpu.2', state)
  expect(lines).toBe(
    `<!-- lddpr-action:gpu.2 -->\n<!-- run:10 attempt:2 sha:c0ffee1234 digest:${'d'.repeat(64)} ` +
      'class:cuda-h100-x4 verdict:drift text:0123456789abcdef -->\n',
  )
  expect(readState(`${lines}\nreport`)).toEqual({ id: 'gpu.2', ...state })
  expect(readState(lines.replaceAll('\n', '\r\n'))).toEqual({ id: 'gpu.2', ...state })
})

test('without a pending baseline there is nothing to accept', () => {
  const lines = hiddenLines('default', { ...state, digest: null, class: null })
  expect(lines).not.toMatch(/digest|class/)
  expect(readState(lines)).toMatchObject({ digest: null, class: null })
})

test.for([
  ['is quoted', '> <!-- lddpr-action:default -->\n<!-- run:1 attempt:1 sha:f -->'],
  ['stands further below', 'hello\n<!-- lddpr-action:default -->'],
  ['has a strange id', '<!-- lddpr-action:a b -->'],
])('a marker that %s makes no comment of ours', ([, body = '']) => {
  expect(readState(body)).toBeNull()
})

test('a comment that was edited by hand is older than every run', () => {
  const edited = readState('<!-- lddpr-action:gpu -->\nhello')
  expect(edited).toMatchObject({ id: 'gpu', runId: 0, runAttempt: 0, digest: null, verdict: null })
  expect(isNewer(state, edited ?? state)).toBe(true)
})

test('a comment of version 1.0 is understood', () => {
  const old = readState(
    '<!-- lddpr-action:default -->\n<!-- run:9 attempt:3 sha:c0ffee -->\n\n## …',
  )
  expect(old).toMatchObject({ runId: 9, runAttempt: 3, sha: 'c0ffee', verdict: null, text: '' })
})

test('no value ends the hidden line early', () => {
  const hostile = { ...state, sha: 'a --> <b>', class: 'x -->', text: '-->' }
  const lines = hiddenLines('default', hostile)
  expect(lines.match(/-->/g)).toHaveLength(2)
  expect(readState(lines)).toMatchObject({ sha: '', class: null, text: '' })
})

const states = fc.record({
  runId: fc.integer({ min: 1, max: 3 }),
  runAttempt: fc.integer({ min: 1, max: 2 }),
  sha: fc.constant('f'),
  digest: fc.constant(null),
  class: fc.constant(null),
  verdict: fc.constantFrom(...VERDICTS.map(({ name }) => name)),
  text: fc.constantFrom('a', 'b'),
})

test('of any three comments exactly one is the newest, whoever asks in whatever order', () => {
  const newest = (all: CommentState[]) => all.reduce((a, b) => (isNewer(b, a) ? b : a))
  fc.assert(
    fc.property(fc.tuple(states, states, states), ([a, b, c]) => {
      for (const order of [
        [a, b, c],
        [c, b, a],
        [b, c, a],
      ])
        expect(newest(order)).toEqual(newest([a, c, b]))
    }),
  )
})

test('within one run the more severe verdict stays', () => {
  for (const [index, { name: verdict }] of VERDICTS.slice(0, -1).entries()) {
    const graver = { ...state, verdict }
    const milder = { ...state, verdict: VERDICTS[index + 1]?.name ?? null }
    expect(isSameRun(graver, milder)).toBe(true)
    expect(isNewer(graver, milder)).toBe(true)
    expect(isNewer(milder, graver)).toBe(false)
  }
})
