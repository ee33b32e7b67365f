import type { Training, TrainingRun, TrainingSettings } from '../../model/training.ts'
import { kindOf, momentInWords, withoutLoader } from './causal.ts'
import { lossesOf } from './closeness.ts'
import { type Cell, type Comparison, lossAt, rankOf } from './compare.ts'
import { placeOf, Tensors, unlikeTensors } from './streams.ts'

/** Places and settings of a training, for its readers. */

/** `finetune/rank1/worker0/own:dataset.rng · epoch 0 · step 3` */
export function coordinateOf(training: string, cell: Cell): string {
  const phase = /^\d/.test(cell.moment) || cell.name.startsWith('states.') ? '' : `.${cell.moment}`
  const suffix = cell.name === 'environment' ? '' : phase
  return [`${training}/${placeOf(cell)}${suffix}`, momentInWords(cell.moment)]
    .filter(Boolean)
    .join(' · ')
}

/** `from step 3 on` */
export function sinceOf({ moment, fit }: Cell): string {
  const [epoch, step] = moment.split('.')
  const where = fit ? ` of fit ${fit}` : ''
  if (moment === 'end') return `at the end${where}`
  if (step === undefined) return `from the start${where} on`
  return `from step ${step}${epoch === '0' ? '' : ` of epoch ${epoch}`}${where} on`
}

/** `the samples of worker 1`; the rank is named where others agree. */
export function whatOf(cell: Cell, { unequal, now }: Comparison): string {
  const ranks = new Set(
    unequal
      .filter(each => each.moment === cell.moment && kindOf(each.name) === kindOf(cell.name))
      .map(({ rank }) => rank),
  )
  const all = now.run.fits[cell.fit]?.ranks.length ?? 1
  const isOfAll = ranks.size === all || cell.name === 'environment'
  return `the ${thingOf(cell, now.run)}${isOfAll ? '' : ` of rank ${cell.rank}`}`
}

function thingOf({ name: full, moment, fit }: Cell, run: TrainingRun): string {
  const name = withoutLoader(full)
  const [place = '', ...rest] = name.split('/')
  const generator = rest.join('/')
  const called = generator.startsWith('own:')
    ? `generator ${generator.slice(4)}`
    : `${generator} generator`
  const worker = /^worker(\d+)$/.exec(place)?.[1]
  if (worker !== undefined) return `${called} of worker ${worker}`
  if (place === 'loader') return `${called} of the loader`
  if (place === 'main') return `${called} of the main process`
  if (place.startsWith('states.')) return `${called} at the start`
  if (name === 'samples') return `samples${workerAt(run, fit, moment)}`
  if (place.startsWith('copies.')) return `copy ${name.slice('copies.'.length)} of a callback`
  return `${moment === 'init' ? 'initial ' : ''}${kindOf(full).words}`
}

/** Workers take turns from the first batch of a pass on. */
function workerAt({ fits }: TrainingRun, fit: number, moment: string): string {
  const workers = [...new Set(fits[fit]?.passes.map(pass => pass.workers))]
  const [, batch] = moment.split('.')
  const [many = 0] = workers
  if (workers.length !== 1 || many === 0 || batch === undefined) return ''
  return ` of worker ${Number(batch) % many}`
}

/** Why that differs first, everything before it being equal. */
export function diagnosisOf({ name, moment }: Cell): string {
  if (moment === 'init')
    return 'Generators are equal when the training starts, so the model is built or initialised otherwise.'
  if (moment === 'start')
    return 'The model is built alike, so something changes it before the first step, such as a checkpoint.'
  return kindOf(name).diagnosis
}

/** What both sides have there, in a few characters. */
export function valuesOf(
  cell: Cell,
  { before, now }: Comparison,
): { expected: string; actual: string } {
  const of = (side: typeof now, digest: string | null) => {
    if (digest === null) return 'none'
    if (cell.name !== 'loss') return digest.replace(/^seed=/, 'seed ')
    const values = lossesOf(lossAt(rankOf(side, cell.fit, cell.rank), cell.moment) ?? '')
    return values.length
      ? values.map(value => String(Number(value.toPrecision(9)))).join(', ')
      : digest
  }
  return { expected: of(before, cell.expected), actual: of(now, cell.actual) }
}

const MOST_PARTS = 5

/** Names of tensors that differ there, a few of them. */
export function partsOf({ name, fit, rank, moment }: Cell, { before, now }: Comparison): string[] {
  const at = (side: typeof now) =>
    new Tensors(side.training).at(rankOf(side, fit, rank), name, moment)
  const names = unlikeTensors(at(before), at(now))
  const more = names.length - MOST_PARTS
  return [...names.slice(0, MOST_PARTS), ...(more > 0 ? [`${more} more`] : [])]
}

/** `0.012`, `3.4e-6`: two digits, since more would be noise. */
export function inDigits(value: number): string {
  if (!Number.isFinite(value)) return 'infinite'
  return value < 1e-3
    ? value.toExponential(1).replace('.0e', 'e')
    : String(Number(value.toPrecision(2)))
}

export function environmentInWords({ settings: s }: Training): Record<string, string> {
  return {
    python: s.python,
    [s.framework.name]: s.framework.version,
    torch: s.torch,
    ...(s.numpy === null ? {} : { numpy: s.numpy }),
    platform: s.platform,
    accelerator: [s.accelerator, s.device].filter(Boolean).join(' '),
    strategy: s.strategy,
    precision: s.precision,
    ...(s.products === 'highest' ? {} : { 'products of float32': s.products }),
    ranks: String(s.ranks),
    seed: s.seed === null ? 'none' : `${s.seed}${s.seedWorkers ? ', workers too' : ''}`,
    threads: String(s.threads),
    'cpu capability': s.cpuCapability,
    module: s.module,
    callbacks: s.callbacks.join(', ') || 'none',
    ...(s.changed.length ? { changed: s.changed.join('; ') } : {}),
  }
}

const SURROUNDINGS: readonly { key: keyof TrainingSettings; words: string }[] = [
  { key: 'threads', words: 'threads' },
  { key: 'cpuCapability', words: 'CPU instructions' },
  { key: 'platform', words: 'platform' },
  { key: 'python', words: 'Python' },
  { key: 'strategy', words: 'strategy' },
  { key: 'precision', words: 'precision' },
  { key: 'products', words: 'precision of products' },
  { key: 'deterministic', words: 'choice of deterministic kernels' },
  { key: 'benchmark', words: 'choice of fast kernels' },
]

/** What else the two sides do not share, in a sentence each. */
export const surroundingsOf = (before: Training, now: Training): string[] =>
  SURROUNDINGS.filter(({ key }) => before.settings[key] !== now.settings[key]).map(
    ({ key, words }) =>
      `The two sides have other ${words}: ${before.settings[key]}, then ${now.settings[key]}.`,
  )
