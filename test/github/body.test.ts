import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commentBody, cut, MAX_COMMENT_BYTES } from '../../src/github/body.ts'
import { readEvent } from '../../src/github/event.ts'
import type { CommentState } from '../../src/github/state.ts'

const END = 'Cut.'
const event = readEvent(
  { GITHUB_RUN_ID: '10', GITHUB_RUN_ATTEMPT: '2', GITHUB_REPOSITORY: 'octo/train' },
  { pull_request: { number: 7, head: { sha: 'c0ffee' } } },
)

const state: CommentState = {
  runId: 10,
  runAttempt: 2,
  sha: 'c0ffee',
  digest: 'd'.repeat(64),
  class: 'cuda-h100-x4',
  verdict: 'drift',
  text: '0123456789abcdef',
}

const blocks = [
  'A paragraph of prose.',
  'Grüße, 乱数 🎲',
  '| a | b |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |',
  '```\ncode\n\n<details>\n\n~~~\n```',
  '````\n```\n\ncode\n````',
  '<details><summary>s</summary>\n\n| a |\n| - |\n| 1 |\n\ntext\n\n</details>',
  '<details><summary>s</summary>\n\n```\n</details>\n```\n\n</details>',
]
const documents = fc
  .array(fc.constantFrom(...blocks), { maxLength: 12 })
  .map(parts => parts.map(part => `${part}\n`).join('\n'))

test('what is left fits, ends with the sentence, and consists of whole blocks', () => {
  fc.assert(
    fc.property(documents, fc.integer({ min: END.length + 1, max: 600 }), (document, bytes) => {
      const text = cut(document, bytes, END)
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(bytes)
      if (text === document) return
      expect(text.endsWith(`${END}\n`)).toBe(true)
      const kept = text.slice(0, -END.length - 1)
      const whole = blocks.reduce((rest, block) => rest.replaceAll(`${block}\n\n`, ''), kept)
      expect(whole).toBe('')
    }),
  )
})

test('as much is left as fits', () => {
  expect(cut('one\n\ntwo\n\nthree\n', 15, END)).toBe('one\n\ntwo\n\nCut.\n')
})

test('a report of a megabyte makes a comment that GitHub takes', () => {
  const body = commentBody('| 乱数 |\n| - |\n\n'.repeat(60_000), 'gpu', state, event)
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(MAX_COMMENT_BYTES)
  expect(Buffer.byteLength(body)).toBeGreaterThan(MAX_COMMENT_BYTES - 100)
  expect(body).toContain(
    'all of it is in the [job summary](https://github.com/octo/train/actions/runs/10)',
  )
})

test('a comment shows what its pending baseline is called, for whoever accepts it', () => {
  const shown = (digest: string | null) => commentBody('# R\n', 'gpu', { ...state, digest }, event)
  expect(shown('0123456789abcdef'.repeat(4))).toMatch(/ · pending baseline `01234567`<\/sub>\n$/)
  expect(shown(null)).not.toContain('pending baseline')
})
