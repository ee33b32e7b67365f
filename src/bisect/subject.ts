import type * as z from 'zod'
import type { Committed } from '../baseline/committed.ts'
import { baselineFile, type KnownBaseline } from '../baseline/files.ts'
import { baselineOf } from '../baseline/reference.ts'
import { type Judgement, judge } from '../judge/judge.ts'
import { judgeTraining } from '../judge/training/judge.ts'
import { ExpectedError } from '../lib/errors.ts'
import { classOfRecord } from '../model/machine-type.ts'
import { importedPackages, type ProbeRecord, recordSchema } from '../model/record.ts'
import type { Suite } from '../model/suite.ts'
import { type Training, type TrainingPlan, trainingSchema } from '../model/training.ts'
import type { Interpreter, World } from '../model/world.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import { type Prepared, probe } from '../pipeline/measure.ts'
import { observeOne } from '../pipeline/trainings/one.ts'
import { digestOfPlan } from '../pipeline/trainings/plans.ts'
import { stageOf } from '../pipeline/trainings/stages.ts'
import { recordText } from '../report/clean.ts'
import type { Good } from './sides.ts'

/** What every environment of a bisection is asked for: a suite, or a training of the team's own. */

export type Finding = Pick<Judgement, 'verdict' | 'summary' | 'firstDivergence'>

export interface Subject<R> {
  /** Of what is kept. */
  schema: z.ZodType<R>
  /** What a record depends on beside the packages. */
  key: readonly unknown[]
  /** `reference` is what it will be compared with, if that is there already. */
  measure: (interpreter: Interpreter, reference: R | null, world: World) => Promise<R>
  text: (record: R) => string
  /** The packages that affect it; null for all. */
  imported: (record: R) => readonly string[] | null
  /** How records are judged, relative to that of the good side. */
  judgeBy: (good: Good, record: R) => (record: R) => Finding
  /** The baseline that a search starts from where nobody names a commit. */
  baseline: (record: R) => KnownBaseline
}

interface Circumstances {
  prepared: Prepared
  committed: Committed
  inputs: RunInputs
}

export const suiteSubject = (
  suite: Suite,
  { prepared, inputs, committed }: Circumstances,
): Subject<ProbeRecord> => ({
  schema: recordSchema,
  key: [suite, inputs.accelerator],
  measure: async (interpreter, _, world) =>
    (await probe({ ...prepared, interpreter }, suite, inputs, world)).record,
  text: recordText,
  imported: record => importedPackages(record).map(({ name }) => name),
  judgeBy(good, start) {
    const baseline = referenceOf(good, start)
    const reference = 'what it starts from'
    return record => judge({ record, baseline, reference, pins: null })
  },
  baseline(record) {
    const className = classOfRecord(record)
    const known = committed.baseline(className)
    if (known) return known
    throw noReference(baselineFile(committed.directory, className))
  },
})

function referenceOf({ words, expected }: Good, record: ProbeRecord) {
  const reference = baselineOf(record, words)
  if (!expected) return reference
  const { verdict, summary } = judge({ record, baseline: expected, pins: null })
  if (verdict === 'match') return reference
  throw new ExpectedError(
    `bisect: the versions of ${words} do not give its values here (${verdict}: ${summary})`,
    { kind: 'environment' },
  )
}

/** What lies beside the packages, such as programs for the shell, is in no environment of a bisection. */
export function mustStartPython({ run: [program] }: TrainingPlan): void {
  if (!/^python3?$/.test(program))
    throw new ExpectedError(
      `bisect: expected a training that python starts, found ${program}; write \`run: [python, -m, …]\``,
    )
}

export function trainingSubject(
  plan: TrainingPlan,
  { prepared, inputs }: Circumstances,
): Subject<Training> {
  return {
    schema: trainingSchema,
    key: [digestOfPlan(plan), inputs.accelerator],
    async measure(interpreter, reference, world) {
      await using used = new AsyncDisposableStack()
      const theatre = { cwd: prepared.files.root, inputs, world, notices: [] }
      const stage = await stageOf(plan, interpreter, theatre, used)
      const find = (training: Training) => ({
        training: reference ?? training,
        changes: [],
        accepted: {},
      })
      const known = reference && { kind: 'baseline' as const, find }
      return (await observeOne({ plan, stage, reference: known, wanted: '' })).training
    },
    text: training => `${JSON.stringify(training)}\n`,
    imported: () => null,
    judgeBy: (_, before) => training => {
      const evidence = { plan, training, before, reference: 'base' as const, wanted: '' }
      const { verdict, headline, first } = judgeTraining({ ...evidence, changes: [] })
      const summary = headline.replace(/\.$/, '')
      return { verdict, summary, firstDivergence: first }
    },
    baseline() {
      throw NO_COMMIT
    },
  }
}

/** A baseline has no environment, and a training needs all of one. */
export const NO_COMMIT = new ExpectedError(
  'bisect: expected a commit to start from with --training, found none',
)

export const noReference = (file: string) =>
  new ExpectedError(
    `bisect: expected a commit to start from, or a baseline such as ${file}, found neither`,
  )
