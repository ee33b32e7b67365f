import { parseArgs } from 'node:util'
import { ExpectedError } from '../lib/errors.ts'
import { interruptible, interruption } from '../lib/interrupt.ts'
import { wrap } from '../lib/text.ts'
import { accept } from './accept.ts'
import { bisect } from './bisect.ts'
import { check } from './check.ts'
import { type Command, flag } from './command.ts'
import { compare } from './compare.ts'
import { inert } from './output.ts'
import { pins } from './pins.ts'
import { record } from './record.ts'

const COMMANDS: readonly Command[] = [check, record, compare, accept, pins, bisect]

const USAGE_ERROR = 2

/** The terminal program. Returns the exit status; what is wrong outside of it is one message. */
export const main = (argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> =>
  interruptible(
    () => run(argv, env),
    message => console.error(`lddpr: ${message}`),
  )

async function run(argv: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [name = '', ...rest] = argv
  if (['--help', '-h', 'help', ''].includes(name)) {
    console.log(overview())
    return name ? 0 : USAGE_ERROR
  }
  const command = COMMANDS.find(each => each.name === name)
  try {
    if (!command)
      throw new ExpectedError(
        `unknown command '${name}', expected one of ${COMMANDS.map(each => each.name).join(', ')}`,
      )
    const { values, positionals } = readArguments(command, rest)
    if (values.help) {
      console.log(help(command))
      return 0
    }
    return await command.run({ values, positionals, env })
  } catch (error) {
    interruption.throwIfAborted()
    if (!(error instanceof ExpectedError)) throw error
    process.stderr.write(inert(error.spelled(flag).replaceAll(/\s+/g, ' '), 'lddpr: error: '))
    if (error.detail) process.stderr.write(inert(error.detail, '  | '))
    return USAGE_ERROR
  }
}

function readArguments(command: Command, argv: string[]) {
  const options = Object.fromEntries(
    command.options.map(({ name, type, multiple }) => [
      name,
      { type, multiple: multiple ?? false },
    ]),
  )
  try {
    return parseArgs({
      args: argv,
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: command.operands !== '',
    })
  } catch (error) {
    const message = (error as Error).message.split('. ')[0]
    throw new ExpectedError(`${message} (lddpr ${command.name} --help lists every flag)`)
  }
}

function overview(): string {
  const rows = COMMANDS.map(({ name, summary }) => `  lddpr ${name.padEnd(9)} ${summary}`)
  return [
    'Checks whether a dependency bump changes the random streams of Lightning DDP training.',
    '',
    ...rows,
    '',
    'lddpr COMMAND --help explains its flags. Exit status: 0 match, 1 drift, 2 error, 3 violation,',
    '4 unstable, 5 new.',
  ].join('\n')
}

const COLUMN = 30
const WIDTH = 100

function help({ name, operands, summary, options }: Command): string {
  const rows = options.flatMap(option => {
    const flag = `  --${option.name}${option.type === 'string' ? ` ${option.value ?? 'TEXT'}` : ''}`
    const standard = option.standard ? ` (default: ${option.standard})` : ''
    const [first = '', ...more] = wrap(`${option.text}${standard}`, WIDTH - COLUMN)
    return [`${flag.padEnd(COLUMN)} ${first}`, ...more.map(line => `${' '.repeat(COLUMN)} ${line}`)]
  })
  const usage = ['lddpr', name, operands, '[FLAGS]'].filter(Boolean).join(' ')
  return [usage, '', `${summary[0]?.toUpperCase()}${summary.slice(1)}.`, '', ...rows].join('\n')
}
