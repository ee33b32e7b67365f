import type { Fit, Training, TrainingRun } from '../../model/training.ts'
import { plainRuns } from './streams.ts'

/** What the relations of a training look at. */
export interface Material {
  training: Training
  /** The first plain run. */
  run: TrainingRun
  /** Further plain runs, and that of the reference: what one run alone cannot tell, they do. */
  others: readonly TrainingRun[]
  identity: TrainingRun | null
  cut: TrainingRun | null
  resumed: TrainingRun | null
}

/**
 * One place where a relation does not hold. The subject is the same in every run of the same fault, so that what
 * the reference has, too, is recognised; `detail` is for the reader.
 */
export interface Finding {
  /** `rank1/worker0/own:dataset.rng across epochs` */
  subject: string
  detail: string
  /** What to do, where that depends on what was found. */
  fix?: string
  /** It may be meant: reported, never failing. */
  hazard?: true
}

/** What was found, or in words why nothing can be told. */
export type Relation = (material: Material) => Finding[] | string

export function materialOf(training: Training, reference: Training | null): Material | null {
  const [run, ...repeats] = plainRuns(training)
  if (!run) return null
  const last = (mode: TrainingRun['mode']) => training.runs.findLast(each => each.mode === mode)
  return {
    training,
    run,
    others: [...repeats, ...(reference ? plainRuns(reference).slice(0, 1) : [])],
    identity: last('identity') ?? null,
    cut: last('cut') ?? null,
    resumed: last('resumed') ?? null,
  }
}

/** One relation for each fit: a training that fits twice may do in the second what it did in the first. */
export const inEachFit =
  (relation: (fit: Fit, material: Material) => Finding[] | string): Relation =>
  material => {
    const results = material.run.fits.map(fit => relation(fit, material))
    const found = results.filter(result => typeof result !== 'string')
    if (found.length === 0) return results.find(result => typeof result === 'string') ?? []
    const prefix = (at: number) => (at ? `fit${at}/` : '')
    return results.flatMap((result, at) =>
      typeof result === 'string'
        ? []
        : result.map(each => ({
            ...each,
            subject: `${prefix(at)}${each.subject}`,
            detail: at ? `in fit ${at}, ${each.detail}` : each.detail,
          })),
    )
  }

export const when =
  (applies: (material: Material) => boolean, otherwise: string, relation: Relation): Relation =>
  material =>
    applies(material) ? relation(material) : otherwise

export const severalRanks = ({ training }: Material) => training.settings.ranks > 1
export const seeded = ({ training }: Material) => training.settings.seed !== null

/** Strategies that keep a whole replica on each rank, and give each rank samples of its own. */
export const replicated = ({ training }: Material) =>
  !/fsdp|deepspeed|model.?parallel|tensor.?parallel|bagua|horovod/i.test(training.settings.strategy)

export const ONE_RANK = 'it needs two ranks or more'
export const SHARDED = 'this strategy does not keep a whole model on each rank'
export const NOT_SEEDED = 'the training is not seeded'

/** The same of the first thing that is found. */
export const first = (findings: readonly Finding[]): Finding[] => findings.slice(0, 1)
