import { existsSync } from 'node:fs'
import { cp, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { intact } from '../src/baseline/files.ts'
import { baselineSchema } from '../src/model/baseline.ts'
import { OWNER, REPOSITORY } from '../src/model/owner.ts'
import { git } from '../support/git.ts'
import { temporary } from '../support/lddpr.ts'
import { root } from '../support/python.ts'

/** One line of a text, with the file that it is in. */
interface Line {
  file: string
  line: string
}

const NAME = 'acme-42'
let copy: Awaited<ReturnType<typeof temporary>>
let before: Line[]

const script = (owner: string) =>
  execa('node', ['scripts/owner.ts', owner], { cwd: copy.path, reject: false })

/** All that is written in the repository, or all that is made from it, as lines. */
async function lines(...where: string[]): Promise<Line[]> {
  const listed = await git(copy.path, 'ls-files', '-z', '--', ...where)
  const files = listed.split('\0').filter(name => name !== '')
  const texts = await Promise.all(files.map(file => readFile(join(copy.path, file), 'utf8')))
  return texts.flatMap((text, at) =>
    text.split('\n').map(line => ({ file: files[at] ?? '', line })),
  )
}

/** Where the owner stands as a word: before a slash or a quotation mark, however it is spelled there. */
const naming = (owner: string, all: Line[]) =>
  all.filter(({ line }) => new RegExp(`(?<![\\w.-])${owner}(?=[/'"\`\\\\])`).test(line))

beforeAll(async () => {
  copy = await temporary()
  const listing = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const listed = await git(root, ...listing, '--', ':!node_modules')
  // Of dist/ the index may have files that the last build has not made again.
  for (const file of new Set(listed.split('\0').filter(name => existsSync(join(root, name)))))
    if (file !== '') await cp(join(root, file), join(copy.path, file))
  await symlink(join(root, 'node_modules'), join(copy.path, 'node_modules'))
  await git(copy.path, 'init', '--quiet')
  await git(copy.path, 'add', '--all', '--', ':!node_modules')
  before = await lines(':!dist')
  const { exitCode, stderr } = await script(NAME)
  expect(exitCode, stderr).toBe(0)
})
afterAll(() => copy[Symbol.asyncDispose]())

test('the owner is named in one constant, in documents and in examples', () => {
  const files = new Set(naming(OWNER, before).map(({ file }) => file))
  expect(
    [...files].filter(file => /^(src|test|trials|bench|support|scripts)\//.test(file)),
  ).toEqual(['src/model/owner.ts'])
  for (const file of ['README.md', '.github/CODEOWNERS', 'examples/workflows/single-job.yml'])
    expect(files).toContain(file)
})

test('the script names another owner in every place', async () => {
  expect(naming(OWNER, await lines(':!dist'))).toEqual([])
  expect(naming(NAME, await lines(':!dist')).length - naming(NAME, before).length).toBe(
    naming(OWNER, before).length,
  )
  const made = await lines('dist')
  expect(made.filter(({ line }) => line.includes(REPOSITORY))).toEqual([])
  expect(naming(NAME, made).length).toBeGreaterThan(0)
})

test.each([
  [true, `maintainer: "${OWNER}"`],
  [true, `uses: ${OWNER}/another-action@v1`],
  [true, `by \`${OWNER}\``],
  [false, `https://example.${OWNER}/octo-${OWNER}/x`],
])('%s: %j names the owner, though the script does not know it', (found, line) => {
  expect(naming(OWNER, [{ file: 'new.yml', line }]).length > 0).toBe(found)
})

test('links and `uses:` are well formed afterwards', async () => {
  const all = naming(NAME, await lines(':!dist', ':!test')).map(({ line }) => line)
  const renamed = REPOSITORY.replace(OWNER, NAME)
  const links = all.filter(line => line.includes('github.com'))
  expect(links.length).toBeGreaterThan(0)
  for (const link of links) expect(link).toContain(`https://github.com/${renamed}/`)
  const used = all.filter(line => /^[- ]+uses: /.test(line))
  expect(used.length).toBeGreaterThan(20)
  for (const uses of used)
    expect(uses).toMatch(new RegExp(`uses: ${renamed}(/(record|report|accept|plan))?@v1$`))
})

test('the baseline of the example is sealed again', async () => {
  const file = join(copy.path, 'examples/minimal/.lddpr/cpu-x2.json')
  const baseline = baselineSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  expect(baseline.about).toContain(NAME)
  expect(intact(baseline, file)).toBe(baseline)
})

test('what is made from the sources is made the same again', async () => {
  await git(copy.path, 'add', '--all', '--', ':!node_modules')
  await execa('node', ['scripts/docs.ts'], { cwd: copy.path })
  expect(await git(copy.path, 'diff', '--name-only')).toBe('')
})

test.each(['', 'two words', 'a/b', '-a', 'a--b', "a'b", 'a'.repeat(40)])(
  '%j is no owner',
  async owner => {
    const { exitCode, stderr } = await script(owner)
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`found ${JSON.stringify(owner)}`)
  },
)
