import { access, lstat, mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { baselineFile, writeBaseline } from '../baseline/files.ts'
import { IS_TRAINING, TRAININGS, trainingFile } from '../baseline/training.ts'
import { workingTree } from '../change/place.ts'
import { ExpectedError, wrongInput } from '../lib/errors.ts'
import { reason, writeAtomically } from '../lib/json.ts'
import { followLinks, isBelow, isInGit } from '../lib/paths.ts'
import type { Pending } from '../model/baseline.ts'
import type { TrainingPending } from '../model/training-baseline.ts'
import type { World } from '../model/world.ts'
import { EARLIER, keepEarlier } from './earlier.ts'
import type { RunInputs } from './inputs.ts'
import { LOGS, removeLogs } from './logs.ts'

/** A directory that holds what this program wrote, and whatever else somebody keeps there. */

/** Tells our directories from others. */
const MARKER = '.written-by-lddpr'
/** Nobody else calls a directory so; one that an artifact was unpacked into has no mark. */
const OWN_NAME = 'lddpr-report'
/** What every directory of ours has besides; one that is there stays as it is. */
const COMPANIONS: Readonly<Record<string, string>> = {
  [MARKER]: 'lddpr wrote reports here, and replaces them with those of its next run.\n',
  '.gitignore': '*\n',
}

const REPORT_FILES = ['report.md', 'report.html', 'report.json', 'record.json'] as const
export type ReportFile = (typeof REPORT_FILES)[number]
const PENDING = 'pending'
const IS_PENDING = /^[a-z0-9]+(-[a-z0-9]+)*\.json$/

/**
 * Makes a directory ours. Throws ExpectedError where that would put at risk what is not: the directory that is
 * checked and those above it, the baselines, git's own, a link out of the tree, and one that has files of our names
 * without our mark.
 */
export async function claimDirectory(
  input: string,
  path: string,
  { cwd, tree, baseline }: { cwd: string; tree: string; baseline: string },
  names: readonly string[] = [],
): Promise<string> {
  await access(cwd).catch(error => {
    throw new ExpectedError(`cannot check ${cwd}: ${reason(error)}`)
  })
  const wrong = (expected: string, found: string) =>
    wrongInput(input, `expected ${expected}, found ${found}; name another directory`)
  const real = await followLinks(path).catch(error => {
    throw wrongInput(input, `cannot follow ${path}: ${reason(error)}`)
  })
  const [top, here, baselines] = await Promise.all(
    [tree, cwd, resolve(cwd, baseline)].map(followLinks),
  )
  if (isInGit(real)) throw wrong('a directory outside of .git', path)
  if (isBelow(real, here ?? ''))
    throw wrong('a directory of its own', `${path}, which is or holds ${cwd}`)
  if (isBelow(baselines ?? '', real) && !isBelow(baselines ?? '', here ?? ''))
    throw wrong('a directory of its own', 'that of the baselines')
  if ((isBelow(cwd, path) || isBelow(tree, path)) && !isBelow(top ?? '', real))
    throw wrong(`a directory of ${tree}`, `a link to ${real}`)
  const present: string[] = await readdir(real).catch(() => [])
  const isOurs = present.includes(MARKER) || basename(real) === OWN_NAME
  const foreign = isOurs ? undefined : names.find(name => present.includes(name))
  if (foreign)
    throw wrong(
      'an empty directory or one of ours',
      `${join(path, foreign)} in it, which lddpr did not write`,
    )
  try {
    await mkdir(real, { recursive: true })
    for (const [name, text] of Object.entries(COMPANIONS))
      if (!present.includes(name)) await writeFile(join(real, name), text, { flag: 'wx' })
  } catch (error) {
    throw wrongInput(input, `cannot write to ${path}: ${reason(error)}`)
  }
  return real
}

/** Claims the report directory; `handed` is what an earlier job may have put there for us. */
export async function claimReports(
  inputs: Pick<RunInputs, 'cwd' | 'baseline' | 'reportDir'>,
  { git }: Pick<World, 'git'>,
  handed: readonly ReportFile[] = [],
): Promise<string> {
  const cwd = resolve(inputs.cwd)
  const around = { cwd, tree: await workingTree(cwd, git), baseline: inputs.baseline }
  const ours = [...REPORT_FILES, PENDING, LOGS, EARLIER].filter(
    name => !(handed as string[]).includes(name),
  )
  return claimDirectory('reportDir', resolve(cwd, inputs.reportDir), around, ours)
}

export const pendingFile = (directory: string, className: string) =>
  baselineFile(join(directory, PENDING), className)

export const pendingTraining = (
  directory: string,
  { training, class: className }: TrainingPending,
) => join(directory, PENDING, trainingFile(training.name, className))

/** What a run found, for its directory. */
interface Written {
  files: Partial<Record<ReportFile, string>>
  proposal: Pending | null
  /** Those of trainings. */
  trainings?: readonly TrainingPending[]
  /** Whether it has just kept logs. */
  keptLogs?: boolean
  /** It has measured something that can be judged: then all that is older goes. */
  measured: boolean
  /** Files that an earlier job has put there for this run. */
  handed?: readonly ReportFile[]
  /** Somebody's own clone: what this run does not have stays where it is. */
  inClone?: boolean
}

/**
 * Puts a run's files in the place of those of an earlier run. What a run that has measured does not have is removed:
 * it must not pass for this one's. A run that could not measure removes nothing that a run before has measured.
 */
export async function replaceReports(
  directory: string,
  {
    files,
    proposal,
    trainings = [],
    keptLogs = false,
    measured,
    handed = [],
    inClone = false,
  }: Written,
): Promise<void> {
  try {
    for (const name of [EARLIER, PENDING, join(PENDING, TRAININGS), LOGS])
      await removeLink(join(directory, name))
    if (!keptLogs) await removeLogs(directory)
    if (!measured) {
      const own = REPORT_FILES.filter(name => !handed.includes(name))
      const all = [...own, ...(await pendingIn(directory))]
      await keepEarlier(directory, inClone ? Object.keys(files) : all)
    }
    if (measured) await removeOthers(join(directory, EARLIER), {})
    if (measured) await rmdir(join(directory, EARLIER)).catch(() => {})
    if (measured || !inClone) await removeOthers(directory, files)
  } catch (error) {
    throw wrongInput('reportDir', `cannot write to ${directory}: ${reason(error)}`)
  }
  if (proposal) await writeBaseline(pendingFile(directory, proposal.class), proposal)
  for (const each of trainings) await writeBaseline(pendingTraining(directory, each), each)
  for (const [name, text] of Object.entries(files))
    await writeAtomically(join(directory, name), text)
}

/** A change can have committed one: what it leads to is not ours. */
async function removeLink(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null)
  if (found?.isSymbolicLink()) await rm(path)
}

async function removeOthers(directory: string, files: Written['files']): Promise<void> {
  for (const name of REPORT_FILES)
    if (files[name] === undefined) await rm(join(directory, name), { force: true })
  for (const name of await pendingIn(directory)) await rm(join(directory, name))
  for (const name of [join(PENDING, TRAININGS), PENDING])
    await rmdir(join(directory, name)).catch(() => {}) // unless somebody keeps something else there
}

/** `pending/cpu-x2.json`, `pending/trainings/finetune.cpu-x2.json`, for each that is there. */
async function pendingIn(directory: string): Promise<string[]> {
  const places = [
    [PENDING, IS_PENDING],
    [join(PENDING, TRAININGS), IS_TRAINING],
  ] as const
  const found = places.map(async ([place, isOne]) =>
    (await readdir(join(directory, place)).catch(() => []))
      .filter(name => isOne.test(name))
      .map(name => join(place, name)),
  )
  return (await Promise.all(found)).flat()
}

/** What is left of an earlier run where this one has measured nothing. */
export async function leftIn(directory: string, handed: readonly string[]): Promise<string[]> {
  const present = await readdir(directory).catch(() => [])
  const record = [...present].includes('record.json') && !handed.includes('record.json')
  return [...(record ? ['record.json'] : []), ...(await pendingIn(directory))]
}
