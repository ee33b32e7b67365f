import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readJson } from '../../src/lib/json.ts'
import { type ProbeRecord, recordSchema } from '../../src/model/record.ts'
import { readPins } from '../../src/pins/index.ts'
import { lddpr } from '../../support/lddpr.ts'
import { overlay } from '../../support/overlay.ts'
import { pythonFor, pythonOf } from '../../support/python.ts'
import type { Ladder } from './ladder.ts'
import { ALSO_NEEDED } from './lightning.ts'

interface Around {
  work: string
  progress: (message: string) => void
}

/** How a release is run: an interpreter, where, and what lies before its packages. */
interface Place {
  python: string
  cwd: string
  env: { PYTHONPATH?: string }
}

/** What the torch ladder stands on. */
const requirements = (torch: string) => `lightning==2.6.6\ntorch==${torch}\nnumpy==2.4.6\n`

const PLACES: Record<Ladder['package'], (release: string, around: Around) => Promise<Place>> = {
  // One environment, and a directory with each release before it.
  lightning: async (release, { work, progress }) => {
    const python = await pythonOf('example', progress)
    const both = ['lightning', 'pytorch-lightning'].map(name => `${name}==${release}`)
    const wanted = [...both, ...(ALSO_NEEDED[release] ?? [])]
    const PYTHONPATH = await overlay(python, wanted, progress)
    return { python, cwd: work, env: { PYTHONPATH } }
  },
  // An environment for each release, as users have it: torch brings its libraries along.
  torch: async (release, { work, progress }) => {
    const cwd = join(work, `torch-${release}`)
    await mkdir(cwd)
    await writeFile(join(cwd, 'requirements.txt'), requirements(release))
    return { python: await pythonFor(await readPins(cwd), cwd, progress), cwd, env: {} }
  },
}

export interface Recorded {
  file: string
  record: ProbeRecord
}

/** What the standard suite measures with a release. Throws if another one was measured. */
export async function recordOf(
  { package: name }: Ladder,
  release: string,
  around: Around,
): Promise<Recorded> {
  const { python, cwd, env } = await PLACES[name](release, around)
  const file = join(around.work, `${release}.json`)
  const asked = ['--suite', 'standard', '--framework', 'lightning', '--accelerator', 'cpu']
  const flags = [...asked, '--python', python, '--out', file]
  const { exitCode, stderr } = await lddpr(['record', ...flags], { cwd, env })
  if (exitCode) throw new Error(`${name} ${release} cannot be recorded: ${stderr}`)
  const record = await readJson(recordSchema, file)
  const { framework } = record.environment
  const measured = releaseOf(versionOf(record, name))
  const isThere = !env.PYTHONPATH || framework.file.startsWith(join(env.PYTHONPATH, '/'))
  const isTrue = name !== framework.name || framework.version === release
  if (measured !== release || !isThere || !isTrue)
    throw new Error(
      `${name} ${measured} (${framework.file}) was measured in the place of ${release}`,
    )
  around.progress(`recorded ${name} ${versionOf(record, name)}`)
  return { file, record }
}

export const versionOf = ({ environment }: ProbeRecord, name: string) =>
  environment.packages.find(each => each.name === name)?.version ?? 'none'

/** Without the name of a build: 2.13.0+cpu is a release 2.13.0. */
export const releaseOf = (version: string) => version.replace(/\+.*/, '')
