import { rm } from 'node:fs/promises'
import {
  judgeTraining,
  needsControl,
  needsExplanation,
  needsIdentity,
  needsRepeat,
} from '../../judge/training/judge.ts'
import { asValue, ExpectedError } from '../../lib/errors.ts'
import { interruption } from '../../lib/interrupt.ts'
import type { PackageChange } from '../../model/report.ts'
import type { Training, TrainingPlan, TrainingRun } from '../../model/training.ts'
import type { TrainingReport } from '../../model/training-report.ts'
import type { Interpreter, Surroundings } from '../../model/world.ts'
import { trainingOf } from '../../training/collect.ts'
import { type Observed, observeTraining } from '../../training/run.ts'

/** One training, and the same in the environment of the base: which runs of it are made, and in which order. */

/** Where the command runs, and with what. */
export interface Stage {
  interpreter: Interpreter
  /** Distributions of the environment: `{"torch": "2.13.0"}`. */
  packages: Readonly<Record<string, string>>
  /** Its `cwd` is the repository with the change's code, on both sides. */
  surroundings: Surroundings
  /** Null leaves it to the code, and so does `auto`. */
  devices: number | null
  accelerator: 'auto' | 'cpu' | 'gpu'
  temporary: string
}

type Reference =
  | { kind: 'base'; stage: Stage; changes: readonly PackageChange[] }
  | { kind: 'baseline'; find: (training: Training) => Found | { wanted: string } }

/** A baseline of the machine type that the training ran on. */
export interface Found {
  training: Training
  changes: readonly PackageChange[]
  /** Checks that it accepts, each with a reason. */
  accepted: TrainingPlan['accept']
}

export interface Asked {
  plan: TrainingPlan
  stage: Stage
  /** Null: its own repeats are all that it is compared with. */
  reference: Reference | null
  /** Why there is no reference though one is wanted, in a sentence without an end; empty where none is wanted. */
  wanted: string
  /** Names lines of code whatever the verdict is. */
  explain?: boolean
}

export interface Seen {
  training: Training
  /** What it was compared with; null for its own repeats. */
  before: Training | null
  /** As in what was asked; or why the base could not be observed. */
  wanted: string
  report: TrainingReport
}

type Mode = TrainingRun['mode']

export const TOOLS = {
  observe: observeTraining,
  gather: trainingOf,
  judge: judgeTraining,
  needsControl,
  needsExplanation,
  needsIdentity,
  needsRepeat,
}

/**
 * Observes a training as often as its verdict takes: equal to its reference, once on each side. Throws an ExpectedError
 * where it cannot be observed; a base that cannot be is no obstacle, and the report names it.
 */
export async function observeOne(asked: Asked, tools = TOOLS): Promise<Seen> {
  const { plan, stage, reference } = asked
  const now = new Side(plan, stage, tools)
  await now.run('plain')
  let wanted = asked.wanted
  let base: Side | null = null
  let found: Found | null = null
  if (reference?.kind === 'base') {
    const side = new Side(plan, named(reference.stage, 'with the packages of the base'), tools)
    const problem = await side.run('plain').then(() => null, asExpected)
    if (problem) wanted = `the packages of the base: ${problem.message}`
    else base = side
  }
  if (reference?.kind === 'baseline') {
    const answer = reference.find(now.training)
    if ('wanted' in answer) wanted = answer.wanted
    else found = answer
  }
  const before = () => base?.training ?? found?.training ?? null
  for (let runs = 1; runs < plan.repeats && tools.needsRepeat(now.training, before()); runs++)
    await now.run('plain')
  const wantsIdentity =
    plan.identity === 'always' || (plan.identity === 'auto' && tools.needsIdentity(now.training))
  if (wantsIdentity) await now.run('identity')
  if (plan.resume) await now.resume()
  const judge = () =>
    tools.judge({
      plan: found ? { ...plan, accept: { ...found.accepted, ...plan.accept } } : plan,
      training: now.training,
      before: before(),
      reference: before() && (reference?.kind ?? null),
      changes: [
        ...(found?.changes ?? (base && reference?.kind === 'base' ? reference.changes : [])),
      ],
      wanted,
    })
  const notices: string[] = []
  const extra = async (what: string, run: () => Promise<unknown>) => {
    const problem = await run().then(() => null, asExpected)
    if (problem) notices.push(`${what}: ${problem.message}.`)
    return judge()
  }
  let report = judge()
  while (tools.needsControl(plan, now.training, before()) && notices.length === 0)
    report = await extra('The effect of rounding could not be measured', () => now.run('rounded'))
  // What fails or differs may do so before the change as well, or by chance: the base has to show it.
  const side = ['violation', 'drift'].includes(report.verdict) ? base : null
  if (side) report = await extra('The base could not be observed as often', () => side.catchUp(now))
  if (asked.explain || tools.needsExplanation(report))
    report = await extra('No line of code can be named', () => now.run('explained'))
  report = { ...report, notices: [...report.notices, ...notices] }
  return { training: now.training, before: before(), wanted, report }
}

/** What an observation says of a side that is not what the verdict is about. A signal is no such thing. */
function asExpected(error: unknown): ExpectedError {
  interruption.throwIfAborted()
  return asValue(error)
}

function named(stage: Stage, words: string): Stage {
  const { progress } = stage.surroundings
  const told: Surroundings['progress'] = (text, share) => progress(`${text}, ${words}`, share)
  return { ...stage, surroundings: { ...stage.surroundings, progress: told } }
}

/** The runs of a training in one environment. */
class Side {
  readonly #plan: TrainingPlan
  readonly #stage: Stage
  readonly #tools: typeof TOOLS
  readonly #observed: Observed[] = []

  constructor(plan: TrainingPlan, stage: Stage, tools: typeof TOOLS) {
    this.#plan = plan
    this.#stage = stage
    this.#tools = tools
  }

  get training(): Training {
    return this.#tools.gather(this.#plan, this.#stage.packages, this.#observed)
  }

  count(mode: Mode): number {
    return this.#observed.filter(({ run }) => run.mode === mode).length
  }

  async run(mode: Mode, checkpoint: string | null = null): Promise<Observed> {
    interruption.throwIfAborted()
    const { surroundings, interpreter, devices, accelerator, temporary } = this.#stage
    const again = this.count(mode) ? ' again' : ''
    surroundings.progress(`training ${this.#plan.name}: ${WORDS[mode]}${again}`)
    const place = { interpreter, cwd: surroundings.cwd, devices, accelerator, temporary }
    const found = await this.#tools.observe(
      {
        plan: this.#plan,
        mode,
        ...(checkpoint === null ? {} : { checkpoint }),
        rounding: this.count('rounded'),
        ...place,
      },
      surroundings,
    )
    this.#observed.push(found)
    return found
  }

  /** Cuts the training in half, and goes on from the checkpoint. */
  async resume(): Promise<void> {
    const { checkpoint } = await this.run('cut')
    if (checkpoint === null)
      throw new ExpectedError(
        `training ${this.#plan.name}: expected a checkpoint of the run that was cut, found none; look at its output, or set \`resume: false\``,
        { kind: 'probe' },
      )
    try {
      await this.run('resumed', checkpoint)
    } finally {
      await rm(checkpoint, { recursive: true, force: true })
    }
  }

  /** Makes the runs that another side has. */
  async catchUp(other: Side): Promise<void> {
    while (this.count('plain') < other.count('plain')) await this.run('plain')
    if (other.count('identity') > this.count('identity')) await this.run('identity')
    if (other.count('resumed') > this.count('resumed')) await this.resume()
  }
}

/** What is done, for people who wait. */
const WORDS: Readonly<Record<Mode, string>> = {
  plain: 'running',
  identity: 'running with fixed generators, which tells samples apart',
  cut: 'running the first half',
  resumed: 'going on from its checkpoint',
  rounded: 'running with weights that are rounded otherwise',
  explained: 'looking for lines of code that no seed decides',
}
