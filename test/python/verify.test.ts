import { execFile } from 'node:child_process'
import {
  appendFile,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cacheKey, getOrBuild } from '../../src/python/cache/cache.ts'

/** An environment is used again as it was installed, or not at all. */

const SITE = 'lib/python3/site-packages'
const MODULE = `${SITE}/package/__init__.py`
const COMPILED = `${SITE}/package/__pycache__/__init__.cpython-311.pyc`

let cache: string
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'lddpr-test-'))
})
afterEach(() => rm(cache, { recursive: true }))

const key = cacheKey(['x'])
const build = async (directory: string) => {
  const files = {
    'pyvenv.cfg': 'home = /usr/bin\n',
    [MODULE]: 'x = 1\n',
    [COMPILED]: 'compiled',
    [`${SITE}/package/large.so`]: 'x'.repeat(5_000_000),
    [`${SITE}/package-1.dist-info/RECORD`]: [
      'package/__init__.py,sha256=nia_NpkRxFwkPGhBR7I_yeHc_PJX0pmhxjIBam_NM_Q,6',
      '"package/large.so",sha256=A6e9UY8-TsrBHy5390N5KLpdgKwLKyalI9kOdii_1Zs,5000000',
    ].join('\n'),
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(join(directory, name, '..'), { recursive: true })
    await writeFile(join(directory, name), text)
  }
  await mkdir(join(directory, 'bin'))
  await symlink('/usr/bin/python3', join(directory, 'bin/python'))
}

/** Where it is, whether it was built for that, and what was said. */
async function taken() {
  let built = false
  const said: string[] = []
  const entry = await getOrBuild(
    cache,
    key,
    directory => {
      built = true
      return build(directory)
    },
    { progress: message => said.push(message) },
  )
  const { directory } = entry
  const end = () => entry[Symbol.asyncDispose]()
  return { directory, built, said, end }
}

/** The same time as before, as who hides a change would set it. */
async function rewritten(path: string, text: string) {
  const { atime, mtime } = await stat(path)
  await writeFile(path, text)
  await utimes(path, atime, mtime)
}

// biome-ignore format: a table
test.for<[string, (directory: string) => Promise<unknown>, string]>([
  ['a .pth', at => writeFile(join(at, SITE, 'x.pth'), 'import x'), `${SITE}/x.pth was added`],
  ['sitecustomize.py', at => writeFile(join(at, SITE, 'sitecustomize.py'), ''), `${SITE}/sitecustomize.py was added`],
  ['a library', at => writeFile(join(at, SITE, 'package/y.so'), ''), `${SITE}/package/y.so was added`],
  ['a compiled file beside its source', at => writeFile(join(at, SITE, 'package/y.pyc'), ''), `${SITE}/package/y.pyc was added`],
  ['a link', at => symlink('/tmp', join(at, SITE, 'elsewhere')), `${SITE}/elsewhere was added`],
  ['a module', at => rewritten(join(at, MODULE), 'x = 2\n'), `${MODULE} was changed`],
  ['a module, in its place', async at => { await unlink(join(at, MODULE)); await writeFile(join(at, MODULE), 'x = 2\n') }, `${MODULE} was changed`],
  ['what is compiled', at => rewritten(join(at, COMPILED), 'COMPILED'), `${COMPILED} was changed`],
  ['a large file', at => appendFile(join(at, SITE, 'package/large.so'), 'x'), `${SITE}/package/large.so was changed`],
  ['the list of files', at => appendFile(join(at, SITE, 'package-1.dist-info/RECORD'), 'x'), `${SITE}/package-1.dist-info/RECORD was changed`],
  ['pyvenv.cfg', at => rewritten(join(at, 'pyvenv.cfg'), 'home = /tmp/bin\n'), 'pyvenv.cfg was changed'],
  ['the interpreter', async at => { await unlink(join(at, 'bin/python')); await symlink('/bin/sh', join(at, 'bin/python')) }, 'bin/python was changed'],
  ['a file for a link', async at => { await unlink(join(at, 'bin/python')); await writeFile(join(at, 'bin/python'), '') }, 'bin/python was changed'],
  ['a file that is gone', at => unlink(join(at, MODULE)), `${MODULE} is gone`],
])('built again, with a word: %s', async ([, change, what]) => {
  const first = await taken()
  await first.end()
  await change(first.directory)
  const second = await taken()
  expect(second).toMatchObject({
    built: true,
    said: [`the cached environment is not as it was installed: ${what}; building it again`],
  })
  expect(second.directory).not.toBe(first.directory)
  expect(await readFile(join(second.directory, MODULE), 'utf8')).toBe('x = 1\n')
  expect(await taken()).toMatchObject({ built: false, directory: second.directory })
})

describe('used again', () => {
  // biome-ignore format: a table
  test.for<[string, (directory: string) => Promise<unknown>]>([
    ['as it is', async () => {}],
    ['files that others link, as bisect does', async at => { await link(join(at, MODULE), join(cache, 'linked')); await link(join(at, SITE, 'package/large.so'), join(cache, 'other')) }],
    ['files that were unpacked again', async at => { for (const name of [MODULE, 'pyvenv.cfg']) { const text = await readFile(join(at, name)); await unlink(join(at, name)); await writeFile(join(at, name), text) } }],
    ['what was compiled is gone', at => unlink(join(at, COMPILED))],
    ['a directory without files', at => mkdir(join(at, 'empty'))],
  ])('%s', async ([, change]) => {
    const first = await taken()
    await change(first.directory)
    for (const _ of [1, 2])
      expect(await taken()).toMatchObject({ directory: first.directory, built: false, said: [] })
  })

  test('what a link to a file has changed is found', async () => {
    const first = await taken()
    await link(join(first.directory, MODULE), join(cache, 'linked'))
    await rewritten(join(cache, 'linked'), 'x = 2\n')
    expect(await taken()).toMatchObject({ built: true })
  })

  test('without what was compiled since, unless a run has noted it', async () => {
    const late = (directory: string) => join(directory, SITE, 'package/__pycache__/late.pyc')
    const first = await taken()
    const there = () => readdir(join(first.directory, SITE, 'package/__pycache__'))
    await writeFile(late(first.directory), 'by the run that built it')
    await first.end()
    const second = await taken()
    expect(await there()).toContain('late.pyc')
    await second.end()
    await rewritten(late(first.directory), 'By somebody else, later ')
    expect(await taken()).toMatchObject({ built: true })
  })

  test('a compiled file that appears between two runs is removed', async () => {
    const first = await taken()
    await first.end()
    const planted = join(first.directory, SITE, 'package/__pycache__/planted.pyc')
    await writeFile(planted, '')
    const second = await taken()
    expect(second).toMatchObject({ built: false, said: [] })
    await expect(stat(planted)).rejects.toThrow('ENOENT')
    // Removed, it is compiled by this run, which notes it.
    await writeFile(planted, 'by Python')
    await second.end()
    await taken()
    expect(await readFile(planted, 'utf8')).toBe('by Python')
  })
})

test('a list of files that was changed is none', async () => {
  await (await taken()).end()
  const list = (await readdir(cache)).find(name => /-\w{8}-\w{16}$/.test(name)) ?? ''
  await appendFile(join(cache, list), ' ')
  expect(await taken()).toMatchObject({
    built: true,
    said: ['the cached environment cannot be used any more'],
  })
})

describe('while it is used', () => {
  const pointer = () => stat(join(cache, `${key}.json`)).then(({ mtimeMs }) => mtimeMs)
  const LONG_AGO = new Date(Date.now() - 40 * 86_400_000)

  test('it says so again and again, until it is not', async () => {
    const entry = await getOrBuild(cache, key, build, { beat: 20 })
    for (const name of [`${key}.json`, entry.directory.slice(cache.length + 1)])
      await utimes(join(cache, name), LONG_AGO, LONG_AGO)
    while ((await pointer()) <= LONG_AGO.getTime()) await setTimeout(5)
    // Another environment is built meanwhile, by one with a clock of its own.
    await getOrBuild(cache, cacheKey(['y']), build, {
      env: { LDDPR_CACHE_DAYS: '0', LDDPR_CACHE_GIB: '0' },
    })
    expect(await readdir(entry.directory)).toContain('pyvenv.cfg')
    await entry[Symbol.asyncDispose]()
    await utimes(join(cache, `${key}.json`), LONG_AGO, LONG_AGO)
    await setTimeout(100)
    expect(await pointer()).toBe(LONG_AGO.getTime())
    await getOrBuild(cache, cacheKey(['z']), build)
    expect((await readdir(cache)).filter(name => name.startsWith(key))).toEqual([])
  })

  test('it stays, though another has taken its place', async () => {
    const entry = await getOrBuild(cache, key, build, { beat: 20 })
    await unlink(join(entry.directory, MODULE))
    await utimes(entry.directory, LONG_AGO, LONG_AGO)
    expect(await taken()).toMatchObject({ built: true })
    const age = () => stat(entry.directory).then(({ mtimeMs }) => Date.now() - mtimeMs)
    while ((await age()) > 86_400_000) await setTimeout(5)
    await getOrBuild(cache, cacheKey(['y']), build)
    expect(await readdir(entry.directory)).toContain('pyvenv.cfg')
    await entry[Symbol.asyncDispose]()
  })

  test('it does not keep the program from ending', async () => {
    const module = join(import.meta.dirname, '../../src/python/cache/cache.ts')
    const script = `import { getOrBuild } from ${JSON.stringify(module)}
await getOrBuild(${JSON.stringify(cache)}, ${JSON.stringify(key)}, async () => {})`
    const words = ['--input-type=module-typescript', '-e', script]
    await new Promise<void>((resolve, reject) =>
      execFile(process.execPath, words, { timeout: 60_000 }, error =>
        error ? reject(error) : resolve(),
      ),
    )
  })
})
