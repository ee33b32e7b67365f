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
  type RunInputs,
  runInputs,
} from '../../pipeline/inputs.ts'
import { USES } from './uses.ts'

/** The inputs that a workflow spells, or counts, differently from the terminal. */
const OWN: Readonly<Record<string, Partial<ActionInput>>> = {
  cwd: { name: 'working-directory' },
  timeout: {
    name: 'timeout-minutes',
    text: 'How long all scenarios together may take, such as `90s` or `10m`. A number alone counts minutes.',
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
  /** Those that say something which this mode does not do, one sentence each. */
  ignored: string[]
}

/**
 * Inputs that the workflow names and we do not have, one sentence each: GitHub hands them over all the same. Throws
 * ExpectedError for one that is like one of ours, for its author must believe that it counts.
 */
export function unknownInputs(env: NodeJS.ProcessEnv, ...schemas: z.ZodObject[]): string[] {
  const known = schemas.flatMap(schema => inputsIn(schema).map(({ name }) => name))
  const given = Object.keys(env).filter(name => env[name] && name.startsWith('INPUT_'))
  const unknown = given
    .map(name => name.slice('INPUT_'.length).toLowerCase())
    .filter(name => !known.includes(name))
  return unknown.map(name => {
    const meant = didYouMean(name, known)
    if (meant) throw new ExpectedError(`unknown input '${name}'${meant}`)
    return `this action has no input '${name}'`
  })
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
  const inputs = {
    run: parseInputs(inWorkflows, given(runInputs)),
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
