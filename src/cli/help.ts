import { wrap } from '../lib/wrap.ts'
import type { Command, Option } from './command.ts'

/** What `--help` prints, for a terminal of a width. */

const GUTTER = 30
/** With fewer columns a text stands below its flag. */
const SIDE_BY_SIDE = 80
const BELOW = 6

/** Two columns; a text whose left side is too long for its column begins on the next line. */
function table(rows: readonly (readonly [string, string])[], width: number): string[] {
  const longest = Math.max(...rows.map(([left]) => left.length)) + 4
  const isNarrow = width < SIDE_BY_SIDE
  const at = isNarrow ? BELOW : Math.min(longest, GUTTER, Math.floor(width * 0.3))
  return rows.flatMap(([left, text]) => {
    const lines = wrap(text, width - at, 0).map(
      line => ' '.repeat(at) + line.replaceAll('\u00a0', ' '),
    )
    const fits = !isNarrow && left.length + 4 <= at
    const [first = '', ...more] = lines
    return fits ? [`  ${left}`.padEnd(at) + first.trimStart(), ...more] : [`  ${left}`, ...lines]
  })
}

interface Row {
  name: string
  summary: string
}

export function overview(commands: readonly Row[], width: number): string {
  return [
    ...wrap(
      'Checks whether a dependency bump changes the random streams of Lightning DDP training.',
      width,
      0,
    ),
    '',
    ...table(
      commands.map(({ name, summary }) => [`lddpr ${name}`, summary]),
      width,
    ),
    '',
    ...wrap(
      'lddpr COMMAND --help explains the flags of a command, lddpr --version prints the release.',
      width,
      0,
    ),
    ...wrap('Exit status: 0 match, 1 drift, 2 error, 3 violation, 4 unstable, 5 new.', width, 0),
  ].join('\n')
}

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`

/** A flag is there or not: its text need not say `true`. The blank before a default is none to break at. */
const textOf = ({ text, standard }: Option) =>
  text.replace(/^true (.)/, (_, letter: string) => letter.toUpperCase()) +
  (standard ? ` (default:\u00a0${standard})` : '')

export function help({ name, summary }: Row, command: Command, width: number): string {
  const { operands, options, behind, examples } = command
  const words = ['lddpr', name, operands, '[FLAGS]', behind && `-- ${behind}`]
  const rows = options.map(option => {
    const value = option.type === 'string' ? ` ${option.value ?? 'TEXT'}` : ''
    return [`--${option.name}${value}`, textOf(option)] as const
  })
  return [
    ...wrap(words.filter(Boolean).join(' '), width),
    '',
    ...wrap(`${capital(summary)}.`, width, 0),
    '',
    ...table(rows, width),
    '',
    'Examples:',
    ...examples.map(each => `  ${each}`),
  ].join('\n')
}
