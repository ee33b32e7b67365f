import { join } from 'node:path'
import { conflictIn } from '../lib/conflict.ts'
import { ExpectedError } from '../lib/errors.ts'
import { parseJson, readText } from '../lib/json.ts'
import { otherKind } from '../model/kinds.ts'
import { classOfTraining } from '../model/machine-type.ts'
import type { CheckResult } from '../model/report.ts'
import type { RankOfTraining, Training } from '../model/training.ts'
import {
  ABOUT_TRAINING,
  TRAINING_BASELINE_VERSION,
  type TrainingBaseline,
  type TrainingPending,
  trainingBaselineSchema,
  trainingPendingSchema,
} from '../model/training-baseline.ts'
import type { Verdict } from '../model/verdict.ts'
import { digested, withDigest } from './canonical.ts'
import { MAX_BYTES as FILE_BYTES, intact, TAKE_A_SIDE, writeBaseline } from './files.ts'
import { mustBeReason } from './reason.ts'

/** The committed file of a training: `trainings/finetune.cpu-x2.json` beside the other baselines. */

const MAX_BYTES = 64 * 1024

export const TRAININGS = 'trainings'

/** The name of such a file. */
export const IS_TRAINING = /^([a-z0-9-]+)\.([a-z0-9-]+)\.json$/

export const trainingFile = (name: string, className: string) =>
  `${TRAININGS}/${name}.${className}.json`

/** How much is kept for the reader, richest first: the first that fits into MAX_BYTES is taken. */
interface Detail {
  /** Names and digests of single tensors. */
  tensors: boolean
  /** Ranks whose tensors have sketches: after the start all have the same. */
  sketches: number
  /** Collections between start and end. */
  between: number
  ranks: number
}
const ALL = Number.POSITIVE_INFINITY
const DETAIL: readonly Detail[] = [
  { tensors: true, sketches: ALL, between: ALL, ranks: ALL },
  { tensors: false, sketches: ALL, between: ALL, ranks: ALL },
  { tensors: false, sketches: 1, between: ALL, ranks: ALL },
  { tensors: false, sketches: 1, between: 4, ranks: ALL },
  { tensors: false, sketches: 1, between: 4, ranks: 2 },
]

/** What somebody may accept; null where nothing differs from what is committed, or nothing may be accepted. */
export function proposeTraining(
  training: Training,
  verdict: Verdict,
  checks: readonly CheckResult[],
  committed: TrainingBaseline | null,
): TrainingPending | null {
  if (verdict === 'error' || verdict === 'unstable' || verdict === 'match') return null
  const violations = checks
    .filter(({ status }) => status === 'fail')
    .map(({ id, subjects }) => ({ check: id, subjects }))
  const failing = new Set(checks.filter(({ status }) => status !== 'pass').map(({ id }) => id))
  const accepted = (committed?.accepted ?? []).filter(({ check }) => failing.has(check))
  for (const detail of DETAIL) {
    const { value, bytes } = digested<TrainingPending>({
      schemaVersion: TRAINING_BASELINE_VERSION,
      kind: 'training-pending',
      about: ABOUT_TRAINING,
      class: classOfTraining(training),
      training: kept(training, detail),
      verdict,
      violations,
      accepted,
      digest: '',
    })
    if (bytes <= MAX_BYTES) return value
  }
  throw new ExpectedError(
    `the training ${training.name} has too much for a baseline of ${MAX_BYTES / 1024} KiB: ` +
      'ask for fewer `steps`, or set `compare: packages`',
  )
}

/** The first run. Times and the observer's own cost differ each time. */
function kept(training: Training, detail: Detail): Training {
  const first = training.runs.find(({ mode }) => mode === 'plain')
  if (!first) throw new TypeError(`${training.name} has no plain run`)
  const fits = first.fits.map(fit => ({
    ...fit,
    ranks: fit.ranks.slice(0, detail.ranks).map(rank => keptOfRank(rank, detail)),
  }))
  return { ...training, runs: [{ ...first, seconds: 0, observing: 0, fits, sources: [] }] }
}

function keptOfRank(rank: RankOfTraining, { tensors, sketches, between }: Detail): RankOfTraining {
  const moments = [
    ...new Set(
      rank.collections.flatMap(({ at, moment }) => (at === 'step' && moment ? [moment] : [])),
    ),
  ]
  const wanted = new Set(moments.slice(0, between))
  const collections = rank.collections
    .filter(({ at, moment }) => at !== 'step' || (moment !== null && wanted.has(moment)))
    .map(each => ({
      ...each,
      sketch: rank.rank < sketches ? each.sketch : null,
      tensors: tensors ? each.tensors : null,
    }))
  return { ...rank, collections }
}

export function parseTrainingBaseline(text: string, file: string): TrainingBaseline {
  const conflict = conflictIn(text, `the baseline ${file}`, TAKE_A_SIDE)
  if (conflict) throw conflict
  const look = (value: unknown) => otherKind(value, 'training-baseline')
  return intact(parseJson(trainingBaselineSchema, text, `the baseline ${file}`, 'file', look), file)
}

/** Null for a proposal of another kind, or what is none: its own reader says what is wrong. */
export async function readTrainingPending(file: string): Promise<TrainingPending | null> {
  const text = await readText(file, FILE_BYTES).catch(() => null)
  if (text === null || !/"kind":\s*"training-pending"/.test(text)) return null
  return intact(parseJson(trainingPendingSchema, text, file), file)
}

/** Makes a proposal the committed baseline. Returns the file that it wrote. */
export async function acceptTraining(
  pending: TrainingPending,
  directory: string,
  acceptance: Acceptance,
): Promise<{ file: string; baseline: TrainingBaseline }> {
  const baseline = approveTraining(pending, acceptance)
  const file = join(directory, trainingFile(baseline.training.name, baseline.class))
  await writeBaseline(file, baseline)
  return { file, baseline }
}

interface Acceptance {
  reason: string
  author: string
  violations: readonly string[]
}

/** The baseline that an acceptance makes of a proposal. Throws where a failing check is not named. */
export function approveTraining(
  { verdict: _, violations: found, ...pending }: TrainingPending,
  { reason, author, violations }: Acceptance,
): TrainingBaseline {
  mustBeReason(reason)
  const failing = found.map(({ check }) => check)
  const open = failing.filter(check => !violations.includes(check))
  if (open.length)
    throw new ExpectedError(
      spell =>
        `this training violates ${open.join(', ')}; to live with that, add ` +
        open.map(check => `${spell('acceptViolation')} ${check}`).join(' '),
    )
  const unknown = violations.find(check => !failing.includes(check))
  if (unknown !== undefined)
    throw new ExpectedError(
      spell =>
        `${spell('acceptViolation')} ${unknown}: this training does not violate it (it violates ` +
        `${failing.join(', ') || 'nothing'})`,
    )
  const why = { reason: reason.trim(), author }
  return withDigest<TrainingBaseline>({
    ...pending,
    ...why,
    kind: 'training-baseline',
    accepted: [...pending.accepted, ...found.map(each => ({ ...each, ...why }))],
  })
}
