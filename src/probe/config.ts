import { join } from 'node:path'
import * as yaml from 'yaml'
import * as z from 'zod'
import { InputError } from '../errors.ts'
import { explain, readOwnText } from '../json.ts'
import { stepsPerEpoch } from '../judge/channels.ts'
import { rowSchema } from './schema.ts'
import { SUITE_NAMES, SUITES, type Suite, suiteOf } from './suite.ts'

/** `config.yml` beside the baselines: which scenarios a repository wants to be measured. */

const CONFIG = 'config.yml'
const MAX_BYTES = 64 * 1024
const MAX_RUNS = 500

const configSchema = z.strictObject({
  /** Where to start, unless `--suite` says so. */
  suite: z.enum(SUITE_NAMES).optional(),
  /** By name: `false` leaves a scenario out, anything else edits it or adds one. */
  scenarios: z
    .record(
      z.string().regex(/^[a-z0-9-]{1,40}$/, 'expected a name of a-z, 0-9 and dashes'),
      z.union([z.literal(false), rowSchema]),
    )
    .optional(),
})
type Config = z.infer<typeof configSchema>

/** The suite that the inputs and the repository ask for together. */
export async function readSuite(
  wanted: (typeof SUITE_NAMES)[number] | undefined,
  directory: string,
  devices: number,
): Promise<Suite> {
  const file = join(directory, CONFIG)
  const config = await readConfig(file)
  const name = wanted ?? config.suite ?? 'standard'
  const rows = { ...SUITES[name] }
  for (const [id, row] of Object.entries(config.scenarios ?? {})) {
    if (row) rows[id] = { ...rows[id], ...row }
    else if (id in SUITES.full) delete rows[id]
    else
      throw wrong(file, id, 'false leaves out a scenario that comes with lddpr; this one does not')
  }
  const edited = Object.keys(config.scenarios ?? {}).length > 0
  const suite = suiteOf(edited ? `edited ${name}` : name, rows, devices)
  check(suite, file)
  return suite
}

async function readConfig(file: string): Promise<Config> {
  const text = await readOwnText(file, MAX_BYTES)
  if (text === null) return {}
  const document = yaml.parseDocument(text, { prettyErrors: true })
  const [problem] = document.errors
  if (problem) throw new InputError(`${file} is not YAML: ${problem.message.split('\n')[0]}`)
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 0 }) ?? {}
  } catch (error) {
    throw new InputError(`${file}: ${(error as Error).message}`)
  }
  const result = configSchema.safeParse(value, { reportInput: true })
  if (result.success) return result.data
  throw new InputError(`${file}: ${explain(result.error)}`)
}

/** What one scenario says of another, and what no scenario says by itself. */
function check(suite: Suite, file: string): void {
  const { scenarios } = suite
  const runs = scenarios.reduce((sum, scenario) => sum + scenario.runs, 0)
  if (runs === 0) throw wrong(file, '', 'expected a scenario, found none')
  if (runs > MAX_RUNS) throw wrong(file, '', `expected at most ${MAX_RUNS} runs, found ${runs}`)
  for (const [index, { id, resumes, parameters, runs }] of scenarios.entries()) {
    if (resumes === null) continue
    const cut = scenarios.slice(0, index).find(other => other.id === resumes)
    const at = `${id}.resumes`
    if (!cut) throw wrong(file, at, `expected an earlier scenario, found ${resumes}`)
    if (cut.resumes !== null)
      throw wrong(file, at, `expected a scenario from the beginning, found ${resumes}`)
    if (cut.runs < runs)
      throw wrong(
        file,
        `${id}.runs`,
        `expected at most ${cut.runs}, those of ${resumes}, found ${runs}`,
      )
    const steps = stepsPerEpoch(cut.parameters)
    const done = cut.max_steps ?? cut.parameters.max_epochs * steps
    if (done >= parameters.max_epochs * steps)
      throw wrong(file, at, `expected one that is cut before it is done, found ${resumes}`)
    const kept = ['num_devices', 'dataset_size', 'batch_size'] as const
    const other = kept.find(name => cut.parameters[name] !== parameters[name])
    if (other)
      throw wrong(
        file,
        at,
        `expected one with ${other} ${parameters[other]}, found ${cut.parameters[other]}`,
      )
  }
}

const wrong = (file: string, field: string, problem: string) =>
  new InputError(`${file}: ${['scenarios', field].filter(Boolean).join('.')}: ${problem}`)
