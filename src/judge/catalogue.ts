import { gt, lte } from '@renovatebot/pep440'

/**
 * Releases that are known to have moved random streams. `moves` are the groups of channels that
 * change in a seeded scenario with workers; each row was measured with real releases on one torch.
 */
const LIGHTNING = ['lightning', 'pytorch-lightning']
const CATALOGUE = [
  {
    id: 'lightning-2.4.0-worker-seeds',
    packages: LIGHTNING,
    version: '2.4.0',
    moves: ['worker/numpy', 'worker/python', 'worker/torch'],
    what: 'since 2.4.0 Lightning mixes worker seeds itself; until 2.5.0 the numpy stream and until 2.6.1 the torch stream repeated every epoch',
    link: 'https://github.com/Lightning-AI/pytorch-lightning/pull/20055',
  },
  {
    id: 'lightning-2.5.0-numpy-seed-sequence',
    packages: LIGHTNING,
    version: '2.5.0',
    moves: ['worker/numpy'],
    what: 'since 2.5.0 workers seed numpy by SeedSequence; in 2.4 the numpy stream repeated every epoch',
    link: 'https://github.com/Lightning-AI/pytorch-lightning/pull/20369',
  },
  {
    id: 'lightning-2.6.1-seed-mixing',
    packages: LIGHTNING,
    version: '2.6.1',
    moves: ['worker/python', 'worker/torch'],
    what: 'since 2.6.1 worker seeds are mixed anew; from 2.4.0 on the torch stream repeated every epoch',
    link: 'https://github.com/Lightning-AI/pytorch-lightning/pull/21399',
  },
] as const

export interface PackageChange {
  name: string
  from: string | null
  to: string | null
}

/** A known change that fits. A candidate, never a cause: the pattern is evidence, not proof. */
export interface Candidate {
  id: string
  package: string
  versions: string
  what: string
  link: string
}

/** Entries that a changed package has crossed, in either direction, and whose channels have moved. */
export function candidates(
  changes: readonly PackageChange[],
  moved: ReadonlySet<string>,
): Candidate[] {
  return CATALOGUE.flatMap(({ id, packages, version, moves, what, link }) => {
    const change = changes.find(
      ({ name, from, to }) =>
        (packages as readonly string[]).includes(name) && from && to && crosses(from, to, version),
    )
    if (!change || !moves.every(group => moved.has(group))) return []
    return [{ id, package: change.name, versions: `${change.from} → ${change.to}`, what, link }]
  })
}

const crosses = (from: string, to: string, version: string) =>
  (gt(version, from) && lte(version, to)) || (gt(version, to) && lte(version, from))

/** Packages whose versions differ, those that the probe is about first. */
export function changedPackages(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): PackageChange[] {
  const prominent = ['numpy', 'torch', 'pytorch-lightning', 'lightning']
  const rank = ({ name }: PackageChange) => -prominent.indexOf(name)
  return [...new Set([...Object.keys(before), ...Object.keys(now)])]
    .sort()
    .map(name => ({ name, from: before[name] ?? null, to: now[name] ?? null }))
    .filter(({ from, to }) => from !== to)
    .sort((a, b) => rank(a) - rank(b))
}
