import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { widthOf, wrap, wrapText } from '../../src/lib/wrap.ts'

test.each([
  [{ isTTY: true, columns: 60 }, { COLUMNS: '90' }, 60],
  [{ isTTY: true, columns: 20 }, {}, 40],
  [{ isTTY: true, columns: 300 }, {}, 120],
  [{ isTTY: true, columns: 0 }, { COLUMNS: '90' }, 90],
  [{ isTTY: false }, { COLUMNS: '90' }, 90],
  [{}, { COLUMNS: 'wide' }, 100],
  [{}, {}, 100],
])('%j with %j is %s columns wide', (stream, env, expected) =>
  expect(widthOf(stream, env)).toBe(expected),
)

const SENTENCE =
  'Seeded with num_workers=0, all ranks augment their samples alike, and two more streams repeat those of rank 0 in epoch 0.'

describe.each([60, 120])('at %s columns', width => {
  const lines = (text: string) => wrap(text, width)

  test('a paragraph goes on two columns to the right', () => {
    const [first = '', ...more] = lines(`${SENTENCE} ${SENTENCE}`)
    expect(first).toMatch(/^Seeded/)
    expect(more.length).toBeGreaterThan(0)
    for (const line of more) expect(line).toMatch(/^ {2}\S/)
    expect([first, ...more].every(line => line.length <= width)).toBe(true)
  })

  test.each([
    ['a list item', `* ${SENTENCE}`, 2],
    ['an item that is indented', `  - ${SENTENCE}`, 4],
    ['a numbered item', `12. ${SENTENCE}`, 4],
    ['a key', `  fix: ${SENTENCE}`, 7],
    ['a key in colours', `\u001b[1m\u001b[31mknown\u001b[39m\u001b[22m  ${SENTENCE}`, 7],
    [
      'a key that is too long',
      `  a-key-of-more-than-a-third-of-all-the-columns-there-are: ${SENTENCE}`,
      4,
    ],
  ])('%s goes on below its text', (_, text, hang) => {
    const [, second = ''] = lines(text)
    expect(/^ */.exec(second)?.[0]).toHaveLength(hang)
  })

  test('columns inside a line stay', () =>
    expect(lines('  lightning          2.6.6')).toEqual(['  lightning          2.6.6']))

  test('codes of colours take no column', () => {
    const painted = SENTENCE.replaceAll(/\w+/g, word => `\u001b[36m${word}\u001b[39m`)
    expect(lines(painted).map(stripVTControlCharacters)).toEqual(lines(SENTENCE))
  })

  test('a character of double width takes two columns', () => {
    const word = '名'.repeat(9)
    const [first = ''] = lines(Array(20).fill(word).join(' '))
    expect(first.split(' ')).toHaveLength(Math.floor((width + 1) / 19))
  })

  test.each([
    ['a path', `/home/ada/${'projects/'.repeat(5)}cpu-x2.json`],
    ['an address', `https://github.com/Lightning-AI/${'x'.repeat(20)}/21938`],
    ['a command', '`git checkout -- .lddpr/cpu-x2.json && git status`'],
    ['a path longer than a line', `/home/ada/${'projects/'.repeat(20)}cpu-x2.json`],
  ])('%s stays whole', (_, word) => {
    const found = lines(`${SENTENCE} ${word} ${SENTENCE}`)
    expect(found.filter(line => line.includes(word))).toHaveLength(1)
  })
})

test('nothing is lost, and only a word alone is longer than a line', () => {
  const words = fc.array(fc.stringMatching(/^[a-z:*`.·-]{1,70}$/), { maxLength: 30 })
  fc.assert(
    fc.property(words, fc.integer({ min: 40, max: 120 }), (given, width) => {
      const lines = wrap(given.join(' '), width)
      expect(lines.join(' ').split(/ +/).filter(Boolean)).toEqual(given)
      for (const line of lines) if (line.length > width) expect(line.trim()).not.toContain(' ')
    }),
  )
})

test('commands to copy and logs of a report stay as they are', () => {
  const long = 'x '.repeat(40).trim()
  const copied = [`  lddpr accept ${long} \\`, `    --reason "${long}"`, `  | ${long}`]
  const text = [long, '', ...copied, long].join('\n')
  const wrapped = wrap(long, 60)
  expect(wrapText(text, 60, 'lddpr').split('\n')).toEqual([...wrapped, '', ...copied, ...wrapped])
})
