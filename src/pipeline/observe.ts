import { open } from 'node:fs/promises'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { interruption } from '../lib/interrupt.ts'
import { temporaryPlace } from '../lib/temporary.ts'
import type { Training, TrainingPlan } from '../model/training.ts'
import type { Interpreter, World } from '../model/world.ts'
import { askPackages } from '../python/installed.ts'
import { cleanReport, cleanTraining } from '../report/clean.ts'
import { page } from '../report/html/page.ts'
import { markdown } from '../report/markdown.ts'
import { trainingAlone } from '../report/trainings.ts'
import { keepLogs } from './logs.ts'
import { stopwatch, surroundings } from './measure.ts'
import { claimReports, replaceReports } from './report-directory.ts'
import type { Reviewed } from './review.ts'
import { observeOne } from './trainings/one.ts'
import { notObserved } from './trainings/report.ts'

/** One training of somebody's own, with the interpreter that its command names: nothing is installed. */

export interface ObserveInputs {
  plan: TrainingPlan
  cwd: string
  reportDir: string
  devices: number | null
  /** `auto`: what the code says. */
  accelerator: 'auto' | 'cpu' | 'gpu'
  explain: boolean
}

/** Observes, judges, and writes the reports. What cannot be observed is the verdict `error`. */
export async function observe(inputs: ObserveInputs, world: World): Promise<Reviewed> {
  const { plan } = inputs
  const cwd = resolve(inputs.cwd)
  const directory = await claimReports(
    { cwd, baseline: '.lddpr', reportDir: inputs.reportDir },
    world,
  )
  const timings: Record<string, number> = {}
  const notices: string[] = []
  let training: Training | null = null
  let keptLogs = false
  const found = await stopwatch(timings)(`training ${plan.name}`, () =>
    seen(inputs, cwd, world, notices),
  ).then(
    each => {
      training = each.training
      return each.report
    },
    async (error: unknown) => {
      interruption.throwIfAborted() // A signal is not a verdict: what is there stays.
      if (!(error instanceof ExpectedError)) throw error
      const kept = await keepLogs(error, directory, cwd)
      keptLogs = kept !== error
      const told = kept instanceof ExpectedError ? kept : error
      return notObserved(plan, told.spelled(world.spell), told.detail)
    },
  )
  interruption.throwIfAborted()
  const report = cleanReport(trainingAlone(found, { timings, notices }))
  const files = {
    ...(training ? { 'record.json': `${JSON.stringify(cleanTraining(training))}\n` } : {}),
    'report.json': `${JSON.stringify(report, null, 2)}\n`,
    'report.md': markdown(report),
    'report.html': page(report, null, null),
  }
  const measured = report.verdict !== 'error'
  await replaceReports(directory, { files, proposal: null, keptLogs, measured, inClone: true })
  return { report, record: null, directory, source: null }
}

async function seen(
  { plan, devices, accelerator, explain }: ObserveInputs,
  cwd: string,
  world: World,
  notices: string[],
) {
  world.progress(`${plan.name}: looking for the interpreter and the packages of ${plan.run[0]}`)
  const around = surroundings(cwd, world, notices)
  const interpreter = await interpreterOf(plan.run, cwd, around.env)
  const stage = {
    interpreter: interpreter ?? ['python'],
    packages: interpreter ? await askPackages(interpreter, around) : {},
    surroundings: around,
    devices,
    accelerator,
    temporary: temporaryPlace(world.env),
  } as const
  return await observeOne({ plan, stage, reference: null, wanted: '', explain })
}

const IS_PYTHON = /^python[\d.]*$/
const SHEBANG_BYTES = 512

/** The interpreter of a command: its first word, or what the first line of a console script names. */
export async function interpreterOf(
  [program]: TrainingPlan['run'],
  cwd: string,
  env: NodeJS.ProcessEnv,
): Promise<Interpreter | null> {
  if (IS_PYTHON.test(program)) return [program]
  const places = program.includes('/')
    ? [resolve(cwd, program)]
    : (env.PATH ?? '').split(delimiter).map(each => join(each, program))
  if (isAbsolute(program) && IS_PYTHON.test(program.split('/').at(-1) ?? '')) return [program]
  for (const place of places) {
    const start = await beginning(place)
    if (start === null) continue
    const named = /^#!\s*(\S*\/python[\d.]*)\s*\n/.exec(start)?.[1]
    return named ? [named] : null
  }
  return null
}

async function beginning(file: string): Promise<string | null> {
  try {
    await using handle = await open(file)
    if (!(await handle.stat()).isFile()) return null
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(SHEBANG_BYTES),
      0,
      SHEBANG_BYTES,
      0,
    )
    return buffer.toString('latin1', 0, bytesRead)
  } catch {
    return null
  }
}
