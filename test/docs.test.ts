import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ACTIONS, checkPages, withFormats, withGitHub, withInputs } from '../scripts/tables.ts'
import { root } from '../support/python.ts'

const read = (file: string) => readFile(join(root, file), 'utf8')

test('the pages of the checks are what the checks say (npm run docs)', async () => {
  const pages = checkPages()
  for (const [path, page] of Object.entries(pages)) expect(await read(path)).toBe(page)
  const files = await readdir(join(root, 'docs/checks'))
  expect(files.map(name => `docs/checks/${name}`).sort()).toEqual(Object.keys(pages).sort())
})

test("the README's tables are what the schemas say (npm run docs)", async () => {
  const readme = await read('README.md')
  const workflow = await read('examples/workflows/two-jobs.yml')
  expect(withInputs(readme, workflow)).toBe(readme)
})

test.each(Object.entries(ACTIONS))(
  '%s is what the schemas say (npm run docs)',
  async (path, withContract) => {
    const text = await read(path)
    expect(withContract(text)).toBe(text)
  },
)

test('the order of the formats is what the table says (npm run docs)', async () => {
  const page = await read('docs/environments.md')
  expect(withFormats(page)).toBe(page)
})

test('what is said of modes, events and refusals is what the tables say (npm run docs)', async () => {
  const page = await read('docs/github.md')
  expect(withGitHub(page)).toBe(page)
})

test('every link between pages leads somewhere', async () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    ...(await readdir(join(root, 'docs'), { recursive: true })).map(p => `docs/${p}`),
  ]
  for (const page of pages.filter(name => name.endsWith('.md')))
    for (const [, target = ''] of (await read(page)).matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      await expect(read(join(page, '..', target)), `${page} → ${target}`).resolves.toBeTruthy()
})
