import type * as z from 'zod'
import { ExpectedError, type Spell } from '../../lib/errors.ts'
import {
  type ActionInputs,
  actionInputs,
  describeInput,
  kebab,
  parseInputs,
  type RunInputs,
  runInputs,
} from '../../pipeline/inputs.ts'
import { USES } from './uses.ts'

/** The inputs that a workflow spells, or counts, differently from the terminal. */
const OWN: Readonly<Record<string, Partial<ActionInput>>> = {
  cwd: { name: 'working-directory' },
  timeout: { name: 'timeout-minutes', text: 'Minutes for all scenarios together.', standard: '10' },
}
/** Flags of the terminal that no input mirrors. */
const TERMINAL_ONLY = ['noInstall']
const MAX_MINUTES = 1440

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

export interface Inputs {
  run: RunInputs
  action: ActionInputs
  /** Those that say something which this mode does not do, one sentence each. */
  ignored: string[]
}

/** The inputs of a workflow. Throws ExpectedError for a wrong one, under the name that it has there. */
export function readInputs(getInput: (name: string) => string): Inputs {
  const given = (schema: { shape: object }) =>
    Object.fromEntries(
      Object.keys(schema.shape)
        .filter(name => !TERMINAL_ONLY.includes(name))
        .map(name => [name, getInput(spell(name))])
        .filter(([, value]) => value !== ''),
    )
  const { timeout, ...run } = given(runInputs)
  const inputs = {
    run: parseInputs(
      runInputs,
      timeout === undefined ? run : { ...run, timeout: seconds(timeout) },
    ),
    action: parseInputs(actionInputs, given(actionInputs)),
  }
  const { mode } = inputs.action
  const idle = USES.filter(({ input, modes }) => getInput(input) && !modes.includes(mode))
  const refused = idle.find(({ otherwise }) => otherwise === 'refused')
  if (refused)
    throw new ExpectedError(
      `${refused.input}: expected nothing in mode ${mode}, found ${JSON.stringify(getInput(refused.input))}: ${refused.because}`,
    )
  return {
    ...inputs,
    ignored: idle.map(({ input, because }) => `${input} does nothing in mode ${mode}: ${because}`),
  }
}

/** Minutes, as workflows count them, in seconds, as the program does. */
function seconds(minutes: string): string {
  const value = /^\d+$/.test(minutes) ? Number(minutes) : 0
  if (value >= 1 && value <= MAX_MINUTES) return String(value * 60)
  throw new ExpectedError(
    `timeout-minutes: expected a whole number from 1 to ${MAX_MINUTES}, found ${JSON.stringify(minutes)}`,
  )
}
