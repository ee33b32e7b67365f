import type { Training } from '../../model/training.ts'
import type { Verdict } from '../../model/verdict.ts'
import { REPEATS } from './checks.ts'
import type { Facts, Shown } from './judge.ts'
import { plainRuns } from './streams.ts'
import { diagnosisOf, inDigits, sinceOf, surroundingsOf, whatOf } from './words.ts'

/** What a report says of a training, in words. */

export interface Case extends Facts {
  training: Training
  /** Null where nothing was compared, or could be. */
  before: Training | null
  reference: 'base' | 'baseline' | null
  verdict: Verdict
  shown: Shown | null
}

const REFERENCES = { base: 'the base', baseline: 'the baseline' } as const
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const SEED = 'call seed_everything(seed, workers=True) before anything is built'

const stepsOf = ({ training }: Case) => {
  const fits = plainRuns(training)[0]?.fits ?? []
  const steps = fits.reduce((sum, { ranks }) => sum + (ranks[0]?.steps ?? 0), 0)
  const each = fits.length > 1 ? ` in ${fits.length} fits` : ''
  return `${steps} ${steps === 1 ? 'step' : 'steps'}${each}`
}

const isSeeded = ({ training }: Case) => training.settings.seed !== null

const HEADLINES: Readonly<Record<Verdict, (told: Case) => string>> = {
  error: () => '',
  unstable: told =>
    isSeeded(told)
      ? `Your training does not repeat: two runs differ ${placeOf(told)}.`
      : `Your training is not seeded, so its runs do not repeat: ${SEED}.`,
  violation: ({ evaluation: { results } }) => {
    const [first, ...others] = results.filter(({ status }) => status === 'fail')
    const more = others.length
      ? `; ${others.length} more ${others.length === 1 ? 'check fails' : 'checks fail'}`
      : ''
    return `Your training breaks ${first?.id}: ${first?.detail}${more}.`
  },
  drift: told => `Your training differs ${placeOf(told)}; ${beforeOf(told)}.`,
  new: told =>
    told.repeats.many > 0 && told.repeats.repeat
      ? `Your training repeats itself for ${stepsOf(told)}; ${notComparedOf(told)}.`
      : `Your training ran for ${stepsOf(told)}; ${notComparedOf(told)}.`,
  match: told => {
    const { shown } = told
    const rounding = shown?.kinship.closeness === 'close' ? ', within rounding' : ''
    const repeats = shown?.isRepeat ? `, in ${told.repeats.many + 1} runs` : ''
    return `Your training computes the same for ${stepsOf(told)}${repeats}${rounding}.`
  },
}

const notComparedOf = ({ wanted, reference }: Case) => {
  if (wanted === '') return 'it is compared with nothing'
  return `it is not compared with ${REFERENCES[reference ?? 'base']}: ${wanted}`
}

export const headlineOf = (told: Case): string => HEADLINES[told.verdict](told)

function placeOf({ shown }: Case): string {
  const first = shown?.kinship.first
  return shown && first ? `${sinceOf(first)}: ${whatOf(first, shown.comparison)}` : ''
}

const beforeOf = ({ shown }: Case) =>
  shown?.kinship.rounded
    ? 'everything before is equal within rounding'
    : 'everything before is equal'

/** The sentences below the headline, those that matter most first. */
export function sentencesOf(told: Case): string[] {
  const { verdict, evaluation, wanted, before, shown, plan } = told
  const differs = shown?.kinship.closeness === 'different'
  const isTold = ['drift', 'unstable'].includes(verdict) && (verdict === 'drift' || isSeeded(told))
  const first = shown?.kinship.first
  return [
    ...(verdict === 'violation' && differs && shown && !shown.isRepeat
      ? [`It also differs ${placeOf(told)}; ${beforeOf(told)}.`]
      : []),
    ...(isTold && first ? [diagnosisOf(first)] : []),
    ...closenessOf(told),
    ...sourcesOf(told),
    ...(verdict === 'drift' && before ? surroundingsOf(before, told.training) : []),
    ...evaluation.ended.map(({ id, detail }) => `The change ends ${id}: ${detail}.`),
    ...living(told),
    ...(wanted && verdict !== 'new' ? [`${capital(notComparedOf(told))}.`] : []),
    ...(verdict === 'drift' && !isSeeded(told)
      ? ['The training is not seeded, so two runs may differ by chance alone.']
      : []),
    ...(plan.tolerance === 'exact' && told.repeats.noise > 0
      ? ['Its own repeats differ by rounding, so nothing can be compared exactly.']
      : []),
  ]
}

/** Each line of code once, however often and in however many workers it was run. */
const sourcesOf = ({ training }: Case): string[] => [
  ...new Set(
    training.runs.flatMap(({ sources }) =>
      sources.map(({ what, where }) => `${where} asks for what no seed decides: ${what}.`),
    ),
  ),
]

function closenessOf({ shown, repeats, was, before, reference, kinship, noise }: Case): string[] {
  const measured = shown?.kinship.difference ?? null
  const words =
    shown && measured !== null && shown.kinship.closeness !== 'equal'
      ? [
          `The relative difference of the ${shown.kinship.measured} is ${inDigits(measured)}${shown.kinship.share > 1 ? ', more than rounding explains' : ''}.`,
        ]
      : []
  const gpu =
    repeats.noise > 0
      ? [
          `Its repeats are close, not equal: they differ by ${inDigits(noise)}, relative to the whole.`,
        ]
      : []
  const lost =
    before && was && !was.repeat && kinship?.closeness !== 'equal'
      ? [`${REFERENCES[reference ?? 'base']} does not repeat itself, so the two are not compared.`]
      : []
  return [...words, ...controlIn(shown), ...gpu, ...lost.map(capital)]
}

/** What a run has shown that only rounds otherwise. */
function controlIn(shown: Shown | null): string[] {
  const control = shown?.kinship.control
  if (!control) return []
  const { closeness } = shown.kinship
  const [now, rounding] = [inDigits(control.losses), inDigits(control.rounding)]
  return [
    closeness === 'close'
      ? `Its later losses differ by up to ${now}, and with nothing but the last bits of its weights changed by up to ${rounding}: this training multiplies rounding, and a smaller change cannot be seen in it.`
      : `With nothing but the last bits of its weights changed, its later losses differ by up to ${rounding}.`,
  ]
}

/** What fails and is no reason to stop. */
function living({ evaluation: { results }, reference }: Case): string[] {
  const of = (status: string) => results.filter(each => each.status === status).map(({ id }) => id)
  const [known, accepted] = [of('known'), of('accepted')]
  const many = (ids: readonly string[]) => (ids.length === 1 ? 'fails' : 'fail')
  return [
    ...(known.length
      ? [`${known.join(', ')} ${many(known)} in ${REFERENCES[reference ?? 'base']}, too.`]
      : []),
    ...(accepted.length
      ? [`${accepted.join(', ')} ${many(accepted)}, as the configuration accepts.`]
      : []),
  ]
}

/** What every report says first besides the verdict. */
export function noticesOf({ training, evaluation, repeats, before }: Case): string[] {
  const undigested = new Set(
    plainRuns(training).flatMap(({ fits }) => fits.flatMap(fit => Object.keys(fit.undigested))),
  )
  const once =
    repeats.many === 0 && !before ? ['It ran once: nothing tells whether it repeats.'] : []
  return [
    ...once,
    ...(plainRuns(training)[0]?.fits.some(({ passes }) => passes.length === 0)
      ? [
          'No DataLoader of torch was met: order, samples and generators of the loader were not looked at.',
        ]
      : []),
    ...(undigested.size
      ? [`The content of ${[...undigested].join(', ')} is compared as it is pickled.`]
      : []),
    ...evaluation.idle
      .filter(id => id !== REPEATS || repeats.many > 0)
      .map(id => `The configuration accepts ${id}, which holds: take it out of \`accept\`.`),
  ]
}
