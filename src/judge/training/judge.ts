import type { CheckResult, PackageChange } from '../../model/report.ts'
import type { Fit, Training, TrainingPlan } from '../../model/training.ts'
import type { TrainingReport } from '../../model/training-report.ts'
import { VERDICTS, type Verdict } from '../../model/verdict.ts'
import { REPEATS } from './checks.ts'
import { type Comparison, compareRuns, countBefore } from './compare.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import { gapOf, whyIncomparable } from './gaps.ts'
import { computeAlike, type Kinship, kinshipOf } from './kinship.ts'
import { type Repeats, repeatsOf } from './repeats.ts'
import { type Case, headlineOf, noticesOf, sentencesOf } from './sentences.ts'
import { isShared } from './split.ts'
import { plainRuns } from './streams.ts'
import { meanLosses, tableOf } from './table.ts'
import { coordinateOf, environmentInWords, partsOf, valuesOf, whatOf } from './words.ts'

export interface TrainingEvidence {
  plan: TrainingPlan
  training: Training
  before: Training | null
  reference: 'base' | 'baseline' | null
  changes: readonly PackageChange[]
  /** Why there is nothing to compare with, in a sentence without an end; empty where nothing is wanted. */
  wanted: string
}

/** Whether a training has to run again before anything is told of it: equal to its reference, it has repeated. */
export function needsRepeat(now: Training, before: Training | null): boolean {
  if (!before || whyIncomparable(now, before)) return true
  return comparisonOf(before, now)?.unequal.length !== 0
}

/** Runs that only round otherwise: a jump, such as another maximum of a pool, shows in some of them. */
const CONTROLS = 3

/** Whether one more run that only rounds otherwise may tell that rounding explains a difference. */
export function needsControl(
  { tolerance }: TrainingPlan,
  now: Training,
  before: Training | null,
): boolean {
  if (tolerance === 'exact' || !before || whyIncomparable(now, before)) return false
  const comparison = comparisonOf(before, now)
  const controls = controlsOf(now)
  if (!comparison || controls.length >= CONTROLS || !computeAlike(comparison)) return false
  const share = Math.max(repeatsOf(now).share, repeatsOf(before).share)
  const kinship = kinshipOf(comparison, { share, controls })
  return kinship.closeness === 'different' && kinship.share > 1 && Number.isFinite(kinship.share)
}

/** Whether only content can tell who reads which samples. */
export function needsIdentity(training: Training): boolean {
  const { ranks } = training.settings
  const isUnclear = ({ passes, ranks: all }: Fit) =>
    passes.some(
      pass => (pass.iterable && (ranks > 1 || pass.workers > 1)) || isShared(pass, { ranks: all }),
    )
  const [run] = plainRuns(training)
  const isDone = training.runs.some(({ mode }) => mode === 'identity')
  return !isDone && (run?.fits.some(isUnclear) ?? false)
}

/** Whether lines of code have to be named: a training without a seed needs none for that. */
export const needsExplanation = ({ checks, sources }: TrainingReport): boolean =>
  sources.length === 0 &&
  checks.some(
    ({ id, status }) =>
      [REPEATS, 'training-draws-are-known'].includes(id) && ['fail', 'known'].includes(status),
  )

function comparisonOf(before: Training, now: Training): Comparison | null {
  const [[then], [run]] = [plainRuns(before), plainRuns(now)]
  return then && run ? compareRuns({ training: before, run: then }, { training: now, run }) : null
}

function controlsOf(training: Training): Comparison[] {
  const [run] = plainRuns(training)
  if (!run) return []
  return training.runs
    .filter(({ mode }) => mode === 'rounded')
    .map(other => compareRuns({ training, run }, { training, run: other }))
}

export function judgeTraining(evidence: TrainingEvidence): TrainingReport {
  const { plan, training, reference } = evidence
  const gap = gapOf(training, plan)
  if (gap !== null) return couldNotJudge(evidence, gap)
  const why = evidence.before && whyIncomparable(training, evidence.before)
  const before = why ? null : evidence.before
  const wanted = why ? `${evidence.wanted ? `${evidence.wanted}; ` : ''}${why}` : evidence.wanted
  const repeats = repeatsOf(training)
  const was = before ? repeatsOf(before) : null
  const comparison = before && comparisonOf(before, training)
  const noise = Math.max(repeats.noise, was?.noise ?? 0)
  const share = Math.max(repeats.share, was?.share ?? 0)
  const kinship = comparison && kinshipOf(comparison, { share, controls: controlsOf(training) })
  const evaluation = evaluate(training, before, plan)
  const facts = { plan, evaluation, repeats, was, kinship, wanted, noise }
  const verdict = verdictOf(facts)
  const shown = shownOf(verdict, comparison, kinship, repeats)
  const told: Case = { ...facts, ...evidence, before, wanted, verdict, shown }
  const first = shown?.kinship.first ?? null
  return {
    ...common(evidence),
    verdict,
    headline: headlineOf(told),
    sentences: sentencesOf(told),
    error: null,
    checks: evaluation.results,
    first:
      shown && first
        ? {
            coordinate: coordinateOf(training.name, first),
            what: whatOf(first, shown.comparison),
            ...valuesOf(first, shown.comparison),
            parts: partsOf(first, shown.comparison),
            matchingBefore: countBefore(shown.comparison, first),
            compared: shown.comparison.compared,
          }
        : null,
    closeness: shown?.kinship.closeness ?? null,
    difference: shown?.kinship.difference ?? null,
    noise: repeats.many + (was?.many ?? 0) > 0 ? noise : null,
    comparedWith: shown === null ? null : shown.isRepeat ? 'repeat' : reference,
    ...(shown ? tableOf(shown.comparison, shown.kinship) : { streams: [], moments: [] }),
    packages: evidence.changes,
    notices: noticesOf(told),
  }
}

export interface Facts {
  plan: TrainingPlan
  evaluation: Evaluation
  repeats: Repeats
  /** Repeats of what it is compared with. */
  was: Repeats | null
  kinship: Kinship | null
  wanted: string
  noise: number
}

export interface Shown {
  comparison: Comparison
  kinship: Kinship
  isRepeat: boolean
}

const of = (results: readonly CheckResult[], id: string) => results.find(each => each.id === id)

function verdictOf({ plan, evaluation, repeats, was, kinship, wanted }: Facts): Verdict {
  const { results } = evaluation
  const isAccepted = of(results, REPEATS)?.status === 'accepted'
  // A side that does not repeat cannot be compared.
  const canCompare = repeats.repeat && (was?.repeat ?? true)
  const isExact = plan.tolerance === 'exact' && repeats.noise === 0
  const allowed = isExact ? ['equal'] : ['equal', 'close']
  const applies: Record<Verdict, boolean> = {
    error: false,
    unstable: !repeats.repeat && !isAccepted,
    violation: results.some(({ status }) => status === 'fail'),
    drift: canCompare && kinship !== null && !allowed.includes(kinship.closeness),
    new: !repeats.repeat || (kinship === null && (wanted !== '' || repeats.many === 0)),
    match: true,
  }
  return VERDICTS.find(({ name }) => applies[name])?.name ?? 'error'
}

/** The runs whose losses and streams the report shows: those that decide the verdict. */
function shownOf(
  verdict: Verdict,
  comparison: Comparison | null,
  kinship: Kinship | null,
  { worst }: Repeats,
): Shown | null {
  const repeat = worst && { ...worst, isRepeat: true }
  if (verdict === 'unstable' || !comparison || !kinship) return repeat
  return { comparison, kinship, isRepeat: false }
}

function common({ training, before }: TrainingEvidence) {
  const [run, repeat] = plainRuns(training)
  const steps = run?.fits.reduce((sum, { ranks }) => sum + (ranks[0]?.steps ?? 0), 0) ?? 0
  const total = training.runs.reduce((sum, { seconds }) => sum + seconds, 0)
  return {
    name: training.name,
    command: training.command,
    losses: {
      now: meanLosses(run),
      before: meanLosses(before && plainRuns(before)[0]),
      repeat: meanLosses(repeat),
    },
    sources: training.runs.flatMap(({ sources }) => sources),
    environment: environmentInWords(training),
    ranks: training.settings.ranks,
    steps,
    seconds: { run: run?.seconds ?? 0, 'all runs': total, observer: run?.observing ?? 0 },
  }
}

function couldNotJudge(evidence: TrainingEvidence, message: string): TrainingReport {
  return {
    ...common(evidence),
    verdict: 'error',
    headline: `${message}.`,
    sentences: [],
    error: { message, detail: '' },
    checks: [],
    first: null,
    closeness: null,
    difference: null,
    noise: null,
    comparedWith: null,
    streams: [],
    moments: [],
    packages: evidence.changes,
    notices: [],
  }
}
