import { access, copyFile, cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'
import type { Report } from '../../src/model/report.ts'
import { lddpr } from '../../support/lddpr.ts'
import { overlay } from '../../support/overlay.ts'
import { accept, reported } from '../accepting.ts'
import { type Around, type Fault, type Files, patchOf } from './fault.ts'

/** A repository with a baseline of the environment as it is, in which faults are then injected. */
export interface Sound {
  cwd: string
  python: string
  suite: 'quick' | 'standard'
}

const HERE = import.meta.dirname
export const PATCHES = join(HERE, 'patches')
const TIMEOUT_SECONDS = 400 // ranks that start cold take five times as long

/** Records the environment without a fault, and accepts whatever it violates. Twice must match. */
export async function sound(
  work: string,
  python: string,
  suite: Sound['suite'],
): Promise<Sound & { violated: string[] }> {
  const cwd = await mkdtemp(join(work, 'repository-'))
  const repository = { cwd, python, suite }
  const first = await check(repository)
  if (!first.pending) throw new Error(`no baseline of the environment: ${describe(first)}`)
  const violated = first.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
  await accept(cwd, first, 'the environment without a fault')
  const again = await check(repository, { env: { PYTHONPATH: await siteOf(cwd, null) } })
  if (again.verdict !== 'match')
    throw new Error(`without a fault the verdict is ${describe(again)}, expected match`)
  return { ...repository, violated }
}

/** The report on the environment with this fault, in a copy of the repository beside it. */
export async function inject(fault: Fault, repository: Sound): Promise<Report> {
  const { python } = repository
  const { around = {} } = fault
  const cwd = `${repository.cwd}-${fault.id}`
  await cp(join(repository.cwd, '.lddpr'), join(cwd, '.lddpr'), { recursive: true })
  await write(cwd, around.files)
  const site = await siteOf(cwd, patchOf(fault))
  await write(site, around.site)
  const path = [site, around.overlay && (await overlay(python, around.overlay))]
  const PYTHONPATH = path.filter(Boolean).join(delimiter)
  const report = await check(
    { ...repository, suite: suiteOf(fault, repository), cwd },
    { ...around, env: { PYTHONPATH, ...around.env } },
  )
  if (patchOf(fault))
    await access(join(site, 'applied')).catch(() => {
      throw new Error(`${fault.id} was never applied: ${describe(report)}`)
    })
  return report
}

/** What the table of draws alone can show, every suite shows. */
const suiteOf = ({ moved }: Fault, { suite }: Sound) =>
  moved?.every(group => group.startsWith('draw/')) ? 'quick' : suite

const describe = ({ verdict, summary, error }: Report) =>
  [verdict, summary, error?.detail].filter(Boolean).join(': ')

/** A directory for PYTHONPATH, whose sitecustomize is a patch, or does nothing. */
async function siteOf(cwd: string, patch: string | null): Promise<string> {
  const directory = `${cwd}-site`
  await mkdir(directory, { recursive: true })
  await copyFile(join(HERE, 'after_import.py'), join(directory, 'after_import.py'))
  const customization = join(directory, 'sitecustomize.py')
  if (patch) await copyFile(join(PATCHES, `${patch}.py`), customization)
  else await writeFile(customization, 'import after_import\n')
  return directory
}

async function write(directory: string, files: Files = {}) {
  for (const [name, text] of Object.entries(files)) {
    const file = join(directory, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
}

async function check(
  { cwd, python, suite }: Sound,
  { env, flags = [], interpreter = [] }: Around = {},
): Promise<Report> {
  const command = ['check', '--cwd', cwd, '--python', [python, ...interpreter].join(' ')]
  const usual = ['--suite', suite, '--accelerator', 'cpu', '--timeout', `${TIMEOUT_SECONDS}`]
  const surroundings = { PYTHONHASHSEED: undefined, ...env } // one would hide what hash() does
  return reported(cwd, lddpr([...command, ...usual, ...flags], { env: surroundings }))
}

/** What a fault does: its row says so, or the first line of its patch. */
export async function description(fault: Fault): Promise<string> {
  const { what } = fault.around ?? {}
  if (what !== undefined) return what
  const [line = ''] = (await readFile(join(PATCHES, `${patchOf(fault)}.py`), 'utf8')).split('\n')
  const set = Object.entries(fault.around?.env ?? {}).map(
    ([name, value]) => `${name}=${value} is set.`,
  )
  return [line.replaceAll('"""', ''), ...set].join(' ')
}
