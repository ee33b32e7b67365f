import type * as z from 'zod'
import { ExpectedError, type Spell } from '../../lib/errors.ts'
import { didYouMean } from '../../lib/near.ts'
import {
  type ActionInputs,
  actionInputs,
  describeInput,
  duration,
  kebab,
  parseInputs,
  planInputs,
  type RunInputs,
  runInputs,
} from '../../pipeline/inputs.ts'

/** The inputs that a workflow spells, or counts, differently from the terminal. */
const OWN: Readonly<Record<string, Partial<ActionInput>>> = {
  cwd: { name: 'working-directory' },
  timeout: {
    name: 'timeout-minutes',
    text: 'The most that all scenarios together may take, such as `90s` or `10m`. A number alone counts minutes.',
    standard: '10',
  },
}
/** Flags of the terminal that no input mirrors. */
const TERMINAL_ONLY = ['noInstall']

export const spell: Spell = name => OWN[name]?.name ?? kebab(name)

export interface ActionInput {
  name: string
  text: string
  standard: string
}

export function inputsIn(schema: z.ZodObject): ActionInput[] {
  const standards: Record<string, unknown> = schema.parse({})
  return Object.entries(schema.shape)
    .filter(([name]) => !TERMINAL_ONLY.includes(name))
    .map(([name, field]) => ({
      name: spell(name),
      text: describeInput(field, spell),
      standard: String(standards[name] ?? ''),
      ...OWN[name],
    }))
}

/** Workflows count minutes, as `timeout-minutes` of a job does. */
const inWorkflows = runInputs.extend({ timeout: duration('m').default(600) })

export interface Inputs {
  run: RunInputs
  action: ActionInputs
}

/** Those of every action. GitHub warns of one that is another action's. */
const ANYWHERE = [runInputs, actionInputs, planInputs].flatMap(schema => namesIn(schema))

function namesIn(schema: z.ZodObject) {
  return inputsIn(schema).map(({ name }) => name)
}

/** Throws ExpectedError for an input that is misspelled: GitHub only warns of it, and its author believes that it counts. */
export function refuseMisspelled(env: NodeJS.ProcessEnv, schema: z.ZodObject): void {
  const given = Object.keys(env).filter(name => env[name] && name.startsWith('INPUT_'))
  for (const name of given.map(each => each.slice('INPUT_'.length).toLowerCase())) {
    const meant = ANYWHERE.includes(name) ? '' : didYouMean(name, namesIn(schema))
    if (meant) throw new ExpectedError(`unknown input '${name}'${meant}`)
  }
}

/** The values that a workflow gives to inputs of a schema. */
export const givenOf = (schema: z.ZodObject, getInput: (name: string) => string) =>
  Object.fromEntries(
    Object.keys(schema.shape)
      .map(name => [name, getInput(spell(name))])
      .filter(([, value]) => value !== ''),
  )

/** The inputs of an action; what it does not take has its default. Throws ExpectedError for a wrong one. */
export function readInputs(schema: z.ZodObject, getInput: (name: string) => string): Inputs {
  const given = givenOf(schema, getInput)
  return { run: parseInputs(inWorkflows, given), action: parseInputs(actionInputs, given) }
}
