import * as yaml from 'yaml'
import * as z from 'zod'
import { conflictIn } from '../lib/conflict.ts'
import { ExpectedError } from '../lib/errors.ts'
import { notIn, parseValue } from '../lib/json.ts'
import { didYouMean } from '../lib/near.ts'
import { stepsPerEpoch } from '../model/channels.ts'
import { FRAMEWORKS, type Framework } from '../model/pins.ts'
import { rowSchema } from '../model/record.ts'
import { buildSuite, SUITE_NAMES, type Suite } from '../model/suite.ts'
import type { TrainingPlan } from '../model/training.ts'
import { SUITES } from './suites.ts'
import { type Chosen, plansOf, trainingsSchema } from './trainings.ts'

/** `config.yml` beside the baselines: which scenarios, and which trainings of its own, a repository wants to be measured. */

const MAX_LENGTH = 64 * 1024
const MAX_RUNS = 500

const name = z.string().regex(/^[A-Za-z0-9][\w.-]*$/, 'expected a name, or a list of names')
const nameOrNames = z.union([name, z.array(name)]).transform(value => [value].flat())

/** `new` says that a name which is like that of another scenario is meant. */
const editSchema = rowSchema.extend({ new: z.boolean().optional() })

const configSchema = z.strictObject({
  /** Where to start, unless `--suite` says so. */
  suite: z.enum(SUITE_NAMES).optional(),
  /** The Lightning that trainings use, unless `--framework` says so. */
  framework: z.enum(['auto', ...FRAMEWORKS]).optional(),
  /** The extras and groups that trainings are installed with, unless `--extra` or `--group` says so. */
  extra: nameOrNames.optional(),
  group: nameOrNames.optional(),
  /** By name: `false` leaves a scenario out, anything else edits it or adds one. */
  scenarios: z
    .record(
      z.string().regex(/^[a-z0-9-]{1,40}$/, 'expected a name of a-z, 0-9 and dashes'),
      z.union([z.literal(false), editSchema]),
    )
    .optional(),
  /** By name: commands that train, which are watched after the suite. */
  trainings: trainingsSchema.optional(),
})
type Config = z.infer<typeof configSchema>

export function readSuite(
  wanted: (typeof SUITE_NAMES)[number] | undefined,
  { file, text }: { file: string; text: string | null },
  devices: number,
): Suite {
  const config = parseConfig(file, text)
  const name = wanted ?? config.suite ?? 'standard'
  const rows = { ...SUITES[name] }
  const edits = Object.entries(config.scenarios ?? {})
  const wrong = (field: string, problem: string) =>
    new ExpectedError(`${file}: ${['scenarios', field].filter(Boolean).join('.')}: ${problem}`)
  const ours = Object.keys(SUITES.full)
  for (const [id, edit] of edits) {
    const meant = ours.includes(id) ? '' : didYouMean(id, ours)
    if (!edit) {
      if (!ours.includes(id))
        throw wrong(
          id,
          `false leaves out a scenario that comes with lddpr; this one does not${meant}`,
        )
      delete rows[id]
      continue
    }
    const { new: isNew = false, ...row } = edit
    if (meant && !isNew)
      throw wrong(id, `no scenario '${id}'${meant} If it is a new one, say so with \`new: true\``)
    if (isNew && ours.includes(id))
      throw wrong(`${id}.new`, 'a scenario of that name comes with lddpr; take another name')
    rows[id] = { ...rows[id], ...row }
  }
  const suite = buildSuite(edits.length ? `edited ${name}` : name, rows, devices)
  check(suite, wrong)
  return suite
}

export function readFramework(
  wanted: Framework | 'auto',
  { file, text }: { file: string; text: string | null },
): Framework | 'auto' {
  return wanted === 'auto' ? (parseConfig(file, text).framework ?? 'auto') : wanted
}

/** An input that names one of them names both. */
export function readChosen(
  { extra, group }: { extra: readonly string[]; group: readonly string[] },
  { file, text }: { file: string; text: string | null },
): { extra: string[]; group: string[] } {
  if (extra.length + group.length > 0) return { extra: [...extra], group: [...group] }
  const config = parseConfig(file, text)
  return { extra: config.extra ?? [], group: config.group ?? [] }
}

export const readTrainings = (
  chosen: Chosen,
  { file, text }: { file: string; text: string | null },
): TrainingPlan[] => plansOf(parseConfig(file, text).trainings ?? {}, chosen, file)

function parseConfig(file: string, text: string | null): Config {
  if (text === null) return {}
  if (text.length > MAX_LENGTH)
    throw new ExpectedError(
      `${file}: expected at most ${MAX_LENGTH} characters, found ${text.length}`,
    )
  const document = yaml.parseDocument(text, { prettyErrors: true, logLevel: 'silent' })
  const [problem] = document.errors
  if (problem) throw conflictIn(text, file) ?? notIn('YAML', file, problem)
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 0 }) ?? {}
  } catch {
    throw new ExpectedError(`${file}: expected no aliases, found one`)
  }
  return parseValue(configSchema, value, file)
}

/** What one scenario says of another, and what no scenario says by itself. */
function check(suite: Suite, wrong: (field: string, problem: string) => ExpectedError): void {
  const { scenarios } = suite
  const runs = scenarios.reduce((sum, scenario) => sum + scenario.runs, 0)
  if (runs === 0) throw wrong('', 'expected a scenario, found none')
  if (runs > MAX_RUNS) throw wrong('', `expected at most ${MAX_RUNS} runs, found ${runs}`)
  for (const [index, { id, resumes, parameters, runs }] of scenarios.entries()) {
    if (resumes === null) continue
    const cut = scenarios.slice(0, index).find(other => other.id === resumes)
    const at = `${id}.resumes`
    if (!cut) {
      const earlier = scenarios.slice(0, index).map(each => each.id)
      const meant = didYouMean(resumes, earlier)
      throw wrong(at, `expected the name of an earlier scenario, found none of that name${meant}`)
    }
    if (cut.resumes !== null)
      throw wrong(at, `expected a scenario from the beginning, found ${resumes}`)
    if (cut.runs < runs)
      throw wrong(`${id}.runs`, `expected at most ${cut.runs}, those of ${resumes}, found ${runs}`)
    const steps = stepsPerEpoch(cut.parameters)
    const done = cut.max_steps ?? cut.parameters.max_epochs * steps
    if (done >= parameters.max_epochs * steps)
      throw wrong(at, `expected one that is cut before it is done, found ${resumes}`)
    const kept = ['num_devices', 'dataset_size', 'batch_size'] as const
    const other = kept.find(name => cut.parameters[name] !== parameters[name])
    if (other)
      throw wrong(
        at,
        `expected one with ${other} ${parameters[other]}, found ${cut.parameters[other]}`,
      )
  }
}
