import { execa } from 'execa'
import { InputError } from '../../errors.ts'
import type { Surroundings } from '../surroundings.ts'

/** Runs the tools that build environments: in the user's directory, with exactly the environment given. */

export type Command = readonly [string, ...string[]]

const TAIL_LINES = 15
/** A tool may say hundreds of lines; so often one is passed on, in milliseconds. */
const SAY_EVERY = 5000
const LONGEST_LINE = 160
const LONGEST_COMMAND = 500

/** Runs a step. What the tool says is shown now and then, and its end when it fails. */
export async function runStep(
  command: Command,
  { cwd, env, progress }: Surroundings,
): Promise<void> {
  const [program, ...rest] = command
  const child = execa(program, rest, { ...quiet(cwd, env), reject: false, all: true })
  let said = performance.now()
  child.all?.on('data', (chunk: Buffer) => {
    const line = clean(chunk.toString()).split('\n').at(-1)
    if (!line || performance.now() - said < SAY_EVERY) return
    said = performance.now()
    progress(`  ${line}`)
  })
  const result = await child
  if (!result.failed) return
  const output = result.all || result.shortMessage || ''
  throw new InputError(
    `'${clean(command.join(' '), LONGEST_COMMAND)}' failed in ${cwd}`,
    clean(output, Number.POSITIVE_INFINITY).split('\n').slice(-TAIL_LINES).join('\n'),
  )
}

/** What a program prints, or null if it cannot be started or fails. */
export async function ask(
  [program, ...rest]: Command,
  { cwd, env }: Pick<Surroundings, 'cwd' | 'env'>,
): Promise<string | null> {
  const result = await execa(program, rest, { ...quiet(cwd, env), reject: false })
  return result.exitCode === 0 ? result.stdout : null
}

/** A folder `pip` of the repository must not pass for pip. */
const quiet = (cwd: string, env: NodeJS.ProcessEnv) =>
  ({
    cwd,
    env: { ...env, PYTHONSAFEPATH: '1' },
    extendEnv: false,
    stdin: 'ignore',
    preferLocal: false,
  }) as const

/** Lines without control characters, and without the passwords that indexes have in their addresses. */
const clean = (text: string, longest = LONGEST_LINE) =>
  text
    .split(/[\r\n]+/)
    .map(line =>
      line
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
        .replace(/\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u001f\u007f-\u009f]/g, '')
        .replace(/\/\/[^/@\s]+@/g, '//***@')
        .trimEnd()
        .slice(0, longest),
    )
    .filter(Boolean)
    .join('\n')
