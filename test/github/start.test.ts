import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const DIST = join(import.meta.dirname, '../../dist')
/** Of them; undici alone, which GitHub is asked with, has nearly twice as many. */
const MAX_BYTES = 300_000

/** The files that Node reads before an entry's first line runs. */
async function loaded(name: string, seen = new Map<string, string>()) {
  if (seen.has(name)) return seen
  const text = await readFile(join(DIST, name), 'utf8')
  seen.set(name, text)
  for (const [, next = ''] of text.matchAll(/^import (?:[^;]*? from )?"\.\/([^"]+)";$/gm))
    await loaded(next, seen)
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
