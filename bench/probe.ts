import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { writeAtomically } from '../src/lib/json.ts'
import { probeEnvironment } from '../src/lib/variables.ts'
import {
  DEFAULT_PARAMETERS,
  type Parameters,
  type Scenario,
  type Suite,
} from '../src/model/suite.ts'
import { sideBySide } from '../src/pipeline/measure.ts'
import { suite } from '../src/probe/suites.ts'
import { root } from '../support/python.ts'
import { run, type Used } from '../support/run.ts'

/** What every measurement is given. */
export interface Bench {
  /** The interpreter that trains. */
  python: string
  /** What `observe` trains on; all else is measured on the CPU. */
  accelerator: 'cpu' | 'gpu'
  /** A directory for everything that is written, removed at the end. */
  work: string
  /** Fewer rounds, and nothing that takes minutes. */
  quick: boolean
  progress: (message: string) => void
}

/** As users have it: what is imported is compiled once, and not in each process. */
export function environment(): NodeJS.ProcessEnv {
  const { PYTHONDONTWRITEBYTECODE: _, ...rest } = process.env
  return probeEnvironment(rest, join(root, 'python-probe'))
}

/** The suite that is the default, with and without its run through Lightning's launcher. */
export const standard = suite('standard', DEFAULT_PARAMETERS.num_devices)
export const warmOnly: Suite = {
  ...standard,
  scenarios: standard.scenarios.filter(({ launcher }) => launcher === 'warm'),
}
export const countRuns = ({ scenarios }: Suite) =>
  scenarios.reduce((sum, { runs }) => sum + runs, 0)

/** The plain scenario with something else, once, from warm parents. */
export function single(id: string, differs: Partial<Parameters> = {}): Scenario {
  const [plain] = warmOnly.scenarios
  if (!plain) throw new Error('the standard suite is empty')
  return { ...plain, id, parameters: { ...plain.parameters, ...differs }, runs: 1 }
}

export interface SuiteRun extends Used {
  /** The directory with what every rank wrote, and the record. */
  out: string
}

interface SuiteOptions {
  sample?: boolean
  /** As where all of it equals what it is compared with: nothing is run again. */
  unchanged?: boolean
}

/** The supervisor with all that it starts, from its start to its end. */
export async function runSuite(
  bench: Bench,
  plan: Suite,
  { sample = false, unchanged = false }: SuiteOptions = {},
): Promise<SuiteRun> {
  const work = await mkdtemp(join(bench.work, 'suite-'))
  const ranks = Math.max(...plan.scenarios.map(({ parameters }) => parameters.num_devices))
  const rest = { framework: 'auto', accelerator: 'cpu', jobs: sideBySide(ranks), timeout: 220 }
  await writeFile(
    join(work, 'plan.json'),
    JSON.stringify({ suite: plan, ...rest, lazy: unchanged }),
  )
  const out = join(work, 'out')
  const args = ['-m', 'lddpr.suite', join(work, 'plan.json'), out]
  const running = run(bench.python, args, { env: environment(), sample })
  if (unchanged) await answer(out, running)
  return { ...(await running), out }
}

/** Says that nothing runs again, as soon as that is asked. */
async function answer(out: string, running: Promise<unknown>): Promise<void> {
  let ended = false
  const end = () => {
    ended = true
  }
  running.then(end, end)
  while (!ended && !existsSync(join(out, 'first.json'))) await setTimeout(5)
  if (!ended) await writeAtomically(join(out, 'again.json'), '[]')
}

/** What a user starts: the default scenario, whose second rank Lightning's launcher starts. */
export async function runIsolated(bench: Bench, sample = false): Promise<Used> {
  const out = await mkdtemp(join(bench.work, 'isolated-'))
  const args = ['-m', 'lddpr.main', `--record_dir=${out}`, '--accelerator=cpu']
  return run(bench.python, args, { env: environment(), sample })
}
