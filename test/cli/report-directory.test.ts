import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { repository } from '../../support/git.ts'
import { lddpr, temporary } from '../../support/lddpr.ts'

/** The directory of the reports, and whatever else lies there. */

async function place() {
  const found = await temporary()
  const cwd = join(found.path, 'tree')
  await mkdir(cwd)
  await repository(cwd, { 'report.md': 'mine', 'requirements.txt': '' })
  await mkdir(join(cwd, 'pending'))
  await writeFile(join(cwd, 'pending/notes.json'), 'mine')
  await cp(
    join(import.meta.dirname, '../../support/github/record.json'),
    join(found.path, 'record.json'),
  )
  const compare = (directory: string) =>
    lddpr(['compare', '../record.json', '--report-dir', directory], { cwd })
  return { ...found, cwd, compare, [Symbol.asyncDispose]: found[Symbol.asyncDispose] }
}

describe('is refused', () => {
  test.for([
    ['.', 'which is or holds'],
    ['..', 'which is or holds'],
    ['.git', 'outside of .git'],
    ['.git/x', 'outside of .git'],
    ['.lddpr', 'that of the baselines'],
    ['.lddpr/reports', 'that of the baselines'],
    ['mine', 'mine/pending in it, which lddpr did not write'],
    ['link', 'found a link to'],
    ['link/below', 'found a link to'],
  ] as const)('%s', async ([directory, sentence]) => {
    await using here = await place()
    await mkdir(join(here.cwd, 'mine/pending'), { recursive: true })
    await mkdir(join(here.cwd, '.lddpr'))
    await mkdir(join(here.path, 'elsewhere'))
    await symlink('../elsewhere', join(here.cwd, 'link'))
    const before = await readdir(here.cwd, { recursive: true })
    const { exitCode, stdout } = await here.compare(directory)
    expect(exitCode).toBe(2)
    expect(stdout).toContain('report-dir: expected')
    expect(stdout).toContain(sentence)
    expect(await readdir(here.cwd, { recursive: true })).toEqual(before)
    expect(await readFile(join(here.cwd, 'report.md'), 'utf8')).toBe('mine')
  })
})

test('is kept out of commits, and its other files stay', async () => {
  await using here = await place()
  const out = join(here.cwd, 'out')
  await mkdir(join(out, 'pending'), { recursive: true })
  await writeFile(join(out, 'notes.txt'), 'mine')
  expect((await here.compare('out')).exitCode).toBe(2) // `pending` could be somebody's
  const own = join(here.cwd, 'own')
  await mkdir(own)
  await writeFile(join(own, 'notes.txt'), 'mine')
  expect((await here.compare('own')).exitCode).toBe(5)
  await writeFile(join(own, 'pending/notes.txt'), 'mine')
  await writeFile(join(own, 'pending/cuda-h100-x2.json'), 'of an earlier run')
  expect((await here.compare('own')).exitCode).toBe(5)
  expect(await readFile(join(own, '.gitignore'), 'utf8')).toBe('*\n')
  expect((await readdir(own)).sort()).toEqual([
    '.gitignore',
    '.written-by-lddpr',
    'notes.txt',
    'pending',
    'record.json',
    'report.html',
    'report.json',
    'report.md',
  ])
  expect((await readdir(join(own, 'pending'))).sort()).toEqual(['cpu-x2.json', 'notes.txt'])
})

test.each(['earlier', 'pending', 'logs'])('%s that is a link leads nowhere', async name => {
  await using here = await place()
  const elsewhere = join(here.path, 'elsewhere')
  await mkdir(elsewhere)
  for (const file of ['record.json', 'cpu-x2.json', 'output.txt'])
    await writeFile(join(elsewhere, file), 'mine')
  expect((await here.compare('own')).exitCode).toBe(5)
  await rm(join(here.cwd, 'own', name), { recursive: true, force: true })
  await symlink(elsewhere, join(here.cwd, 'own', name))
  for (const record of ['../nothing.json', '../record.json'])
    await lddpr(['check', '--python', record, '--report-dir', 'own'], { cwd: here.cwd })
  expect((await here.compare('own')).exitCode).toBe(5)
  expect((await readdir(elsewhere)).sort()).toEqual(['cpu-x2.json', 'output.txt', 'record.json'])
})

test('that has a .gitignore of its own keeps it', async () => {
  await using here = await place()
  await mkdir(join(here.cwd, 'own'))
  await writeFile(join(here.cwd, 'own/.gitignore'), 'mine')
  for (const _ of [1, 2]) expect((await here.compare('own')).exitCode).toBe(5)
  expect(await readFile(join(here.cwd, 'own/.gitignore'), 'utf8')).toBe('mine')
})

test('may lie outside of the tree, where somebody says so', async () => {
  await using here = await place()
  expect((await here.compare(join(here.path, 'elsewhere'))).exitCode).toBe(5)
})
