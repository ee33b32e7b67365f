import { InputError } from '../errors.ts'
import {
  type ActionInputs,
  actionInputs,
  parseInputs,
  type RunInputs,
  runInputs,
} from '../inputs.ts'

/** The inputs that a workflow spells differently from the terminal. */
const SPELLING: Record<string, string> = {
  cwd: 'working-directory',
  timeout: 'timeout-minutes',
}
/** Flags of the terminal that no input mirrors. */
const TERMINAL_ONLY = ['no-install']
const MAX_MINUTES = 1440

const spell = (name: string) => SPELLING[name] ?? name

/** Every input as action.yml names it. */
export const INPUT_NAMES = [...Object.keys(runInputs.shape), ...Object.keys(actionInputs.shape)]
  .filter(name => !TERMINAL_ONLY.includes(name))
  .map(spell)

/** The inputs of a workflow. Throws InputError for a wrong one, under the name that it has there. */
export function readInputs(getInput: (name: string) => string): {
  run: RunInputs
  action: ActionInputs
} {
  const given = (schema: { shape: object }) =>
    Object.fromEntries(
      Object.keys(schema.shape)
        .filter(name => !TERMINAL_ONLY.includes(name))
        .map(name => [name, getInput(spell(name))])
        .filter(([, value]) => value !== ''),
    )
  const { timeout, ...run } = given(runInputs)
  return {
    run: parseInputs(
      runInputs,
      timeout === undefined ? run : { ...run, timeout: seconds(timeout) },
      spell,
    ),
    action: parseInputs(actionInputs, given(actionInputs), spell),
  }
}

/** Minutes, as workflows count them, in seconds, as the program does. */
function seconds(minutes: string): string {
  const value = /^\d+$/.test(minutes) ? Number(minutes) : 0
  if (value >= 1 && value <= MAX_MINUTES) return String(value * 60)
  throw new InputError(
    `timeout-minutes: expected a whole number from 1 to ${MAX_MINUTES}, found ${JSON.stringify(minutes)}`,
  )
}
