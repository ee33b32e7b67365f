import { gt, lte } from '@renovatebot/pep440'
import type { Candidate, PackageChange } from '../model/report.ts'

interface Known {
  id: string
  packages: readonly string[]
  version: string
  /** Groups of channels that change in a seeded training from the beginning. */
  moves: readonly string[]
  /** The same, where only trainings that resume another one have changed. */
  movesResumed?: readonly string[]
  what: string
  link: string
}

const LIGHTNING = ['lightning', 'pytorch-lightning']

/** Releases that are known to have moved random streams; those of Lightning were measured on one torch. */
export const CATALOGUE: readonly Known[] = [
  {
    id: 'lightning-2.0.3-distributed-sampler',
    packages: LIGHTNING,
    version: '2.0.3',
    moves: ['main/torch', 'order', 'worker/numpy', 'worker/python', 'worker/torch'],
    what: 'since 2.0.3 Lightning shuffles by a DistributedSampler of its own, no longer by the global generator',
    link: 'https://github.com/Lightning-AI/pytorch-lightning/pull/17713',
  },
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
    id: 'lightning-2.5.3-order-after-resume',
    packages: LIGHTNING,
    version: '2.5.3',
    moves: [],
    movesResumed: ['order'],
    what: 'since 2.5.3 the first epoch after a resume has the order of epoch 0',
    link: 'https://github.com/Lightning-AI/pytorch-lightning/issues/21938',
  },
  {
    id: 'lightning-2.6.1-seed-mixing',
    packages: LIGHTNING,
    version: '2.6.1',
    moves: ['worker/python', 'worker/torch'],
    what: 'since 2.6.1 Lightning mixes worker seeds in another way; from 2.4.0 to 2.6.0 the torch stream repeated every epoch',
    link: 'https://github.com/Lightning-AI/pytorch-lightning/pull/21399',
  },
  {
    id: 'torch-2.12.0-trunc-normal',
    packages: ['torch'],
    version: '2.12.0',
    moves: ['draw/torch/nn.init.trunc_normal_'],
    what: 'since 2.12.0 torch.nn.init.trunc_normal_ draws normals until none is out of bounds, no longer by the inverse of their distribution',
    link: 'https://github.com/pytorch/pytorch/pull/174997',
  },
]

export interface Moved {
  /** In trainings from the beginning. */
  anew: ReadonlySet<string>
  /** Only in trainings that resume another one. */
  resumed: ReadonlySet<string>
}

/**
 * Entries that a changed package has crossed, in either direction, and whose channels have moved. One
 * that is crossed alone must account for all of its channels; several may have undone parts of
 * each other's work.
 */
export function candidates(
  changes: readonly Pick<PackageChange, 'name' | 'from' | 'to'>[],
  moved: Moved,
): Candidate[] {
  const crossed = CATALOGUE.flatMap(entry => {
    const change = changes.find(
      ({ name, from, to }) =>
        entry.packages.includes(name) && from && to && crosses(from, to, entry.version),
    )
    return change ? [{ ...entry, change }] : []
  })
  return crossed
    .filter(({ moves, movesResumed = [] }) => {
      const seen = [
        ...moves.map(group => moved.anew.has(group)),
        ...movesResumed.map(group => moved.resumed.has(group)),
      ]
      return crossed.length === 1 ? seen.every(Boolean) : seen.some(Boolean)
    })
    .map(({ id, change, what, link }) => ({
      id,
      package: change.name,
      versions: `${change.from} → ${change.to}`,
      what,
      link,
    }))
}

const crosses = (from: string, to: string, version: string) =>
  (gt(version, from) && lte(version, to)) || (gt(version, to) && lte(version, from))
