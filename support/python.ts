import { fileURLToPath } from 'node:url'
import type { Answer } from '../src/model/pins.ts'
import { readPins } from '../src/pins/index.ts'
import { prepareInterpreter } from '../src/python/interpreter.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Directories with requirements whose environments the tests run in. */
export const ENVIRONMENTS = {
  example: `${root}examples/minimal`,
  'lightning-2.6.0': `${root}test/fixtures/lightning-2.6.0`,
  'lightning-2.6.1': `${root}test/fixtures/lightning-2.6.1`,
  managers: `${root}test/fixtures/managers`,
}

/** The interpreter of an environment, from the same cache that users have. */
export async function pythonOf(
  name: keyof typeof ENVIRONMENTS,
  progress: (message: string) => void = () => {},
): Promise<string> {
  const cwd = ENVIRONMENTS[name]
  return pythonFor(await readPins(cwd), cwd, progress)
}

export async function pythonFor(
  pins: Answer | null,
  cwd: string,
  progress: (message: string) => void,
): Promise<string> {
  const [python] = await prepareInterpreter(pins, true, { cwd, env: process.env, progress })
  return python
}
