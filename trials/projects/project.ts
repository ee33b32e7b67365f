import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import type { Report } from '../../src/model/report.ts'
import type { Training } from '../../src/model/training.ts'
import type { TrainingReport } from '../../src/model/training-report.ts'
import { git } from '../../support/git.ts'
import { lddpr, readReport } from '../../support/lddpr.ts'
import type { Project } from './rows.ts'

/** A project on this machine: its code, its data, its environment, and what comes of watching its training. */

const DATA = join(import.meta.dirname, 'data.py')
const SCRIPTS = join(import.meta.dirname, 'scripts')

/** Words of a name that a training may have. */
export const nameOf = ({ name }: Pick<Project, 'name'>): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '')

/** The code of the project and its data in a new directory. */
export async function laid(
  project: Project,
  place: string,
  environment: string,
  mirror: string | undefined,
): Promise<void> {
  await rm(place, { recursive: true, force: true })
  await mkdir(place, { recursive: true })
  if (project.repository) await checkout(project, place, mirror)
  for (const [name, where] of project.data ?? [])
    await execa(join(environment, 'bin/python'), [DATA, name, join(place, where)])
}

/** The files of the commit. A mirror has `owner+name/repo` for each; otherwise they come from GitHub. */
async function checkout(
  { repository = '', commit = '' }: Project,
  place: string,
  mirror: string | undefined,
): Promise<void> {
  await git(place, 'init', '--quiet')
  if (mirror) {
    const objects = join(mirror, repository.replace('/', '+'), 'repo/objects')
    await writeFile(join(place, '.git/objects/info/alternates'), `${objects}\n`)
  } else
    await git(place, 'fetch', '--quiet', '--depth=1', `https://github.com/${repository}`, commit)
  await git(place, 'update-ref', 'HEAD', commit)
  await git(place, 'read-tree', 'HEAD')
  // A mirror may lack large files, which no training here reads.
  await git(place, 'checkout-index', '--all', '--force').catch(error => {
    if (!mirror) throw error
  })
}

/** Files of the project that are not as its commit has them. */
export async function changedLines({ repository }: Project, place: string): Promise<number> {
  if (!repository) return 0
  const { stdout } = await execa('git', ['-C', place, 'diff', '--numstat', '--diff-filter=M'])
  return stdout
    .split('\n')
    .filter(Boolean)
    .map(line => line.split('\t').slice(0, 2).map(Number))
    .reduce((sum, [added = 0, removed = 0]) => sum + added + removed, 0)
}

/** The command as the environment starts it. */
export function commandOf({ run }: Project, place: string, environment: string): string[] {
  const [program = '', ...words] = run.map(word => filled(word, place, environment))
  return [join(environment, 'bin', program), ...words]
}

function filled(word: string, place: string, environment: string): string {
  return word
    .replaceAll('{scripts}', SCRIPTS)
    .replaceAll('{place}', place)
    .replaceAll('{site}', join(environment, 'lib/python3.11/site-packages'))
}

export interface Seen {
  report: Report
  training: TrainingReport
  record: Training | null
  stderr: string
  exitCode: number | undefined
}

export async function observed(
  project: Project,
  place: string,
  environment: string,
  flags: readonly string[],
): Promise<Seen> {
  const reports = 'lddpr-report'
  await rm(join(place, reports), { recursive: true, force: true })
  const ours = ['--name', nameOf(project), '--report-dir', reports, ...flags]
  const env = Object.fromEntries(
    Object.entries(project.env ?? {}).map(([key, word]) => [key, filled(word, place, environment)]),
  )
  const command = commandOf(project, place, environment)
  const { stderr, exitCode } = await lddpr(
    ['observe', ...ours, ...(project.options ?? []), '--', ...command],
    { cwd: place, env: { OMP_NUM_THREADS: '1', ...env } },
  )
  const report = await readReport(place, reports)
  const [training] = report.trainings ?? []
  if (!training) throw new Error(`${project.name}: the report has no training: ${stderr}`)
  const kept = await readFile(join(place, reports, 'record.json'), 'utf8').catch(() => 'null')
  return { report, training, record: JSON.parse(kept), stderr, exitCode }
}

/** Ids of the checks that fail, hazards among them. */
export const failing = ({ checks }: TrainingReport): string[] => [
  ...new Set(
    checks.filter(({ status }) => status === 'fail' || status === 'hazard').map(({ id }) => id),
  ),
]

/** The observer's own processor time, as a share of how long its plain runs took. */
export function overhead(record: Training | null): number | null {
  const plain = record?.runs.filter(({ mode }) => mode === 'plain') ?? []
  const seconds = plain.reduce((sum, run) => sum + run.seconds, 0)
  return seconds > 0 ? plain.reduce((sum, run) => sum + run.observing, 0) / seconds : null
}
