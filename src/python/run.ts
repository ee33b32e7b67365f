import { basename } from 'node:path'
import { ExpectedError } from '../lib/errors.ts'
import { aboutLeft, type Command, type Ended, runForeign } from '../lib/foreign/run.ts'
import { hide } from '../lib/secrets.ts'
import type { Surroundings } from '../model/world.ts'
import { causeIn } from './cause.ts'
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
/** Of a line that is searched for the cause: pip lists all versions in one. */
const LONGEST_OUTPUT = 20_000
/** More than the largest environments take, so that what hangs does not for ever. */
const STEP_SECONDS = 3600
/** Some of what is asked may have to be downloaded first. */
const ANSWER_SECONDS = 600
/** What only makes a message better is not waited for. */
const QUESTION_SECONDS = 20

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
  const found = howItFailed(result)
  const newest = found.includes('(newest') ? null : await newestOf(command, found, { cwd, env })
  const lines = clean(result.all, LONGEST_COMMAND).split('\n').slice(-TAIL_LINES)
  const called = `$ ${clean(command.join(' '), LONGEST_COMMAND)}   (in ${cwd})`
  throw new ExpectedError(`${nameOf(command)} ${found}${newest ? ` (newest: ${newest})` : ''}`, {
    kind: 'environment',
    detail: [called, ...lines].join('\n'),
  })
}

/** What the probe imports, whichever of it is there. Isolated, Python compiles though a variable forbids that, and finds no file of the repository. */
const IMPORT = `
for name in ("torch", "lightning.pytorch", "pytorch_lightning"):
    try:
        __import__(name)
    except BaseException:
        pass
`
const IMPORT_SECONDS = 180

/** Compiles that once: images often forbid it to every process, which then takes seconds more. */
export async function compileImports(
  python: string,
  { cwd, env }: Pick<Surroundings, 'cwd' | 'env'>,
): Promise<void> {
  const command = [python, '-I', '-c', IMPORT] as const
  await runForeign({ command, cwd, env: quiet(env), seconds: IMPORT_SECONDS })
}

/** pip says which releases there are, and uv only when it is asked. */
async function newestOf(
  command: Command,
  found: string,
  { cwd, env }: Pick<Surroundings, 'cwd' | 'env'>,
): Promise<string | null> {
  const name = /^found no ([\w.-]+) /.exec(found)?.[1]
  const python = command[command.indexOf('--python') + 1]
  if (command[0] !== 'uv' || command[1] !== 'pip' || !name || !python) return null
  const words = [
    'uv',
    'pip',
    'install',
    '--dry-run',
    '--no-deps',
    '--python',
    python,
    name,
  ] as const
  const { all } = await runForeign({
    command: words,
    cwd,
    env: quiet(env),
    seconds: QUESTION_SECONDS,
  })
  return /^ \+ [^=\s]+==(\S+)/m.exec(clean(all))?.[1] ?? null
}

/** `pip`, of `…/bin/python -m pip install …`. */
function nameOf(command: Command): string {
  const at = command.indexOf('-m')
  return (at > 0 && command[at + 1]) || basename(command[0])
}

function howItFailed({ cut, code, signal, all }: Ended): string {
  if (cut)
    return cut === 'late' ? `was not finished after ${STEP_SECONDS} s` : 'printed without end'
  if (code) return `cannot be started (${code})`
  if (signal) return `was killed by ${signal}`
  const cause = causeIn(clean(all, LONGEST_OUTPUT))
  if (cause === null) return 'failed; the end of its log is below'
  return cause.startsWith('found ') ? cause : `failed: ${cause}`
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
