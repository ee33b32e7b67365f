import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { wrongInput } from '../lib/errors.ts'
import type { Surroundings } from '../model/world.ts'
import { splitCommand } from './interpreter.ts'

/** The command that an input names as the interpreter. */

type Place = Pick<Surroundings, 'cwd' | 'env'>

/** Where people have theirs. */
const USUAL = ['.venv/bin/python', 'venv/bin/python'] as const

/** Throws where the program of a command is not there: known without starting it. */
export async function mustBeThere(command: string, input: string, place: Place): Promise<void> {
  const [program] = splitCommand(command)
  const problem = await problemWith(program, place)
  if (problem !== null) throw wrongInput(input, problem)
}

async function problemWith(program: string, { cwd, env }: Place): Promise<string | null> {
  if (!/[/\\]/.test(program)) {
    for (const directory of (env.PATH ?? '').split(delimiter))
      if ((await stateOf(resolve(cwd, directory, program))) === 'program') return null
    return `'${program}' is not on PATH; install it, or name an interpreter by its path${await usual(cwd)}`
  }
  const path = resolve(cwd, program)
  const state = await stateOf(path)
  if (state === 'program') return null
  if (state === 'file') return `'${program}' is a file that cannot be executed`
  if (state === 'nothing') return `'${program}' does not exist${await usual(cwd)}`
  const inside = join(program, 'bin/python')
  const isVenv = (await stateOf(resolve(cwd, inside))) === 'program'
  return `'${program}' is a directory${isVenv ? `; did you mean ${inside}?` : ', expected a program'}`
}

type State = 'program' | 'file' | 'directory' | 'nothing'

async function stateOf(path: string): Promise<State> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) return 'directory'
    await access(path, constants.X_OK)
    return 'program'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'file' : 'nothing'
  }
}

async function usual(cwd: string): Promise<string> {
  for (const path of USUAL)
    if ((await stateOf(resolve(cwd, path))) === 'program') return `; did you mean ${path}?`
  return ''
}
