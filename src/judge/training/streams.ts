import type { Collection, RankOfTraining, Training, TrainingRun } from '../../model/training.ts'
import { timeOf } from './causal.ts'

/** The streams of a run, as trails: `setup:…`, `init:…`, `start:…`, `0.0:…`, `end:…`. */

export interface Stream {
  fit: number
  rank: number
  name: string
  trail: string
}

/** Of a rank, all that is compared. Tensors at the start and end stand in the trail of their part. */
function trailsOf({ channels, collections }: RankOfTraining): Map<string, string> {
  const trails = new Map(
    Object.entries(channels).map(([name, trail]) => [
      name,
      name.startsWith('states.setup/') ? trail.replace(/^\d+\.\d+:/, 'setup:') : trail,
    ]),
  )
  const at = (phases: readonly Collection['at'][], part: string) =>
    collections
      .filter(each => each.part === part && phases.includes(each.at))
      .map(({ at, moment, digest }) => `${moment ?? at}:${digest.slice(0, 8)}`)
  for (const part of new Set(collections.map(each => each.part))) {
    const steps = trails.get(part) ?? at(['step'], part).join(' ')
    trails.set(
      part,
      [...at(['init', 'start'], part), steps, ...at(['end'], part)].filter(Boolean).join(' '),
    )
  }
  return trails
}

/** What both sides must be asked for alike. It concerns all ranks, and stands on the first. */
const environmentOf = ({ settings: { seed, seedWorkers, accumulate } }: Training): string =>
  `setup:seed=${seed},workers=${seedWorkers},accumulate=${accumulate}`

export const streamsOf = (training: Training, run: TrainingRun): Stream[] => [
  { fit: 0, rank: 0, name: 'environment', trail: environmentOf(training) },
  ...run.fits.flatMap(({ ranks }, fit) =>
    ranks.flatMap(each =>
      [...trailsOf(each)].map(([name, trail]) => ({ fit, rank: each.rank, name, trail })),
    ),
  ),
]

export const plainRuns = ({ runs }: Training): TrainingRun[] =>
  runs.filter(({ mode }) => mode === 'plain')

/** Digests by moments. */
export const entriesOf = (trail: string): Map<string, string> =>
  new Map(
    trail
      .split(' ')
      .filter(Boolean)
      .map(entry => {
        const at = entry.indexOf(':')
        return [entry.slice(0, at), entry.slice(at + 1)]
      }),
  )

export const byTime = (a: string, b: string) => timeOf(a) - timeOf(b)

/** `rank1/worker0/torch`; of another fit than the first, `fit1/rank1/worker0/torch`. */
export const placeOf = ({ fit, rank, name }: Pick<Stream, 'fit' | 'rank' | 'name'>) =>
  `${fit ? `fit${fit}/` : ''}${name === 'environment' ? name : `rank${rank}/${name}`}`

/** Tensors and sketches stand once in a record, by their digest. */
export class Tensors {
  readonly #byDigest = new Map<string, Collection>()

  constructor(training: Training) {
    for (const { fits } of training.runs)
      for (const { ranks } of fits)
        for (const { collections } of ranks)
          for (const each of collections) {
            const key = `${each.part} ${each.digest}`
            const known = this.#byDigest.get(key)
            if (!known || (known.sketch === null && each.sketch !== null))
              this.#byDigest.set(key, { ...each, tensors: each.tensors ?? known?.tensors ?? null })
          }
  }

  /** The collection with what is known of its digest. */
  whole(each: Collection): Collection {
    const known = this.#byDigest.get(`${each.part} ${each.digest}`)
    return {
      ...each,
      sketch: each.sketch ?? known?.sketch ?? null,
      tensors: each.tensors ?? known?.tensors ?? null,
    }
  }

  /** What a rank had of a part at a moment of a trail. */
  at(rank: RankOfTraining | undefined, part: string, moment: string): Collection | null {
    const found = rank?.collections.find(
      each => each.part === part && (each.moment ?? each.at) === moment,
    )
    return found ? this.whole(found) : null
  }
}

/** Names of tensors that two collections do not share, or whose digests differ. */
export function unlikeTensors(a: Collection | null, b: Collection | null): string[] {
  const of = (each: Collection | null) =>
    new Map(
      each?.tensors?.map(text => {
        const at = text.lastIndexOf(':')
        return [text.slice(0, at), text.slice(at + 1)]
      }),
    )
  const [mine, theirs] = [of(a), of(b)]
  const names = [...new Set([...mine.keys(), ...theirs.keys()])]
  return names.filter(name => mine.get(name) !== theirs.get(name))
}
