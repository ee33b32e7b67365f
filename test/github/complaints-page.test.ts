import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../../support/python.ts'

const page = await readFile(join(root, 'docs/evidence/complaints.md'), 'utf8')
const rows = page
  .split('\n')
  .filter(line => line.startsWith('| ') && !line.startsWith('| - '))
  .slice(1)
  .map(line => line.split('|').map(cell => cell.trim()))
const named = rows.map(cells => cells.at(-2) ?? '')

test('every complaint on the page has its test, by that name', async () => {
  const files = (await readdir(import.meta.dirname)).filter(name => name.endsWith('.test.ts'))
  const sources = await Promise.all(
    files.map(name => readFile(join(import.meta.dirname, name), 'utf8')),
  )
  const titles = sources.flatMap(source =>
    [...source.matchAll(/^ *test\(\s*'(.+)', async/gm)].map(([, title]) => title),
  )
  for (const name of named) expect(titles).toContain(name)
})

test('there are as many as were found', () => {
  expect(rows.filter(([, complaint]) => complaint)).toHaveLength(20) // the last of fifteen are six
  expect(new Set(named).size).toBe(named.length)
})
