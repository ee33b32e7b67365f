import type { Collection, TrainingRun } from '../model/training.ts'

/** What a record keeps of tensors: a description of each collection that is unlike all others, within a limit. */

/** Of all lists of tensors in a record; a sketch takes half a KiB. */
const TENSOR_BYTES = 20 * 1024
/** Digits of a sketch's fractions: differences of 1e-9 are below the rounding of float32. */
const DIGITS = 9

/**
 * Equal digests are equal tensors, so the second collection of a digest has neither sketch nor list. Where lists are too
 * long together, those of the first steps and of the beginning stay, for a difference is looked for in this order.
 */
export function compact(runs: readonly TrainingRun[]): TrainingRun[] {
  const kept = listed(runs)
  const sketched = new Set<string>()
  const change = (each: Collection): Collection => {
    const isFirst = !sketched.has(keyOf(each))
    sketched.add(keyOf(each))
    return {
      ...each,
      sketch: isFirst ? (each.sketch?.map(shorter) ?? null) : null,
      tensors: kept.has(each) ? each.tensors : null,
    }
  }
  return runs.map(run => ({
    ...run,
    fits: run.fits.map(fit => ({
      ...fit,
      ranks: fit.ranks.map(rank => ({ ...rank, collections: rank.collections.map(change) })),
    })),
  }))
}

const keyOf = ({ part, digest }: Collection) => `${part} ${digest}`

/** The collections whose tensors are listed. */
function listed(runs: readonly TrainingRun[]): ReadonlySet<Collection> {
  const all = runs.flatMap(({ fits }) =>
    fits.flatMap(({ ranks }) => ranks.flatMap(({ collections }) => collections)),
  )
  const distinct = new Map<string, Collection>()
  for (const each of all) if (!distinct.has(keyOf(each))) distinct.set(keyOf(each), each)
  const kept = new Set<Collection>()
  let bytes = 0
  for (const each of [...distinct.values()].sort((a, b) => urgency(a) - urgency(b))) {
    const size = (each.tensors ?? []).reduce((sum, { length }) => sum + length + 3, 0)
    if (bytes + size > TENSOR_BYTES) continue
    bytes += size
    kept.add(each)
  }
  return kept
}

/** Less comes first: weights before the training, gradients, then steps in their order. */
function urgency({ part, at, moment }: Collection): number {
  const [epoch = 0, batch = 0] = (moment ?? '').split('.').map(Number)
  if (at === 'init' || at === 'start') return 0
  if (at === 'end') return 2e12
  return 1 + (part.startsWith('gradients') ? 0 : 0.5) + 1e6 * epoch + batch
}

/** A float with fewer digits, cut and not rounded: each side is cut alike. */
const shorter = (float: string) =>
  float.replace(new RegExp(`(\\.[0-9a-f]{${DIGITS}})[0-9a-f]+`), '$1')
