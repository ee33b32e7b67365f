import { copyFile, mkdtemp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { judgeTraining, needsControl } from '../../src/judge/training/judge.ts'
import { type Training, type TrainingPlan, trainingSchema } from '../../src/model/training.ts'
import { observeTraining } from '../../src/training/run.ts'
import { lddpr } from '../../support/lddpr.ts'
import { cells } from '../../support/results.ts'
import { type Accelerator, type Model, USUAL, type Variant } from './rows.ts'

const STEPS = 20

interface Here {
  work: string
  python: string
  accelerator: Accelerator
}

/** What the built program records of one training. */
export async function observe(
  model: Model,
  variant: Variant | null,
  here: Here,
): Promise<Training> {
  const cwd = await mkdtemp(join(here.work, `${model}-${variant?.id ?? 'usual'}-`))
  await copyFile(join(import.meta.dirname, 'train.py'), join(cwd, 'train.py'))
  const command = [here.python, 'train.py', model, ...(variant?.flags ?? [])]
  // What a GPU computes need not repeat bit for bit: that noise is known of two runs.
  const repeats = here.accelerator === 'gpu' && !variant ? '2' : '1'
  const options = ['--accelerator', here.accelerator, '--steps', `${STEPS}`, '--repeats', repeats]
  const { stderr } = await lddpr(['observe', '--name', model, ...options, '--', ...command], {
    cwd,
    env: { ...USUAL, ...variant?.env },
  })
  const record = await readFile(join(cwd, 'lddpr-report/record.json'), 'utf8').catch(() => null)
  if (record === null) throw new Error(`${model} ${variant?.id ?? ''}: no record: ${stderr}`)
  return trainingSchema.parse(JSON.parse(record))
}

/** A variant as the pipeline observes it: where rounding may explain what differs, beside runs that only round otherwise. */
export async function observeBeside(
  usual: Training,
  model: Model,
  variant: Variant,
  here: Here,
): Promise<Training> {
  const other = await observe(model, variant, here)
  const plan = planOf(other)
  const env = { ...process.env, ...USUAL, ...variant.env }
  for (let rounding = 0; needsControl(plan, other, usual); rounding++) {
    const { run } = await observeTraining(
      {
        plan,
        mode: 'rounded',
        rounding,
        interpreter: [here.python],
        cwd: import.meta.dirname,
        devices: null,
        accelerator: here.accelerator,
        temporary: here.work,
      },
      { env, cwd: here.work, progress: () => {} },
    )
    other.runs.push(run)
  }
  return other
}

export interface Compared {
  model: Model
  variant: Variant
  closeness: 'equal' | 'close' | 'different'
  /** Of the whole model, where it first differs. */
  difference: number | null
  place: string
}

const planOf = ({ name, command: [program = '', ...words], steps }: Training): TrainingPlan => ({
  name,
  run: [program, ...words],
  workingDirectory: '.',
  env: {},
  steps,
  repeats: 1,
  trainer: {},
  compare: 'packages',
  tolerance: 'close',
  identity: 'auto',
  resume: false,
  stop: 'after-fit',
  project: [],
  accept: {},
  timeout: 600,
})

/** What the judge says of a variant beside the usual training. */
export function compare(
  model: Model,
  variant: Variant,
  { usual, other }: { usual: Training; other: Training },
): Compared {
  const report = judgeTraining({
    plan: planOf(other),
    training: other,
    before: usual,
    reference: 'base',
    changes: [],
    wanted: '',
  })
  if (!report.closeness) throw new Error(`${model} ${variant.id}: ${report.headline}`)
  const { closeness, difference, first } = report
  return { model, variant, closeness, difference, place: first?.coordinate ?? '' }
}

/** Whether it came out as it must; a change that rounding explains may show nothing. */
export const isRight = ({ variant, closeness }: Compared): boolean =>
  variant.expected === 'close' ? closeness !== 'different' : closeness === 'different'

/** `close 3.9e-8`; or the stream, where nothing is measured: `different: rates`. */
function outcome(each: Compared): string {
  const [, stream = ''] = /^[^/]+\/rank\d+\/(\S+)/.exec(each.place) ?? []
  const size = each.difference?.toExponential(1)
  const what = size
    ? `${each.closeness} ${size}`
    : [each.closeness, stream].filter(Boolean).join(': ')
  return isRight(each) ? what : `**${what}**`
}

/** A row for each variant, a column for each training. */
export function summary(all: readonly Compared[]): { text: string; met: boolean } {
  const models = [...new Set(all.map(({ model }) => model))]
  const rows = [...Map.groupBy(all, ({ variant }) => variant.what)].map(([what, found]) => [
    what,
    ...models.map(model => {
      const one = found.find(each => each.model === model)
      return one ? outcome(one) : '–'
    }),
  ])
  const right = all.filter(isRight).length
  return {
    text: `${right} of ${all.length} as expected.\n\n${cells(['differs by', ...models], rows)}`,
    met: right === all.length,
  }
}
