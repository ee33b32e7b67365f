import { compare, gt, lt, valid } from '@renovatebot/pep440'
import { ExpectedError } from '../lib/errors.ts'
import { runForeign } from '../lib/foreign/run.ts'
import { aboutLeft } from '../lib/foreign/words.ts'
import { withoutSecrets } from '../lib/variables.ts'
import type { World } from '../model/world.ts'
import { type Distribution, type Installed, installedIn } from './distributions.ts'

const SECONDS = 3600

/** What pip prints, of the Python that environments are made from: it knows the user's index. */
async function pip(
  python: string,
  words: readonly string[],
  { env, progress }: World,
): Promise<{ failed: boolean; all: string }> {
  const result = await runForeign({
    command: [python, '-m', 'pip', '--disable-pip-version-check', ...words],
    cwd: process.cwd(),
    env: withoutSecrets(env),
    seconds: SECONDS,
  })
  for (const sentence of aboutLeft('pip', result)) progress(sentence)
  return { failed: result.status !== 0, all: result.all }
}

export async function fetchDistribution(
  name: string,
  version: string,
  directory: string,
  { python }: Installed,
  world: World,
): Promise<Distribution> {
  world.progress(`installing ${name} ${version}`)
  const words = ['install', '--quiet', '--no-deps', '--target', directory, `${name}==${version}`]
  const result = await pip(python, words, world)
  if (result.failed)
    throw new ExpectedError(`${name} ${version} cannot be installed`, {
      kind: 'environment',
      detail: result.all,
    })
  const { distributions } = await installedIn([python], world, { cwd: directory, directory })
  const found = distributions.find(each => each.name === name)
  if (found) return found
  throw new ExpectedError(`${name} ${version} was installed, and is not there`, {
    kind: 'environment',
  })
}

/** The releases of a package between two versions, in order; what the index does not offer is not among them. */
export async function releasesBetween(
  name: string,
  [from, to]: readonly [string, string],
  { python }: Installed,
  world: World,
): Promise<string[]> {
  const result = await pip(python, ['index', 'versions', name], world)
  const listed = /^Available versions: (.*)$/m.exec(result.all)?.[1]
  if (result.failed || !listed)
    throw new ExpectedError(`the releases of ${name} cannot be listed`, {
      kind: 'environment',
      detail: result.all,
    })
  const versions = listed.split(',').map(each => each.trim())
  return between(versions, from, to)
}

/** In the direction of the change, which may go back to an older version. */
export function between(versions: readonly string[], from: string, to: string): string[] {
  if (!valid(from) || !valid(to)) return []
  const [low, high] = lt(from, to) ? [from, to] : [to, from]
  const inside = versions
    .filter(each => valid(each) && gt(each, low) && lt(each, high))
    .sort(compare)
  return lt(from, to) ? inside : inside.reverse()
}
