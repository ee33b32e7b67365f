import { join } from 'node:path'
import { readJson } from '../src/lib/json.ts'
import { type ProbeRecord, recordSchema } from '../src/model/record.ts'
import { cacheDirectory, cacheKey, getOrBuild } from '../src/python/cache/cache.ts'
import { lddpr } from '../test/support/lddpr.ts'
import { ALSO_NEEDED, type Release } from './ladder-expectations.ts'
import type { Bench } from './probe.ts'
import { run } from './run.ts'

/** A directory with a release, to be put before the environment that has all it depends on. */
export async function overlay(
  { python, progress }: Pick<Bench, 'python' | 'progress'>,
  release: Release,
): Promise<string> {
  const packages = ['lightning', 'pytorch-lightning'].map(name => `${name}==${release}`)
  const wanted = [...packages, ...(ALSO_NEEDED[release] ?? [])]
  const cache = join(cacheDirectory(process.env), 'ladder')
  const entry = await getOrBuild(cache, cacheKey(wanted), async directory => {
    progress(`installing ${wanted.join(' ')} (once)`)
    const pip = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', directory]
    await run(python, [...pip, ...wanted])
  })
  return entry.directory
}

/** What the standard suite measures with a release. Throws if another one was measured. */
export async function recordOf(
  bench: Pick<Bench, 'python' | 'progress' | 'work'>,
  release: Release,
): Promise<{ file: string; record: ProbeRecord }> {
  const directory = await overlay(bench, release)
  const file = join(bench.work, `${release}.json`)
  const { exitCode, stderr } = await lddpr(
    [
      'record',
      '--suite',
      'standard',
      '--python',
      bench.python,
      '--accelerator',
      'cpu',
      '--out',
      file,
    ],
    { cwd: bench.work, env: { PYTHONPATH: directory } },
  )
  if (exitCode) throw new Error(`Lightning ${release} cannot be recorded: ${stderr}`)
  const record = await readJson(recordSchema, file)
  const { framework, packages } = record.environment
  const listed = packages.find(({ name }) => name === 'lightning')?.version
  const right = framework.name === 'lightning' && framework.file.startsWith(join(directory, '/'))
  if (!right || framework.version !== release || listed !== release)
    throw new Error(
      `${framework.name} ${framework.version} was measured in the place of Lightning ${release}`,
    )
  bench.progress(`recorded Lightning ${release}`)
  return { file, record }
}
