import type { Reach, Report, Settings } from '../model/report.ts'
import { code, type Sentence, say, words } from './sentence.ts'

/** Which trainings a change reaches, in words: whom it affects, whom not, and what stays as it was. */

interface Setting {
  has: (row: Settings) => boolean
  /** It affects you if … */
  you: Sentence
  /** It does not affect … */
  name: Sentence
  /** Where the default is affected and this is not: it affects you if … */
  otherwise?: Sentence
}

const SETTINGS: readonly Setting[] = [
  {
    has: row => row.seed_everything === false,
    you: say`you train without ${code('seed_everything()')}`,
    name: say`trainings without ${code('seed_everything()')}`,
    otherwise: say`you call ${code('seed_everything()')}`,
  },
  {
    has: row => row.seed_workers === false,
    you: say`you call ${code('seed_everything()')} without ${code('workers=True')}`,
    name: say`${code('seed_everything()')} without ${code('workers=True')}`,
    otherwise: say`you call ${code('seed_everything(…, workers=True)')}`,
  },
  {
    has: row => row.num_workers === 0,
    you: say`you train with ${code('num_workers=0')}`,
    name: say`${code('num_workers=0')}`,
    otherwise: say`you load data with ${code('num_workers')} of 1 or more`,
  },
  {
    has: row => row.persistent_workers === true,
    you: say`you train with ${code('persistent_workers=True')}`,
    name: say`${code('persistent_workers=True')}`,
  },
  {
    has: row => row.resumes !== undefined && row.resumes !== null,
    you: say`you resume runs from a checkpoint`,
    name: say`resumed runs`,
  },
  {
    has: row => row.validate !== undefined && row.validate !== false,
    you: say`you validate between epochs`,
    name: say`validation between epochs`,
  },
  {
    has: row => (row.num_sanity_val_steps ?? 0) > 0,
    you: say`Lightning runs its sanity check before your training`,
    name: say`the sanity check before training`,
  },
  {
    has: row => row.trainer === 'default',
    you: say`you use the Trainer's default logger and checkpoints`,
    name: say`the Trainer's default logger and checkpoints`,
  },
  {
    has: row => row.model === 'regularized',
    you: say`your model has dropout or BatchNorm`,
    name: say`dropout and BatchNorm`,
  },
  {
    has: row => row.precision !== undefined && row.precision !== '32-true',
    you: say`you train in mixed precision`,
    name: say`mixed precision`,
  },
  {
    has: row => row.dataset_size !== undefined,
    you: say`your ranks cannot share the dataset out evenly`,
    name: say`datasets that the ranks cannot share out evenly`,
  },
  {
    has: row => (row.ranks ?? 1) > 1,
    you: say`you train on more ranks`,
    name: say`more ranks`,
  },
  {
    has: row => row.draws === true,
    you: say`you call a function that draws other values`,
    name: say`the values of single functions`,
  },
]

const settingsOf = (row: Settings) => SETTINGS.filter(({ has }) => has(row))

/** `one, two and three`, or with another last word. */
export const listed = (names: readonly Sentence[], last = 'and'): Sentence =>
  names.flatMap((name, at) => {
    if (at === 0) return name
    return [words(at === names.length - 1 ? ` ${last} ` : ', '), ...name]
  })

/** Of settings that scenarios have alone: with another one beside it, neither is to blame. */
const alone = (rows: readonly Settings[]): Setting[] =>
  SETTINGS.filter(setting =>
    rows.some(row => {
      const [one, other] = settingsOf(row)
      return one === setting && !other
    }),
  )

/** It affects you if …; null where nothing can be told. */
export function affects({ reached, spared }: Reach): Sentence | null {
  if (reached.length === 0) return null
  if (reached.some(row => settingsOf(row).length === 0)) {
    const conditions = alone(spared).flatMap(({ otherwise }) => (otherwise ? [otherwise] : []))
    return conditions.length ? listed(conditions) : say`you seed your training`
  }
  const single = alone(reached)
  const those = single.length ? single : reached.slice(0, 1).flatMap(settingsOf)
  return listed(
    those.map(({ you }) => you),
    single.length ? 'or' : 'and',
  )
}

/** Settings that were looked at and that it does not reach. */
export function spares({ reached, spared }: Reach): Sentence | null {
  const isDefault = reached.some(row => settingsOf(row).length === 0)
  const those = alone(spared).filter(each => !alone(reached).includes(each))
  if (!isDefault || those.length === 0) return null
  return listed(those.map(({ name }) => name))
}

/** What parts of a training are called. */
const PARTS: readonly { kind: RegExp; name: string }[] = [
  { kind: /^order$/, name: 'sample order' },
  { kind: /^weights\.init$/, name: 'initial weights' },
  { kind: /^worker$/, name: 'augmentation in workers' },
  { kind: /^dataset$/, name: 'augmentation without workers' },
  { kind: /^main$/, name: 'draws in training_step' },
  { kind: /^dropout$/, name: 'dropout masks' },
  { kind: /^val\./, name: 'validation data' },
  { kind: /^draw/, name: 'single functions after a seed' },
]
/** Where they are equal they are left out: those of a tiny model say nothing of others. */
const RESULT = { kind: /^(weights\.(start|end)|buffers|state)/, name: 'trained weights' }
/** Only here libraries tell parts of one kind apart. */
const LOADED = /^(worker|dataset|main)$/

export const changedInWords = ({ changed, unchanged }: Reach): Sentence | null =>
  partsInWords(changed, unchanged, [...PARTS, RESULT])

export const unchangedInWords = ({ changed, unchanged }: Reach): Sentence | null =>
  partsInWords(unchanged, changed, PARTS)

/** `sample order, augmentation in workers (numpy)`: with its libraries where `others` has the kind, too. */
function partsInWords(
  parts: readonly string[],
  others: readonly string[],
  names: typeof PARTS,
): Sentence | null {
  const named = names.flatMap(({ kind, name }) => {
    const of = (all: readonly string[]) =>
      all.map(part => part.split('/')).filter(([first = '']) => kind.test(first))
    const those = of(parts)
    if (those.length === 0) return []
    const isPart = those.some(([first = '']) => LOADED.test(first)) && of(others).length > 0
    if (!isPart && of(others).length > 0 && names === PARTS) return []
    const libraries = [...new Set(those.flatMap(([, library]) => library ?? []))]
    return [
      isPart ? say`${words(name)} (${listed(libraries.map(each => [code(each)]))})` : [words(name)],
    ]
  })
  return named.length ? named.flatMap((name, at) => (at ? say`, ${name}` : name)) : null
}

export const reachIn = ({ reach }: Report): Reach =>
  reach ?? { reached: [], spared: [], changed: [], unchanged: [] }
