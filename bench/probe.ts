import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
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
export function environment(...site: string[]): NodeJS.ProcessEnv {
  const { PYTHONDONTWRITEBYTECODE: _, ...rest } = process.env
  const env = probeEnvironment(rest, join(root, 'python-probe'))
  return { ...env, PYTHONPATH: [...site, env.PYTHONPATH].join(delimiter) }
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
  /** What is compared with something: either all of it equals that, or all of it differs and runs again. */
  compared?: 'equal' | 'different'
  /** What every interpreter runs first. */
  first?: string
}

/** The supervisor with all that it starts, from its start to its end. */
export async function runSuite(
  bench: Bench,
  plan: Suite,
  { sample = false, compared, first = '' }: SuiteOptions = {},
): Promise<SuiteRun> {
  const work = await mkdtemp(join(bench.work, 'suite-'))
  const ranks = Math.max(...plan.scenarios.map(({ parameters }) => parameters.num_devices))
  const rest = { framework: 'auto', accelerator: 'cpu', jobs: sideBySide(ranks), timeout: 220 }
  await writeFile(
    join(work, 'plan.json'),
    JSON.stringify({ suite: plan, ...rest, lazy: compared !== undefined }),
  )
  const out = join(work, 'out')
  const args = ['-m', 'lddpr.suite', join(work, 'plan.json'), out]
  await writeFile(join(work, 'sitecustomize.py'), first)
  const running = run(bench.python, args, {
    env: first ? environment(work) : environment(),
    sample,
  })
  const all = plan.scenarios.map(({ id }) => id)
  if (compared) await answer(out, running, compared === 'equal' ? [] : all)
  return { ...(await running), out }
}

/** Says what runs again, as soon as that is asked. */
async function answer(
  out: string,
  running: Promise<unknown>,
  again: readonly string[],
): Promise<void> {
  let ended = false
  const end = () => {
    ended = true
  }
  running.then(end, end)
  const question = join(out, 'first.json')
  for (; !ended; await setTimeout(5)) {
    if (!existsSync(question)) continue
    await rm(question)
    await writeAtomically(join(out, 'again.json'), JSON.stringify(again))
  }
}

/** What a user starts: the default scenario, whose second rank Lightning's launcher starts. */
export async function runIsolated(bench: Bench, sample = false): Promise<Used> {
  const out = await mkdtemp(join(bench.work, 'isolated-'))
  const args = ['-m', 'lddpr.main', `--record_dir=${out}`, '--accelerator=cpu']
  return run(bench.python, args, { env: environment(), sample })
}

/** What each gives in every round: one after the other, in an order that changes from round to round. */
export async function inTurn<Name extends string, Result>(
  names: readonly Name[],
  rounds: number,
  measure: (name: Name) => Promise<Result>,
): Promise<Record<Name, Result[]>> {
  const found = Object.fromEntries(names.map(name => [name, [] as Result[]])) as Record<
    Name,
    Result[]
  >
  for (let round = 0; round < rounds; round++)
    for (const name of round % 2 ? names.toReversed() : names) found[name].push(await measure(name))
  return found
}
