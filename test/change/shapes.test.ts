import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { manifestsOf, readBase } from '../../src/change/base.ts'
import { checkoutOf } from '../../src/change/checkout.ts'
import { copyOf } from '../../src/change/files.ts'
import type { Where } from '../../src/model/world.ts'
import { readPins } from '../../src/pins/index.ts'
import { commit, git, repository } from '../../support/git.ts'
import { temporary } from '../../support/lddpr.ts'

/** The base of a change in every shape that an honest checkout has. */

const UPWARDS: Where = { look: 'upwards' }
const downwards = (workspace: string): Where => ({
  look: 'downwards',
  workspace,
  server: { url: 'https://127.0.0.1:1/octo/train', token: '' },
})

/** What is known of the base: its version of NumPy, and the files that differ. */
async function seen(cwd: string, wanted: string, where = UPWARDS) {
  await using checkout = await checkoutOf(cwd, where, process.env)
  if (!checkout) return null
  const base = await readBase(checkout, { wanted, baselines: '.lddpr' })
  if (!base) return null
  const { commit, isMergeBase, differing } = base
  return { commit, isMergeBase, differing, numpy: (await readPins(manifestsOf(base)))?.pins.numpy }
}

const BEFORE = { 'requirements.txt': 'numpy==1.0\n' }
const AFTER = { 'requirements.txt': 'numpy==2.0\n' }

/** A repository whose `main` has NumPy 1.0, and whose `change` has 2.0. */
async function changed(directory: string, options: readonly string[] = []) {
  await git(
    join(directory, '..'),
    'init',
    '--quiet',
    '--initial-branch=main',
    ...options,
    directory,
  )
  const start = await commit(directory, { ...BEFORE, 'train.py': 'x\n' })
  await git(directory, 'checkout', '--quiet', '-b', 'change')
  const head = await commit(directory, AFTER)
  return { start, head }
}

/** The same as a server that gives any commit, and a part of it. */
async function served(directory: string) {
  const commits = await changed(directory)
  for (const name of ['allowAnySHA1InWant', 'allowFilter'])
    await git(directory, 'config', `uploadpack.${name}`, 'true')
  await git(directory, 'checkout', '--quiet', 'main')
  const tip = await commit(directory, { 'requirements.txt': 'numpy==1.0\nfsspec==3.0\n' })
  return { ...commits, tip }
}

const EXPECTED = { isMergeBase: true, differing: ['requirements.txt'], numpy: '1.0' }

describe('an honest checkout', () => {
  test('with branches in one file', async () => {
    await using place = await temporary()
    const cwd = join(place.path, 'tree')
    const { start } = await changed(cwd)
    await git(cwd, 'pack-refs', '--all')
    await git(cwd, 'gc', '--quiet')
    expect(await seen(cwd, 'main')).toEqual({ ...EXPECTED, commit: start })
    for (const name of ['refs/heads/main', 'HEAD~1', '@~', 'change^', start.slice(0, 8)])
      expect((await seen(cwd, name))?.commit, name).toBe(start)
  })

  test('with SHA-256', async () => {
    await using place = await temporary()
    const cwd = join(place.path, 'tree')
    const { start } = await changed(cwd, ['--object-format=sha256'])
    expect(start).toHaveLength(64)
    expect(await seen(cwd, start)).toEqual({ ...EXPECTED, commit: start })
  })

  test('that is a worktree', async () => {
    await using place = await temporary()
    const { start } = await changed(join(place.path, 'tree'))
    const cwd = join(place.path, 'other')
    await git(join(place.path, 'tree'), 'worktree', 'add', '--quiet', '--detach', cwd, 'change')
    expect(await seen(cwd, 'main')).toEqual({ ...EXPECTED, commit: start })
    expect(await seen(cwd, start, downwards(cwd))).toEqual({ ...EXPECTED, commit: start })
  })

  test('that lies below the workspace', async () => {
    await using place = await temporary()
    const cwd = join(place.path, 'train')
    const { start } = await changed(cwd)
    expect(await seen(cwd, start, downwards(place.path))).toEqual({ ...EXPECTED, commit: start })
  })

  test('that is a submodule', async () => {
    await using place = await temporary()
    const { start } = await changed(join(place.path, 'inner'))
    const outer = join(place.path, 'outer')
    await mkdir(outer)
    await repository(outer, { 'requirements.txt': 'numpy==9.0\n' })
    const allow = ['-c', 'protocol.file.allow=always']
    await git(outer, ...allow, 'submodule', '--quiet', 'add', join(place.path, 'inner'), 'inner')
    const cwd = join(outer, 'inner')
    await git(cwd, 'checkout', '--quiet', 'change')
    expect(await seen(cwd, start)).toEqual({ ...EXPECTED, commit: start })
    expect(await seen(cwd, start, downwards(outer))).toEqual({ ...EXPECTED, commit: start })
  })

  test('that leaves files out', async () => {
    await using place = await temporary()
    const cwd = join(place.path, 'tree')
    const { start } = await changed(cwd)
    await mkdir(join(cwd, 'part'))
    await commit(cwd, { 'part/requirements.txt': 'x==1\n' })
    await git(cwd, 'sparse-checkout', 'set', '--no-cone', '/requirements.txt')
    expect(await readdir(cwd)).not.toContain('part')
    const { differing } = (await seen(cwd, start)) ?? {}
    expect(differing).toEqual(['part/requirements.txt', 'requirements.txt'])
    expect((await seen(cwd, 'HEAD'))?.differing).toEqual([])
  })

  test('with the line ends of Windows', async () => {
    await using place = await temporary()
    const cwd = join(place.path, 'tree')
    await git(place.path, 'init', '--quiet', '--initial-branch=main', cwd)
    await git(cwd, 'config', 'core.autocrlf', 'true')
    const start = await commit(cwd, BEFORE)
    await rm(join(cwd, 'requirements.txt'))
    await git(cwd, 'checkout', '--', '.')
    expect(await readFile(join(cwd, 'requirements.txt'), 'utf8')).toBe('numpy==1.0\r\n')
    expect((await seen(cwd, start))?.differing).toEqual([])
  })

  test('with files that are not committed yet', async () => {
    await using place = await temporary()
    const cwd = join(place.path, 'tree')
    const { start } = await changed(cwd)
    await writeFile(join(cwd, 'requirements.txt'), 'numpy==3.0\n')
    await writeFile(join(cwd, 'uv.lock'), '')
    await writeFile(join(cwd, 'notes.txt'), '')
    await git(cwd, 'add', 'uv.lock')
    expect((await seen(cwd, start))?.differing).toEqual(['requirements.txt', 'uv.lock'])
  })

  test('with a manifest that is a link', async () => {
    await using place = await temporary()
    const cwd = join(place.path, 'tree')
    await git(place.path, 'init', '--quiet', '--initial-branch=main', cwd)
    await mkdir(join(cwd, 'env'))
    await writeFile(join(cwd, 'env/all.txt'), 'numpy==1.0\n')
    await execa('ln', ['-s', 'env/all.txt', 'requirements.txt'], { cwd })
    const start = await commit(cwd, {})
    expect(await seen(cwd, start)).toEqual({ ...EXPECTED, differing: [], commit: start })
  })

  test('of one commit, the head alone, asks for the history to the merge base', async () => {
    await using place = await temporary()
    const { start, tip } = await served(join(place.path, 'origin'))
    const cwd = join(place.path, 'shallow')
    const clone = [
      'clone',
      '--quiet',
      '--depth=1',
      '--branch=change',
      `file://${place.path}/origin`,
    ]
    await git(place.path, ...clone, cwd)
    expect(await seen(cwd, tip)).toEqual({ ...EXPECTED, commit: start })
  })

  test('of one commit asks for manifests alone: that a server has lost another file is no obstacle', async () => {
    await using place = await temporary()
    const { start, tip } = await served(join(place.path, 'origin'))
    const cwd = join(place.path, 'shallow')
    const url = `file://${place.path}/origin`
    await git(place.path, 'clone', '--quiet', '--depth=1', '--branch=change', url, cwd)
    const lost = await git(join(place.path, 'origin'), 'rev-parse', `${start}:train.py`)
    const object = join('.git/objects', lost.slice(0, 2), lost.slice(2))
    await rm(join(place.path, 'origin', object))
    expect(await seen(cwd, tip)).toEqual({ ...EXPECTED, commit: start })
  })

  test('of one commit, without its server, says that it is compared with the tip', async () => {
    await using place = await temporary()
    const { tip } = await served(join(place.path, 'origin'))
    const cwd = join(place.path, 'shallow')
    const url = `file://${place.path}/origin`
    await git(place.path, 'clone', '--quiet', '--depth=1', '--branch=change', url, cwd)
    await git(cwd, 'fetch', '--quiet', '--depth=1', 'origin', tip)
    await rm(join(place.path, 'origin'), { recursive: true })
    expect(await seen(cwd, tip)).toMatchObject({ commit: tip, isMergeBase: false })
  })

  test('without the contents of old files asks for them', async () => {
    await using place = await temporary()
    const { start } = await served(join(place.path, 'origin'))
    const cwd = join(place.path, 'partial')
    const url = `file://${place.path}/origin`
    await git(place.path, 'clone', '--quiet', '--filter=blob:none', '--branch=change', url, cwd)
    expect(await seen(cwd, start)).toEqual({ ...EXPECTED, commit: start })
    await rm(join(place.path, 'origin'), { recursive: true })
    await expect(seen(cwd, start)).rejects.toThrow(
      /partial lacks requirements.txt at commit [0-9a-f]{9}, .* run `git fetch --refetch --no-filter origin`/,
    )
  })
})

test('names in a commit that lead elsewhere are not written', async () => {
  await using place = await temporary()
  const cwd = join(place.path, 'tree')
  await git(place.path, 'init', '--quiet', '--initial-branch=main', cwd)
  await commit(cwd, BEFORE)
  const blob = await git(cwd, 'rev-parse', 'HEAD:requirements.txt')
  const entry = (name: string) =>
    Buffer.concat([Buffer.from(`100644 ${name}\0`), Buffer.from(blob, 'hex')])
  const input = Buffer.concat(['.git', '..', 'a/../../b', 'fine'].map(entry))
  const words = ['hash-object', '-t', 'tree', '--literally', '-w', '--stdin']
  const { stdout: tree } = await execa('git', words, { cwd, input })
  const hostile = await git(cwd, 'commit-tree', tree, '-m', 'x')
  await using checkout = await checkoutOf(cwd, UPWARDS, process.env)
  if (!checkout) throw new Error('no checkout')
  const copy = await copyOf(checkout, hostile, [''])
  const out = await copy.write(join(place.path, 'out'))
  expect(await readdir(out)).toEqual(['fine'])
  expect((await readdir(place.path)).sort()).toEqual(['out', 'tree'])
})
