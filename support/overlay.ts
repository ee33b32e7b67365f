import { join } from 'node:path'
import { cacheDirectory, cacheKey, getOrBuild } from '../src/python/cache/cache.ts'
import { run } from './run.ts'

/** A directory with releases, to be put before the environment that has all they depend on. */
export async function overlay(
  python: string,
  releases: readonly string[],
  progress: (message: string) => void = () => {},
): Promise<string> {
  const cache = join(cacheDirectory(process.env), 'ladder')
  const entry = await getOrBuild(cache, cacheKey(releases), async directory => {
    progress(`installing ${releases.join(' ')} (once)`)
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', directory]
    await run(python, [...pip, ...releases])
  })
  return entry.directory
}
