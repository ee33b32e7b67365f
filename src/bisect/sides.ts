import { join, resolve } from 'node:path'
import type { KnownBaseline } from '../baseline/files.ts'
import { readManifests } from '../change/base.ts'
import { checkoutOf, resolveCommit } from '../change/checkout.ts'
import { ExpectedError } from '../lib/errors.ts'
import type { Baseline } from '../model/baseline.ts'
import { normalise } from '../model/packages.ts'
import type { Imports } from '../model/pins.ts'
import type { World } from '../model/world.ts'
import { Repository } from '../pins/index.ts'
import { copyToBuild } from '../pipeline/base.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import { prepare } from '../pipeline/measure.ts'
import { fetchDistribution, type Installed, installedIn } from './distributions.ts'

export interface Good extends Installed {
  words: string
  expected: Baseline | null
}

/** The commit of a name; found before anything is installed. */
export async function commitNamed(name: string, cwd: string, world: World): Promise<string> {
  await using checkout = await checkoutOf(cwd, world.git, world.env)
  if (!checkout) throw new ExpectedError(`bisect: ${cwd} is in no git repository`, { kind: 'git' })
  return await resolveCommit(checkout, name, () => 'bisect')
}

export async function goodCommit(
  commit: string,
  place: string,
  inputs: RunInputs,
  world: World,
  imports: Imports | null,
  /** Takes the environment, whose files are linked as long as the search lasts. */
  used: AsyncDisposableStack,
): Promise<Good> {
  await using checkout = await checkoutOf(resolve(inputs.cwd), world.git, world.env)
  if (!checkout)
    throw new ExpectedError(`bisect: ${resolve(inputs.cwd)} is in no git repository`, {
      kind: 'git',
    })
  const copy = await copyToBuild(checkout, await readManifests(checkout, commit), inputs, world.env)
  const cwd = await copy.write(join(place, 'good'))
  const files = new Repository(cwd)
  const { interpreter } = used.use(
    await prepare(files, inputs.basePython, inputs, world, true, imports),
  )
  const installed = await installedIn(interpreter, world, { cwd })
  return { ...installed, words: `commit ${commit.slice(0, 9)}`, expected: null }
}

/** The packages as they are, but those that the baseline names in the versions that it names. */
export async function goodBaseline(
  { file, baseline }: KnownBaseline,
  bad: Installed,
  place: string,
  world: World,
  torchIndex: string,
): Promise<Good> {
  const versions = new Map(
    Object.entries(baseline.packages).map(([name, version]) => [normalise(name), version]),
  )
  const distributions = [...bad.distributions]
  for (const [index, { name, version: present }] of bad.distributions.entries()) {
    const version = versions.get(name) ?? present
    if (version !== present)
      distributions[index] = await fetchDistribution(
        name,
        version,
        join(place, name),
        bad,
        world,
        torchIndex,
      )
  }
  return { ...bad, distributions, words: file, expected: baseline }
}
