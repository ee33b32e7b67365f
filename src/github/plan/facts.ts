import { posix, resolve } from 'node:path'
import { manifestsOf, readBase, seenFrom } from '../../base/base.ts'
import { bumpsBetween, changeBetween } from '../../base/change.ts'
import { checkoutOf } from '../../base/checkout.ts'
import type { Where } from '../../base/place.ts'
import { Committed } from '../../baseline/committed.ts'
import { pathsRead } from '../../environment/build/watched.ts'
import { normalise } from '../../environment/pins/versions.ts'
import { Repository, readPins } from '../../environment/pins.ts'
import { InputError } from '../../errors.ts'
import type { PlanInputs } from '../../inputs.ts'
import { withoutSecrets } from '../../probe/environment.ts'
import { matcher } from './globs.ts'
import type { Facts } from './needed.ts'
import { asksForTheSame } from './text.ts'

/** What a GPU runner can be. */
const PLATFORMS = ['linux-x86_64', 'linux-aarch64'] as const

/** Compares the files of the base commit with those that are checked out. Throws InputError where that fails. */
export async function factsOf(
  inputs: PlanInputs,
  where: Where,
  env: NodeJS.ProcessEnv,
): Promise<Facts> {
  const cwd = resolve(inputs.cwd)
  if (where.look === 'nowhere') throw new InputError(where.because)
  if (!inputs.base) throw new InputError('the event does not say what the change starts from')
  await using checkout = await checkoutOf(cwd, where, env)
  if (!checkout) throw new InputError(`there is no git repository in ${cwd}`)
  const committed = await Committed.read(resolve(cwd, inputs.baseline), checkout.place.root)
  const baselines = await seenFrom(checkout, cwd, inputs.baseline)
  const base = await readBase(checkout, { wanted: inputs.base, baselines })
  if (!base) throw new InputError(`the base commit ${inputs.base} is not known`)
  const [old, files] = [manifestsOf(base), new Repository(cwd)]
  const { manifest } = inputs
  const sides = await Promise.all(
    PLATFORMS.map(async platform => ({
      before: await readPins(old, { manifest, platform }),
      now: await readPins(files, { manifest, platform }),
    })),
  )
  const { before = null, now = null } = sides[0] ?? {}
  const at = { cwd: files.root, env: withoutSecrets(env) }
  const change = changeBetween(base, before, now)
  const elsewhere = sides
    .flatMap(side => bumpsBetween(side.before?.installs ?? {}, side.now?.installs ?? {}))
    .filter(bump => !change.bumps.some(({ name }) => name === bump.name))
  return {
    change: { ...change, bumps: [...change.bumps, ...elsewhere] },
    files: base.differing,
    reads: [...pathsRead(old, before, at), ...pathsRead(files, now, at)].map(path =>
      posix.join(base.prefix, path),
    ),
    watched: matcher(inputs.watch, base.prefix),
    foreign: inputs.python !== '' && inputs.watch.length === 0,
    before,
    now,
    imported: importedBy(committed),
    prefix: base.prefix,
    named: manifest !== '',
    harmless: harmless(old, files, base.prefix, change.manifests),
  }
}

/** What the probe imported, by all baselines; null if there is none. */
function importedBy(committed: Committed): ReadonlySet<string> | null {
  const packages = committed.classes.flatMap(name =>
    Object.keys(committed.baseline(name)?.baseline.packages ?? {}),
  )
  return packages.length ? new Set(packages.map(normalise)) : null
}

/** A pyproject.toml also configures tools and names the project. */
function harmless(
  old: Repository,
  files: Repository,
  prefix: string,
  manifests: readonly string[],
): ReadonlySet<string> {
  const projects = manifests.filter(file => posix.basename(file) === 'pyproject.toml')
  return new Set(
    projects.filter(file => {
      const path = file.slice(prefix.length)
      const [before, now] = [old.read(path), files.read(path)]
      return before !== null && now !== null && asksForTheSame(before, now)
    }),
  )
}
