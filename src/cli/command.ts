import type * as z from 'zod'
import type { Spell } from '../lib/errors.ts'
import { hide } from '../lib/secrets.ts'
import { widthOf, wrapText } from '../lib/wrap.ts'
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
  /** For the help: commands to copy. */
  examples: readonly string[]
  options: readonly Option[]
  run: (call: Call) => Promise<number>
}

export const flag: Spell = name => `--${kebab(name)}`

/** How values are written that are not one of a few words. */
const VALUES: Readonly<Record<string, string>> = {
  python: 'COMMAND',
  basePython: 'COMMAND',
  manifest: 'FILE',
  extra: 'NAME',
  group: 'NAME',
  trainings: 'all|none|NAME',
  class: 'MACHINE-TYPE',
  base: 'COMMIT',
  failOn: 'VERDICT,…',
  timeout: 'TIME',
  torchIndex: 'URL',
  author: 'NAME',
  name: 'NAME',
  trainer: 'KEY=VALUE',
  acceptViolation: 'CHECK',
  cwd: 'DIR',
  baseline: 'DIR',
  reportDir: 'DIR',
  devices: 'N',
  steps: 'N',
  repeats: 'N',
}

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
      value: wordsOf(field as z.ZodType)?.join('|') ?? VALUES[name] ?? 'TEXT',
      text,
      ...(isSaid ? {} : { standard: String(standard) }),
    }
  })
}

/** The words that a field is one of; null if it is of another kind. */
function wordsOf(field: z.ZodType): readonly string[] | null {
  const { def } = field._zod as unknown as { def: { innerType?: z.ZodType; entries?: object } }
  return def.entries ? Object.keys(def.entries) : def.innerType ? wordsOf(def.innerType) : null
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

/** For people, at the width of their terminal. A file gets whole lines, which one can search. */
export const fitted = (
  text: string,
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>,
  env: NodeJS.ProcessEnv,
  program = 'lddpr',
): string => (stream.isTTY || env.COLUMNS ? wrapText(text, widthOf(stream, env), program) : text)

export const inert = (text: string, mark: string) =>
  hide(text)
    .trimEnd()
    .split(/\r\n|[\r\n]/)
    .map(line => `${mark}${printable(line)}\n`)
    .join('')
