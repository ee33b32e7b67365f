import { join } from 'node:path'
import { asValue } from '../lib/errors.ts'
import { temporaryDirectory, temporaryPlace } from '../lib/temporary.ts'
import { type Answer, PROBED, versionOf } from '../model/pins.ts'
import type { Surroundings } from '../model/world.ts'
import type { Repository } from '../pins/index.ts'
import { fingerprint } from './fingerprint.ts'
import { sourceOf } from './interpreter.ts'
import { jobFor } from './job.ts'
import type { Read } from './reads.ts'
import { type Job, placeOf, type Scope } from './recipe.ts'
import { originOf, recipeFor } from './recipes.ts'
import { resolve } from './resolve.ts'
import { readsOfSettings } from './settings.ts'
import type { TorchWish } from './torch-build.ts'
import { type Wanted, wantedOf } from './wanted.ts'

/** Whether two sides of a change install the same, whatever their files say: asked before anything is built. */

export interface Side {
  files: Repository
  pins: Answer | null
  surroundings: Surroundings
}

/** What of a package decides the files that are installed. */
export type Item = Pick<Wanted, 'name' | 'version' | 'url' | 'index'> & {
  hashes: readonly string[]
}

interface Wish {
  install: Scope
  noInstall: boolean
  torch?: TorchWish
}

/** False where nobody can tell. */
export async function installSame(
  one: Side,
  other: Side,
  { install: scope, noInstall, torch }: Wish,
): Promise<boolean> {
  const moved = PROBED.some(name => {
    const [now, then] = [one, other].map(({ pins }) => versionOf(pins?.installs[name]))
    return now && then && now !== then
  })
  if (moved) return false
  try {
    await using used = new AsyncDisposableStack()
    const asked = { scope, download: !noInstall, used, torch }
    const plan = (side: Side) => planOf(side, asked)
    const [now, then] = await Promise.all([one, other].map(plan))
    if (!now || !then || now.unknown !== null || then.unknown !== null) return false
    if (now.whole === then.whole) return true
    if (noInstall || now.around !== then.around) return false
    const [mine, theirs] = await Promise.all([now.list(), then.list()])
    return mine !== null && theirs !== null && areSame(mine, theirs)
  } catch (error) {
    asValue(error) // The build says what is wrong.
    return false
  }
}

async function planOf(
  { files, pins, surroundings }: Side,
  asked: Pick<Parameters<typeof jobFor>[0], 'scope' | 'download' | 'used' | 'torch'>,
) {
  const { cwd } = surroundings
  const job = await jobFor({
    ...{ ...asked, files, surroundings },
    pins: sourceOf(pins, cwd),
  })
  const recipe = await recipeFor(job)
  const { parts, unknown } = originOf(job, recipe)
  const beside = recipe.reads.filter(read => !isManifest(read, job))
  const around = fingerprint([...beside, ...readsOfSettings(recipe.tools, placeOf(job))], cwd)
  return {
    unknown: unknown ?? around.unknown,
    /** All that it is built from. */
    whole: JSON.stringify([job.pins.source, job.pins.text, parts]),
    /** What it is built with, and from besides packages. */
    around: JSON.stringify([
      (await job.base()).identity,
      around.parts.filter(part => part !== EMPTY),
    ]),
    list: async () => recipe.wanted ?? (await wantedOf(job)) ?? (await resolved(job, recipe)),
  }
}

/** Settings that a file does not have, whether or not there is a file. */
const EMPTY = 'text {}'

const isManifest = (read: Read, { pins, surroundings: { cwd } }: Job) =>
  'path' in read && pins.files.some(file => join(cwd, file) === read.path)

async function resolved(job: Job, recipe: Awaited<ReturnType<typeof recipeFor>>) {
  const { env, progress } = job.surroundings
  await using work = await temporaryDirectory(temporaryPlace(env))
  const installation = await recipe.build(join(work.path, 'env'))
  progress(`asking ${installation.tool} what ${job.pins.source} installs today`)
  const quietly = { ...job.surroundings, env: { ...env, ...recipe.env }, progress: () => {} }
  return await resolve(installation, quietly, work.path)
}

function areSame(mine: readonly Item[], theirs: readonly Item[]): boolean {
  const names = new Map(theirs.map(each => [each.name, each]))
  return (
    mine.length === theirs.length &&
    mine.every(each => {
      const other = names.get(each.name)
      return other !== undefined && isSame(each, other)
    })
  )
}

/** A file that both may be is the same wherever it comes from; without hashes it must come from the same place. */
function isSame(one: Item, other: Item): boolean {
  if (one.version !== other.version) return false
  if (one.hashes.length > 0 && other.hashes.length > 0)
    return one.hashes.some(hash => other.hashes.includes(hash))
  return one.url === other.url && one.index === other.index
}
