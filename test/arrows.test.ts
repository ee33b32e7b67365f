import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/python.ts'

/** ARCHITECTURE.md says which folder imports which; here the sources are held to it. */

const page = await readFile(join(root, 'ARCHITECTURE.md'), 'utf8')
const names = (cell: string) => [...cell.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name)
const [ofSrc = '', beside = ''] = page.split('Beside `src/`:')
const rows = (text: string) =>
  [...text.matchAll(/^\| `([a-z-]+)\/` \|.*\| ([^|]*) \|$/gm)].map(
    ([, folder = '', cell = '']) => ({
      folder,
      imports: names(cell),
    }),
  )
const SRC = rows(ofSrc)
const BESIDE = rows(beside.split('\n## ')[0] ?? '')

/** What the files of a folder import from others, as `FILE → FILE`, by the folder that it is in. */
async function arrows(folder: string, depth: number): Promise<{ to: string; line: string }[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
  const files = entries.filter(({ name }) => /\.(ts|mjs)$/.test(name))
  const found = files.map(async ({ parentPath, name }) => {
    const text = await readFile(join(parentPath, name), 'utf8')
    const relatives = text.matchAll(/\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g)
    return [...relatives].map(([, path = '']) => {
      const target = relative(root, join(parentPath, path))
      const line = `${relative(root, join(parentPath, name))} → ${target}`
      return { to: target.split(sep)[depth] ?? '', line }
    })
  })
  return (await Promise.all(found)).flat()
}

test('the tables name every folder', async () => {
  const inside = (await readdir(join(root, 'src'), { withFileTypes: true })).filter(each =>
    each.isDirectory(),
  )
  expect(SRC.map(({ folder }) => folder).sort()).toEqual(inside.map(({ name }) => name).sort())
  expect(BESIDE.map(({ folder }) => folder)).toEqual(
    expect.arrayContaining(['test', 'trials', 'bench', 'support', 'scripts']),
  )
})

test('no folder imports one that stands below it', () => {
  for (const [at, { folder, imports }] of SRC.entries()) {
    const above = SRC.slice(0, at).map(each => each.folder)
    expect(above, folder).toEqual(expect.arrayContaining(imports))
  }
})

test.each(SRC)('src/$folder imports $imports', async ({ folder, imports }) => {
  const all = await arrows(`src/${folder}`, 1)
  const allowed = [folder, ...imports, ...(folder === 'model' ? [] : ['root.ts'])]
  expect(all.filter(({ to }) => !allowed.includes(to)).map(({ line }) => line)).toEqual([])
})

test.each(BESIDE.filter(({ folder }) => !['docs', 'python-probe'].includes(folder)))(
  '$folder imports $imports',
  async ({ folder, imports }) => {
    const all = await arrows(folder, 0)
    const allowed = [folder, ...imports]
    expect(all.filter(({ to }) => !allowed.includes(to)).map(({ line }) => line)).toEqual([])
  },
)

test('pins/ is entered by its door', async () => {
  const folders = SRC.map(({ folder }) => folder).filter(folder => folder !== 'pins')
  const all = (await Promise.all(folders.map(folder => arrows(`src/${folder}`, 1)))).flat()
  const inside = all.filter(({ to, line }) => to === 'pins' && !line.endsWith('pins/index.ts'))
  expect(inside.map(({ line }) => line)).toEqual([])
})

test.each(['judge', 'report', 'model'])('%s/ reads and starts nothing', async folder => {
  for (const { parentPath, name } of await readdir(join(root, 'src', folder), {
    recursive: true,
    withFileTypes: true,
  }))
    if (name.endsWith('.ts'))
      expect(await readFile(join(parentPath, name), 'utf8'), name).not.toMatch(
        /from 'node:(fs|child_process|http|net)|from 'execa'|process\.(env|cwd)/,
      )
})

test('only the entries read the environment of the process, and what keeps its secrets', async () => {
  const all = await readdir(join(root, 'src'), { recursive: true, withFileTypes: true })
  const files = all.filter(({ name }) => name.endsWith('.ts'))
  const reading = await Promise.all(
    files.map(async ({ parentPath, name }) => {
      const text = await readFile(join(parentPath, name), 'utf8')
      return /process\.env\b/.test(text)
        ? [relative(join(root, 'src'), join(parentPath, name))]
        : []
    }),
  )
  expect(reading.flat().sort()).toEqual([
    'accept.ts',
    'action.ts',
    'cli.ts',
    'lib/secrets.ts',
    'plan.ts',
    'record.ts',
    'report.ts',
  ])
})
