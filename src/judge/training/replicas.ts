import type { Collection, Fit } from '../../model/training.ts'
import { momentInWords } from './causal.ts'
import { lossesOf } from './closeness.ts'
import {
  type Finding,
  first,
  inEachFit,
  type Material,
  NOT_SEEDED,
  ONE_RANK,
  type Relation,
  replicated,
  SHARDED,
  seeded,
  severalRanks,
  when,
} from './material.ts'
import { Tensors, unlikeTensors } from './streams.ts'

/** Relations of weights, of what follows from them, and of a training that is resumed. */

const MOST_TENSORS = 3

interface Unlike {
  rank: number
  collection: Collection
  tensors: string[]
  /** Both ranks have tensors of the same names; an optimizer may keep a part of its state on each rank. */
  named: boolean
}

/** Collections that are unlike those of rank 0, in the order in which they were recorded. */
function unlike({ ranks }: Fit, material: Material, part: (name: string) => boolean): Unlike[] {
  const tensors = new Tensors(material.training)
  const [zero, ...others] = ranks
  return (zero?.collections ?? [])
    .filter(each => part(each.part))
    .flatMap(mine =>
      others.flatMap(({ rank, collections }) => {
        const theirs = collections.find(each => isSame(each, mine))
        if (!theirs || theirs.digest === mine.digest) return []
        const [a, b] = [tensors.whole(mine), tensors.whole(theirs)]
        const named = a.tensors === null || b.tensors === null || namesIn(a) === namesIn(b)
        return [{ rank, collection: theirs, tensors: unlikeTensors(a, b), named }]
      }),
    )
}

const namesIn = ({ tensors }: Collection) =>
  tensors?.map(text => text.slice(0, text.lastIndexOf(':'))).join()

const isSame = (a: Collection, b: Collection) =>
  a.part === b.part && a.at === b.at && a.moment === b.moment

const AT: Readonly<Record<Collection['at'], string>> = {
  init: 'before DDP broadcasts those of rank 0',
  start: 'at the start',
  step: '',
  end: 'at the end',
}

function inWords({ rank, collection, tensors }: Unlike): string {
  const when = collection.moment
    ? `after ${momentInWords(collection.moment).replace(' · ', ', ')}`
    : AT[collection.at]
  const shown = tensors.slice(0, MOST_TENSORS).join(', ')
  const more = tensors.length > MOST_TENSORS ? ` and ${tensors.length - MOST_TENSORS} more` : ''
  return `${collection.part} of ranks 0 and ${rank} differ ${when}${shown ? `: ${shown}${more}` : ''}`
}

const asFinding = (each: Unlike): Finding => ({
  subject: `rank${each.rank}/${each.collection.part}${each.collection.at === 'init' ? '.init' : ''}`,
  detail: inWords(each),
})

export const initAgrees: Relation = when(
  severalRanks,
  ONE_RANK,
  when(
    seeded,
    NOT_SEEDED,
    inEachFit((fit, material) =>
      first(
        unlike(fit, material, part => part === 'weights')
          .filter(({ collection }) => collection.at === 'init')
          .map(asFinding),
      ),
    ),
  ),
)

export const replicasAgree: Relation = when(
  severalRanks,
  ONE_RANK,
  when(
    replicated,
    SHARDED,
    inEachFit((fit, material) => {
      const found = unlike(fit, material, part => /^(weights|optimizer\..*)$/.test(part)).filter(
        ({ collection, named }) => collection.at !== 'init' && named,
      )
      return first([...found.map(asFinding), ...partedTrails(fit)])
    }),
  ),
)

/** What the trail tells where no collection does. */
function partedTrails({ ranks }: Fit): Finding[] {
  const [zero, ...others] = ranks
  const mine = zero?.channels.weights
  return others
    .filter(({ channels }) => channels.weights !== mine)
    .map(({ rank }) => ({
      subject: `rank${rank}/weights`,
      detail: `weights of ranks 0 and ${rank} differ`,
    }))
}

/** A callback may keep other things than a copy of the model, such as losses of its rank. */
export const copiesAgree: Relation = when(
  severalRanks,
  ONE_RANK,
  when(
    replicated,
    SHARDED,
    inEachFit((fit, material) => {
      const parts = namesOf(fit, material)
      const isKept = (name: string) => name.startsWith('copies.')
      const kept = fit.ranks.flatMap(({ collections }) => collections).some(c => isKept(c.part))
      if (!kept) return 'no callback keeps a copy of the model'
      const found = unlike(fit, material, isKept)
      return [...new Map(found.reverse().map(each => [each.collection.part, each])).values()]
        .reverse()
        .map(each => (isCopy(each, parts) ? asFinding(each) : { ...asFinding(each), hazard: true }))
    }),
  ),
)

interface Names {
  weights: readonly string[]
  buffers: readonly string[]
  copies: ReadonlyMap<string, number>
}

function namesOf({ ranks: [zero] }: Fit, { training }: Material): Names {
  const tensors = new Tensors(training)
  const of = (part: string) => {
    const found = zero?.collections.find(each => each.part === part)
    return (found ? (tensors.whole(found).tensors ?? []) : []).map(text =>
      text.slice(0, text.lastIndexOf(':')),
    )
  }
  const copies = (zero?.collections ?? []).filter(each => each.part.startsWith('copies.'))
  return {
    weights: of('weights'),
    buffers: of('buffers'),
    copies: new Map(copies.map(each => [each.part, tensors.whole(each).tensors?.length ?? 0])),
  }
}

/** By the names of its tensors, or by how many there are. Of buffers, each rank has its own. */
function isCopy({ collection, tensors }: Unlike, { weights, buffers, copies }: Names): boolean {
  const endsLike = (name: string, known: readonly string[]) =>
    known.some(each => name === each || name.endsWith(`.${each}`))
  const own = tensors.filter(name => endsLike(name, weights) || !endsLike(name, buffers))
  if (own.length === 0) return false
  const many = copies.get(collection.part)
  return (
    own.some(name => endsLike(name, weights)) ||
    many === weights.length ||
    many === weights.length + buffers.length
  )
}

export const buffersAgree: Relation = when(
  severalRanks,
  ONE_RANK,
  inEachFit((fit, material) => {
    const isBuffer = (name: string) => name === 'buffers'
    const kept = fit.ranks.some(({ collections }) => collections.some(c => isBuffer(c.part)))
    if (!kept) return 'the model has no buffers'
    return first(unlike(fit, material, isBuffer).map(asFinding))
  }),
)

export const lossIsFinite: Relation = inEachFit(({ ranks }) =>
  first(
    ranks.flatMap(({ rank, losses }): Finding[] => {
      const at = losses.findIndex(text => !lossesOf(text).every(Number.isFinite))
      if (at === -1) return []
      return [
        {
          subject: `rank${rank}/loss`,
          detail: `the loss of rank ${rank} is not finite in batch ${at}: ${losses[at]}`,
        },
      ]
    }),
  ),
)
