import { join } from 'node:path'
import { readJson } from '../../src/lib/json.ts'
import { type ProbeRecord, recordSchema } from '../../src/model/record.ts'
import { cacheDirectory, cacheKey, getOrBuild } from '../../src/python/cache/cache.ts'
import { lddpr } from '../../support/lddpr.ts'
import { run } from '../../support/run.ts'
import { ALSO_NEEDED, type Release } from './expectations.ts'

interface Surroundings {
  /** The interpreter that has all that a release depends on. */
  python: string
  work: string
  progress: (message: string) => void
}

/** A directory with a release, to be put before the environment that has all it depends on. */
async function overlay(
  { python, progress }: Pick<Surroundings, 'python' | 'progress'>,
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
  around: Surroundings,
  release: Release,
): Promise<{ file: string; record: ProbeRecord }> {
  const directory = await overlay(around, release)
  const file = join(around.work, `${release}.json`)
  const { exitCode, stderr } = await lddpr(
    [
      'record',
      '--suite',
      'standard',
      '--python',
      around.python,
      '--framework',
      'lightning',
      '--accelerator',
      'cpu',
      '--out',
      file,
    ],
    { cwd: around.work, env: { PYTHONPATH: directory } },
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
  around.progress(`recorded Lightning ${release}`)
  return { file, record }
}
