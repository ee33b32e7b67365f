import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { progressOn, quietly } from '../../src/cli/output.ts'
import { columnsOf } from '../../src/lib/columns.ts'
import { canRedraw, meter, wantsColour } from '../../src/report/meter.ts'
import { hostile } from '../../support/report/texts.ts'

const half = { done: 12, total: 24 }

function stream(isTTY: boolean, width = 60) {
  const written: string[] = []
  const write = (text: string) => Boolean(written.push(text))
  return { isTTY, columns: width, write: write as NodeJS.WriteStream['write'], written }
}

test('the bar is as long as the share', () => {
  const drawn = meter({
    message: '12/24 seeded',
    share: half,
    seconds: 65,
    width: 61,
    colour: false,
  })
  expect(drawn).toBe(`${'█'.repeat(10)}${'░'.repeat(10)}  12/24 seeded  1:05`)
})

test('a line of progress never wraps and never acts, whatever its words', () => {
  fc.assert(
    fc.property(
      hostile,
      fc.integer({ min: 1, max: 120 }),
      fc.boolean(),
      (message, width, known) => {
        const share = known ? half : null
        const drawn = meter({ message, share, seconds: 5, width, colour: false })
        expect(columnsOf(drawn)).toBeLessThan(width)
        expect(drawn).not.toMatch(/\p{Cc}|[\u202e\u2066]/u)
      },
    ),
  )
})

describe.each([
  [{}, true, true],
  [{}, false, false],
  [{ NO_COLOR: '1' }, true, false],
  [{ NO_COLOR: '' }, true, true],
  [{ FORCE_COLOR: '1' }, false, true],
  [{ FORCE_COLOR: '' }, false, true],
  [{ FORCE_COLOR: '0' }, true, false],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true, false],
  [{ TERM: 'dumb' }, true, false],
])('colours with %j, on a terminal: %s', (env, isTTY, expected) => {
  test(`${expected}`, () => expect(wantsColour(env, isTTY)).toBe(expected))
})

test.each([
  [{}, true, true],
  [{}, false, false],
  [{ CI: 'true' }, true, false],
  [{ CI: 'false' }, true, true],
  [{ TERM: 'dumb' }, true, false],
])('a bar with %j, on a terminal %s: %s', (env, isTTY, expected) =>
  expect(canRedraw(env, isTTY)).toBe(expected),
)

test('where nothing is redrawn, every quarter is a line, and the last', () => {
  const lines: string[] = []
  const progress = quietly(line => lines.push(line))
  progress('Python 3.12')
  for (let done = 0; done <= 24; done++) progress(`${done}/24`, { done, total: 24 })
  progress('warning: x')
  expect(lines).toEqual(['Python 3.12', '6/24', '12/24', '18/24', '24/24', 'warning: x'])
})

test('a second suite is counted anew', () => {
  const lines: string[] = []
  const progress = quietly(line => lines.push(line))
  for (const _ of [1, 2])
    for (let done = 0; done <= 2; done++) progress(`${done}/2`, { done, total: 2 })
  expect(lines).toEqual(['1/2', '2/2', '1/2', '2/2'])
})

test('on a terminal the bar is drawn over itself, and gone at the end', () => {
  const target = stream(true)
  {
    using bar = progressOn({}, target)
    bar.progress('Python 3.12\u001b[2J')
    bar.progress('12/24 seeded', half)
  }
  const text = target.written.join('')
  expect(text).toContain('12/24 seeded')
  expect(text).not.toContain('[2J\n'.replace('[2J', '\u001b[2J'))
  expect(text.endsWith('\r\u001b[2K')).toBe(true)
  expect(text.split('\n')).toHaveLength(2)
})

test('in a file there are lines alone', () => {
  const target = stream(false)
  {
    using bar = progressOn({}, target)
    bar.progress('installing', undefined)
    bar.progress('24/24', { done: 24, total: 24 })
  }
  expect(target.written).toEqual(['· installing\n', '· 24/24\n'])
})

test('on a terminal a step shows its time while it goes on, and no line is empty', () => {
  const target = stream(true)
  {
    using bar = progressOn({}, target)
    bar.progress('importing torch')
    bar.progress('0/2 runs', { done: 0, total: 2 })
    bar.progress('2/2 runs', { done: 2, total: 2 })
    bar.progress('comparing')
  }
  const shown = target.written.map(each => stripVTControlCharacters(each).trim()).filter(Boolean)
  expect(shown).toEqual([
    'importing torch  0:00',
    '· importing torch',
    expect.stringMatching(/^░+ {2}0\/2 runs {2}0:00$/),
    expect.stringMatching(/^█+ {2}2\/2 runs {2}0:00$/),
    'comparing  0:00',
    '· comparing',
  ])
})

test('a long step goes on below its first word on a terminal, and is one line in a file', () => {
  const sentence = 'requirements.txt fixes lightning 2.6.6, torch 2.13.0, numpy 2.4.6'
  for (const isTTY of [true, false]) {
    const target = stream(isTTY, 50)
    {
      using bar = progressOn({}, target)
      bar.progress(sentence)
    }
    const text = stripVTControlCharacters(target.written.at(-1) ?? '')
    const [first, second] = ['requirements.txt fixes lightning 2.6.6, torch', '2.13.0, numpy 2.4.6']
    expect(text).toBe(isTTY ? `· ${first}\n  ${second}\n` : `· ${sentence}\n`)
  }
})
