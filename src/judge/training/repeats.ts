import type { Training } from '../../model/training.ts'
import { momentInWords } from './causal.ts'
import { type Comparison, compareRuns } from './compare.ts'
import { type Kinship, kinshipOf } from './kinship.ts'
import { type Material, type Relation, seeded } from './material.ts'
import { placeOf, plainRuns } from './streams.ts'

/** What plain runs of one environment are to each other. */
export interface Repeats {
  /** Plain runs beside the first. */
  many: number
  /** The one that is farthest from the first; null where there is none. */
  worst: { comparison: Comparison; kinship: Kinship } | null
  /** The largest relative difference that rounding explains, and its share of that; 0 where all are equal. */
  noise: number
  share: number
  /** On a CPU every bit has to repeat, on a GPU all but rounding. */
  repeat: boolean
}

const FARTHER = ['equal', 'close', 'different'] as const

export function repeatsOf(training: Training): Repeats {
  const [run, ...others] = plainRuns(training)
  if (!run) return { many: 0, worst: null, noise: 0, share: 0, repeat: true }
  const all = others.map(other => {
    const comparison = compareRuns({ training, run }, { training, run: other })
    return { comparison, kinship: kinshipOf(comparison) }
  })
  const rank = ({ kinship }: (typeof all)[number]) => FARTHER.indexOf(kinship.closeness)
  const worst = all.reduce<(typeof all)[number] | null>(
    (found, each) => (found && rank(found) >= rank(each) ? found : each),
    null,
  )
  const close = all.filter(({ kinship }) => kinship.closeness === 'close')
  const most = (of: (kinship: Kinship) => number | null) =>
    Math.max(0, ...close.map(({ kinship }) => of(kinship) ?? 0))
  const must = training.settings.accelerator === 'cpu' ? ['equal'] : ['equal', 'close']
  return {
    many: others.length,
    worst,
    noise: most(({ difference }) => difference),
    share: most(({ share }) => share),
    repeat: worst === null || must.includes(worst.kinship.closeness),
  }
}

const SEED = 'Call seed_everything(seed, workers=True) before anything is built.'

/** What is equal in another environment has repeated. */
function isEqualToReference({ training, run, others: [other] }: Material): boolean {
  if (!other) return false
  return compareRuns({ training, run }, { training, run: other }).unequal.length === 0
}

/** Without a seed two runs are meant to differ: that is told, and is no fault of the code. */
export const repeatsAgree: Relation = material => {
  const { many, worst, repeat } = repeatsOf(material.training)
  if (many === 0) return isEqualToReference(material) ? [] : 'it ran once'
  const first = worst?.kinship.first
  if (repeat || !first) return []
  const place = [placeOf(first), momentInWords(first.moment)].filter(Boolean).join(' · ')
  const finding = { subject: placeOf(first), detail: `two runs first differ at ${place}` }
  return [seeded(material) ? finding : { ...finding, hazard: true, fix: SEED }]
}
