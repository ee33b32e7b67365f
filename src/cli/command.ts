import type * as z from 'zod'
import type { Spell } from '../lib/errors.ts'
import { hide } from '../lib/secrets.ts'
import { describeInput, kebab, parseInputs, type RunInputs, runInputs } from '../pipeline/inputs.ts'
import { printable } from '../report/inert.ts'

export interface Option {
  name: string
  type: 'string' | 'boolean'
  multiple?: boolean
  value?: string
  text: string
  standard?: string
}

export interface Call {
  values: Record<string, unknown>
  positionals: string[]
  env: NodeJS.ProcessEnv
}

export interface Command {
  /** How its operands are written in the help; empty if it takes none. */
  operands: string
  /** How the words behind `--` are written, of a command that takes some: none of them is a flag of ours. */
  behind?: string
  /** For the help. */
  examples?: readonly string[]
  options: readonly Option[]
  run: (call: Call) => Promise<number>
}

export const flag: Spell = name => `--${kebab(name)}`

/** The flags of a run, made from the schema of its inputs, so that the two cannot part. */
export const runOptions: readonly Option[] = optionsOf(runInputs)

export function optionsOf(schema: z.ZodObject): Option[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const standard = schema.parse({})[name]
    const isFlag = typeof standard === 'boolean'
    const isList = Array.isArray(standard) && standard.length === 0
    const text = describeInput(field, flag).replaceAll('`', '').replace(/\.$/, '')
    const isSaid =
      isFlag || isList || standard === '' || standard === undefined || / Default: /.test(text)
    return {
      name: kebab(name),
      type: isFlag ? 'boolean' : 'string',
      ...(isList ? { multiple: true } : {}),
      value: isList ? 'NAME' : typeof standard === 'number' ? 'N' : name === 'cwd' ? 'DIR' : 'TEXT',
      text,
      ...(isSaid ? {} : { standard: String(standard) }),
    }
  })
}

export function textOf(values: Call['values'], name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}

/** The inputs that flags give, by the names that the schema has for them. */
export const inputsOf = <T>(
  schema: z.ZodObject & z.ZodType<T>,
  values: Record<string, unknown>,
): T =>
  parseInputs(
    schema,
    Object.fromEntries(Object.keys(schema.shape).map(name => [name, values[kebab(name)]])),
  )

export const readRunInputs = (values: Record<string, unknown>): RunInputs =>
  inputsOf(runInputs, values)

export function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line ? `${line} ${word}` : word
  }
  return lines
}

export const inert = (text: string, mark: string) =>
  hide(text)
    .trimEnd()
    .split(/\r\n|[\r\n]/)
    .map(line => `${mark}${printable(line)}\n`)
    .join('')
