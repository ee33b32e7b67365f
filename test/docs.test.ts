import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { ACTIONS, withReference } from '../scripts/actions.ts'
import { checkPages, withTolerances } from '../scripts/check-pages.ts'
import {
  withFormats,
  withGitHub,
  withMeasured,
  withVariables,
  withWorkflow,
} from '../scripts/tables.ts'
import { REPOSITORY } from '../src/model/owner.ts'
import { suite } from '../src/probe/suites.ts'
import { root } from '../support/python.ts'

const read = (file: string) => readFile(join(root, file), 'utf8')

const TOP = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'ARCHITECTURE.md',
  'AGENTS.md',
  ...Object.keys(ACTIONS),
]

test('the pages of the checks are what the checks say (npm run docs)', async () => {
  const pages = checkPages()
  for (const [path, page] of Object.entries(pages)) expect(await read(path)).toBe(page)
  const files = await readdir(join(root, 'docs/checks'))
  expect(files.map(name => `docs/checks/${name}`).sort()).toEqual(Object.keys(pages).sort())
})

test('the README has the workflow that is shipped, and the verdicts (npm run docs)', async () => {
  const readme = await read('README.md')
  const workflow = await read('examples/workflows/summary.yml')
  expect(withWorkflow(readme, workflow)).toBe(readme)
})

test.each(Object.entries(ACTIONS))(
  '%s is what the schemas say (npm run docs)',
  async (path, made) => {
    const text = await read(path)
    expect(made(text)).toBe(text)
  },
)

test('the reference has all inputs and outputs (npm run docs)', async () => {
  const page = await read('docs/inputs.md')
  expect(withReference(page)).toBe(page)
})

test.each(Object.keys(ACTIONS).filter(path => path.endsWith('README.md')))(
  '%s begins with two sentences, and shows a workflow of at most 15 lines with inputs that there are',
  async path => {
    const page = await read(path)
    const [title = '', first = ''] = page.split('\n\n')
    expect(title).toBe(`# lddpr-action/${dirname(path)}`)
    expect(first.match(/[.!?](?=\s|$)/g)).toHaveLength(2)
    const snippet = /```yaml\n(.*?)```/s.exec(page)?.[1] ?? ''
    expect(snippet.trimEnd().split('\n').length).toBeLessThanOrEqual(15)
    const parsed = parse(snippet)
    const steps: { uses: string; with?: object }[] = parsed.jobs?.accept.steps ?? parsed
    const ours = steps.filter(({ uses }) => uses === `${REPOSITORY}/${dirname(path)}@v1`)
    const { inputs } = parse(await read(join(dirname(path), 'action.yml')))
    for (const { with: given = {} } of ours)
      expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(given)))
    expect(ours).toHaveLength(1)
  },
)

test.each(['docs/environments.md', 'docs/evidence/environments.md'])(
  '%s has the tables of the formats (npm run docs)',
  async path => {
    const page = await read(path)
    expect(page).toMatch(/<!-- (formats|precedence) -->/)
    expect(withFormats(page)).toBe(page)
  },
)

test('what the page says of events and refusals is what the tables say (npm run docs)', async () => {
  const page = await read('docs/github.md')
  expect(withGitHub(page)).toBe(page)
})

test('the page on surroundings has each variable (npm run docs)', async () => {
  const page = await read('docs/evidence/surroundings.md')
  expect(page).toContain('`OMP_NUM_THREADS`')
  expect(withVariables(page)).toBe(page)
})

test('what is measured is what the suites and tables say (npm run docs)', async () => {
  const page = await read('docs/what-is-measured.md')
  expect(withMeasured(page)).toBe(page)
})

test('the page on own trainings has the tolerances (npm run docs)', async () => {
  const page = await read('docs/own-training.md')
  expect(withTolerances(page)).toBe(page)
})

test('every link between pages leads somewhere', async () => {
  const pages = [
    ...TOP,
    ...(await readdir(join(root, 'docs'), { recursive: true })).map(p => `docs/${p}`),
  ]
  for (const page of pages.filter(name => name.endsWith('.md')))
    for (const [, target = ''] of (await read(page)).matchAll(/\]\((?!https?:|#)([^)#]+)/g))
      await expect(read(join(page, '..', target)), `${page} → ${target}`).resolves.toBeTruthy()
})

/** The cells of a table's rows, below a heading. */
const cells = (page: string, heading: string) =>
  (page.split(`\n## ${heading}\n`)[1] ?? '')
    .split('\n## ')[0]
    ?.split('\n')
    .filter(line => line.startsWith('| '))
    .slice(2)
    .map(line => line.split('|').map(cell => cell.trim())) ?? []

test('each package that is bundled has its reason, and no other', async () => {
  const rows = cells(await read('CONTRIBUTING.md'), 'Dependencies')
  const named = rows.flatMap(([, packages = '']) =>
    [...packages.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  )
  const files = (await readdir(join(root, 'src'), { recursive: true })).filter(name =>
    name.endsWith('.ts'),
  )
  const texts = await Promise.all(files.map(name => read(`src/${name}`)))
  const imported = texts.flatMap(text =>
    [...text.matchAll(/(?<!-)\b(?:from|import)\s*\(?\s*'((?:@[\w-]+\/)?[\w-]+)/g)].map(
      ([, name = '']) => name,
    ),
  )
  expect(named.toSorted()).toEqual([...new Set(imported)].filter(name => name !== 'node').sort())
  const { devDependencies } = JSON.parse(await read('package.json'))
  for (const name of named) expect(devDependencies).toHaveProperty([name])
})

test('what a stranger looks for is where CONTRIBUTING says', async () => {
  const rows = cells(await read('CONTRIBUTING.md'), 'Where is …')
  expect(rows.length).toBeGreaterThan(10)
  for (const [, question, file = '', name = ''] of rows)
    expect(await read(file.replaceAll('`', '')), question).toMatch(
      new RegExp(`\\b${name.replaceAll('`', '')}\\b`),
    )
})

test('every trial has its row in CONTRIBUTING, and its folder', async () => {
  const contributing = await read('CONTRIBUTING.md')
  const { scripts } = JSON.parse(await read('package.json'))
  const trials = Object.keys(scripts).filter(name => name.startsWith('trial:'))
  const folders = (await readdir(join(root, 'trials'), { withFileTypes: true })).filter(each =>
    each.isDirectory(),
  )
  expect(trials.sort()).toEqual(folders.map(({ name }) => `trial:${name}`).sort())
  for (const name of trials) expect(contributing).toContain(`| \`npm run ${name}\` |`)
})

test('the README lists each page for users once', async () => {
  const list = (await read('README.md')).split('\n## Pages\n')[1] ?? ''
  const pages = [...list.matchAll(/\]\((docs\/[^)#]+)\)/g)].map(([, page]) => page)
  expect(pages).toEqual([...new Set(pages)])
  const files = (await readdir(join(root, 'docs'))).filter(name => name.endsWith('.md'))
  expect(pages).toEqual(expect.arrayContaining(files.map(name => `docs/${name}`)))
})

test('the scenarios of the page are those of the suites', async () => {
  const page = await read('docs/how-it-works.md')
  const rows = [...page.matchAll(/^\| `([\w-]+)` \|[^|]*\| (\d) \|$/gm)]
  const full = suite('full', 2).scenarios.map(({ id, runs }) => [id, String(runs)])
  expect(rows.map(([, id, runs]) => [id, runs])).toEqual(full)
})

/** What a page shows of somebody else's repository. */
const THEIRS = ['scripts/setup-env.sh']

test('the page says how many trainings a suite has, and has where nothing differs', async () => {
  const page = await read('docs/configuration.md')
  for (const name of ['quick', 'standard', 'full'] as const) {
    const { scenarios } = suite(name, 2)
    const all = scenarios.reduce((sum, { runs }) => sum + runs, 0)
    const repeats = scenarios.filter(({ parameters }) => parameters.seed_everything)
    const less = repeats.reduce((sum, { runs }) => sum + runs - 1, 0)
    expect(page).toContain(`| \`${name}\` | ${all} | ${all - less} |`)
  }
})

test('every file that a page names is there', async () => {
  const names = await readdir(join(root, 'docs'), { recursive: true })
  const folders = 'src|test|trials|bench|support|scripts|python-probe|docs|examples'
  const path = new RegExp(`(?<![\\w./@-])((?:${folders})/[\\w./-]*\\w)(?![<*{\\w])`, 'g')
  for (const page of [...TOP, ...names.map(name => `docs/${name}`)])
    if (page.endsWith('.md'))
      for (const [, file = ''] of (await read(page)).matchAll(path))
        if (!THEIRS.includes(file))
          expect(existsSync(join(root, file)), `${page}: ${file}`).toBe(true)
})
