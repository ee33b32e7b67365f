import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const DIST = join(import.meta.dirname, '../../dist')
/** Of them; undici alone, which GitHub is asked with, has nearly twice as many. */
const MAX_BYTES = 300_000

/** The files that a file of dist/ imports before its first line runs. */
const importedBy = (text: string) =>
  [...text.matchAll(/^import (?:[^;]*? from )?"\.\/([^"]+)";$/gm)].map(([, name = '']) => name)

/** All that Node reads before an entry's first line runs. */
async function loaded(name: string, seen = new Map<string, string>()) {
  if (seen.has(name)) return seen
  const text = await readFile(join(DIST, name), 'utf8')
  seen.set(name, text)
  for (const next of importedBy(text)) await loaded(next, seen)
  return seen
}

test.for(['action.js', 'record.js', 'report.js', 'accept.js', 'plan.js', 'cli-main.js'])(
  '%s says its first line before it loads libraries',
  async name => {
    const files = await loaded(name)
    expect(files.size).toBeGreaterThan(5)
    const texts = [...files.values()].join('\n')
    expect(Buffer.byteLength(texts)).toBeLessThan(MAX_BYTES)
  },
)

test('no file of dist/ imports itself by way of others: which of them ran first would decide what is there', async () => {
  const names = (await readdir(DIST)).filter(name => name.endsWith('.js'))
  expect(names.length).toBeGreaterThan(20)
  for (const name of names) {
    const text = await readFile(join(DIST, name), 'utf8')
    for (const next of importedBy(text))
      expect([...(await loaded(next)).keys()]).not.toContain(name)
  }
})
