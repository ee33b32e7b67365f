import { access } from 'node:fs/promises'
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path'
import type { Command } from '../lib/foreign/run.ts'
import type { Interpreter } from '../model/world.ts'

/** The user's command as a program with its arguments. No shell reads it. */

/** Words that mean the interpreter of the environment. */
const IS_PYTHON = /^python3?$/

/**
 * The command in an environment: `python` is its interpreter, and a console script is found where that lies. An
 * interpreter of several words (`uv run python`) starts other programs with the same words before them.
 */
export function commandOf(run: Command, interpreter: Interpreter): Command {
  const [program, ...words] = run
  if (IS_PYTHON.test(program)) return [...interpreter, ...words]
  const [first, ...others] = interpreter.slice(0, -1)
  const starts = first !== undefined && IS_PYTHON.test(basename(interpreter.at(-1) ?? ''))
  return starts ? [first, ...others, ...run] : run
}

/** PATH and VIRTUAL_ENV of an interpreter's environment; what is undefined is not set. */
export async function placeOf(
  interpreter: Interpreter,
  env: NodeJS.ProcessEnv,
): Promise<Pick<NodeJS.ProcessEnv, 'PATH' | 'VIRTUAL_ENV'>> {
  const { PATH = '', VIRTUAL_ENV } = env
  const [program, ...words] = interpreter
  if (words.length || !isAbsolute(program)) return { PATH, VIRTUAL_ENV }
  const bin = dirname(program)
  const root = dirname(bin)
  const isVenv = await access(join(root, 'pyvenv.cfg')).then(
    () => true,
    () => false,
  )
  return {
    PATH: [bin, PATH].filter(Boolean).join(delimiter),
    VIRTUAL_ENV: isVenv ? root : undefined,
  }
}

/** Flags of Python that hide PYTHONPATH, and so the observer: `-I`, `-E`, `-IS`. */
export function hidingFlag(command: Command): string | null {
  const [program, ...words] = command
  if (!/^python[\d.]*$/.test(basename(program))) return null
  for (const word of words) {
    if (!word.startsWith('-') || word.startsWith('--') || /^-[cm]/.test(word)) return null
    if (/^-[a-zA-Z]*[IE]/.test(word)) return word
  }
  return null
}
