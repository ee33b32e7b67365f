import { posix, resolve } from 'node:path'
import { Committed } from '../../baseline/committed.ts'
import { manifestsOf, pathInRepository, readBase } from '../../change/base.ts'
import { bumpsBetween, changeBetween } from '../../change/change.ts'
import { checkoutOf } from '../../change/checkout.ts'
import type { Facts } from '../../change/needed.ts'
import { ExpectedError } from '../../lib/errors.ts'
import { withoutSecrets } from '../../lib/variables.ts'
import { normalise } from '../../model/packages.ts'
import type { Where } from '../../model/world.ts'
import { Repository, readPins } from '../../pins/index.ts'
import type { PlanInputs } from '../../pipeline/inputs.ts'
import { asPins } from '../../pipeline/reads.ts'
import { readChosen, readTrainings } from '../../probe/config.ts'
import { pathsRead } from '../../python/watched.ts'
import { createMatcher } from './globs.ts'

/** What a GPU runner can be. */
const PLATFORMS = ['linux-x86_64', 'linux-aarch64'] as const

/** Compares the files of the base commit with those that are checked out. Throws ExpectedError where that fails. */
export async function readFacts(
  inputs: PlanInputs,
  where: Where,
  env: NodeJS.ProcessEnv,
): Promise<Facts> {
  const cwd = resolve(inputs.cwd)
  if (where.look === 'nowhere') throw new ExpectedError(where.because)
  if (!inputs.base) throw new ExpectedError('the event does not say what the change starts from')
  await using checkout = await checkoutOf(cwd, where, env)
  if (!checkout) throw new ExpectedError(`there is no git repository in ${cwd}`)
  const committed = await Committed.read(resolve(cwd, inputs.baseline), checkout.place.root)
  const baselines = await pathInRepository(checkout, cwd, inputs.baseline)
  const base = await readBase(checkout, { wanted: inputs.base, baselines })
  if (!base) throw new ExpectedError(`the base commit ${inputs.base} is not known`)
  const [old, files] = [manifestsOf(base), new Repository(cwd)]
  const { manifest } = inputs
  const reads = asPins({ ...inputs, ...readChosen(inputs, committed.config) })
  const sides = await Promise.all(
    PLATFORMS.map(async platform => ({
      before: await readPins(old, { ...reads, platform, mayLack: true }),
      now: await readPins(files, { ...reads, platform }),
    })),
  )
  const { before = null, now = null } = sides[0] ?? {}
  const at = { cwd: files.root, env: withoutSecrets(env) }
  const change = changeBetween(base, { files: old, pins: before }, { files, pins: now })
  const elsewhere = sides
    .flatMap(side => bumpsBetween(side.before?.installs ?? {}, side.now?.installs ?? {}))
    .filter(bump => !change.bumps.some(({ name }) => name === bump.name))
  return {
    change: { ...change, bumps: [...change.bumps, ...elsewhere] },
    files: base.differing,
    reads: [...pathsRead(old, before, at), ...pathsRead(files, now, at)].map(path =>
      posix.join(base.prefix, path),
    ),
    watched: createMatcher(inputs.watch, base.prefix),
    foreign: inputs.python !== '' && inputs.watch.length === 0,
    before,
    now,
    imported: listImported(committed),
    trainings: readTrainings('all', committed.config).map(({ name }) => name),
    prefix: base.prefix,
    named: manifest !== '',
  }
}

/** What the probe imported, by all baselines; null if there is none. */
function listImported(committed: Committed): ReadonlySet<string> | null {
  const packages = committed.classes.flatMap(name =>
    Object.keys(committed.baseline(name)?.baseline.packages ?? {}),
  )
  return packages.length ? new Set(packages.map(normalise)) : null
}
