import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import * as z from 'zod'
import { baselineFile, writeBaseline } from '../baseline/files.ts'
import { adopt } from '../baseline/reference.ts'
import { ExpectedError, wrongInput } from '../lib/errors.ts'
import type { Baseline } from '../model/baseline.ts'
import { classOfRecord, machineTypeInWords, ranksOf } from '../model/machine-type.ts'
import type { Measured, World } from '../model/world.ts'
import { chooseSuite, readCommitted } from '../pipeline/first.ts'
import type { RunInputs } from '../pipeline/inputs.ts'
import { keepLogs } from '../pipeline/logs.ts'
import { acceleratorFor } from '../pipeline/machine-type.ts'
import { measure, stopwatch } from '../pipeline/measure.ts'
import { reportOn } from '../pipeline/report.ts'
import { claimReports } from '../pipeline/report-directory.ts'
import { ProbeFailure } from '../probe/logs.ts'
import { HOME } from '../report/words.ts'
import { nameInGit } from './author.ts'
import { type Command, fitted, inputsOf, optionsOf, readRunInputs, runOptions } from './command.ts'
import { onTerminal } from './output.ts'

const ABOUT_JUDGING = ['compare-with', 'base', 'base-python', 'fail-on']
const ADOPTED = 'fails today; adopted by lddpr init'

const inputs = z.object({
  reason: z
    .string()
    .default('The first baseline, made by lddpr init')
    .describe('Why this baseline is right. The file keeps it'),
  author: z.string().default('').describe('Who accepts it. Default: user.name of git'),
})

export const init: Command = {
  operands: '',
  examples: ['lddpr init', "lddpr init --suite full --reason 'as we train today'"],
  options: [
    ...optionsOf(inputs),
    ...runOptions.filter(({ name }) => !ABOUT_JUDGING.includes(name)),
  ],
  async run({ values, env }) {
    const run = readRunInputs(values)
    const given = inputsOf(inputs, values)
    if (!given.reason.trim())
      throw wrongInput('reason', 'expected why this baseline is right, found an empty text')
    const author = given.author || (await nameInGit(resolve(run.cwd), env))
    const made = await onTerminal(env, world =>
      firstBaseline(run, { reason: given.reason, author }, world),
    )
    console.log(fitted(inWords(made, resolve(run.cwd)), process.stdout, env, 'git'))
    return 0
  },
}

/** What Linux has where torch can find a GPU: NVIDIA's driver, AMD's, that of WSL. */
const GPUS = ['/dev/nvidiactl', '/dev/kfd', '/dev/dxg']

const mustBeCpu = (run: RunInputs) =>
  acceleratorFor(run) === 'cpu' ||
  (acceleratorFor(run) === 'auto' && process.platform === 'linux' && !GPUS.some(existsSync))

interface Made {
  file: string
  baseline: Baseline
  notices: readonly string[]
}

/** Measures, and makes of it the baseline of a machine type that has none. */
async function firstBaseline(
  run: RunInputs,
  why: { reason: string; author: string },
  world: World,
): Promise<Made> {
  const committed = await readCommitted(run, world)
  const directory = resolve(run.cwd, run.baseline)
  const mustBeFirst = (className: string) => {
    if (committed.classes.includes(className))
      throw new ExpectedError(
        `${machineTypeInWords(className)} has a baseline already, ${baselineFile(run.baseline, className)}: run lddpr check, then lddpr accept what it proposes`,
      )
  }
  const suite = chooseSuite(run, committed)
  // Before anything is installed, where the machine type is known by then.
  if (run.class) mustBeFirst(run.class)
  else if (mustBeCpu(run)) mustBeFirst(`cpu-x${ranksOf({ suite })}`)
  const measured = await measure(run, world, stopwatch({})).catch(async error => {
    if (!(error instanceof ProbeFailure)) throw error
    throw await keepLogs(error, await claimReports(run, world), resolve(run.cwd))
  })
  mustBeFirst(classOfRecord(measured.record))
  await committed.mustBeUnchanged()
  const { baseline, notices } = judged(measured, why, run, world)
  const file = baselineFile(directory, baseline.class)
  await writeBaseline(file, baseline)
  return { file, baseline, notices }
}

function judged(
  measured: Measured,
  why: { reason: string; author: string },
  run: RunInputs,
  world: World,
) {
  const place = { cwd: resolve(run.cwd), directory: resolve(run.cwd, run.reportDir), timings: {} }
  const { report, proposal } = reportOn(
    measured,
    { baseline: () => null, classes: [] },
    place,
    world,
  )
  if (!proposal || report.verdict === 'unstable')
    throw new ExpectedError(
      `no baseline was written: ${report.summary}${report.verdict === 'unstable' ? '; a baseline needs runs that repeat. lddpr check reports where they differ' : ''}`,
      { kind: 'probe' },
    )
  const baseline = adopt(proposal, report.checks, { ...why, otherwise: ADOPTED })
  return { baseline, notices: report.notices }
}

function inWords({ file, baseline, notices }: Made, cwd: string): string {
  const { accepted, channels, suite, class: className, packages } = baseline
  const path = relative(process.cwd(), file)
  const versions = ['lightning', 'pytorch-lightning', 'torch']
    .filter(name => packages[name])
    .map(name => `${name} ${packages[name]}`)
  const failing =
    accepted.length === 1 ? '1 check fails today' : `${accepted.length} checks fail today`
  const adopted = accepted.length
    ? [
        `${failing}; the baseline accepts each by name until it passes again:`,
        ...accepted.map(({ check, reason }) => `  ${check}: ${reason}`),
      ]
    : ['Every check passes: the baseline accepts no failure.']
  return [
    ...notices.map(notice => `! ${notice}`),
    `wrote ${path}: ${Object.keys(channels).length} random streams of ${machineTypeInWords(className)}, ${suite} suite (${versions.join(', ')})`,
    ...adopted,
    'Next:',
    `  git add ${relative(cwd, file)} && git commit -m "Baseline of the random streams"`,
    `  From now on lddpr check and the action compare with it: ${HOME}/README.md`,
  ].join('\n')
}
