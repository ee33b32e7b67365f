import { spawn } from 'node:child_process'
import { link, mkdir, mkdtemp, open, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cacheKey, getOrBuild } from '../../src/python/cache/cache.ts'
import { bytesOf } from '../../src/python/cache/prune.ts'
import { root } from '../../support/python.ts'

let cache: string
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'lddpr-test-'))
})
afterEach(() => rm(cache, { recursive: true }))

const cached = async (...words: Parameters<typeof getOrBuild>) =>
  (await getOrBuild(...words)).directory
const key = cacheKey(['a', 'b'])
const fill = (directory: string) => writeFile(join(directory, 'built'), '')
const never = () => Promise.reject(new Error('built again'))
const patience = { beat: 20, gone: 300, look: 5 }

describe('the cache', () => {
  test('builds once', async () => {
    const first = await cached(cache, key, fill)
    expect(await cached(cache, key, never)).toBe(first)
  })

  test('never uses half a build, and leaves nothing of it', async () => {
    const half = cached(cache, key, () => Promise.reject(new Error('half')))
    await expect(half).rejects.toThrow('half')
    expect(await readdir(cache)).toEqual([])
    expect(await readdir(await cached(cache, key, fill))).toEqual(['built'])
  })

  test('builds again when the directory is gone', async () => {
    await rm(await cached(cache, key, fill), { recursive: true })
    expect(await readdir(await cached(cache, key, fill))).toEqual(['built'])
  })

  test('builds again what cannot be used any more, and says so', async () => {
    const broken = await cached(cache, key, fill)
    const said: string[] = []
    const usable = async (directory: string) => directory !== broken
    const progress = (message: string) => said.push(message)
    expect(await cached(cache, key, fill, { usable, progress })).not.toBe(broken)
    expect(said).toEqual(['the cached environment cannot be used any more'])
  })

  test('keys tell parts apart', () => expect(cacheKey(['ab'])).not.toBe(cacheKey(['a', 'b'])))

  test('where it cannot be made is one clear error', async () => {
    await writeFile(join(cache, 'file'), '')
    await expect(cached(join(cache, 'file', 'cache'), key, fill)).rejects.toThrow(
      /cannot create .*file/,
    )
  })
})

describe('two at once', () => {
  test('the second waits for the first, and builds nothing', async () => {
    const said: string[] = []
    const first = cached(cache, key, async directory => {
      await setTimeout(100)
      await fill(directory)
    })
    await setTimeout(20)
    const progress = (message: string) => said.push(message)
    expect(await cached(cache, key, never, { progress, patience })).toBe(await first)
    expect(said).toEqual([
      expect.stringContaining(`another job that builds this environment (process ${process.pid}`),
    ])
    expect((await readdir(cache)).filter(name => name.endsWith('.lock'))).toEqual([])
  })

  test('the second builds itself when the first fails', async () => {
    const first = cached(cache, key, () => setTimeout(60).then(never))
    await Promise.all([
      expect(first).rejects.toThrow('built again'),
      setTimeout(20).then(() => cached(cache, key, fill, { patience })),
    ])
    expect(await readdir(await cached(cache, key, never))).toEqual(['built'])
  })

  test('of many one builds', async () => {
    let builds = 0
    const build = async (directory: string) => {
      builds++
      await setTimeout(30)
      await fill(directory)
    }
    const all = await Promise.all(
      Array.from({ length: 20 }, () => cached(cache, key, build, { patience })),
    )
    expect(builds).toBe(1)
    expect(new Set(all).size).toBe(1)
  })

  test('nobody waits for a job that says nothing any more', async () => {
    const owner = { token: 't', host: 'elsewhere', pid: 1 }
    await writeFile(join(cache, `${key}.lock`), JSON.stringify(owner))
    const said: string[] = []
    const progress = (message: string) => said.push(message)
    const directory = await cached(cache, key, fill, { patience, progress })
    expect(await readdir(directory)).toEqual(['built'])
    expect(said).toEqual([
      expect.stringContaining('(process 1 on elsewhere)'),
      'another job has stopped; building it here',
    ])
  })

  test('an owner that was not written to its end is waited for no longer', async () => {
    await writeFile(join(cache, `${key}.lock`), '{"token":')
    expect(await readdir(await cached(cache, key, fill, { patience }))).toEqual(['built'])
  })
})

test('a job that is killed half way: the next one removes the half and builds at once', async () => {
  const module = join(root, 'src/python/cache/cache.ts')
  const script = `import { writeFileSync } from 'node:fs'
import { getOrBuild } from ${JSON.stringify(module)}
await getOrBuild(${JSON.stringify(cache)}, ${JSON.stringify(key)}, directory => {
  writeFileSync(directory + '/half', '')
  console.log('begun')
  return new Promise(() => setInterval(() => {}, 1000))
})`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script])
  await new Promise(resolve => child.stdout.once('data', resolve))
  const half = (await readdir(cache)).filter(name => name.startsWith(`${key}-`))
  expect(half).toHaveLength(1)
  child.kill('SIGKILL')
  await new Promise(resolve => child.once('exit', resolve))
  const said: string[] = []
  const started = performance.now()
  const directory = await cached(cache, key, fill, { progress: message => said.push(message) })
  expect(performance.now() - started).toBeLessThan(2000)
  expect(await readdir(directory)).toEqual(['built'])
  expect(said).toEqual(['the job that built this environment is gone; building it here'])
  expect(await readdir(cache)).not.toContain(half[0])
})

describe('what nobody uses is removed when something is built', () => {
  const DAY = 86_400_000
  async function entry(name: string, daysAgo: number, bytes = 0): Promise<string> {
    const each = cacheKey([name])
    const directory = await cached(cache, each, place =>
      writeFile(join(place, 'x'), 'x'.repeat(bytes)),
    )
    const then = new Date(Date.now() - daysAgo * DAY)
    await utimes(join(cache, `${each}.json`), then, then)
    return directory
  }
  const left = (directory: string) =>
    stat(directory).then(
      () => true,
      () => false,
    )
  const build = (env: object = {}) => cached(cache, cacheKey(['new']), fill, { env: { ...env } })

  test('after thirty days, or as many as are said', async () => {
    const [old, recent] = [await entry('old', 31), await entry('recent', 29)]
    await build()
    expect([await left(old), await left(recent)]).toEqual([false, true])
    await cached(cache, cacheKey(['newer']), fill, { env: { LDDPR_CACHE_DAYS: '10' } })
    expect(await left(recent)).toBe(false)
  })

  test('what was used longest ago, where it is too much', async () => {
    const sizes = [await entry('a', 3, 2e6), await entry('b', 2, 2e6), await entry('c', 1, 2e6)]
    await build({ LDDPR_CACHE_GIB: String(5e6 / 2 ** 30) })
    expect(await Promise.all(sizes.map(left))).toEqual([false, true, true])
  })

  test('but a file that environments share takes its room once', async () => {
    const shared = join(cache, 'in-the-cache-of-uv')
    await writeFile(shared, 'x'.repeat(2e6))
    const linked = async (name: string, daysAgo: number) => {
      const each = cacheKey([name])
      const directory = await cached(cache, each, place => link(shared, join(place, 'x')))
      const then = new Date(Date.now() - daysAgo * DAY)
      await utimes(join(cache, `${each}.json`), then, then)
      return directory
    }
    const all = [await linked('a', 3), await linked('b', 2), await linked('c', 1)]
    const own = await entry('own', 4, 4e6)
    await build({ LDDPR_CACHE_GIB: String(3e6 / 2 ** 30) })
    expect(await Promise.all([...all, own].map(left))).toEqual([true, true, true, false])
  })

  test('the room that files take counts, and not how long they say they are', async () => {
    const directory = join(cache, 'sparse')
    await mkdir(directory)
    const file = await open(join(directory, 'x'), 'w')
    await file.truncate(1e9)
    await file.close()
    await writeFile(join(directory, 'y'), 'y'.repeat(1e6))
    const bytes = await bytesOf(directory)
    expect(bytes).toBeGreaterThanOrEqual(1e6)
    expect(bytes).toBeLessThan(2e6)
  })

  test('but not what was used in the last hours', async () => {
    const used = await entry('used', 0.05, 2e6)
    await build({ LDDPR_CACHE_GIB: '0', LDDPR_CACHE_DAYS: '0' })
    expect(await left(used)).toBe(true)
  })

  test('use counts, and not the day of the build', async () => {
    const directory = await entry('used', 40)
    await cached(cache, cacheKey(['used']), never)
    await build()
    expect(await left(directory)).toBe(true)
  })

  test('what was begun and never finished, after a day', async () => {
    const then = new Date(Date.now() - 2 * DAY)
    const begun = async (name: string, isOld: boolean) => {
      const directory = join(cache, name)
      await mkdir(directory)
      if (isOld) await utimes(directory, then, then)
      return directory
    }
    const key = cacheKey(['x'])
    const old = [await begun(`${key}-1`, true), await begun('lddpr-bisect', true)]
    const recent = [await begun(`${key}-2`, false), await begun('lddpr-later', false)]
    const others = await begun('ladder', true)
    await build()
    expect(await Promise.all(old.map(left))).toEqual([false, false])
    expect(await Promise.all([...recent, others].map(left))).toEqual([true, true, true])
  })

  test('a limit that is no number is one clear error', async () => {
    await expect(build({ LDDPR_CACHE_DAYS: 'many' })).rejects.toThrow(
      'LDDPR_CACHE_DAYS: expected a number, found "many"',
    )
  })
})
