import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { aboutLeft, type Command, type Ended, runForeign } from '../lib/foreign/run.ts'
import { hide } from '../lib/secrets.ts'
import { temporaryDirectory } from '../lib/temporary.ts'
import type { TrainingPlan, TrainingRun, TrainingSettings } from '../model/training.ts'
import type { Interpreter, Surroundings } from '../model/world.ts'
import { type Log, ProbeFailure } from '../probe/logs.ts'
import { settingsIn } from '../probe/variables.ts'
import { collect, settingsOf } from './collect.ts'
import { commandOf } from './command.ts'
import { type Raw, readLines } from './files.ts'
import { whyNotStarted, whyRefused } from './refuse.ts'
import { settingsText, type TrainingMode, type Wanted } from './settings.ts'
import { trainingEnvironment } from './surroundings.ts'
import { watchSteps } from './watch.ts'

export interface TrainingOptions {
  plan: TrainingPlan
  mode: TrainingMode
  /** Of a run of mode `rounded`: its number among them. */
  rounding?: number
  /** What a cut run has left, for a resumed one. */
  checkpoint?: string | null
  interpreter: Interpreter
  /** The repository. */
  cwd: string
  devices: number | null
  accelerator?: 'auto' | 'cpu' | 'gpu'
  /** Where temporary files go; the checkpoint of a cut run stays there. */
  temporary: string
}

export interface Observed {
  run: TrainingRun
  settings: TrainingSettings
  /** Of a cut run. */
  checkpoint: string | null
}

const MAX_BYTES = 16 * 1024 * 1024
const TAIL_LINES = 15
const LOG_BYTES = 64 * 1024

/**
 * Starts the user's command and watches it to its end; then nothing of it is left running. Throws ExpectedError with one
 * sentence where it cannot be judged.
 */
export async function observeTraining(
  options: TrainingOptions,
  { env, progress, notice = progress }: Surroundings,
): Promise<Observed> {
  const { plan, mode, interpreter, cwd, devices, accelerator, temporary } = options
  await using work = await temporaryDirectory(temporary)
  const lines = join(work.path, 'lines')
  await mkdir(lines)
  const checkpoint =
    mode === 'cut' ? join(temporary, `${randomUUID()}.ckpt`) : (options.checkpoint ?? null)
  const wanted: Wanted = {
    plan,
    mode,
    checkpoint,
    rounding: options.rounding ?? 0,
    devices,
    ...(accelerator ? { accelerator } : {}),
  }
  await writeFile(join(work.path, 'settings.json'), settingsText(wanted))
  const command = commandOf(plan.run, interpreter)
  const surroundings = await trainingEnvironment(env, plan.env, interpreter, work.path)
  const ended = await watched(command, surroundings, { plan, cwd, lines }, progress)
  // Its other ranks may be about to end when fit has returned.
  const told = plan.stop === 'after-fit' ? { ...ended, left: [] } : ended
  aboutLeft(`The training ${plan.name}`, told).forEach(notice)
  const failure = (sentence: string) => failed(sentence, plan.name, ended, env)
  const directory = resolve(cwd, plan.workingDirectory)
  const happened = { wanted, command, ended, directory, limit: MAX_BYTES }
  const nothing: Raw = { processes: [], ranks: [] }
  // What was never started wrote nothing; what was cut may have left anything.
  const raw = await readLines(lines).catch(error => {
    const why = whyNotStarted({ ...happened, raw: nothing })
    if (why !== null) throw failure(why)
    if (error instanceof ExpectedError) throw failure(error.message)
    throw error
  })
  const why = whyRefused({ ...happened, raw })
  if (why !== null) throw failure(why)
  const settings = settingsOf(raw)
  if (settings === null) throw failure('no rank has written its setup')
  const run = collect(raw, mode)
  return { run, settings, checkpoint: mode === 'cut' ? checkpoint : null }
}

async function watched(
  command: Command,
  env: NodeJS.ProcessEnv,
  { plan, cwd, lines }: { plan: TrainingPlan; cwd: string; lines: string },
  progress: Surroundings['progress'],
): Promise<Ended> {
  using _ = watchSteps(lines, plan, progress)
  const place = resolve(cwd, plan.workingDirectory)
  return await runForeign({ command, cwd: place, env, seconds: plan.timeout, limit: MAX_BYTES })
}

/** The last lines of the command say more than we can. */
function failed(
  sentence: string,
  name: string,
  { all }: Ended,
  env: NodeJS.ProcessEnv,
): ProbeFailure {
  const set = settingsIn(env)
  const around = set.length
    ? `Set around the training, and not always harmless: ${set.join(', ')}`
    : ''
  const end = all.slice(-LOG_BYTES)
  // A bar that is redrawn is what it was at last.
  const lines = end
    .trimEnd()
    .split('\n')
    .map(line => line.trimEnd().split('\r').at(-1) ?? '')
  const tail = lines.slice(-TAIL_LINES)
  const detail = [...tail, around].join('\n').trim()
  const log: Log = { name: `${name}.output.txt`, text: hide(end) }
  return new ProbeFailure(`${name}: ${sentence}`, detail, all.trim() ? [log] : [])
}
