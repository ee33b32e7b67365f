import { ExpectedError } from '../lib/errors.ts'
import { aboutLeft, type Command, type Ended, runForeign } from '../lib/foreign/run.ts'
import { hide } from '../lib/secrets.ts'
import type { Surroundings } from '../model/world.ts'
import { progressIn } from './said.ts'

/** Runs the tools that build environments: in the user's directory, with exactly the environment given. */

/** Why there is no environment, and what helps. */
export const cannotBuild = (problem: string, remedy = '') =>
  new ExpectedError(
    spell => `${problem}; ${remedy && `${remedy}, or `}name an interpreter with ${spell('python')}`,
    { kind: 'environment' },
  )

const TAIL_LINES = 15
/** A tool may say hundreds of lines; so often one is passed on, in milliseconds. */
const SAY_EVERY = 5000
const LONGEST_LINE = 160
const LONGEST_COMMAND = 500
/** More than the largest environments take, so that what hangs does not for ever. */
const STEP_SECONDS = 3600
/** Some of what is asked may have to be downloaded first. */
const ANSWER_SECONDS = 600

/** Runs a step. What the tool says is shown now and then, and its end when it fails. */
export async function runStep(
  command: Command,
  { cwd, env, progress, notice = progress }: Surroundings,
): Promise<void> {
  let said = performance.now()
  const hear = (text: string) => {
    const line = clean(text)
      .split('\n')
      .flatMap(each => progressIn(each) ?? [])
      .at(-1)
    if (!line || performance.now() - said < SAY_EVERY) return
    said = performance.now()
    progress(`  ${line}`)
  }
  const result = await runForeign({ command, cwd, env: quiet(env), seconds: STEP_SECONDS, hear })
  aboutLeft('The installer', result).forEach(notice)
  if (result.status === 0 && !result.cut) return
  throw new ExpectedError(
    `'${clean(command.join(' '), LONGEST_COMMAND)}' ${howItFailed(result)} in ${cwd}`,
    {
      kind: 'environment',
      detail: clean(result.all, Number.POSITIVE_INFINITY).split('\n').slice(-TAIL_LINES).join('\n'),
    },
  )
}

function howItFailed({ cut, code, signal }: Ended): string {
  if (cut)
    return cut === 'late' ? `was not finished after ${STEP_SECONDS} s` : 'printed without end'
  if (code) return `cannot be started (${code})`
  return signal ? `was killed by ${signal}` : 'failed'
}

/** What a program prints, or null if it cannot be started or fails. */
export async function ask(
  command: Command,
  { cwd, env }: Pick<Surroundings, 'cwd' | 'env'>,
): Promise<string | null> {
  const asked = { command, cwd, env: quiet(env), seconds: ANSWER_SECONDS, guarded: false }
  const { status, cut, stdout } = await runForeign(asked)
  return status === 0 && !cut ? stdout.replace(/\r?\n$/, '') : null
}

/** A folder `pip` of the repository must not pass for pip. */
const quiet = (env: NodeJS.ProcessEnv) => ({ ...env, PYTHONSAFEPATH: '1' })

/** Lines without control characters and secrets. */
const clean = (text: string, longest = LONGEST_LINE) =>
  hide(text)
    .split(/[\r\n]+/)
    .map(line =>
      line
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
        .replace(/\u001b\[[0-9;?]*[A-Za-z]|[\u0000-\u001f\u007f-\u009f]/g, '')
        .trimEnd()
        .slice(0, longest),
    )
    .filter(Boolean)
    .join('\n')
