import { join } from 'node:path'
import {
  type Base,
  type Manifests,
  manifestsOf,
  pathInRepository,
  readBase,
} from '../change/base.ts'
import { type Change, changeBetween } from '../change/change.ts'
import { type Checkout, checkoutOf } from '../change/checkout.ts'
import { type Copy, copyOf } from '../change/files.ts'
import { asValue, ExpectedError } from '../lib/errors.ts'
import { withoutSecrets } from '../lib/variables.ts'
import type { Measured, Where, World } from '../model/world.ts'
import { pinsFor, type Repository, readPins } from '../pins/index.ts'
import { pathsBuilt } from '../python/watched.ts'
import type { RunInputs } from './inputs.ts'
import { asPins } from './reads.ts'

/** What a change starts from, or why that is not known. */
export interface Located {
  base: Base | null
  /** What the base's environment is built from, where that may be wanted. */
  copy: Copy | null
  problem: ExpectedError | null
}

type Asked = Pick<
  RunInputs,
  'base' | 'baseline' | 'compareWith' | 'manifest' | 'extra' | 'group' | 'install'
>

/**
 * The base of the directory that is checked. Where values are to be compared with it, whatever is missing is an
 * error; otherwise the report says so.
 */
export async function locateBase(
  cwd: string,
  inputs: Asked,
  world: World,
  { builds = false } = {},
): Promise<Located> {
  try {
    return await findBase(cwd, inputs, world, builds)
  } catch (error) {
    if (inputs.compareWith === 'base') throw error
    const problem = asValue(error)
    const why = problem.spelled(world.spell)
    world.progress(`what has changed since the base commit is not known: ${why}`)
    return { base: null, copy: null, problem }
  }
}

async function findBase(
  cwd: string,
  inputs: Asked,
  { env, git }: World,
  builds: boolean,
): Promise<Located> {
  const obstacle = (text: (spell: World['spell']) => string) =>
    new ExpectedError(
      spell => (inputs.compareWith === 'base' ? `${spell('compareWith')}: ` : '') + text(spell),
      { kind: 'git' },
    )
  if (git.look === 'nowhere') throw obstacle(() => git.because)
  await using checkout = await checkoutOf(cwd, git, env)
  if (!checkout) throw obstacle(() => `expected a git repository for base, found none in ${cwd}`)
  const baselines = await pathInRepository(checkout, cwd, inputs.baseline)
  const base = await readBase(checkout, { wanted: inputs.base, baselines })
  if (!base)
    throw obstacle(
      spell => `the commit that ${cwd} starts from is not known; name it with ${spell('base')}`,
    )
  return {
    base,
    copy: builds ? await copyToBuild(checkout, base, inputs, env) : null,
    problem: null,
  }
}

/** The manifests of a commit, and what these name. */
export async function copyToBuild(
  checkout: Checkout,
  base: Manifests,
  inputs: Pick<RunInputs, 'manifest' | 'extra' | 'group' | 'install'>,
  env: NodeJS.ProcessEnv,
): Promise<Copy> {
  const manifests = manifestsOf(base)
  const pins = await readPins(manifests, asPins(inputs, true)).catch(
    error => asValue(error) && null,
  )
  const around = { cwd: join(checkout.place.root, base.prefix), env: withoutSecrets(env) }
  return copyOf(checkout, base.commit, pathsBuilt(manifests, pins, around, inputs.install))
}

/** Why nothing is known of the base, where git may not be asked. */
export const baseNotices = (git: Where): string[] =>
  git.look === 'nowhere' ? [`The changes since the base commit are unknown: ${git.because}.`] : []

/** What differs between the base's files and those of the directory, for the Python that was measured. */
export async function compareFiles(
  base: Base,
  inputs: Pick<RunInputs, 'manifest' | 'extra' | 'group'>,
  files: Repository,
  { pins, record }: Pick<Measured, 'pins' | 'record'>,
  { progress, spell }: Pick<World, 'progress' | 'spell'>,
): Promise<Change | null> {
  try {
    const old = manifestsOf(base)
    const before = {
      files: old,
      pins: await pinsFor(old, asPins(inputs, true), record.environment),
    }
    return changeBetween(base, before, { files, pins })
  } catch (error) {
    const why = asValue(error).spelled(spell)
    progress(`what has changed since ${base.commit.slice(0, 9)} is not known: ${why}`)
    return null
  }
}
