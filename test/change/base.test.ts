import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Base, manifestsOf, readBase } from '../../src/change/base.ts'
import { changeBetween, noticesOf } from '../../src/change/change.ts'
import { type Checkout, checkoutOf } from '../../src/change/checkout.ts'
import { copyOf } from '../../src/change/files.ts'
import type { Answer } from '../../src/model/pins.ts'
import type { Where } from '../../src/model/world.ts'
import { Repository, readPins } from '../../src/pins/index.ts'
import { locateBase } from '../../src/pipeline/base.ts'
import { commit, git, repository } from '../../support/git.ts'
import { temporary } from '../../support/lddpr.ts'

/** The commit that a change starts from, in real repositories. */

const UPWARDS: Where = { look: 'upwards' }

/** Works in the checkout that a directory belongs to. */
async function at<T>(cwd: string, work: (checkout: Checkout) => Promise<T>, where = UPWARDS) {
  await using checkout = await checkoutOf(cwd, where, process.env)
  if (!checkout) throw new Error(`${cwd} is in no repository`)
  return await work(checkout)
}

const baseOf = (cwd: string, wanted: string, where = UPWARDS) =>
  at(cwd, checkout => readBase(checkout, { wanted, baselines: '.lddpr' }), where)
const commitOf = async (cwd: string, wanted: string, where = UPWARDS) =>
  (await baseOf(cwd, wanted, where))?.commit
const pinsOf = async (base: Base | null) => (base ? readPins(manifestsOf(base)) : null)

describe('the base', () => {
  test('is where HEAD has left the branch, however far that has gone on', async () => {
    await using place = await temporary()
    const start = await repository(place.path, { a: '1' })
    await git(place.path, 'checkout', '--quiet', '-b', 'change')
    await commit(place.path, { b: '1' })
    await git(place.path, 'checkout', '--quiet', 'main')
    const later = await commit(place.path, { a: '2' })
    await git(place.path, 'checkout', '--quiet', 'change')
    expect(await commitOf(place.path, 'main')).toBe(start)
    expect(await commitOf(place.path, later)).toBe(start)
  })

  test('of a merge commit, as workflows check it out, is the branch it was merged into', async () => {
    await using place = await temporary()
    await repository(place.path, { a: '1' })
    await git(place.path, 'checkout', '--quiet', '-b', 'change')
    await commit(place.path, { b: '1' })
    await git(place.path, 'checkout', '--quiet', 'main')
    const tip = await commit(place.path, { a: '2' })
    await git(place.path, 'merge', '--quiet', '--no-ff', '-m', 'm', 'change')
    expect(await commitOf(place.path, tip)).toBe(tip)
  })

  test('is brought into a checkout without history, which has no other way to know it', async () => {
    await using place = await temporary()
    const origin = join(place.path, 'origin')
    await git(place.path, 'init', '--quiet', '--initial-branch=main', origin)
    await git(origin, 'config', 'uploadpack.allowAnySHA1InWant', 'true')
    const start = await commit(origin, { 'requirements.txt': 'numpy==1.0' })
    await commit(origin, { 'requirements.txt': 'numpy==2.0' })
    const shallow = join(place.path, 'shallow')
    await git(place.path, 'clone', '--quiet', '--depth=1', `file://${origin}`, shallow)
    const base = await baseOf(shallow, start)
    expect(base).toMatchObject({ commit: start, isMergeBase: true })
    expect((await pinsOf(base))?.pins.numpy).toBe('1.0')
  })

  test('that is named and not there is an error; one that nobody names is not known', async () => {
    await using place = await temporary()
    await repository(place.path, { a: '1' })
    const found = (wanted: string) => baseOf(place.path, wanted)
    await expect(found('nowhere')).rejects.toThrow(/base: .*"nowhere".*fetch-depth: 0/)
    await expect(found('f'.repeat(40))).rejects.toThrow(/which is not there/)
    await expect(found('--output=x')).rejects.toThrow(/"--output=x"/)
    expect(await found('')).toBeNull()
  })

  test('is nothing where there is no repository', async () => {
    await using place = await temporary()
    expect(await checkoutOf(place.path, UPWARDS, process.env)).toBeNull()
  })
})

describe('the files of a commit', () => {
  test('are written elsewhere, and nothing of the checkout changes', async () => {
    await using place = await temporary()
    const cwd = join(place.path, 'tree')
    await git(place.path, 'init', '--quiet', '--initial-branch=main', cwd)
    const start = await commit(cwd, {
      'requirements.txt': 'numpy==1.0',
      'train.py': 'x',
      'ü ".txt': '',
    })
    await writeFile(join(cwd, 'requirements.txt'), 'numpy==2.0')
    await writeFile(join(cwd, '.git/hooks/post-checkout'), '#!/bin/sh\ntouch hooked', {
      mode: 0o755,
    })
    const before = await git(cwd, 'status', '--porcelain=v2', '--branch')

    const all = await at(cwd, checkout => copyOf(checkout, start))
    const written = await all.write(join(place.path, 'all'))
    expect((await readdir(written)).sort()).toEqual(['requirements.txt', 'ü ".txt'])
    expect(await readFile(join(written, 'requirements.txt'), 'utf8')).toBe('numpy==1.0')
    expect((await pinsOf(await baseOf(cwd, start)))?.pins.numpy).toBe('1.0')

    expect(await git(cwd, 'status', '--porcelain=v2', '--branch')).toBe(before)
    expect(await git(cwd, 'worktree', 'list')).not.toContain('\n')
    expect(await readdir(cwd)).not.toContain('hooked')
  })

  test('are written for its environment as far as manifests name them', async () => {
    await using place = await temporary()
    const cwd = join(place.path, 'tree')
    await git(place.path, 'init', '--quiet', '--initial-branch=main', cwd)
    const source = '[tool.uv.sources]\nown = { path = "libs/own" }\n'
    await writeTree(join(cwd, 'libs/own'), { 'own.py': '' })
    await writeTree(join(cwd, 'wheels'), {
      'a-1-py3-none-any.whl': 'a',
      'b-1-py3-none-any.whl': '',
    })
    await writeTree(join(cwd, 'data'), { 'train.bin': '' })
    await commit(cwd, {
      'pyproject.toml': `[project]\nname = "p"\nversion = "1"\ndependencies = ["own"]\n${source}`,
      'requirements.txt': 'numpy==1.0\n-r more.txt\n',
      'more.txt': './wheels/a-1-py3-none-any.whl\n',
      'train.py': '',
    })
    const written = async (manifest: string) => {
      const inputs = {
        base: 'HEAD',
        baseline: '.lddpr',
        compareWith: 'auto',
        install: 'needed',
      } as const
      const world = { env: process.env, spell: String, git: UPWARDS, progress: () => {} }
      const { copy } = await locateBase(cwd, { ...inputs, extra: [], group: [], manifest }, world, {
        builds: true,
      })
      const out = await copy?.write(join(place.path, manifest))
      return (await readdir(out ?? '', { recursive: true }))
        .filter(name => name.includes('.'))
        .sort()
    }
    const manifests = ['more.txt', 'pyproject.toml', 'requirements.txt']
    expect(await written('requirements.txt')).toEqual([...manifests, 'wheels/a-1-py3-none-any.whl'])
    expect(await written('pyproject.toml')).toEqual(['libs/own/own.py', ...manifests])
  })

  test('of a part of the repository are found in that part', async () => {
    await using place = await temporary()
    const cwd = join(place.path, 'tree')
    await git(place.path, 'init', '--quiet', '--initial-branch=main', cwd)
    await commit(cwd, { 'requirements.txt': 'numpy==1.0' })
    await git(cwd, 'checkout', '--quiet', '-b', 'x')
    const part = join(cwd, 'projects', 'train')
    await writeTree(part, { 'requirements.txt': 'numpy==3.0' })
    const start = await commit(cwd, {})
    expect((await pinsOf(await baseOf(part, start)))?.pins.numpy).toBe('3.0')
  })
})

async function writeTree(directory: string, files: Record<string, string>) {
  await mkdir(directory, { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(directory, name), text)
}

const LOCK = (numpy: string) =>
  `version = 1\nrequires-python = ">=3.10"\n[[package]]\nname = "p"\nversion = "1"\nsource = { virtual = "." }\n` +
  `dependencies = [{ name = "numpy" }, { name = "tqdm" }]\n[[package]]\nname = "numpy"\nversion = "${numpy}"\n` +
  `[[package]]\nname = "tqdm"\nversion = "4"\n`
const PROJECT = (range: string) =>
  `[project]\nname = "p"\nversion = "1"\ndependencies = ["numpy${range}", "tqdm"]\n[tool.uv]\n`

const PINNED = (source: string) => ({ source, installs: {} }) as unknown as Answer

describe('a change', () => {
  const changed = async (before: Record<string, string>, edits: Record<string, string>) => {
    await using place = await temporary()
    const cwd = join(place.path, 'tree')
    await git(place.path, 'init', '--quiet', '--initial-branch=main', cwd)
    const start = await commit(cwd, before)
    await writeTree(join(cwd, '.lddpr'), {})
    for (const [name, text] of Object.entries(edits)) await writeFile(join(cwd, name), text)
    await git(cwd, 'add', '--all')
    const base = await baseOf(cwd, start)
    if (!base) throw new Error('there is no base')
    const pins = await readPins(cwd)
    const old = { files: manifestsOf(base), pins: await pinsOf(base) }
    const change = changeBetween(base, old, { files: new Repository(cwd), pins })
    return { change, notices: noticesOf(change, pins) }
  }
  const project = { 'pyproject.toml': PROJECT('>=1'), 'uv.lock': LOCK('1.0') }

  test('of a lock is told by what it installs', async () => {
    const { change, notices } = await changed(project, { 'uv.lock': LOCK('2.0') })
    expect(change.bumps).toEqual([
      { name: 'numpy', from: { version: '1.0' }, to: { version: '2.0' } },
    ])
    expect(change.installs).toEqual({ numpy: { version: '1.0' }, tqdm: { version: '4' } })
    expect(notices).toEqual([])
  })
  test('that leaves the lock behind changes nothing that gets installed', async () => {
    const { notices } = await changed(project, { 'pyproject.toml': PROJECT('>=2') })
    expect(notices).toEqual([
      'This change edits pyproject.toml and changes nothing that gets installed. ' +
        "Versions come from uv.lock, which did not change: run 'uv lock'.",
    ])
  })
  test.each([
    ['another tool', '[tool.ruff]\nline-length = 99\n'],
    ['a comment', '# x\n'],
    ['how it is built', '[build-system]\nrequires = ["hatchling"]\n'],
  ])('leaves no lock behind where it edits %s', async (_, more) => {
    const { notices } = await changed(project, {
      'pyproject.toml': `${PROJECT('>=1')}${more}`,
    })
    expect(notices.join()).not.toContain('uv lock')
  })
  test.each([
    [
      'pyproject.toml',
      'poetry.lock',
      '[tool.poetry]\nname = "p"\nversion = "1"\ndescription = "A"\n[tool.poetry.dependencies]\nnumpy = "*"\n',
      ['"A"', '"B"'],
    ],
    ['Pipfile', 'Pipfile.lock', '[packages]\nnumpy = "*"\n', ['[packages]', '# x\n[packages]']],
    ['docs/requirements.txt', 'uv.lock', 'sphinx\n', ['sphinx', 'sphinx>=7']],
  ] as const)(
    'of %s that %s is not made from is no stale lock',
    (file, lock, before, [from, to]) => {
      const side = (text: string) => ({
        files: { read: () => text } as unknown as Repository,
        pins: PINNED(lock),
      })
      const base = {
        commit: 'c'.repeat(40),
        isMergeBase: true,
        prefix: '',
        baselines: '.lddpr',
        differing: [file],
      }
      const change = changeBetween(base, side(before), side(before.replace(from, to)))
      expect(noticesOf(change, PINNED(lock)).join()).not.toContain(' lock')
    },
  )
  test('of a comment in a lock, too, but no tool is to be run', async () => {
    const { notices } = await changed(project, { 'uv.lock': `# x\n${LOCK('1.0')}` })
    expect(notices).toEqual(['This change edits uv.lock and changes nothing that gets installed.'])
  })
  test('of ranges is told as they are written', async () => {
    const { change } = await changed(
      { 'requirements.txt': 'numpy>=1\ntorch==2.0\nold' },
      { 'requirements.txt': 'numpy>=2\ntorch==2.0\nnew' },
    )
    expect(change.bumps).toEqual([
      { name: 'new', from: null, to: { range: '' } },
      { name: 'numpy', from: { range: '>=1' }, to: { range: '>=2' } },
      { name: 'old', from: { range: '' }, to: null },
    ])
  })
  test('of a package that only development asks for is told as that', async () => {
    const dev = (lock: string, version: string) =>
      `${lock.replace('[[package]]\nname = "numpy"', '[package.dev-dependencies]\ndev = [{ name = "ruff" }]\n[[package]]\nname = "numpy"')}[[package]]\nname = "ruff"\nversion = "${version}"\n`
    const { change } = await changed(
      { ...project, 'uv.lock': dev(LOCK('1.0'), '1') },
      { 'uv.lock': dev(LOCK('1.0'), '2') },
    )
    expect(change.bumps.map(({ name }) => name)).toEqual(['ruff'])
    expect([...change.development]).toEqual(['ruff'])
  })
  test('of what it is judged by is said', async () => {
    const { notices } = await changed(project, { '.lddpr/cpu-x2.json': '{}' })
    expect(notices).toEqual([
      expect.stringMatching(/^This change edits what it is judged by: .lddpr\/cpu-x2.json/),
    ])
  })
  test('of anything else is nobody’s concern', async () =>
    expect((await changed(project, { 'train.py': '' })).notices).toEqual([]))
})
