import { access, constants, open } from 'node:fs/promises'
import { basename, delimiter, isAbsolute, join, resolve } from 'node:path'
import type { Command } from './run.ts'

/**
 * Pythons that could run the guard, the likeliest first: of the path, not of the environment that is looked into.
 * Programs alone: what a version manager puts there is a script, which takes longer than the guard itself, and may
 * refuse to start one for this directory.
 */
export async function* pythons(
  command: Command,
  cwd: string,
  env: NodeJS.ProcessEnv,
): AsyncGenerator<string> {
  if (process.platform !== 'linux') return
  for (const directory of (env.PATH ?? '').split(delimiter).filter(isAbsolute))
    if (await isProgram(join(directory, 'python3'))) yield join(directory, 'python3')
  const [own] = command
  if (!/^python[\d.]*$/.test(basename(own)) || !own.includes('/')) return
  if (await isProgram(resolve(cwd, own))) yield resolve(cwd, own)
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    await using file = await open(path)
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    return buffer.toString('latin1') === '\u007fELF'
  } catch {
    return false
  }
}

/** What the guard has said, see python-probe/lddpr/guard.py. */
export interface Said {
  started: number | null
  failed: number | null
  /** How it ended: its status, or a signal's number, negative. Null if the guard was ended before. */
  ended: number | null
  left: string[]
  kept: string[]
}

export function readSaid(text: string): Said {
  const said: Said = { started: null, failed: null, ended: null, left: [], kept: [] }
  for (const line of text.split('\n')) {
    const [, word = '', number = '', name = ''] = /^(\w+) (-?\d+) ?(.*)$/.exec(line) ?? []
    if (word === 'started' || word === 'failed' || word === 'ended') said[word] = Number(number)
    if (word === 'left' || word === 'kept') said[word].push(`${name} (${number})`)
  }
  return said
}
