import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { unpackPending } from '../../src/github/accept/artifact.ts'

/** The texts that are read of an archive, and what is said of it. */
async function unpack(archive: Uint8Array) {
  const log: string[] = []
  const runner = { say: (line: string) => log.push(line) }
  const texts = await unpackPending(archive.slice().buffer, 'an artifact', runner)
  return { texts, log }
}

const zip = (entries: Record<string, string>) =>
  zipSync(
    Object.fromEntries(
      Object.entries(entries).map(([name, text]) => [name, new Uint8Array(Buffer.from(text))]),
    ),
  )

test('files with the name of a baseline are read, in any folder', async () => {
  const { texts } = await unpack(zip({ 'a/b/cpu-x2.json': '1', 'cuda-h100-x4.json': '2' }))
  expect(texts).toEqual(['1', '2'])
})

test.for(['report.md', 'CPU.json', 'x.json/y', 'a b.json'])('%s is not read', async name => {
  expect((await unpack(zip({ [name]: '1' }))).texts).toEqual([])
})

test('a file that is larger than any baseline is not read', async () => {
  const { texts } = await unpack(zip({ 'x.json': ' '.repeat(140_000), 'y.json': '1' }))
  expect(texts).toEqual(['1'])
})

test('of very many files a hundred are read', async () => {
  const names = [...Array(300).keys()].map(number => [`n${number}.json`, '1'])
  expect((await unpack(zip(Object.fromEntries(names)))).texts).toHaveLength(100)
})

test('what is no archive is said to be none', async () => {
  const { texts, log } = await unpack(new Uint8Array(Buffer.from('no archive')))
  expect({ texts, log }).toEqual({
    texts: [],
    log: [expect.stringMatching('"an artifact" cannot be unpacked')],
  })
})
