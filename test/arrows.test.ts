import { glob, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/python.ts'

/** Which folder of src/ may import which; `ARCHITECTURE.md` draws it. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  lib: ['model'],
  pins: ['model', 'lib'],
  judge: ['model'],
  baseline: ['model', 'lib', 'judge'],
  report: ['model', 'lib', 'judge'],
  python: ['model', 'lib', 'pins'],
  probe: ['model', 'lib'],
  change: ['model', 'lib', 'pins'],
  pipeline: ['model', 'lib', 'pins', 'judge', 'baseline', 'report', 'python', 'probe', 'change'],
}
/** What starts at an entry may import everything below it, and nothing imports it but its entry. */
const EDGES = ['bisect', 'cli', 'github']
const DOORS: Readonly<Record<string, string>> = { pins: 'pins/index.ts' }

const src = join(root, 'src')
const arrows: { from: string; to: string }[] = []
for await (const file of glob('**/*.ts', { cwd: src })) {
  const text = await readFile(join(src, file), 'utf8')
  for (const [, target = ''] of text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g))
    arrows.push({ from: file, to: relative(src, join(src, file, '..', target)) })
}
const folder = (file: string) => (file.includes('/') ? file.slice(0, file.indexOf('/')) : '')
const across = arrows.filter(
  ({ from, to }) => folder(from) && folder(to) && folder(from) !== folder(to),
)

test('folders import in one direction', () => {
  const allowed = (from: string) =>
    ARROWS[from] ?? [...Object.keys(ARROWS), ...(from === 'cli' ? ['bisect'] : [])]
  const wrong = across.filter(({ from, to }) => !allowed(folder(from)).includes(folder(to)))
  expect(wrong).toEqual([])
  expect(Object.keys(ARROWS).concat(EDGES).sort()).toEqual(
    [...new Set(arrows.map(({ from }) => folder(from)))].filter(Boolean).sort(),
  )
})

test('a folder with a door is entered by it', () => {
  const wrong = across.filter(({ to }) => (DOORS[folder(to)] ?? to) !== to)
  expect(wrong).toEqual([])
})

test('judge, report and model read and start nothing', async () => {
  for await (const file of glob('{judge,report,model}/**/*.ts', { cwd: src }))
    expect(await readFile(join(src, file), 'utf8'), file).not.toMatch(
      /from 'node:(fs|child_process|http|net)|execa|process\.(env|cwd)/,
    )
})
