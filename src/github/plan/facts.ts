import { readdir } from 'node:fs/promises'
import { basename, posix, relative, resolve } from 'node:path'
import { bumpsBetween, changeSince } from '../../base/change.ts'
import { findBase } from '../../base/commit.ts'
import { writeCommit } from '../../base/files.ts'
import { type Checkout, checkoutOf } from '../../base/git.ts'
import { readBaseline } from '../../baseline/files.ts'
import { normalise } from '../../environment/pins/versions.ts'
import { readPins } from '../../environment/pins.ts'
import { InputError } from '../../errors.ts'
import type { RunInputs } from '../../inputs.ts'
import { temporaryDirectory, temporaryPlace } from '../../temporary.ts'
import type { Facts } from './needed.ts'
import { asksForTheSame } from './text.ts'

/** What a GPU runner can be. */
const PLATFORMS = ['linux-x86_64', 'linux-aarch64'] as const

/** Compares the files of the base commit with those that are checked out. Throws InputError where that fails. */
export async function factsOf(
  inputs: Pick<RunInputs, 'cwd' | 'manifest' | 'baseline' | 'base'>,
  env: NodeJS.ProcessEnv,
): Promise<Facts> {
  const cwd = resolve(inputs.cwd)
  const checkout = await checkoutOf(cwd, env)
  if (!checkout) throw new InputError(`there is no git repository in ${cwd}`)
  if (!inputs.base) throw new InputError('the event does not say what the change starts from')
  const commit = await findBase(checkout, inputs.base)
  if (!commit) throw new InputError(`the base commit ${inputs.base} is not known`)
  await using work = await temporaryDirectory(temporaryPlace(env))
  const directory = await writeCommit(checkout, commit, work.path, 'manifests')
  const { manifest } = inputs
  const sides = await Promise.all(
    PLATFORMS.map(async platform => ({
      before: await readPins(directory, { manifest, platform }),
      now: await readPins(cwd, { manifest, platform }),
    })),
  )
  const { before = null, now = null } = sides[0] ?? {}
  const baselines = relative(cwd, resolve(cwd, inputs.baseline))
  const change = await changeSince(commit, checkout, before, now, baselines)
  const elsewhere = sides
    .flatMap(side => bumpsBetween(side.before?.installs ?? {}, side.now?.installs ?? {}))
    .filter(bump => !change.bumps.some(({ name }) => name === bump.name))
  return {
    change: { ...change, bumps: [...change.bumps, ...elsewhere] },
    files: (await checkout.tell(['diff', '--name-only', '--no-renames', '-z', commit]))
      .split('\0')
      .filter(Boolean),
    before,
    now,
    imported: await importedBy(resolve(cwd, inputs.baseline)),
    prefix: checkout.prefix,
    named: manifest !== '',
    harmless: await harmless(checkout, commit, change.manifests),
  }
}

/** What the probe imported, by all baselines; null if there is none. */
async function importedBy(directory: string): Promise<ReadonlySet<string> | null> {
  const names = await readdir(directory).catch(() => [])
  const known = await Promise.all(
    names
      .filter(name => name.endsWith('.json'))
      .map(name => readBaseline(directory, basename(name, '.json'))),
  )
  const packages = known.flatMap(each => Object.keys(each?.baseline.packages ?? {}))
  return packages.length ? new Set(packages.map(normalise)) : null
}

/** A pyproject.toml also configures tools and names the project. */
async function harmless(
  { ask }: Checkout,
  commit: string,
  manifests: readonly string[],
): Promise<ReadonlySet<string>> {
  const projects = manifests.filter(file => posix.basename(file) === 'pyproject.toml')
  const same: string[] = []
  for (const file of projects) {
    const before = await ask('show', `${commit}:${file}`)
    const now = await ask('show', `HEAD:${file}`)
    if (before !== null && now !== null && asksForTheSame(before, now)) same.push(file)
  }
  return new Set(same)
}
