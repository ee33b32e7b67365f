import { access, copyFile, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import type { Report } from '../../src/model/report.ts'
import { lddpr } from '../../support/lddpr.ts'
import { accept, reported } from '../accepting.ts'
import type { Fault } from './faults.ts'

/** A repository with a baseline of the environment as it is, in which faults are then injected. */
export interface Sound {
  cwd: string
  python: string
  suite: 'quick' | 'standard'
}

const HERE = import.meta.dirname
export const PATCHES = join(HERE, 'patches')
const TIMEOUT_SECONDS = 150

/** Records the environment without a fault, and accepts whatever it violates. Twice must match. */
export async function sound(
  work: string,
  python: string,
  suite: Sound['suite'],
): Promise<Sound & { violated: string[] }> {
  const cwd = await mkdtemp(join(work, 'repository-'))
  const repository = { cwd, python, suite }
  const first = await check(repository, {})
  if (!first.pending) throw new Error(`no baseline of the environment: ${describe(first)}`)
  const violated = first.checks.filter(({ status }) => status === 'fail').map(({ id }) => id)
  await accept(cwd, first, 'the environment without a fault')
  const nothing = await install(repository, null)
  const again = await check(repository, nothing.env)
  if (again.verdict !== 'match')
    throw new Error(`without a fault the verdict is ${describe(again)}, expected match`)
  return { ...repository, violated }
}

/** The report on the environment with this fault, which is removed again with the repository. */
export async function inject(fault: Fault, repository: Sound): Promise<Report> {
  const { directory, env } = await install(repository, fault)
  const report = await check(repository, env)
  await access(join(directory, 'applied')).catch(() => {
    throw new Error(`${fault.id} was never applied: ${describe(report)}`)
  })
  return report
}

const describe = ({ verdict, summary, error }: Report) =>
  [verdict, summary, error?.detail].filter(Boolean).join(': ')

/** A directory for PYTHONPATH, whose sitecustomize is the fault's patch, or does nothing. */
async function install({ cwd }: Sound, fault: Fault | null) {
  const directory = join(cwd, 'faults', fault?.id ?? 'none')
  await mkdir(directory, { recursive: true })
  await copyFile(join(HERE, 'after_import.py'), join(directory, 'after_import.py'))
  const customization = join(directory, 'sitecustomize.py')
  if (fault) await copyFile(join(PATCHES, `${fault.id}.py`), customization)
  else await writeFile(customization, 'import after_import\n')
  const path = [directory, process.env.PYTHONPATH].filter(Boolean).join(delimiter)
  return { directory, env: { PYTHONPATH: path } }
}

async function check({ cwd, python, suite }: Sound, env: object): Promise<Report> {
  const flags = ['--suite', suite, '--accelerator', 'cpu', '--timeout', `${TIMEOUT_SECONDS}`]
  const surroundings = { PYTHONHASHSEED: undefined, ...env } // one would hide what hash() does
  const command = ['check', '--cwd', cwd, '--python', python, ...flags]
  return reported(cwd, lddpr(command, { env: surroundings }))
}

/** What a patch does: the first line of its docstring. */
export async function description({ id }: Fault): Promise<string> {
  const [line = ''] = (await readFile(join(PATCHES, `${id}.py`), 'utf8')).split('\n')
  return line.replaceAll('"""', '')
}
