import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { ExpectedError } from '../lib/errors.ts'
import { didYouMean } from '../lib/near.ts'
import { ROOT } from '../root.ts'
import type { Command, Option } from './command.ts'

/** What somebody has typed behind a command. */

/** Errors of `parseArgs`, by their code, in our words. `word` is what they quote. */
const PROBLEMS: Record<string, (word: string, command: Command) => string> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: (word, { options }) =>
    `unknown flag '${word}'${didYouMean(word, flagsOf(options), '')}`,
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: (word, { options, behind }) =>
    behind === undefined
      ? `expected flags alone, found '${word}'${meantBy(word, options)}`
      : `expected -- before the command, found '${word}' without it: … -- ${behind}`,
}

const flagsOf = (options: readonly Option[]) => options.map(({ name }) => `--${name}`)

/** A directory is the repository; a word may be the value of a flag. */
function meantBy(word: string, options: readonly Option[]): string {
  if (existsSync(word)) return `; did you mean --cwd ${word}?`
  const names = options.map(({ name }) => name)
  return names.includes(word) ? `; did you mean --${word}?` : didYouMean(word, flagsOf(options), '')
}

export function readArguments(name: string, command: Command, argv: string[]) {
  const flags = Object.fromEntries(command.options.map(option => [option.name, option]))
  const [own, behind] = command.behind === undefined ? [argv, []] : apart(argv)
  try {
    const { values, positionals } = parseArgs({
      args: own,
      options: { ...flags, help: { type: 'boolean', short: 'h' } },
      allowPositionals: command.operands !== '',
    })
    return { values, positionals: [...positionals, ...behind] }
  } catch (error) {
    throw new ExpectedError(`${inWords(error, command)} (lddpr ${name} --help lists every flag)`)
  }
}

/** What stands before the first `--`, and what stands behind it. */
function apart(argv: string[]): [string[], string[]] {
  const at = argv.indexOf('--')
  return at < 0 ? [argv, []] : [argv.slice(0, at), argv.slice(at + 1)]
}

function inWords(error: unknown, command: Command): string {
  const { code = '', message } = error as NodeJS.ErrnoException
  const word = /'([^']*)'/.exec(message)?.[1] ?? ''
  const flag = word.split(/[ =]/)[0]?.replace(/^-\w, /, '') ?? ''
  if (code in PROBLEMS) return PROBLEMS[code]?.(word, command) ?? message
  if (/argument missing|is ambiguous/.test(message))
    return `${flag}: expected a value, found nothing`
  if (/does not take an argument/.test(message)) return `${flag}: expected no value, found one`
  return message.split('\n')[0] ?? ''
}

const packageSchema = z.object({ version: z.string() })

export function version(): string {
  const text = readFileSync(join(ROOT, 'package.json'), 'utf8')
  return packageSchema.parse(JSON.parse(text)).version
}
