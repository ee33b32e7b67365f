import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ExpectedError } from '../../src/lib/errors.ts'
import { readLines } from '../../src/training/files.ts'
import { temporary } from '../../support/lddpr.ts'
import { soundLines, writeLines } from '../../support/training/lines.ts'

/** Files of lines are data, whatever wrote them. */

const read = async (files: Record<string, string>) => {
  await using place = await temporary()
  await writeLines(place.path, soundLines())
  for (const [name, text] of Object.entries(files)) await writeFile(join(place.path, name), text)
  return await readLines(place.path).catch((error: unknown) => {
    if (error instanceof ExpectedError) return error.message
    throw error
  })
}
const ROW = JSON.stringify({ k: 'fabric' })
test.for<[string, string, string, RegExp]>([
  ['that are no lines', 'fit0.rank0.jsonl', 'garbage\n', /fit0\.rank0\.jsonl, line 1 is not JSON/],
  [
    'with a line of another kind',
    'process.1.jsonl',
    '{"k":"cake"}\n',
    /process\.1\.jsonl, line 1: k: /,
  ],
  [
    'with a wrong value',
    'process.1.jsonl',
    `${ROW}\n{"k":"exception","type":7}\n`,
    /line 2: type: .*found 7/,
  ],
  ['of another name', 'evil.sh', 'x', /no file of the name "evil\.sh"/],
  ['with a second kind of value at its end', 'process.1.jsonl', '{"k":"cake"}', /line 1: k: /],
])('%s are an error', async ([, name, text, expected]) =>
  expect(await read({ [name]: text })).toMatch(expected),
)

test('a last line that was cut is left out', async () => {
  expect(await read({ 'process.1.jsonl': `${ROW}\n{"k":"fab` })).toMatchObject({
    processes: expect.arrayContaining([{ k: 'fabric' }]),
  })
})

test('a link out of the directory, a directory and a pipe are no files of lines', async () => {
  await using place = await temporary()
  await mkdir(join(place.path, 'fit0.rank0.jsonl'))
  await expect(readLines(place.path)).rejects.toThrow(
    /cannot read fit0\.rank0\.jsonl: it is a directory/,
  )
})
