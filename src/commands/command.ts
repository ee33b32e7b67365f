import * as z from 'zod'
import { parseInputs, type RunInputs, runInputs } from '../inputs.ts'

export interface Option {
  name: string
  type: 'string' | 'boolean'
  multiple?: boolean
  /** What stands for the value in the help. */
  value?: string
  text: string
  standard?: string
}

export interface Call {
  values: Record<string, unknown>
  positionals: string[]
  /** The directory that holds `python-probe`. */
  root: string
}

export interface Command {
  name: string
  /** How its operands are written in the help; empty if it takes none. */
  operands: string
  summary: string
  options: readonly Option[]
  run: (call: Call) => Promise<number>
}

/** The flags of a run, made from the schema of its inputs, so that the two cannot part. */
export const runOptions: readonly Option[] = optionsOf(runInputs)

export function optionsOf(schema: z.ZodObject): Option[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const standard = schema.parse({})[name]
    const isFlag = typeof standard === 'boolean'
    return {
      name,
      type: isFlag ? 'boolean' : 'string',
      value: typeof standard === 'number' ? 'N' : name === 'cwd' ? 'DIR' : 'TEXT',
      text: z.globalRegistry.get(field as z.ZodType)?.description ?? '',
      ...(isFlag || standard === '' || standard === undefined
        ? {}
        : { standard: String(standard) }),
    }
  })
}

export const readRunInputs = (values: Record<string, unknown>): RunInputs =>
  parseInputs(runInputs, values, name => `--${name}`)
